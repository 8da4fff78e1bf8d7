"""Items in the orders that no index has."""

from __future__ import annotations

import pytest
from made import LATER, NOON, an_item

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.item_order import sorted_page

ITEMS = [
    an_item("A", "9.5", name="zucchini"),
    an_item("B", "10.25", name="Öl"),
    an_item("C", "-1", name="Oregano", updated_at=LATER),
    an_item("D", "9.50", name="Opal"),
]


@pytest.mark.parametrize(
    ("sort", "backwards", "ids"),
    [
        ("name", False, "BDCA"),  # oel, opal, oregano: accents aside
        ("name", True, "ACDB"),
        ("on_hand", False, "CADB"),  # by number, not by text
        ("on_hand", True, "BADC"),  # equal ones stay by id
        ("updated", False, "ABDC"),
        ("updated", True, "CABD"),
    ],
)
def test_items_are_sorted(sort, backwards, ids):
    page, following = sorted_page(ITEMS, sort, backwards=backwards, limit=4, after=None)
    assert ("".join(item.item for item in page), following) == (ids, None)


def test_a_page_says_where_the_next_one_begins():
    pages, after = [], None
    while True:
        page, after = sorted_page(ITEMS, "updated", backwards=False, limit=3, after=after)
        pages.append("".join(item.item for item in page))
        if after is None:
            break
    assert pages == ["ABD", "C"]
    assert sorted_page(ITEMS, "updated", backwards=False, limit=3, after="4") == ([], None)


@pytest.mark.parametrize("after", ["", "A", "-1", "1.5", "1234567", "٣"])
def test_a_place_that_nobody_gave_out_is_refused(after):
    with pytest.raises(InvoiceplugError) as refused:
        sorted_page(ITEMS, "name", backwards=False, limit=3, after=after)
    assert (refused.value.code, ITEMS[0].updated_at) == ("REQUEST_INVALID", NOON)
