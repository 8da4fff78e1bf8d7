"""Labels as they are compared, and header words that the PDF glued together because their columns touch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.geometry import Box
from invoiceplug.template.model import Column, Layout, joined
from invoiceplug.template.text import TextLine


def printed_columns(layout: Layout) -> Iterator[Column]:
    """The layout's columns that stand on the page: by their header, or by `x`."""
    return (column for column in layout.columns if column.headers or column.x)


def parted(line: TextLine, layout: Layout) -> TextLine:
    """The line with every word cut in two that is the end of one header and the beginning of the next one."""
    seams = _seams(tuple(column.headers for column in layout.columns if column.headers))
    if not any(joined(word.text) in seams for word in line.words):
        return line
    return TextLine(line.page, tuple(part for word in line.words for part in _parts(word, seams)))


@lru_cache(maxsize=64)
def _seams(headers: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Where to cut the end of one header with the beginning of the next one."""
    return {
        joined(before.split()[-1] + after.split()[0]): len(before.split()[-1])
        for left, right in pairwise(headers)
        for before in left
        for after in right
    }


def _parts(word: Word, seams: dict[str, int]) -> tuple[Word, ...]:
    at = seams.get(joined(word.text))
    if at is None:
        return (word,)
    box = word.box
    middle = box.x0 + box.width * at / len(word.text)  # as wide as it has letters: near enough for a header
    left, right = Box(box.x0, box.y0, middle, box.y1), Box(middle, box.y0, box.x1, box.y1)
    return Word(word.text[:at], word.page, left), Word(word.text[at:], word.page, right)
