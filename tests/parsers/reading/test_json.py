"""Values and places part when an invoice becomes JSON; text is made safe; nothing unknown is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from acme import Acme, bill, plugins_of

from invoiceplug import Box, Field, Finding, Invoice, InvoiceplugError, Line, Party, Source, read_invoice
from invoiceplug.canonical import canonical_bytes, hash_without, is_named_by
from invoiceplug.invoice_json import clean_text, decimal_text, invoice_to_json, source_from_json, source_to_json
from invoiceplug.reading import finding_from_json
from invoiceplug.validate import validate_invoice, validate_reading

PLACE = Source("B-7", 2, Box(0.1, 0.2, 0.3, 0.4))


def test_values_and_places_part() -> None:
    invoice = Invoice(
        invoice_date=Field(date(2026, 4, 3), (PLACE,)),
        lines=(Line(vendor_sku=Field("B-7", (PLACE, PLACE)), qty_shipped=Field(Decimal("1.50"))),),
    )
    data, sources = invoice_to_json(invoice)
    assert data["invoice_date"] == "2026-04-03"
    assert data["lines"] == [{"kind": "item", "vendor_sku": "B-7", "qty_shipped": "1.50", "line_id": "1"}]
    assert {pointer: len(places) for pointer, places in sources.items()} == {
        "/invoice_date": 1,
        "/lines/0/vendor_sku": 2,
    }


def test_a_value_that_is_nothing_leaves_no_place_behind() -> None:
    data, sources = invoice_to_json(
        Invoice(vendor=Party(name=Field("\u200b ", (PLACE,))), extra={"a/b": Field("x", (PLACE,))})
    )
    assert "vendor" not in data
    assert list(sources) == ["/extra/a~1b"]


@pytest.mark.parametrize(
    ("value", "text"), [("1E+3", "1000"), ("-0", "0"), ("-0.00", "0.00"), ("1.50", "1.50"), ("1E-9", "0.000000001")]
)
def test_numbers_have_no_exponent_and_no_negative_zero(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        decimal_text(Decimal("NaN"))


def test_vendor_text_is_made_safe() -> None:
    assert clean_text("  a\u202eb\x00c\n\td  ") == "abc d"
    assert clean_text("e\u0301") == "\u00e9"
    assert len(clean_text("x" * 600)) == 512


@pytest.mark.parametrize("source", [PLACE, Source("10", attachment="factur-x.xml", path="/a/b")])
def test_places_survive_their_json(source: Source) -> None:
    assert source_from_json(source_to_json(source)) == source


def test_findings_survive_their_json() -> None:
    finding = Finding("TAX", "error", "x", ("1",), "/totals/tax", "1", "2", (PLACE,))
    assert finding_from_json(finding.to_json()) == finding
    bare = Finding("TAX", "info", "x")
    assert finding_from_json(bare.to_json()) == bare


def reading() -> dict[str, Any]:
    return read_invoice(bill(), plugins=plugins_of(Acme())).to_json()


@pytest.mark.parametrize(
    ("change", "pointer", "rule"),
    [
        ({"invoice_date": "2026-02-30"}, "/invoice_date", "format"),
        ({"nothing": "1"}, "", "additionalProperties"),
        ({"totals": {}}, "/totals", "required"),
        ({"lines": []}, "/lines", "minItems"),
        ({"totals": {"grand": "-0.00"}}, "/totals/grand", "not"),
    ],
)
def test_an_invalid_invoice_is_told_by_place_and_rule(change: dict[str, Any], pointer: str, rule: str) -> None:
    with pytest.raises(InvoiceplugError, match="SCHEMA_INVALID") as refused:
        validate_invoice({**reading()["invoice"], **change})
    assert refused.value.facts == {"pointer": pointer, "rule": rule}
    assert refused.value.detail.count("\n") == 0


def test_a_reading_is_checked_with_its_invoice_or_without() -> None:
    broken = reading()
    broken["invoice"]["currency"] = "usd"
    with pytest.raises(InvoiceplugError, match="/invoice/currency"):
        validate_reading(broken)
    validate_reading(broken, invoice_is_valid=True)
    broken["origin"] = "guess"
    with pytest.raises(InvoiceplugError, match="/origin"):
        validate_reading(broken, invoice_is_valid=True)


def test_a_source_with_a_box_off_the_page_breaks_the_schema() -> None:
    broken = reading()
    broken["sources"]["/currency"] = [{"page": 1, "box": [0, 0, 1.2, 1], "text": "USD"}]
    with pytest.raises(InvoiceplugError) as refused:
        validate_reading(broken)
    assert refused.value.facts["pointer"] == "/sources/~1currency/0/box/2"


def test_stored_bytes_are_named_by_the_hash_that_they_say_and_have() -> None:
    said = reading()
    body, sha256 = canonical_bytes(said), said["reading_sha256"]
    assert hash_without(said, "reading_sha256") == sha256
    assert is_named_by(body, "reading_sha256", sha256)
    other = canonical_bytes({**said, "origin": "embedded"})
    unnamed = canonical_bytes({name: value for name, value in said.items() if name != "reading_sha256"})
    assert not is_named_by(other, "reading_sha256", sha256), "says the hash, and is another document"
    assert not is_named_by(unnamed, "reading_sha256", sha256), "has the hash, and does not say it"
    assert not is_named_by(body, "reading_sha256", "0" * 64)
