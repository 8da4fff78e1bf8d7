"""What carries XML and yet is no e-invoice that can be read: its code, and the page where a vendor knows it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from einvoices import FOLDER, alone, carrying, codes, installed, read_xml, swapped, xml_of

from invoiceplug import InvoiceplugError, Reading, read_invoice
from invoiceplug.document import Attachment
from invoiceplug.einvoice.xml import parse
from invoiceplug.limits import STANDARD

NORDKONTOR = FOLDER.parent / "nordkontor/2026-04-rechnung.pdf"
INVOICE = xml_of("factur-x")


def refused(data: bytes) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as error:
        read_invoice(data, plugins=alone())
    return error.value


def nordkontor_with(xml: bytes, name: str = "factur-x.xml") -> Reading:
    return read_invoice(carrying({name: xml}, NORDKONTOR.read_bytes()), plugins=installed())


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("order-x", "NOT_AN_INVOICE", "order-x.xml is an order."),
        ("minimum", "NO_LINE_ITEMS", "has the profile MINIMUM, which holds no line items."),
        ("entities", "DAMAGED_PDF", "has a document type definition"),
    ],
)
def test_a_file_that_carries_no_invoice_with_lines_says_so(name: str, code: str, said: str) -> None:
    error = refused((FOLDER / f"{name}.pdf").read_bytes())
    assert error.code == code
    assert said in error.detail


@pytest.mark.parametrize(("name", "code"), [("minimum", "NO_LINE_ITEMS"), ("entities", "DAMAGED_PDF")])
def test_where_a_vendor_knows_the_page_it_is_read_and_the_attachment_is_a_warning(name: str, code: str) -> None:
    reading = nordkontor_with(xml_of(name))
    assert (reading.origin, reading.invoice["invoice_number"]) == ("plugin", "RE-2604-0817")
    assert codes(reading) == [(code, "warning")]
    assert "its e-invoice could not be" in reading.findings[0].message


@pytest.mark.parametrize(
    "broken",
    [
        INVOICE[:900],
        INVOICE.replace(b"<ram:ID>W-26/0418</ram:ID>", b"<ram:ID>&nbsp;</ram:ID>"),
        b"\xff\xfe not xml",
        INVOICE.replace(b">48<", b">4 8<"),
        INVOICE.replace(b">48<", b">1e3<"),
        INVOICE.replace(b"20260418", b"20260431"),
        INVOICE.replace(b"<ram:GrandTotalAmount>548.78</ram:GrandTotalAmount>", b""),
    ],
)
def test_broken_xml_does_not_hide_a_page_that_can_be_read(broken: bytes) -> None:
    assert broken != INVOICE
    reading = nordkontor_with(broken)
    assert reading.origin == "plugin"
    [(code, severity)] = codes(reading)
    assert (code, severity) == (refused(carrying({"factur-x.xml": broken})).code, "warning")
    assert code in ("DAMAGED_PDF", "VALUE_UNREADABLE", "FIELD_NOT_FOUND")


def test_an_order_is_refused_even_where_a_vendor_knows_the_page() -> None:
    with pytest.raises(InvoiceplugError, match="is an order") as error:
        nordkontor_with(xml_of("order-x"), "order-x.xml")
    assert error.value.code == "NOT_AN_INVOICE"


@pytest.mark.parametrize(("code", "what"), [("325", "a pro forma invoice"), ("632", "a goods receipt"), ("999", "999")])
def test_a_type_code_that_asks_for_no_money_is_not_an_invoice(code: str, what: str) -> None:
    xml = swapped(INVOICE, ("<ram:TypeCode>380<", f"<ram:TypeCode>{code}<"))
    with pytest.raises(InvoiceplugError, match=what) as error:
        read_xml(xml)
    assert error.value.code == "NOT_AN_INVOICE"


def test_another_ubl_document_is_not_an_invoice() -> None:
    xml = '<DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"/>'
    with pytest.raises(InvoiceplugError, match="is despatch advice") as error:
        read_xml(xml)
    assert error.value.code == "NOT_AN_INVOICE"


@pytest.mark.parametrize("name", ["notes.xml", "factur-x.xml"])
def test_xml_of_another_kind_is_nobodys_business(name: str) -> None:
    for xml in (b"<notes/>", b'<Invoice xmlns="http://www.ebinterface.at/schema/6p1/"/>'):
        assert refused(carrying({name: xml})).code == "NO_VENDOR_MATCH"
        assert nordkontor_with(xml, name).findings == ()


def test_a_scan_that_carries_other_xml_stays_a_scan() -> None:
    scan = (FOLDER.parent / "bad/scan.pdf").read_bytes()
    assert refused(carrying({"notes.xml": b"<notes/>"}, scan)).code == "SCANNED_NO_TEXT"
    assert refused(scan).code == "SCANNED_NO_TEXT"


def test_attachments_with_different_invoices_are_several() -> None:
    other = swapped(INVOICE, ("W-26/0418", "W-26/0419")).encode()
    assert refused(carrying({"factur-x.xml": INVOICE, "second.xml": other})).code == "MULTIPLE_INVOICES"


def test_the_same_invoice_twice_is_read_once_under_the_name_of_the_standard() -> None:
    files = {"a.xml": xml_of("ubl-invoice"), "ZUGFeRD-invoice.xml": INVOICE}
    reading = read_invoice(carrying(files), plugins=alone())
    assert reading.sources["/invoice_number"][0]["attachment"] == "ZUGFeRD-invoice.xml"
    assert codes(reading) == [("EMBEDDED_FILES", "warning")]


def test_an_attachment_over_the_limit_is_refused_by_its_size() -> None:
    padded = INVOICE.replace(b"?>", b"?><!--" + b"x" * STANDARD.xml_bytes + b"-->", 1)
    assert refused(carrying({"factur-x.xml": padded})).code == "TOO_COMPLEX"


def test_entities_are_never_expanded_and_no_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    declared = f'<!DOCTYPE a [<!ENTITY file SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>&file;</a>'
    for xml in (declared, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "<!DOCTYPE a><a/>"):
        for encoded in (xml.encode(), xml.encode("utf-16")):
            with pytest.raises(InvoiceplugError, match="document type definition") as error:
                parse(Attachment("factur-x.xml", "text/xml", encoded, len(encoded)))
            assert error.value.code == "DAMAGED_PDF"


def test_elements_nested_without_end_are_refused() -> None:
    nested = b"<a>" * 100_000 + b"</a>" * 100_000
    assert refused(carrying({"factur-x.xml": nested})).code == "DAMAGED_PDF"


def test_without_the_libraries_it_is_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "facturx", None)
    error = refused((FOLDER / "factur-x.pdf").read_bytes())
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "einvoice"})
    assert "pip install 'invoiceplug[einvoice]'" in error.detail
    assert codes(nordkontor_with(INVOICE)) == [("MISSING_EXTRA", "warning")]
    assert nordkontor_with(b"<notes/>", "notes.xml").findings == ()
