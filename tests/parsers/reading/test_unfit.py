"""What a page prints and the schemas cannot carry is no bug of the plugin that read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import kramer
import pytest
from acme import Acme, bill, plugins_of

from invoiceplug import (
    Box,
    Document,
    Extract,
    Field,
    Finding,
    Invoice,
    InvoiceplugError,
    Reading,
    Source,
    Unread,
    read_invoice,
)
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins
from invoiceplug.template import TemplateExtractor, parse_template
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.validate import most_characters, validate_reading

PRINTED = (Source("printed", 1, Box(0.1, 0.1, 0.2, 0.2)),)
LONG = "x" * 300
Change = Callable[[Invoice], object]


def read(change: Change) -> Reading:
    return read_invoice(bill(), plugins=plugins_of(Acme(change=change)))


def refusal(document: Document, plugins: Plugins) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        read_document(document, plugins=plugins)
    return refused.value


def refused(change: Change) -> InvoiceplugError:
    return refusal(open_pdf(bill()), plugins_of(Acme(change=change)))


def saying(pdf: bytes, printed: str, said: str) -> Document:
    """The one page of the PDF, with another word in place of the printed one."""
    document = open_pdf(pdf)
    page = document.pages[0]
    words = tuple(word._replace(text=said) if word.text == printed else word for word in page.words)
    return replace(document, pages=(replace(page, words=words),))


def first_line(**members: object) -> Change:
    return lambda invoice: replace(invoice, lines=(replace(invoice.lines[0], **members), *invoice.lines[1:]))


def test_the_lengths_are_those_of_the_schema() -> None:
    lengths = most_characters()
    assert (lengths["vendor_sku"], lengths["serials"], lengths["description"]) == (64, 64, 512)
    assert "qty_shipped" not in lengths


def test_a_code_that_is_printed_too_long_for_a_python_plugin_names_its_place() -> None:
    error = refusal(saying(bill(), "A-1", "A" * 65), plugins_of(Acme()))
    assert (error.code, error.facts["pointer"], error.facts["page"]) == ("VALUE_UNREADABLE", "/lines/0/vendor_sku", 1)
    assert error.facts["text"] == "A" * 65
    assert "maxLength 64: it was read on page 1." in error.detail


def test_a_code_that_is_printed_too_long_for_a_template_names_the_rule() -> None:
    vendor = TemplateExtractor(parse_template(kramer.EXAMPLE, "kramer.yaml"))
    error = refusal(saying(kramer.bill(kramer.APPLES), "4711", "4" * 65), plugins_of(vendor))
    assert (error.code, error.facts["field"], error.facts["page"]) == ("VALUE_UNREADABLE", "vendor_sku", 1)
    assert "at most 64 characters are kept" in error.detail
    assert str(error.facts["at"]).startswith("kramer.yaml:")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (first_line(lot=Field(LONG, PRINTED)), "/lines/0/lot"),
        (first_line(serials=(Field("1", PRINTED), Field(LONG, PRINTED))), "/lines/0/serials/1"),
        (first_line(serials=(Field("1", PRINTED),) * 501), "/lines/0/serials"),
        (first_line(uom=Field("pieces", PRINTED)), "/lines/0/uom"),
        (first_line(unit_price=Field(Decimal(10) ** 15, PRINTED)), "/lines/0/unit_price"),
        (first_line(line_total=Field(Decimal("2.50"), PRINTED * 201)), "/lines/0/line_total"),
        (lambda invoice: replace(invoice, currency=Field("usd", PRINTED)), "/currency"),
        (lambda invoice: replace(invoice, references=(Field("R-1", PRINTED),) * 51), "/references"),
    ],
)
def test_what_stands_on_the_page_is_the_pages_fault(change: Change, pointer: str) -> None:
    error = refused(change)
    assert (error.code, error.facts["pointer"]) == ("VALUE_UNREADABLE", pointer)


@pytest.mark.parametrize("members", [{"lot": Field(LONG)}, {"kind": "gift", "lot": Field("L", PRINTED)}])
def test_what_a_plugin_says_itself_is_its_own_fault(members: dict[str, object]) -> None:
    assert refused(first_line(**members)).code == "SCHEMA_INVALID"


def test_a_text_of_which_nothing_can_be_kept_is_not_there() -> None:
    nothing = Field("\u200b", PRINTED)
    line = read(first_line(lot=nothing, serials=(nothing, Field("S-2", PRINTED)))).invoice["lines"][0]
    assert ("lot" in line, line["serials"]) == (False, ["S-2"])
    assert refused(lambda invoice: replace(invoice, invoice_number=nothing)).code == "FIELD_NOT_FOUND"


def test_more_rows_than_a_reading_holds_are_too_many() -> None:
    rows = (Unread(PRINTED[0], "it is nothing"),) * 20_001
    error = refusal(open_pdf(bill()), plugins_of(Acme(unread=rows)))
    assert (error.code, error.facts["pointer"]) == ("TOO_COMPLEX", "/unread")


def test_a_finding_keeps_as_many_places_as_it_can_carry() -> None:
    findings = (Finding("ODD", "info", "It is odd.", sources=PRINTED * 150),)
    reading = read(lambda invoice: Extract(invoice, findings)).to_json()
    validate_reading(reading)
    assert len(reading["findings"][0]["sources"]) == 100
