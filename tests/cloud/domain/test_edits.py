"""What counts as an edit of an invoice, and what only a person can know."""

from __future__ import annotations

import pytest
from readings import a_line, an_invoice, to

from invoiceplug.recheck import corrected
from invoiceplug_cloud.domain.edits import edits_of

BILL = an_invoice(a_line(), a_line(sku="4712"), {"kind": "charge", "description": "Freight", "line_total": "9.00"})
RETURNED = an_invoice(a_line("-2"))
UNKNOWN = an_invoice(a_line(), vendor=None)


def edits(invoice=BILL, *, lines=None, **members):
    review = {"corrections": {}, "lines": lines or {}, "confirmed": [], "overrides": [], **members}
    return edits_of(review, invoice, corrected(invoice, review["corrections"]))


@pytest.mark.parametrize(
    "review",
    [
        {},
        {"lines": {"1": to("WINE"), "2": to("BEER", "1", stock_effect="in")}},
        {"confirmed": ["/lines/0", "/lines/1/qty_shipped"]},
        {"lines": {"3": {"exclude": True, "reason": "Freight."}}},
        {"corrections": {"/lines/0/qty_shipped": "8", "/invoice_number": "RE-1", "/due_date": None}},
        {"vendor_id": "nordkontor"},
        {"invoice": RETURNED, "lines": {"1": to("WINE", stock_effect="out")}},
        {"invoice": RETURNED, "lines": {"1": {"stock_effect": "none"}}},
        {"invoice": {**BILL, "document_type": "credit_note"}, "lines": {"1": to("WINE", stock_effect="out")}},
    ],
)
def test_mapping_confirming_and_saying_the_same_again_are_no_edits(review):
    assert edits(**review) == 0


@pytest.mark.parametrize(
    ("review", "count"),
    [
        ({"corrections": {"/lines/0/qty_shipped": "9"}}, 1),
        ({"corrections": {"/lines/1/lot": "L-7", "/purchase_order": "4", "/lines/0/vendor_sku": None}}, 3),
        ({"corrections": {"/extra/route": "x"}}, 1),
        ({"lines": {"1": to("WINE", received="0", reason="Nothing came.")}}, 1),
        ({"lines": {"1": {"exclude": True, "reason": "A sample."}, "2": {"exclude": True, "reason": "Also."}}}, 2),
        ({"lines": {"1": {"stock_effect": "none", "reason": "Goes to the canteen."}}}, 1),
        ({"overrides": [{"code": "GRAND_TOTAL", "line_ids": [], "reason": "A cent."}]}, 1),
        ({"invoice": UNKNOWN, "vendor_id": "nordkontor"}, 1),
    ],
)
def test_what_changes_the_invoice_or_what_it_does_is_counted(review, count):
    assert edits(**review) == count
