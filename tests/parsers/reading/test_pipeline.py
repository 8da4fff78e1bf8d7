"""From the bytes of a bill to a valid reading, and what each thing that goes wrong is called."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from acme import LINES, Acme, Raising, bill, decimal, plugins_of
from pdfs import drawn

from invoiceplug import (
    Box,
    Field,
    Finding,
    Invoice,
    InvoiceplugError,
    Line,
    Party,
    Reading,
    Source,
    Unread,
    read_invoice,
)
from invoiceplug.limits import Limits
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.validate import validate_invoice, validate_reading


def read(change: Any = lambda invoice: invoice, pdf: bytes | None = None, **acme: Any) -> Reading:
    return read_invoice(bill() if pdf is None else pdf, plugins=plugins_of(Acme(change=change, **acme)))


def refusal(change: Any) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        read(change)
    return refused.value


def first_line(**members: Any) -> Any:
    return lambda invoice: replace(invoice, lines=(replace(invoice.lines[0], **members), *invoice.lines[1:]))


def test_a_bill_becomes_a_valid_reading() -> None:
    reading = read().to_json()
    validate_reading(reading)
    validate_invoice(reading["invoice"])
    assert reading["invoice"]["vendor"] == {"id": "acme", "name": "ACME Fasteners Inc"}
    assert [line["qty_shipped"] for line in reading["invoice"]["lines"]] == ["10", "1000"]
    assert reading["reader"] == {"plugin": "acme-plugin", "version": "9.9", "host_version": "0.1.0"}
    assert reading["findings"] == []


def test_every_value_that_was_read_has_its_text_at_its_place() -> None:
    pdf = bill()
    reading = read(pdf=pdf).to_json()
    words = open_pdf(pdf).pages[0].words
    for pointer, sources in reading["sources"].items():
        for source in sources:
            x0, y0, x1, y1 = source["box"]
            inside = [
                w.text for w in words if x0 - 1e-4 <= w.box.x0 and w.box.x1 <= x1 + 1e-4 and y0 < w.box.middle[1] < y1
            ]
            assert " ".join(inside) == source["text"], pointer
    assert "/lines/1/qty_shipped" in reading["sources"]
    assert "/currency" not in reading["sources"]


def test_the_same_bytes_give_the_same_reading() -> None:
    assert read().to_json() == read().to_json()


def test_what_does_not_add_up_is_a_finding_at_its_place() -> None:
    wrong = (LINES[0], ("B-2", "Washer", "1,000", "0.01", "11.00"))
    findings = read(pdf=bill(wrong)).findings
    assert [(finding.code, finding.path, finding.line_ids) for finding in findings] == [
        ("LINE_EXTENSION", "/lines/1/line_total", ("2",)),
        ("GRAND_TOTAL", "/totals/grand", ()),
    ]
    assert (findings[0].expected, findings[0].actual) == ("10.00", "11.00")
    assert findings[0].sources[0].text == "11.00"


@pytest.mark.parametrize("name", ["invoice_number", "invoice_date", "currency"])
def test_a_missing_header_value_is_named(name: str) -> None:
    error = refusal(lambda invoice: replace(invoice, **{name: None}))
    assert (error.code, error.facts["field"], error.facts["plugin"]) == ("FIELD_NOT_FOUND", f"/{name}", "acme-plugin")


def test_a_blank_number_is_a_missing_one() -> None:
    assert refusal(lambda invoice: replace(invoice, invoice_number=Field("  "))).code == "FIELD_NOT_FOUND"


def test_a_missing_total_and_a_missing_line_value_are_named() -> None:
    no_grand = refusal(lambda invoice: replace(invoice, totals=replace(invoice.totals, grand=None)))
    assert no_grand.facts["field"] == "/totals/grand"
    assert refusal(first_line(line_total=None)).facts["field"] == "/lines/0/line_total"
    assert refusal(first_line(description=Field(""))).facts["field"] == "/lines/0/description"


def test_a_note_needs_neither_total_nor_description() -> None:
    reading = read(lambda invoice: replace(invoice, lines=(*invoice.lines, Line(kind="note"))))
    assert reading.invoice["lines"][-1] == {"line_id": "3", "kind": "note"}


def test_no_lines_at_all() -> None:
    assert refusal(lambda invoice: replace(invoice, lines=())).code == "NO_LINE_ITEMS"


def test_data_that_breaks_the_schema_names_place_rule_and_vendor() -> None:
    error = refusal(first_line(uom=Field("pieces")))
    assert error.code == "SCHEMA_INVALID"
    assert error.facts == {"pointer": "/lines/0/uom", "rule": "pattern", "vendor": "acme"}
    assert "/lines/0/uom" in error.detail
    assert '"pieces"' in error.detail


def test_a_finding_that_breaks_the_schema_is_the_plugins_error() -> None:
    class Shouting(Acme):
        def extract(self, document: Any) -> Any:
            return replace(super().extract(document), findings=(Finding("bad code!", "info", "x"),))

    with pytest.raises(InvoiceplugError, match="SCHEMA_INVALID") as refused:
        read_invoice(bill(), plugins=plugins_of(Shouting(unread=(a_row(),))))
    assert refused.value.facts["pointer"] == "/findings/0/code"


def test_whatever_a_plugin_raises_names_it_and_its_own_line() -> None:
    def change(invoice: Invoice) -> Invoice:
        raise ZeroDivisionError("no packs")

    error = refusal(change)
    assert error.code == "PLUGIN_ERROR"
    assert "ZeroDivisionError: no packs" in error.detail
    assert error.facts["place"].startswith(("acme.py:", "test_pipeline.py:"))
    assert isinstance(error.__cause__, ZeroDivisionError)


def test_an_error_with_a_code_passes_as_it_is() -> None:
    def change(invoice: Invoice) -> Invoice:
        raise InvoiceplugError("NOT_AN_INVOICE", "This is an order.")

    assert refusal(change).detail == "This is an order."


@pytest.mark.parametrize("result", [None, {"lines": []}, 3])
def test_a_result_that_is_no_invoice_is_the_plugins_error(result: Any) -> None:
    assert "must return an Invoice" in refusal(lambda invoice: result).detail


def test_a_float_where_money_belongs_is_the_plugins_error() -> None:
    error = refusal(first_line(line_total=Field(2.5)))
    assert error.code == "PLUGIN_ERROR"
    assert "float" in error.detail


@pytest.mark.parametrize("broken", [{"lines": None}, {"totals": None}, {"lines": (3,)}, {"taxes": ("19 %",)}])
def test_an_invoice_of_the_wrong_shape_is_the_plugins_error(broken: dict[str, Any]) -> None:
    assert refusal(lambda invoice: replace(invoice, **broken)).code in (
        "PLUGIN_ERROR",
        "NO_LINE_ITEMS",
        "SCHEMA_INVALID",
    )


@pytest.mark.parametrize(
    "sources",
    [(Source("1", 2, Box(0, 0, 1, 1)),), (Source("1", 0, Box(0, 0, 1, 1)),)],
)
def test_a_value_from_a_page_that_is_not_there_is_refused(sources: tuple[Source, ...]) -> None:
    error = refusal(first_line(line_total=Field(Decimal("2.50"), sources)))
    assert (error.code, error.facts["pointer"]) == ("SCHEMA_INVALID", "/lines/0/line_total")


def test_a_plugin_that_exits_does_not_end_the_host() -> None:
    def change(invoice: Invoice) -> Invoice:
        raise SystemExit(3)

    assert refusal(change).code == "PLUGIN_ERROR"


def test_a_check_that_fails_is_a_finding_and_the_reading_stands() -> None:
    def check(invoice: dict[str, Any]) -> Any:
        raise KeyError("x")

    reading = read_invoice(bill(), plugins=plugins_of(Acme(), checks=(check,)))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("PLUGIN_ERROR", "warning")
    assert "checking-plugin" in finding.message


def a_row() -> Unread:
    return Unread(Source("3 loose bits", 1, Box(0.1, 0.2, 0.3, 0.22)), "no price")


def test_a_row_that_was_not_read_is_told_twice_and_never_swallowed() -> None:
    reading = read(unread=(a_row(),)).to_json()
    assert [(row["text"], row["why"]) for row in reading["unread"]] == [("3 loose bits", "no price")]
    (finding,) = reading["findings"]
    assert (finding["code"], finding["severity"]) == ("UNREAD_ROW", "warning")
    assert finding["sources"][0]["text"] == "3 loose bits"


def test_the_plugin_cannot_be_another_vendor() -> None:
    reading = read(lambda invoice: replace(invoice, vendor=Party(id=Field("other"), name=Field("Acme, printed"))))
    assert reading.invoice["vendor"] == {"id": "acme", "name": "Acme, printed"}


def test_a_credit_note_is_negative_however_it_is_printed() -> None:
    invoice = read(lambda invoice: replace(invoice, document_type="credit_note")).invoice
    assert invoice["totals"]["grand"] == "-12.50"
    assert [line["qty_shipped"] for line in invoice["lines"]] == ["-10", "-1000"]
    assert [line["unit_price"] for line in invoice["lines"]] == ["0.25", "0.01"]


def test_a_bill_of_a_thousand_units_keeps_its_printed_scale() -> None:
    assert read(first_line(line_total=decimal("2.500"))).invoice["lines"][0]["line_total"] == "2.500"
    assert Decimal(read().invoice["totals"]["grand"]) == Decimal("12.5")


def test_a_forced_vendor_reads_what_nobody_claims() -> None:
    stranger = drawn([(50, 50, "nobody")])
    with pytest.raises(InvoiceplugError, match="NO_VENDOR_MATCH"):
        read(pdf=stranger)
    reading = read_invoice(bill(), plugins=plugins_of(Acme(), Raising()), vendor="acme")
    assert reading.reasons[0] == "vendor acme was chosen"


def test_limits_are_the_callers() -> None:
    with pytest.raises(InvoiceplugError, match="FILE_TOO_LARGE"):
        read_invoice(bill(), plugins=plugins_of(Acme()), limits=Limits(pdf_bytes=10))
