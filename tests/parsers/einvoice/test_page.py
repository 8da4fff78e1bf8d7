"""The embedded invoice and the page it comes with: which wins, whose it is, and where they differ."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from acme import ACME, Acme, bill, plugins_of
from click.testing import CliRunner
from einvoices import FOLDER, alone, carrying, codes, installed, read_xml, swapped, xml_of

from invoiceplug import Extract, Invoice, InvoiceplugError, Reading, Vendor, read_invoice
from invoiceplug.cli import cli
from invoiceplug.page_differs import differences
from invoiceplug.plugins import InstalledReader

DIFFERS = FOLDER / "nordkontor-differs.pdf"
INVOICE = xml_of("factur-x")


@pytest.fixture(scope="module")
def differing() -> Reading:
    return read_invoice(DIFFERS.read_bytes(), plugins=installed())


def test_the_xml_wins_and_a_quantity_that_the_page_shows_otherwise_is_an_error(differing: Reading) -> None:
    assert (differing.origin, differing.invoice["lines"][3]["qty_shipped"]) == ("embedded", "7")
    [finding] = [each for each in differing.findings if each.code == "PAGE_DIFFERS"]
    assert (finding.severity, finding.path, finding.line_ids) == ("error", "/lines/3/qty_shipped", ("4",))
    assert (finding.expected, finding.actual) == ("6", "7")
    assert [(place.page, place.attachment, place.text) for place in finding.sources] == [
        (1, None, "6"),
        (None, "factur-x.xml", "7"),
    ]


def test_without_embedded_invoices_the_page_is_read() -> None:
    reading = read_invoice(DIFFERS.read_bytes(), plugins=installed(), embedded=False)
    assert (reading.origin, reading.invoice["lines"][3]["qty_shipped"]) == ("plugin", "6")
    assert reading.findings == ()


def test_on_the_command_line_no_embedded_reads_the_page() -> None:
    for options, quantity in (([], "7"), (["--no-embedded"], "6")):
        done = CliRunner().invoke(cli, ["read", str(DIFFERS), "--format", "csv", *options])
        assert done.exit_code == 0
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert rows[3]["qty_shipped"] == quantity


def test_an_xml_that_says_what_the_page_shows_has_no_findings() -> None:
    xml = swapped(xml_of("nordkontor-differs"), (">7</ram:BilledQuantity>", ">6</ram:BilledQuantity>"))
    reading = read_invoice(carrying({"factur-x.xml": xml.encode()}, nordkontor()), plugins=installed())
    assert (reading.origin, reading.findings) == ("embedded", ())


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (">RE-2604-0817<", ">RE-2604-0818<", "/invoice_number"),
        (">20260417<", ">20260418<", "/invoice_date"),
        (">EUR<", ">CHF<", "/currency"),
        (">1498.73</ram:GrandTotalAmount>", ">1498.74</ram:GrandTotalAmount>", "/totals/grand"),
        (">11.35<", ">11.36<", "/lines/3/unit_price"),
        (">68.10<", ">68.11<", "/lines/3/line_total"),
    ],
)
def test_each_value_that_matters_is_compared(old: str, new: str, path: str) -> None:
    xml = swapped(xml_of("nordkontor-differs"), (old, new), (">7</ram:Billed", ">6</ram:Billed"))
    reading = read_invoice(carrying({"factur-x.xml": xml.encode()}, nordkontor()), plugins=installed())
    assert [each.path for each in reading.findings if each.code == "PAGE_DIFFERS"] == [path]


def test_lines_are_paired_by_number_and_one_that_only_one_side_has_is_an_error() -> None:
    page = {"totals": {}, "lines": [line("1", "2"), line("2", "5"), line("4", "1")]}
    xml = {"totals": {}, "lines": [line("02", "5.0"), line("01", "2"), line("3", "9")]}
    found = list(differences(xml, page, {}, {}))
    assert [(each.severity, each.path, each.message) for each in found] == [
        ("error", "/lines/2/line_total", "The embedded invoice has a line that the page does not show: 3 nails."),
        ("error", "/lines", "The page shows a line that the embedded invoice does not have: 4 nails."),
    ]


def test_a_price_per_hundred_is_the_price_per_piece_and_notes_are_no_lines() -> None:
    page = {"totals": {}, "lines": [line("1", "200", unit_price="0.05"), {"line_id": "2", "kind": "note"}]}
    xml = {"totals": {}, "lines": [line("1", "200.00", unit_price="5", price_qty="100")]}
    assert list(differences(xml, page, {}, {})) == []
    assert [each.path for each in differences(xml, {"totals": {}, "lines": [line("1", "2", weight="7")]}, {}, {})]
    weighed = {"totals": {}, "lines": [line("1", "2", weight="200")]}
    assert list(differences(xml, weighed, {}, {})) == []


def test_the_vendor_is_the_plugin_that_has_the_tax_id_however_it_is_spelt() -> None:
    here = replace(plugins_of(Acme(replace(ACME, tax_ids=("DE 811 907 642",)))), readers=alone().readers)
    reading = read_xml(INVOICE, plugins=here)
    assert (reading.invoice["vendor"]["id"], reading.invoice["vendor"]["name"]) == (
        "acme",
        "Weingut Tannlehen & Töchter",
    )
    assert "its seller has a tax id of acme" in reading.reasons


@pytest.mark.parametrize(("tax_ids", "vendor"), [((), "acme"), (("DE111111111",), "tax:DE811907642")])
def test_a_page_that_a_plugin_knows_is_its_vendors_unless_tax_ids_speak_against_it(
    tax_ids: tuple[str, ...], vendor: str
) -> None:
    here = replace(plugins_of(Acme(replace(ACME, tax_ids=tax_ids))), readers=alone().readers)
    reading = read_invoice(carrying({"factur-x.xml": INVOICE}, bill()), plugins=here)
    assert reading.invoice["vendor"]["id"] == vendor
    assert "PAGE_DIFFERS" in {each.code for each in reading.findings}


def test_a_chosen_vendor_names_the_vendor_and_the_xml_is_read_all_the_same() -> None:
    here = replace(plugins_of(Acme()), readers=alone().readers)
    reading = read_xml(INVOICE, plugins=here, vendor="acme-old")
    assert (reading.origin, reading.invoice["vendor"]["id"]) == ("embedded", "acme")
    with pytest.raises(InvoiceplugError, match="No plugin reads the vendor 'nobody'"):
        read_xml(INVOICE, plugins=here, vendor="nobody")


def test_a_page_that_cannot_be_read_to_compare_is_a_warning() -> None:
    def spoil(invoice: Any) -> Any:
        raise KeyError("columns")

    here = replace(plugins_of(Acme(change=spoil)), readers=alone().readers)
    reading = read_invoice(carrying({"factur-x.xml": INVOICE}, bill()), plugins=here)
    assert codes(reading) == [("PLUGIN_ERROR", "warning")]
    assert "was not compared" in reading.findings[0].message


def test_two_vendors_that_claim_the_page_do_not_stop_the_xml() -> None:
    here = replace(plugins_of(Acme(), Acme(Vendor("twin", "Twin"))), readers=alone().readers)
    reading = read_invoice(carrying({"factur-x.xml": INVOICE}, bill()), plugins=here)
    assert codes(reading) == [("AMBIGUOUS_VENDOR", "warning")]


class OtherReader:
    name, version = "other", "1"

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def read(self, attachments: Any) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (KeyError("x"), "PLUGIN_ERROR"),
        ("text", "PLUGIN_ERROR"),
        (InvoiceplugError("VALUE_UNREADABLE", "Bad."), "VALUE_UNREADABLE"),
    ],
)
def test_a_strangers_reader_that_fails_is_named_and_the_page_is_read(answer: Any, code: str) -> None:
    reader = InstalledReader(OtherReader(answer), "stranger", "1")
    here = replace(plugins_of(Acme()), readers=(reader,))
    reading = read_invoice(carrying({"a.xml": b"<a/>"}, bill()), plugins=here)
    assert (reading.origin, codes(reading)) == ("plugin", [(code, "warning")])


def test_two_readers_that_answer_are_ambiguous() -> None:
    stranger = InstalledReader(OtherReader(Extract(Invoice())), "stranger", "1")
    here = replace(alone(), readers=(*alone().readers, stranger))
    with pytest.raises(InvoiceplugError, match="claim the embedded invoice") as error:
        read_xml(INVOICE, plugins=here)
    assert error.value.code == "AMBIGUOUS_VENDOR"


def nordkontor() -> bytes:
    return (FOLDER.parent / "nordkontor/2026-04-rechnung.pdf").read_bytes()


def line(number: str, quantity: str, **more: str) -> dict[str, str]:
    named = {"line_id": number.lstrip("0"), "kind": "item", "line_number": number, "description": "nails"}
    return {**named, "qty_shipped": quantity, "line_total": "1.00", **more}
