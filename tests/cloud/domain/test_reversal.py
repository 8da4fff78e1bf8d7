"""plan_reversal: the stored movements, negated, over the stock as it stands now."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import LATER, OTHER_SHA, SHA, an_item

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import LedgerEntry
from invoiceplug_cloud.domain.reversal import plan_reversal, reversal_view, stored_reversal
from invoiceplug_cloud.domain.stored_plan import movements_of

ENTRY = LedgerEntry("a job", "an apply", "applied", 3, LATER, SHA, OTHER_SHA, "plans/default/x/1.json", "v1")


def applied(*moved):
    movements = [
        {"item": item, "seq": 3, "job_id": "a job", "kind": "apply", "delta": delta, "at": LATER, "lines": ["1", "2"],
         "unit_cost": "0.50", "currency": "EUR"}
        for item, delta in moved
    ]  # fmt: skip
    named = {"document_type": "invoice", "invoice_number": "RE-1", "vendor_id": "tax:DE1", "known_as": "nordkontor"}
    return {"job_id": "a job", "review_sha256": SHA, "plan_sha256": OTHER_SHA, "movements": movements, **named}


def items(**on_hand):
    return {item: an_item(item, number) for item, number in on_hand.items()}


def test_what_came_in_goes_out_and_what_went_out_comes_in():
    rows = plan_reversal(applied(("OIL", "-2.50"), ("WINE", "96")), items(OIL="0.00", WINE="100"))
    shown = [(row["before"], row["change"], row["after"]) for row in (each.to_json() for each in rows)]
    assert shown == [("0.00", "2.50", "2.50"), ("100", "-96", "4")]


def test_a_movement_of_nothing_is_taken_back_as_nothing():
    (row,) = plan_reversal(applied(("WINE", "0")), items(WINE="3"))
    assert row.to_json()["change"] == "0"


def test_what_was_sold_meanwhile_cannot_be_taken_back():
    with pytest.raises(InvoiceplugError) as refused:
        plan_reversal(applied(("OIL", "1.00"), ("WINE", "96")), items(OIL="5.00", WINE="95"))
    assert refused.value.code == "NEGATIVE_STOCK"
    assert refused.value.facts["items"] == [{"item": "WINE", "before": "95", "change": "-96", "after": "-1"}]


def test_an_item_that_would_pass_its_digits_is_refused():
    with pytest.raises(InvoiceplugError) as refused:
        plan_reversal(applied(("WINE", "-9")), items(WINE="999999999999999"))
    assert refused.value.code == "REQUEST_INVALID"


def test_the_stored_reversal_names_the_plan_it_takes_back_and_moves_its_lines_at_their_cost():
    plan = applied(("WINE", "96"))
    rows = plan_reversal(plan, items(WINE="100"))
    document = stored_reversal(plan, ENTRY, rows, reverse_id="back", reason="Sent back.", seq=9, at=LATER)
    assert document["applied_plan"] == {"key": "plans/default/x/1.json", "version_id": "v1"}
    assert (document["kind"], document["known_as"], document["apply_id"]) == ("reverse", "nordkontor", "an apply")
    (movement,) = movements_of(document)
    assert (movement.delta, movement.kind, movement.seq, movement.job_id) == (Decimal(-96), "reverse", 9, "a job")
    assert (movement.lines, str(movement.unit_cost), movement.currency) == (("1", "2"), "0.50", "EUR")
    assert movement.invoice_number == "RE-1"
    view = reversal_view(document, already_reversed=False)
    assert (view["reverse_id"], view["seq"], view["reason"], len(view["rows"])) == ("back", 9, "Sent back.", 1)
