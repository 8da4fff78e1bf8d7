"""plan_apply: what an apply would change, row by row, and what it refuses with which facts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made import an_item
from readings import a_finding, a_line, an_invoice, to

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.apply import MAX_ITEMS, plan_apply, unit_cost
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.domain.review import review_document

ITEMS = {name: an_item(name, on_hand) for name, on_hand in (("WINE", "10"), ("FLOUR", "2.500"), ("OIL", "0.00"))}
SHA = "ab" * 32
JOB = "0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5"


def a_review(lines, **members):
    decisions = {"reading_sha256": SHA, "corrections": {}, "lines": lines, "confirmed": [], "overrides": []}
    return review_document(JOB, 0, decisions | members)


def plan(invoice, lines, *findings, items=ITEMS, mappings=None, **members):
    review = a_review(lines, **members)
    return plan_apply(review=review, invoice=invoice, findings=list(findings), items=items, mappings=mappings or {})


def refused(code, *args, **kwargs):
    with pytest.raises(InvoiceplugError) as error:
        plan(*args, **kwargs)
    assert error.value.code == code
    return error.value


def test_a_row_says_before_change_after_and_how():
    (row,) = plan(an_invoice(a_line("8", "6.00")), {"1": to("WINE")}).seen()["rows"]
    assert (row["before"], row["change"], row["after"]) == ("10", "96", "106")
    assert (row["unit_cost"], row["currency"]) == ("0.50", "EUR")
    (line,) = row["lines"]
    assert line["text"] == "8 CS x 12 = 96 EA"
    assert (line["quantity"], line["quantity_source"], line["factor"], line["mapping_version"]) == (
        "8",
        "shipped",
        "12",
        0,
    )


def test_lines_of_one_item_are_summed_and_their_cost_is_shared():
    invoice = an_invoice(a_line("1", "10.00"), a_line("2", "2.00"), a_line("4", "1.00"))
    (row,) = plan(invoice, {"1": to("WINE", "1"), "2": to("WINE", "1"), "3": to("WINE", "2")}).seen()["rows"]
    assert (row["change"], row["unit_cost"]) == ("11", "1.636364")
    assert [line["line_id"] for line in row["lines"]] == ["1", "2", "3"]


def test_rows_are_in_the_order_of_their_items_and_at_their_scales():
    invoice = an_invoice(a_line("1"), a_line("2"), a_line("3"))
    rows = plan(invoice, {"1": to("WINE", "1"), "2": to("FLOUR", "0.125"), "3": to("OIL", "0.7")}).seen()["rows"]
    assert [(row["item"], row["change"]) for row in rows] == [("FLOUR", "0.250"), ("OIL", "2.10"), ("WINE", "1")]


def test_what_moves_nothing_is_listed_with_its_reason():
    charge = {"kind": "charge", "description": "Freight", "line_total": "5.00"}
    found = plan(an_invoice(a_line(), charge, a_line("0")), {"1": {"exclude": True, "reason": "A sample."}})
    assert found.rows == ()
    assert [(each["line_id"], each["why"]) for each in found.excluded] == [
        ("1", "A sample."),
        ("2", "charge"),
        ("3", "zero"),
    ]


def test_the_weight_is_counted_in_its_own_unit():
    line = a_line("2", weight="41.3", weight_uom="LBR")
    (row,) = plan(an_invoice(line), {"1": to("FLOUR", "1", quantity_source="weight")}).rows
    assert row.to_json()["lines"][0]["text"] == "41.3 LBR x 1 = 41.3 EA"


def test_every_open_line_is_named_with_what_it_lacks():
    error = refused("UNMAPPED_LINES", an_invoice(a_line(), a_line(), a_line()), {"1": to("WINE"), "3": to("BEER")})
    lines = [{"line_id": "2", "missing": ["item", "factor"]}, {"line_id": "3", "missing": ["unknown_item"]}]
    assert error.facts == {"lines": lines}
    assert error.detail == "Line 2 has no stock item and no factor above zero, and 1 more."


def test_an_error_finding_blocks_until_it_is_overridden_by_code_and_lines():
    invoice, lines = an_invoice(a_line(), a_line()), {"1": to("WINE"), "2": to("WINE")}
    finding = a_finding("LINE_EXTENSION", "error", "1", "2")
    error = refused("UNRESOLVED_FINDINGS", invoice, lines, finding)
    assert error.facts["findings"] == [{"code": "LINE_EXTENSION", "line_ids": ["1", "2"], "message": "LINE_EXTENSION!"}]
    for code, ids in (("LINE_EXTENSION", ["1"]), ("LINES_NET", ["1", "2"])):
        refused(
            "UNRESOLVED_FINDINGS", invoice, lines, finding, overrides=[{"code": code, "line_ids": ids, "reason": "ok!"}]
        )
    override = {"code": "LINE_EXTENSION", "line_ids": ["2", "1"], "reason": "The vendor rounds."}
    assert plan(invoice, lines, finding, overrides=[override]).overrides == (override,)


def test_who_accepted_an_error_of_a_line_has_not_accepted_one_of_the_whole_document():
    finding = a_finding("TAX", "error")
    override = {"code": "TAX", "line_ids": ["1"], "reason": "The vendor rounds."}
    refused("UNRESOLVED_FINDINGS", an_invoice(), {"1": to("WINE")}, finding, overrides=[override])
    assert plan(an_invoice(), {"1": to("WINE")}, finding, overrides=[override | {"line_ids": []}]).rows


def test_a_warning_blocks_nothing():
    assert plan(an_invoice(), {"1": to("WINE")}, a_finding("PAGE_COUNT", "warning")).rows


def test_without_a_vendor_nothing_is_applied_whatever_the_reasons():
    invoice, lines = an_invoice(a_line(), vendor=None), {"1": to("WINE")}
    finding = a_finding("NO_VENDOR_MATCH", "error")
    override = {"overrides": [{"code": "NO_VENDOR_MATCH", "line_ids": [], "reason": "I know them."}]}
    refused("UNRESOLVED_FINDINGS", invoice, lines)
    refused("UNRESOLVED_FINDINGS", invoice, lines, finding, **override)
    refused("UNRESOLVED_FINDINGS", invoice, lines, finding, vendor_id="nordkontor")
    confirmed = plan(invoice, lines, finding, vendor_id="nordkontor", confirmed=["/lines/0"])
    assert confirmed.vendor_id == "nordkontor"


def test_no_item_falls_below_zero():
    invoice = an_invoice(a_line("-11", "6.00"), document_type="credit_note")
    error = refused("NEGATIVE_STOCK", invoice, {"1": to("WINE", "1", stock_effect="out")})
    assert error.facts == {"items": [{"item": "WINE", "before": "10", "change": "-11", "after": "-1"}]}
    (row,) = plan(an_invoice(a_line("-10", "6.00")), {"1": to("WINE", "1", stock_effect="out")}).rows
    assert (str(row.after), str(row.unit_cost)) == ("0", "6.00")


@pytest.mark.parametrize(("count", "code"), [(MAX_ITEMS, None), (MAX_ITEMS + 1, "TOO_MANY_ITEMS")])
def test_one_apply_carries_2000_items(count, code):
    items = {f"I{number}": an_item(f"I{number}", "0") for number in range(count)}
    invoice = an_invoice(*(a_line("1") for _ in items), a_line("1"))
    lines = {str(at): to(item, "1") for at, item in enumerate([*items, "I0"], start=1)}
    if code is None:
        assert len(plan(invoice, lines, items=items).rows) == count
    else:
        assert refused(code, invoice, lines, items=items).facts == {"count": count, "limit": MAX_ITEMS}


def test_the_hash_is_over_what_the_operator_saw():
    invoice, lines = an_invoice(a_line()), {"1": to("WINE")}
    seen = plan(invoice, lines).sha256
    assert plan(invoice, lines).sha256 == seen
    mapping = Mapping("nordkontor", "4711", "CS", "WINE", Decimal(12), "shipped", 3)
    known = plan(invoice, lines, mappings={("4711", "CS"): [mapping]})
    assert known.seen()["rows"][0]["lines"][0]["mapping_version"] == 3
    assert known.sha256 == seen
    touched = ITEMS | {"WINE": replace(ITEMS["WINE"], updated_at="2027-01-01T00:00:00.000Z")}
    assert plan(invoice, lines, items=touched).sha256 == seen
    moved = ITEMS | {"WINE": replace(ITEMS["WINE"], on_hand=Decimal(11))}
    assert plan(invoice, lines, items=moved).sha256 != seen
    assert plan(invoice, {"1": to("WINE", "13")}).sha256 != seen


@pytest.mark.parametrize(
    ("totals", "change", "cost"),
    [
        (["48.00"], "96", "0.50"),
        (["1.00"], "3", "0.333333"),
        (["-48.00"], "-96", "0.50"),
        (["0.00"], "96", "0.00"),
        (["48.00"], "0", None),
        (["48.00", None], "96", None),
        (["-48.00"], "96", None),
    ],
)
def test_the_cost_of_a_stock_unit(totals, change, cost):
    found = unit_cost(totals, Decimal(change))
    assert (None if found is None else str(found)) == cost
