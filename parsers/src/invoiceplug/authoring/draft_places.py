"""Words of a page by where they stand, or by what they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from invoiceplug.document import Document, Word, row_text, without_colon
from invoiceplug.errors import InvoiceplugError
from invoiceplug.geometry import Box, contains
from invoiceplug.invoice import Source
from invoiceplug.template.values import reader_of
from invoiceplug.toolkit.locale import Locale

MOST_WORDS = 5  # of a number, a date or a code

Words = tuple[Word, ...]


def words_at(document: Document, places: Sequence[Source]) -> Words:
    """The words whose middle lies in one of the places, as they are printed."""
    found: list[Word] = []
    for place in places:
        if place.page is None or place.box is None or place.page > len(document.pages):
            continue
        for row in document.pages[place.page - 1].lines():
            if _is_level(row, place.box):
                found += [word for word in row if contains(place.box, word.box.middle) and word not in found]
    return tuple(found)


def _is_level(row: Words, box: Box) -> bool:
    """Whether words of the row may lie in the box: a row's words stand within a height of each other."""
    first = row[0].box
    return abs(first.y0 + first.y1 - box.y0 - box.y1) < 2 * (first.y1 - first.y0 + box.y1 - box.y0)


def words_like(rows: Sequence[Words], name: str, value: str, locale: Locale, taken: Collection[Word] = ()) -> Words:
    """The first words side by side in a row, and not taken, that read as the value of that name; () where none do."""
    for row in rows:
        for start in range(len(row)):
            for end in range(start + 1, min(len(row), start + MOST_WORDS) + 1):
                free = not any(word in taken for word in row[start:end])
                if free and is_read_as(name, row_text(row[start:end]), value, locale):
                    return row[start:end]
    return ()


def words_saying(rows: Sequence[Words], text: str) -> Words:
    """The words of a longer text, wherever the rows have its tokens in their order; () where one is missing."""
    left = [word for row in rows for word in row]
    found: list[Word] = []
    for token in text.split():
        at = next((at for at, word in enumerate(left) if word.text == token), None)
        if at is None:
            return ()
        found.append(left[at])
        del left[: at + 1]
    return tuple(found)


def is_read_as(name: str, text: str, value: str, locale: Locale) -> bool:
    """Whether the printed text is read as the value, whatever its sign; a text is compared without its spaces."""
    try:
        read = reader_of(name)(text, locale)
    except InvoiceplugError:
        return False
    if isinstance(read, Decimal):
        return same_number(read, value)
    if isinstance(read, str):
        return "".join(without_colon(read).split()) == "".join(value.split())
    return bool(read.isoformat() == value)


def same_number(read: Any, value: Any) -> bool:
    """Whether two numbers are equal but for their sign: a credit note turns all of them."""
    try:
        return abs(Decimal(str(read))) == abs(Decimal(str(value)))
    except InvalidOperation:
        return False


def amount_shape(locale: Locale) -> str:
    """A regex for an amount as the locale prints it, with its sign and currency."""
    grouping = {"'": "'’"}.get(locale.grouping, locale.grouping)
    number = rf"\d[\d{grouping}{locale.decimal}]*"
    if grouping == " ":  # behind a space another number may begin
        number = rf"\d+(?:[ \u00a0\u202f]\d{{3}})*(?:{re.escape(locale.decimal)}\d+)?"
    return rf"[-−(]?(?:[^\d\s(]{{1,4}} ?)?[-−(]?{number}[-)]?"
