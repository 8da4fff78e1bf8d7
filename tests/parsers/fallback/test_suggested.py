"""An invoice that no vendor knows: suggested where the pipeline is asked to, refused where nothing can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from einvoices import alone, carrying, codes, xml_of
from pdfs import drawn

from invoiceplug import InvoiceplugError, read_invoice
from invoiceplug.canonical import hash_without
from invoiceplug.plugins import Plugins
from invoiceplug.reading import Reading
from invoiceplug.sandbox import guarded_read
from invoiceplug.validate import validate_reading

NOBODY = Plugins()
HEAD = [(50, 60, "Pelham Row Paper Ltd"), (50, 90, "Invoice No. 20931"), (50, 105, "Date 9 June 2026")]
COLUMNS = [(50, 200, "Goods supplied"), (300, 200, "Qty"), (380, 200, "Price"), (480, 200, "Amount")]


def line(y: float, name: str, quantity: str, price: str, total: str) -> list[tuple[float, float, str]]:
    return [(50, y, name), (300, y, quantity), (380, y, price), (480, y, total)]


LINES = [
    *line(220, "Laid paper, ivory", "12", "38.50", "462.00"),
    *line(240, "Cotton envelopes", "4", "41.20", "164.80"),
    *line(260, "Blotting paper", "10", "6.40", "64.00"),
]
NET, TOTAL = [(380, 300, "Subtotal"), (480, 300, "690.80")], [(380, 320, "Total GBP"), (480, 320, "690.80")]


def suggested(*texts: tuple[float, float, str]) -> Reading:
    return read_invoice(drawn(texts), plugins=NOBODY, fallback=True)


def refused(*texts: tuple[float, float, str]) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as caught:
        suggested(*texts)
    return caught.value


def test_a_suggested_reading_is_valid_and_marked_as_one() -> None:
    reading = suggested(*HEAD, *COLUMNS, *LINES, *NET, *TOTAL)
    data = reading.to_json()
    validate_reading(data)
    assert (data["origin"], data["reader"]["plugin"]) == ("suggested", "invoiceplug")
    assert [(each["severity"], each["code"]) for each in data["findings"]] == [("error", "NO_VENDOR_MATCH")]
    assert "id" not in data["invoice"]["vendor"]
    assert data["match"]["reasons"] == ["arithmetic proves 3 of 3 lines"]


def test_its_values_have_places_and_what_is_proved_has_its_equation() -> None:
    data = suggested(*HEAD, *COLUMNS, *LINES, *NET, *TOTAL).to_json()
    values = [(each["qty_shipped"], each["unit_price"], each["line_total"]) for each in data["invoice"]["lines"]]
    assert values == [("12", "38.50", "462.00"), ("4", "41.20", "164.80"), ("10", "6.40", "64.00")]
    assert data["sources"]["/invoice_number"][0]["text"] == "20931"
    assert data["sources"]["/lines/1/line_total"][0]["text"] == "164.80"
    assert data["proofs"]["/lines/1/line_total"].startswith("4 x 41.20 = 164.80")
    assert data["proofs"]["/totals/grand"]


def test_the_proofs_are_part_of_the_hash() -> None:
    data = suggested(*HEAD, *COLUMNS, *LINES, *NET, *TOTAL).to_json()
    assert hash_without(data | {"proofs": {}}, "reading_sha256") != data["reading_sha256"]


def test_nothing_is_suggested_unless_it_is_asked_for_or_where_a_vendor_is_forced() -> None:
    pdf = drawn([*HEAD, *COLUMNS, *LINES, *NET, *TOTAL])
    for options in ({}, {"fallback": True, "vendor": "acme"}):
        with pytest.raises(InvoiceplugError, match="NO_VENDOR_MATCH"):
            read_invoice(pdf, plugins=NOBODY, **options)  # type: ignore[arg-type]


def test_where_there_are_no_line_items_the_vendor_is_what_is_missing() -> None:
    error = refused(*HEAD, (50, 200, "Thank you for your order."), *TOTAL)
    assert error.code == "NO_VENDOR_MATCH"
    assert "line items" in error.detail


def test_an_order_with_prices_is_no_invoice() -> None:
    error = refused((50, 60, "Pelham Row Paper Ltd"), (50, 90, "PURCHASE ORDER"), *COLUMNS, *LINES, *NET, *TOTAL)
    assert (error.code, error.facts["document"]) == ("NO_VENDOR_MATCH", "order")


def test_a_bill_without_a_number_is_refused_not_invented() -> None:
    error = refused((50, 60, "Pelham Row Paper Ltd"), (50, 90, "Date 9 June 2026"), *COLUMNS, *LINES, *NET, *TOTAL)
    assert (error.code, error.facts["field"]) == ("FIELD_NOT_FOUND", "/invoice_number")


def test_the_sandbox_suggests_the_same(fixtures: Path) -> None:
    pdf = (fixtures / "strangers" / "bill-to-a-vendor.pdf").read_bytes()
    reading = guarded_read(pdf, fallback=True)
    assert reading == read_invoice(pdf, fallback=True).to_json()
    assert reading["invoice"]["vendor"] == {"name": "Verpackungen Seidel OHG", "tax_id": "DE999888777"}


@pytest.mark.parametrize("name", ["packing-slip.pdf", "receipt.pdf", "reminder.pdf"])
def test_papers_that_are_no_invoices_stay_unread(fixtures: Path, name: str) -> None:
    with pytest.raises(InvoiceplugError, match="NO_VENDOR_MATCH"):
        read_invoice((fixtures / "strangers" / name).read_bytes(), fallback=True)


def test_an_e_invoice_without_lines_is_made_up_for_by_the_page_and_named_where_nothing_is_on_it() -> None:
    lineless = {"factur-x.xml": xml_of("minimum")}
    pdf = carrying(lineless, drawn([*HEAD, *COLUMNS, *LINES, *NET, *TOTAL]))
    reading = read_invoice(pdf, plugins=alone(), fallback=True)
    assert codes(reading) == [("NO_VENDOR_MATCH", "error"), ("NO_LINE_ITEMS", "warning")]
    with pytest.raises(InvoiceplugError, match="NO_LINE_ITEMS"):
        read_invoice(carrying(lineless), plugins=alone(), fallback=True)
