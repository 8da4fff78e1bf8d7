"""Corrections are applied to a reading, validated and checked again, without a PDF."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from acme import LINES, Acme, bill, plugins_of

from invoiceplug import Box, Finding, InvoiceplugError, Source, Unread, read_invoice
from invoiceplug.recheck import Correction, recheck

WRONG = (LINES[0], ("B-2", "Washer", "1,000", "0.01", "11.00"))


@pytest.fixture(scope="module")
def reading() -> dict[str, Any]:
    """A reading of a bill on which the second line and the total do not add up, and one row was not read."""
    row = Unread(Source("3 loose bits", 1, Box(0.1, 0.2, 0.3, 0.22)), "no price")
    return read_invoice(bill(WRONG, number="F-1"), plugins=plugins_of(Acme(unread=(row,)))).to_json()


def codes(reading: dict[str, Any], corrections: dict[str, Correction]) -> list[str]:
    return [finding.code for finding in recheck(reading, corrections)[1]]


def refusal(reading: dict[str, Any], pointer: str, value: Correction) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        recheck(reading, {pointer: value})
    assert refused.value.code == "REQUEST_INVALID"
    return refused.value


def test_without_corrections_invoice_and_findings_are_those_of_the_reading(reading: dict[str, Any]) -> None:
    invoice, findings = recheck(reading, {})
    assert invoice == reading["invoice"]
    ordered = sorted((finding.to_json() for finding in findings), key=str)
    assert ordered == sorted(reading["findings"], key=str)


def test_a_correction_resolves_its_finding_and_leaves_the_others(reading: dict[str, Any]) -> None:
    before = deepcopy(reading)
    assert codes(reading, {}) == ["UNREAD_ROW", "LINE_EXTENSION", "GRAND_TOTAL"]
    assert codes(reading, {"/lines/1/line_total": "10.00"}) == ["UNREAD_ROW"]
    assert codes(reading, {"/lines/1/qty_shipped": "1100"}) == ["UNREAD_ROW", "GRAND_TOTAL"]
    assert reading == before, "the reading itself never changes"


def test_that_two_pages_differ_is_settled_by_who_corrects_the_value(reading: dict[str, Any]) -> None:
    differs = Finding("FIELD_DIFFERS", "error", "due_date: two pages differ.", path="/due_date").to_json()
    doubted = {**reading, "findings": [differs]}
    assert "FIELD_DIFFERS" in codes(doubted, {"/invoice_date": "2026-04-04"})
    assert "FIELD_DIFFERS" not in codes(doubted, {"/due_date": "2026-05-03"})


def test_hidden_text_is_settled_by_who_corrects_the_value_to_what_the_page_shows(reading: dict[str, Any]) -> None:
    hidden = Finding("HIDDEN_TEXT", "error", "Line 1: hidden.", ("1",), "/lines/0/qty_shipped").to_json()
    doubted = {**reading, "findings": [hidden]}
    assert "HIDDEN_TEXT" in codes(doubted, {"/lines/1/qty_shipped": "1100"})
    assert "HIDDEN_TEXT" not in codes(doubted, {"/lines/0/qty_shipped": "1"})


def test_a_correction_may_bring_a_new_finding(reading: dict[str, Any]) -> None:
    right = {"/lines/1/line_total": "10.00"}
    assert "LINE_EXTENSION" in codes(reading, {**right, "/lines/0/qty_shipped": "11"})


def test_a_value_can_be_added_and_taken_away(reading: dict[str, Any]) -> None:
    added = {"/due_date": "2026-05-03", "/totals/tax": "0.00", "/lines/0/uom": "H87", "/extra/route": "7"}
    invoice, _ = recheck(reading, {**added, "/lines/0/vendor_sku": None, "/price_includes_tax": False})
    assert (invoice["due_date"], invoice["totals"]["tax"], invoice["extra"]) == ("2026-05-03", "0.00", {"route": "7"})
    assert invoice["lines"][0]["uom"] == "H87"
    assert "vendor_sku" not in invoice["lines"][0]
    assert invoice["price_includes_tax"] is False


def test_findings_of_a_corrected_value_keep_their_place_on_the_page(reading: dict[str, Any]) -> None:
    _, findings = recheck(reading, {"/lines/1/line_total": "12.00"})
    (line,) = [finding for finding in findings if finding.code == "LINE_EXTENSION"]
    assert (line.actual, line.sources[0].text) == ("12.00", "11.00")


def test_corrected_text_is_made_safe_like_read_text(reading: dict[str, Any]) -> None:
    invoice, _ = recheck(reading, {"/lines/0/description": " Bolt\u202e\x07  M6\n"})
    assert invoice["lines"][0]["description"] == "Bolt M6"
    refusal(reading, "/lines/0/description", "\u200b")


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/lines/1/line_total", "1,50"),
        ("/lines/1/line_total", "1e3"),
        ("/lines/1/line_total", True),
        ("/lines/1/line_total", None),
        ("/invoice_date", "2026-02-30"),
        ("/invoice_number", ""),
        ("/currency", "usd"),
    ],
)
def test_a_value_that_breaks_the_schema_is_refused_and_named(
    reading: dict[str, Any], pointer: str, value: Correction
) -> None:
    error = refusal(reading, pointer, value)
    assert pointer in error.detail or str(pointer.rpartition("/")[2]) in error.detail


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "lines/0/line_total",
        "/lines",
        "/lines/0",
        "/lines/2/line_total",
        "/lines/00/line_total",
        "/lines/-/line_total",
        "/lines/0/line_id",
        "/lines/0/nothing",
        "/totals",
        "/vendor/id",
        "/schema_version",
        "/nothing/at/all",
        "/invoice_number/x",
    ],
)
def test_a_place_that_is_no_single_value_of_the_schema_is_refused(reading: dict[str, Any], pointer: str) -> None:
    refusal(reading, pointer, "1")


def test_a_line_cannot_be_taken_away_by_a_correction(reading: dict[str, Any]) -> None:
    refusal(reading, "/lines/0", None)
