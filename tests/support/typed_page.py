"""Documents typed as text: one string a row, each word where its first letter stands, in a font of one width."""

from __future__ import annotations

import re

from invoiceplug.document import Document, Page, Word
from invoiceplug.geometry import Box

LETTER, ROW, HEIGHT = 5.0, 14.0, 10.0  # points
WIDTH, LENGTH = 595.0, 842.0


def typed(*pages: str) -> Document:
    """A document of these pages; rows are the lines of each text, columns its characters."""
    return Document("0" * 64, 1, tuple(_page(number, text) for number, text in enumerate(pages, start=1)))


def _page(number: int, text: str) -> Page:
    words = [
        Word(found[0], number, _box(at, found.start(), found.end()))
        for at, row in enumerate(text.splitlines())
        for found in re.finditer(r"\S+", row)
    ]
    return Page(number, WIDTH, LENGTH, tuple(words))


def _box(row: int, start: int, end: int) -> Box:
    top = 20 + row * ROW
    return Box((20 + start * LETTER) / WIDTH, top / LENGTH, (20 + end * LETTER) / WIDTH, (top + HEIGHT) / LENGTH)
