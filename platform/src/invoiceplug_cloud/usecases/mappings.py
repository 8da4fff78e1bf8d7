"""Mappings: what is known of a vendor's articles, as a person looks it up, corrects it and takes it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import clean_text, decimal_text
from invoiceplug_cloud.domain.mappings import Article, newest, of_family
from invoiceplug_cloud.domain.ports import Inventory, Ledger, Vendors
from invoiceplug_cloud.domain.records import Item, Mapping
from invoiceplug_cloud.usecases.patience import Patience

MAX_LISTED = 500


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person says an article is; `replaces` names the item that it was until now."""

    vendor_sku: str
    uom: str
    item: str
    factor: str
    quantity_source: str
    replaces: str | None = None


def family_mappings(
    inventory: Inventory, family: Sequence[str], articles: list[Article]
) -> dict[Article, list[Mapping]]:
    """For each article what it maps to today, by item, whichever of the vendor's ids it was learnt under."""
    return of_family(articles, [inventory.mappings(vendor_id, articles) for vendor_id in family])


class ListMappings:
    """Lists what is known of a vendor's articles, under all of its ids."""

    def __init__(self, inventory: Inventory, vendors: Vendors) -> None:
        self._inventory = inventory
        self._vendors = vendors

    def __call__(self, vendor_id: str, *, limit: int = 100, after: str | None = None) -> dict[str, Any]:
        """The HTTP body `mapping_list`: by article, those under today's id first. REQUEST_INVALID."""
        if not 1 <= limit <= MAX_LISTED:
            raise InvoiceplugError("REQUEST_INVALID", f"limit is 1 to {MAX_LISTED}.", limit=MAX_LISTED)
        family = self._vendors.family(vendor_id)
        ids, entry = _rest(family, after)
        listed: list[Mapping] = []
        following: str | None = None
        for at, each in enumerate(ids):
            found, entry = self._inventory.vendor_mappings(each, limit=limit - len(listed), after=entry)
            listed += self._of_today(found, family)
            following = f"{each} {entry}" if entry else f"{ids[at + 1]} " if at + 1 < len(ids) else None
            if entry or len(listed) == limit:
                break
        items = self._inventory.items(list(dict.fromkeys(each.item for each in listed)))
        views = [mapping_view(each, items.get(each.item)) for each in listed]
        return {"mappings": views, **({"next": following} if following else {})}

    def _of_today(self, found: list[Mapping], family: Sequence[str]) -> list[Mapping]:
        """Those of them that no newer row under another id of the vendor hides."""
        if len(family) == 1 or not found:
            return found
        articles = list(dict.fromkeys((each.vendor_sku, each.uom) for each in found))
        known = family_mappings(self._inventory, family, articles)
        return [each for each in found if each in known[each.vendor_sku, each.uom]]


class TeachMapping:
    """Says what an article is, over everything that was learnt so far; later applies may teach otherwise."""

    def __init__(self, inventory: Inventory, ledger: Ledger, vendors: Vendors, patience: Patience) -> None:
        self._inventory = inventory
        self._rows = _Rows(inventory, ledger, vendors, patience)

    def __call__(self, vendor_id: str, lesson: Lesson) -> dict[str, Any]:
        """The HTTP body `mapping_answer`; the same lesson again answers the same. REQUEST_INVALID, BUSY.

        It is stored under the id by which the vendor is known today, with the last cost that is known of the item.
        """
        item = self._check(lesson)
        article = clean_text(lesson.vendor_sku), clean_text(lesson.uom)
        for canonical, seq, known in self._rows.tries(vendor_id, article):
            before = known.get(lesson.item)
            said = Mapping(
                vendor_id=canonical,
                vendor_sku=article[0],
                uom=article[1],
                item=lesson.item,
                factor=Decimal(lesson.factor),
                quantity_source=lesson.quantity_source,
                version=seq,
                last_unit_cost=before.last_unit_cost if before else None,
            )
            if self._inventory.teach(said) and self._replaced(lesson, canonical, seq, known):
                return _answer(said, item)
        raise InvoiceplugError("BUSY", vendor_id=vendor_id)

    def _replaced(self, lesson: Lesson, canonical: str, seq: int, known: dict[str, Mapping]) -> bool:
        old = known.get(lesson.replaces) if lesson.replaces else None
        return old is None or old.deleted or self._inventory.teach(_tombstone(old, canonical, seq))

    def _check(self, lesson: Lesson) -> Item:
        if not clean_text(lesson.vendor_sku):
            raise InvoiceplugError("REQUEST_INVALID", "An article has a number that can be read.", path="/vendor_sku")
        if Decimal(lesson.factor) <= 0:
            raise InvoiceplugError("REQUEST_INVALID", "A factor is above zero.", path="/factor")
        if lesson.replaces == lesson.item:
            raise InvoiceplugError("REQUEST_INVALID", "A mapping cannot replace itself.", path="/replaces")
        item = self._inventory.items([lesson.item]).get(lesson.item)
        if item is None:
            raise InvoiceplugError("REQUEST_INVALID", f"There is no stock item {lesson.item}.", path="/item")
        return item


