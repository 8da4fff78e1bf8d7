"""Which column of a printed table a word belongs to, by the edges of the header's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from invoiceplug.document import Word, row_box
from invoiceplug.record import Record

Align = Literal["left", "right", "centre"]


class Column(Record):
    """A column's name, the edges of its header words, and how its values are set under them."""

    name: str
    x0: float
    x1: float
    align: Align = "left"


def columns_of(header: Mapping[str, Sequence[Word]], *, align: Mapping[str, Align] | None = None) -> list[Column]:
    """The columns from left to right: name -> the header's words, and name -> alignment (left unless stated)."""
    stated = align or {}
    columns = [
        Column(name, row_box(tuple(words)).x0, row_box(tuple(words)).x1, stated.get(name, "left"))
        for name, words in header.items()
    ]
    return sorted(columns, key=lambda column: column.x0)


def assign_columns(row: Sequence[Word], columns: Sequence[Column]) -> dict[str, tuple[Word, ...]]:
    """The row's words by column name, each from left to right; columns without a word are left out.

    A word under a header's own width belongs to that column. One that stands between two headers belongs where
    the alignment lets a value grow; when both sides may, to the nearer of its neighbours in the row.
    """
    words = sorted(row, key=lambda word: word.box.x0)
    homes = [_under_header(word, columns) for word in words]
    for index, word in enumerate(words):
        if homes[index] is None:
            homes[index] = _between(index, word, words, homes, columns)
    cells: dict[str, tuple[Word, ...]] = {}
    for column in columns:
        if own := tuple(word for word, home in zip(words, homes, strict=True) if home == column.name):
            cells[column.name] = own
    return cells


def _under_header(word: Word, columns: Sequence[Column]) -> str | None:
    shared = [(min(word.box.x1, c.x1) - max(word.box.x0, c.x0), c.name) for c in columns]
    widest, name = max(shared, default=(0.0, ""))
    return name if widest > 0 else None


def _between(
    index: int, word: Word, words: Sequence[Word], homes: Sequence[str | None], columns: Sequence[Column]
) -> str | None:
    """The column of a word that stands under no header."""
    if not columns:
        return None
    if word.box.x1 <= columns[0].x0:
        return columns[0].name
    for left, right in pairwise(columns):
        if word.box.x0 >= left.x1 and word.box.x1 <= right.x0:
            return _of_two(index, words, homes, left, right)
    return columns[-1].name


def _of_two(index: int, words: Sequence[Word], homes: Sequence[str | None], left: Column, right: Column) -> str:
    grows_right, grows_left = left.align != "right", right.align != "left"
    if grows_right != grows_left:
        return left.name if grows_right else right.name
    box = words[index].box
    to_left, to_right = box.x0 - left.x1, right.x0 - box.x1
    if index > 0 and homes[index - 1] == left.name:
        to_left = box.x0 - words[index - 1].box.x1
    if index + 1 < len(words) and homes[index + 1] == right.name:
        to_right = words[index + 1].box.x0 - box.x1
    return left.name if to_left <= to_right else right.name
