"""A word belongs to the column whose header it stands under, or towards which its value can have grown."""

from __future__ import annotations

from invoiceplug import Box, Word
from invoiceplug.toolkit.columns import Align, assign_columns, columns_of


def word(text: str, x0: float, x1: float) -> Word:
    return Word(text, 1, Box(x0, 0.1, x1, 0.12))


HEADER = {
    "sku": [word("Item", 0.05, 0.09)],
    "description": [word("Description", 0.2, 0.3)],
    "quantity": [word("Qty", 0.6, 0.64)],
    "total": [word("Line", 0.85, 0.88), word("total", 0.89, 0.93)],
}
ALIGN: dict[str, Align] = {"quantity": "right", "total": "right"}


def cells(*words: Word, align: dict[str, Align] | None = None) -> dict[str, str]:
    assigned = assign_columns(words, columns_of(HEADER, align=ALIGN if align is None else align))
    return {name: " ".join(each.text for each in some) for name, some in assigned.items()}


def test_columns_stand_from_left_to_right_with_the_edges_of_their_words() -> None:
    columns = columns_of(dict(reversed(HEADER.items())))
    assert [column.name for column in columns] == ["sku", "description", "quantity", "total"]
    assert (columns[-1].x0, columns[-1].x1) == (0.85, 0.93)


def test_words_under_a_header_belong_to_it_and_empty_columns_are_left_out() -> None:
    assert cells(word("B-7", 0.05, 0.08), word("12.50", 0.88, 0.93)) == {"sku": "B-7", "total": "12.50"}


def test_a_long_description_runs_up_to_the_quantity() -> None:
    row = [
        word("Hex", 0.2, 0.23),
        word("bolt,", 0.31, 0.35),
        word("galvanised", 0.36, 0.46),
        word("DIN933", 0.47, 0.54),
    ]
    assert cells(*row, word("1,000", 0.6, 0.64)) == {"description": "Hex bolt, galvanised DIN933", "quantity": "1,000"}


def test_a_wide_number_grows_to_the_left_of_its_header() -> None:
    assert cells(word("1,234,567.00", 0.8, 0.845), word("x", 0.2, 0.21)) == {
        "description": "x",
        "total": "1,234,567.00",
    }
    row = [word("Bolt", 0.2, 0.24), word("1", 0.57, 0.575), word("000", 0.58, 0.64)]
    assert cells(*row) == {"description": "Bolt", "quantity": "1 000"}


def test_left_of_the_first_and_right_of_the_last_header() -> None:
    assert cells(word("1", 0.01, 0.02), word("USD", 0.95, 0.98)) == {"sku": "1", "total": "USD"}


def test_a_word_under_two_headers_belongs_to_the_one_it_shares_more_with() -> None:
    assert cells(word("wide", 0.29, 0.63)) == {"quantity": "wide"}
    assert cells(word("wide", 0.25, 0.61)) == {"description": "wide"}


def test_without_columns_nothing_is_assigned() -> None:
    assert assign_columns([word("x", 0.1, 0.2)], []) == {}
