"""What counts when an article was learnt under several ids of its vendor."""

from __future__ import annotations

from decimal import Decimal

from invoiceplug_cloud.domain.mappings import of_family
from invoiceplug_cloud.domain.records import Mapping

ARTICLE = ("4711", "CS")


def a_mapping(vendor: str, item: str, version: int, factor: str = "12", *, deleted: bool = False) -> Mapping:
    return Mapping(vendor, *ARTICLE, item, Decimal(factor), "shipped", version, deleted=deleted)


def counted(*found: list[Mapping]) -> list[tuple[str, str, str]]:
    rows = of_family([ARTICLE], [{ARTICLE: some} for some in found])[ARTICLE]
    return [(row.vendor_id, row.item, str(row.factor)) for row in rows]


def test_items_learnt_under_any_id_are_candidates():
    today, before = [a_mapping("nordkontor", "WINE", 2)], [a_mapping("tax:DE1", "BEER", 1)]
    assert counted(today, before) == [("tax:DE1", "BEER", "12"), ("nordkontor", "WINE", "12")]
    assert counted([], []) == []
    assert of_family([ARTICLE], []) == {ARTICLE: []}


def test_of_two_lessons_about_one_item_the_newer_counts():
    assert counted([a_mapping("now", "WINE", 1, "6")], [a_mapping("old", "WINE", 2, "12")]) == [("old", "WINE", "12")]
    assert counted([a_mapping("now", "WINE", 2, "6")], [a_mapping("old", "WINE", 1, "12")]) == [("now", "WINE", "6")]


def test_of_two_that_are_equally_new_today_s_id_counts():
    assert counted([a_mapping("now", "WINE", 2, "6")], [a_mapping("old", "WINE", 2, "12")]) == [("now", "WINE", "6")]


def test_what_was_taken_away_does_not_come_back_under_an_older_id():
    gone = a_mapping("now", "WINE", 2, deleted=True)
    assert counted([gone], [a_mapping("old", "WINE", 2)]) == []
    assert counted([gone], [a_mapping("old", "WINE", 3)]) == [("old", "WINE", "12")]
