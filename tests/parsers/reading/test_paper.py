"""What the paper shows against the reading: rows nobody read, lines and pages that are missing, a second invoice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from acme import Acme, bill, plugins_of
from pdfs import drawn

from invoiceplug import Box, Document, Extract, Field, Finding, InvoiceplugError, Source, Unread, read_invoice
from invoiceplug.paper import missing_pages
from invoiceplug.several import refuse_second_invoice
from invoiceplug.toolkit.open import open_pdf

Text = tuple[float, float, str]
FOOT = 810.0


def pages(*texts: tuple[Text, ...]) -> Document:
    return open_pdf(drawn(*texts))


def counted(*said: str) -> list[Finding]:
    """The findings on a PDF whose pages have these at the foot ("" prints nothing of the kind)."""
    return list(missing_pages(pages(*(((50.0, 400.0, "rows"), (450.0, FOOT, each or "-")) for each in said))))


@pytest.mark.parametrize(
    "said",
    [
        ("Page 1 of 3", "Page 2 of 3"),
        ("Seite 1 von 3", "Seite 3 von 3"),
        ("Seite 2/3", "Seite 3/3"),
        ("Page 1 sur 3", "-"),
        ("Pagina 1 di 3", "Pagina 2 di 3"),
        ("Página 1 de 4", "Página 2 de 4"),
        ("Pagina 1 van 9", "-"),
        ("Page: 1 / 3", "Page: 2 / 3"),
        ("Blatt 1 von 3", "Blatt 2 von 3"),
        ("Page 1 of 2",),
    ],
)
def test_pages_that_are_counted_but_not_there_are_an_error(said: tuple[str, ...]) -> None:
    (finding,) = counted(*said)
    assert (finding.code, finding.severity) == ("PAGE_COUNT", "error")
    assert f"but the PDF has {len(said)} page" in finding.message
    assert finding.sources


@pytest.mark.parametrize(
    "said",
    [
        ("Page 1 of 2", "Page 2 of 2"),
        ("", "Page 1 of 2", "Page 2 of 2"),
        ("Page 1 of 2", ""),  # the last one prints none
        ("Page 1 of 1", "Page 1 of 1"),
        ("Page 1", "Page 2"),
        ("Seite 1/2", "Seite 2/2", "Page 1 of 1"),
        ("Page 3 of 2",),
        ("Page 1 of 2026-05",),
        ("Homepage 1 of 3",),
    ],
)
def test_pages_that_are_all_there_are_no_finding(said: tuple[str, ...]) -> None:
    assert counted(*said) == []


def test_what_is_billed_is_no_page_number() -> None:
    assert list(missing_pages(pages(((50, 420, "Manual, page 1 of 3"),)))) == []


def acme(change: Callable[[Extract], Extract]) -> Any:
    class Changed(Acme):
        def extract(self, document: Document) -> Extract:
            return change(Extract(super().extract(document)))

    return Changed()


def findings(change: Callable[[Extract], Extract], pdf: bytes) -> list[tuple[str, str]]:
    reading = read_invoice(pdf, plugins=plugins_of(acme(change)))
    return [(finding.code, finding.severity) for finding in reading.findings]


def unread(text: str, box: Box) -> Callable[[Extract], Extract]:
    return lambda extract: replace(extract, unread=(Unread(Source(text, 1, box), "no column fits"),))


@pytest.mark.parametrize(
    ("x", "text", "severity"),
    [
        (50.0, "B-3 Nut 4 1.20", "error"),  # an amount
        (50.0, "B-3 Nut (1,204.50)", "error"),
        (320.0, "7", "error"),  # a number where quantities stand
        (50.0, "Delivered 7 April", "warning"),
        (50.0, "Lot 2604, best before 12.07.2026", "warning"),
        (120.0, "Thank you", "warning"),
    ],
)
def test_a_missed_row_that_looks_like_a_line_is_an_error(x: float, text: str, severity: str) -> None:
    box = Box(x / 595 - 0.01, 217 / 842, 1.0, 228 / 842)
    pdf = bill(extra=((x, 225.0, text),))
    assert findings(unread(text, box), pdf)[-1] == ("UNREAD_ROW", severity)


@pytest.mark.parametrize(("printed", "codes"), [(2, []), (3, ["LINE_COUNT"])])
def test_another_number_of_lines_than_printed_is_an_error(printed: int, codes: list[str]) -> None:
    count = Field(printed, (Source(str(printed), 1, Box(0.1, 0.1, 0.2, 0.2)),))
    found = findings(lambda extract: replace(extract, line_count=count), bill())
    assert found == [(code, "error") for code in codes]


def letter(number: str, *, at: float = 80.0, label: str = "Invoice no:") -> tuple[Text, ...]:
    return ((50, 50, "ACME"), (50, at, label), (150, at, number), (50, 200, "Invoice no: see above"))


def second(number: str, *others: tuple[Text, ...]) -> None:
    """Looks for a second invoice in a PDF whose first page has that number."""
    document = pages(letter(number), *others)
    word = next(word for word in document.pages[0].words if word.text == number)
    place = {"page": 1, "box": list(word.box), "text": number}
    refuse_second_invoice(document, {"/invoice_number": [place]})


def test_another_number_on_the_same_spot_of_another_page_is_another_invoice() -> None:
    with pytest.raises(InvoiceplugError) as caught:
        second("F-100", letter("F-100"), letter("F-101"))
    assert caught.value.code == "MULTIPLE_INVOICES"
    assert caught.value.detail == "The PDF holds 2 invoices: F-100 (page 1), F-101 (page 3)."
    assert caught.value.facts["invoices"][1] == {"invoice_number": "F-101", "pages": [3]}


@pytest.mark.parametrize(
    "other",
    [
        letter("F-100"),
        letter("F-101", label="Order no:"),
        letter("F-101", at=300.0),
        letter("continued"),
        ((50, 50, "Terms and conditions"),),
    ],
)
def test_pages_of_one_invoice_are_one_invoice(other: tuple[Text, ...]) -> None:
    second("F-100", other)


def test_a_number_under_its_label_is_found_too() -> None:
    def page(number: str) -> tuple[Text, ...]:
        return ((50, 50, "ACME"), (400, 80, "Number"), (400, 95, number))

    document = pages(page("7001"), page("7002"))
    word = document.pages[0].words[-1]
    with pytest.raises(InvoiceplugError, match=r"7001 \(page 1\), 7002 \(page 2\)"):
        refuse_second_invoice(document, {"/invoice_number": [{"page": 1, "box": list(word.box), "text": "7001"}]})


def test_a_number_without_a_place_says_nothing() -> None:
    refuse_second_invoice(pages(letter("F-100"), letter("F-101")), {})
