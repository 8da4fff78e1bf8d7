"""What is known of a vendor's articles, whichever of its ids it was learnt under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict

from invoiceplug_cloud.domain.records import Mapping

Article = tuple[str, str]  # vendor_sku, uom
Known = Dict[Article, list[Mapping]]


def newest(found: Iterable[Mapping]) -> list[Mapping]:
    """One mapping an item, by item: of several the one with the highest version, the first of equal ones.

    Tombstones among them take part, so that what was taken away under one id does not come back under another.
    """
    by_item: dict[str, Mapping] = {}
    for each in found:
        if each.item not in by_item or by_item[each.item].version < each.version:
            by_item[each.item] = each
    return [by_item[item] for item in sorted(by_item)]


def live(found: Iterable[Mapping]) -> list[Mapping]:
    """Those of them that count: the newest an item, without what was taken away."""
    return [each for each in newest(found) if not each.deleted]


def of_family(articles: Iterable[Article], found: Sequence[Known]) -> dict[Article, list[Mapping]]:
    """For each article what it maps to today, from what was found under each id of its vendor, today's id first."""
    return {article: live(each for known in found for each in known.get(article, ())) for article in articles}
