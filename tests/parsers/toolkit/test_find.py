"""Words are found by what stands beside or above them."""

from __future__ import annotations

import pytest
from pdfs import drawn

from invoiceplug import Document, Page, Word
from invoiceplug.toolkit.fields import sources_of, text_field
from invoiceplug.toolkit.find import find_label, rows_under, split_by_gaps, value_below, value_right_of
from invoiceplug.toolkit.open import open_pdf

TEXTS = [
    (50, 60, "Invoice no:        F 100 / 7"),
    (400, 60, "Page 1"),
    (50, 80, "Date"),
    (200, 80, "Order no"),
    (350, 80, "Terms"),
    (50, 95, "3 April 2026"),
    (200, 95, "PO-77"),
    (200, 108, "PO-78"),
    (50, 200, "Delivered"),
    (50, 215, "first row"),
    (50, 230, "second row"),
    (50, 245, "Sum"),
    (50, 260, "after"),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return open_pdf(drawn([(50, 60, "cover")], TEXTS))


@pytest.fixture(scope="module")
def page(document: Document) -> Page:
    return document.pages[1]


def text(words: tuple[Word, ...] | None) -> str | None:
    return None if words is None else " ".join(word.text for word in words)


def test_the_value_right_of_a_label_ends_at_a_wide_gap(page: Page) -> None:
    assert text(value_right_of(page, "Invoice no")) == "F 100 / 7"


def test_a_label_is_found_on_any_page_of_a_document(document: Document) -> None:
    words = value_right_of(document, "invoice no:")
    assert words is not None
    assert {word.page for word in words} == {2}


def test_case_matters_where_it_is_asked_to(page: Page) -> None:
    assert find_label(page, "INVOICE NO")
    assert not find_label(page, "INVOICE NO", case_sensitive=True)


def test_a_label_that_is_not_there_has_no_value(page: Page) -> None:
    assert value_right_of(page, "Customer") is None
    assert value_below(page, "Customer") is None
    assert value_right_of(page, "after") is None


def test_the_value_below_a_label_stands_in_its_own_column(page: Page) -> None:
    assert text(value_below(page, "Order no")) == "PO-77"
    assert text(value_below(page, "Order no", rows=2)) == "PO-77 PO-78"
    assert text(value_below(page, "Date")) == "3 April 2026"
    assert value_below(page, "Terms") is None


def test_rows_under_a_heading_end_at_a_label_or_the_page(page: Page) -> None:
    assert [text(row) for row in rows_under(page, "Delivered", until=("Sum",))] == ["first row", "second row"]
    assert text(rows_under(page, "Delivered")[-1]) == "after"
    assert rows_under(page, "Nowhere") == []


def test_a_row_is_cut_at_its_wide_gaps(page: Page) -> None:
    assert [text(run) for run in split_by_gaps(page, page.lines()[0])] == ["Invoice no:", "F 100 / 7", "Page 1"]


def test_words_of_several_rows_give_one_source_a_row(page: Page) -> None:
    words = value_below(page, "Order no", rows=2) or ()
    field = text_field(words)
    assert field.value == "PO-77 PO-78"
    assert [(source.page, source.text) for source in field.sources] == [(2, "PO-77"), (2, "PO-78")]
    assert sources_of(()) == ()


def test_every_source_is_exactly_around_its_words(page: Page) -> None:
    (source,) = text_field(value_right_of(page, "Invoice no") or ()).sources
    assert source.box is not None
    assert source.box.x0 * page.width > 100
    assert source.box.x1 * page.width < 400


def test_a_label_that_begins_a_cell_is_meant_and_not_the_same_word_in_a_sentence() -> None:
    sentence = (50, 60, "Thank you for checking the goods on receipt.")
    page = open_pdf(drawn([sentence, (350, 80, "Goods"), (450, 80, "12.00")])).pages[0]
    assert [text(words) for words in find_label(page, "Goods")] == ["Goods"]
    alone = open_pdf(drawn([sentence])).pages[0]
    assert text(value_right_of(alone, "Goods")) == "on receipt."
