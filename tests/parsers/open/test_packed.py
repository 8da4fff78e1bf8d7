"""The words of a long document are packed: the same words, and of all its pages only the latest ones have them."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from acme import plugins_of
from kramer import APPLES, FOOTER, HEADER, LETTERHEAD, PEARS, TOTALS, kramer, paper
from pdfs import drawn

from invoiceplug.document import Document, Word
from invoiceplug.invoice import Line
from invoiceplug.pipeline import read_document
from invoiceplug.template.text import TextLine, text_lines
from invoiceplug.toolkit.find import values_between, values_right_of
from invoiceplug.toolkit.open import LONG, open_pdf
from invoiceplug.toolkit.packed import LATEST, Packed, packed
from invoiceplug.trace import Step, tracing

PAGES = 20
ROWS = 30  # of the table, on each page


def as_a_long_one(document: Document) -> Document:
    """The document as one of very many pages would be."""
    return replace(document, pages=tuple(packed(document.pages)))


def long_bill() -> bytes:
    page = [*LETTERHEAD, HEADER, *[APPLES, PEARS] * (ROWS // 2)]
    return paper(*[[*page, FOOTER]] * (PAGES - 1), [*page, *TOTALS])


def alive(kind: type) -> int:
    return sum(type(each) is kind for each in gc.get_objects())


class Watched(list[Step]):
    """Steps, and how many text lines there are at every hundredth row."""

    def __init__(self) -> None:
        self.rows = 0
        self.lines: list[int] = []

    def append(self, step: Step) -> None:
        super().append(step)
        self.rows += step.kind == "row"
        if step.kind == "row" and self.rows % 100 == 1:
            self.lines.append(alive(TextLine))


@pytest.mark.parametrize("sample", ["greatplains", "nordkontor", "norrsken", "calderfinch"])
def test_packed_words_are_the_same_to_the_last_bit(fixtures: Path, sample: str) -> None:
    document = open_pdf(sorted((fixtures / sample).glob("*.pdf"))[-1].read_bytes())
    same = as_a_long_one(document)
    assert same == document and not document.is_long and same.is_long
    for page, other in zip(document.pages, same.pages, strict=True):
        assert repr(other) == repr(page) and hash(other) == hash(page) and other.words[3] == page.words[3]
        assert other.row_texts() == page.row_texts() and other.folded_rows == page.folded_rows
        assert [other.row(at) for at in range(len(page.lines()))] == page.lines() == other.lines()
        assert set(other.folded.split()) == set(page.folded.split()) and other.squeezed == page.squeezed
    assert same.text == document.text and same.to_json() == document.to_json()


def test_a_page_without_words_stays_one() -> None:
    page = as_a_long_one(open_pdf(drawn([(50, 100, "one")], []))).pages[1]
    assert (list(page.words), page.lines(), page.row_texts(), bool(page.words)) == ([], [], [], False)


def test_what_stands_beside_labels_is_found_among_words_that_are_made_anew() -> None:
    page = as_a_long_one(open_pdf(drawn([(50, 100, "Order A-1 Date today")]))).pages[0]
    assert [[word.text for word in value] for value in values_right_of(page, "Order")] == [["A-1", "Date", "today"]]
    assert [[word.text for word in value] for value in values_between(page, "Order", "Date")] == [["A-1"]]


@pytest.mark.parametrize(("pages", "long"), [(LONG, False), (LONG + 1, True)])
def test_a_document_of_more_than_a_hundred_pages_is_packed(pages: int, long: bool) -> None:
    document = open_pdf(drawn(*[[(50.0, 100.0, f"page {at}")] for at in range(pages)]))
    assert document.is_long is long and isinstance(document.pages[-1].words, Packed) is long
    assert [page.row_texts() for page in document.pages] == [[f"page {at}"] for at in range(pages)]


def test_only_the_latest_pages_that_were_looked_at_keep_their_words() -> None:
    document = as_a_long_one(open_pdf(long_bill()))
    on_a_page, before = max(len(page.words) for page in document.pages), alive(Word)
    for lines in text_lines(document):
        assert len(lines) > ROWS
    assert len(document.pages) == PAGES and 0 < alive(Word) - before <= (LATEST + 1) * on_a_page


def test_text_lines_go_once_they_are_rows() -> None:
    document, before = as_a_long_one(open_pdf(long_bill())), alive(TextLine)
    with tracing() as trace:
        trace.steps = steps = Watched()
        kramer().extract(document)
    assert steps.lines[0] - before >= PAGES * ROWS
    assert steps.lines[-1] - before < PAGES * ROWS / 3


def test_neither_words_nor_lines_stay_once_the_invoice_is_written() -> None:
    document = as_a_long_one(open_pdf(long_bill()))
    on_a_page, before = max(len(page.words) for page in document.pages), (alive(Word), alive(Line), alive(TextLine))
    seen: list[int] = []

    def look(invoice: dict[str, Any]) -> list[Any]:
        seen.extend((len(invoice["lines"]), alive(Word), alive(Line), alive(TextLine)))
        return []

    read_document(document, plugins=plugins_of(kramer(), checks=(look,)))
    lines, words, *others = seen
    assert lines == PAGES * ROWS and tuple(others) == before[1:]
    assert words - before[0] <= (LATEST + 1) * on_a_page


def test_a_long_document_reads_as_a_short_one_does() -> None:
    document = open_pdf(long_bill())
    plugins = plugins_of(kramer())
    reading = read_document(document, plugins=plugins)
    assert len(reading.invoice["lines"]) == PAGES * ROWS
    assert read_document(as_a_long_one(document), plugins=plugins).to_json() == reading.to_json()