class ForgetMapping:
    """Takes a mapping away: it is a candidate no more, until a later apply or a person teaches it again."""

    def __init__(self, inventory: Inventory, ledger: Ledger, vendors: Vendors, patience: Patience) -> None:
        self._inventory = inventory
        self._rows = _Rows(inventory, ledger, vendors, patience)

    def __call__(self, vendor_id: str, vendor_sku: str, uom: str, item: str) -> dict[str, Any]:
        """The HTTP body `mapping_answer`, `deleted` true; again the same. REQUEST_INVALID without any such, BUSY."""
        article = clean_text(vendor_sku), clean_text(uom)
        for canonical, seq, known in self._rows.tries(vendor_id, article):
            found = known.get(item)
            if found is None:
                detail = f"{vendor_id[:64]} has no article {article[0][:64]} that maps to {item[:64]}."
                raise InvoiceplugError("REQUEST_INVALID", detail, vendor_id=vendor_id)
            gone = found if found.deleted else _tombstone(found, canonical, seq)
            if found.deleted or self._inventory.teach(gone):
                return _answer(gone, self._inventory.items([item]).get(item))
        raise InvoiceplugError("BUSY", vendor_id=vendor_id)


class _Rows:
    """The rows of one article under all ids of its vendor, and the place in the order of stock changes to write at.

    The place is read first: no row that is read after it can be of a later change, or the next try reads both anew.
    """

    def __init__(self, inventory: Inventory, ledger: Ledger, vendors: Vendors, patience: Patience) -> None:
        self._inventory = inventory
        self._ledger = ledger
        self._vendors = vendors
        self._patience = patience

    def tries(self, vendor_id: str, article: Article) -> Iterator[tuple[str, int, dict[str, Mapping]]]:
        """(today's id, sequence number, newest row by item, tombstones too), once for each try."""
        family = self._vendors.family(vendor_id)
        for _ in self._patience.tries():
            seq = self._ledger.stock().seq
            found = newest(row for each in family for row in self._inventory.mappings(each, [article])[article])
            if all(row.version <= seq for row in found):
                yield family[0], seq, {row.item: row for row in found}


def mapping_view(mapping: Mapping, item: Item | None) -> dict[str, Any]:
    """The HTTP body `mapping`."""
    view = {
        "vendor_id": mapping.vendor_id,
        "vendor_sku": mapping.vendor_sku,
        "uom": mapping.uom,
        "item": mapping.item,
        "factor": decimal_text(mapping.factor),
        "quantity_source": mapping.quantity_source,
        "version": mapping.version,
    }
    cost = mapping.last_unit_cost
    named = {"item_name": item.name, "unit": item.unit} if item else {}
    return view | named | ({"last_unit_cost": decimal_text(cost)} if cost is not None else {})


def _answer(mapping: Mapping, item: Item | None) -> dict[str, Any]:
    return {"mapping": mapping_view(mapping, item), "deleted": mapping.deleted}


def _tombstone(mapping: Mapping, canonical: str, seq: int) -> Mapping:
    return replace(mapping, vendor_id=canonical, version=seq, deleted=True)


def _rest(family: Sequence[str], after: str | None) -> tuple[Sequence[str], str | None]:
    """The ids that are still to be listed, and the entry after which the first of them goes on."""
    vendor_id, _, entry = (after or f"{family[0]} ").rpartition(" ")
    if vendor_id not in family:
        raise InvoiceplugError("REQUEST_INVALID", "`after` is not what a page before answered.")
    return family[family.index(vendor_id) :], entry or None
