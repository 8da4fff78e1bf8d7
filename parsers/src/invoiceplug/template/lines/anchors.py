"""The edge that a column's cells share: learnt from what stands under its header, or taken from the header itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoiceplug.document import Word
from invoiceplug.template.lines.header import Span
from invoiceplug.template.model import Align
from invoiceplug.template.names import LINE_NUMBERS

EDGE = 2.5  # points by which a cell may miss the edge it is aligned to


class Piece(NamedTuple):
    """Words of a text line that belong together, their text, and their left and right edge in points."""

    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def edge(self, side: Align) -> float:
        """Where the piece is on that side."""
        return self.x0 if side == "left" else self.x1 if side == "right" else self.middle


class Anchor(NamedTuple):
    """A side by which a column's cells are aligned, and where it stands in points."""

    side: Align
    x: float


def stated(span: Span) -> tuple[Anchor, ...]:
    """Where the header alone puts the column's cells."""
    side = span.column.align or ("right" if span.column.name in LINE_NUMBERS else "left")
    return (Anchor(side, {"left": span.x0, "right": span.x1, "center": (span.x0 + span.x1) / 2}[side]),)


def learned(span: Span, cells: Sequence[Piece]) -> tuple[tuple[Anchor, ...], bool]:
    """The edges that most of the cells share, and whether there were enough cells (two) to tell.

    Several sides may do (all cells are equally wide): then each of them stays possible.
    """
    sides: tuple[Align, ...] = (span.column.align,) if span.column.align else ("left", "right")
    edges = {"left": [cell.x0 for cell in cells], "right": [cell.x1 for cell in cells]}
    edges["center"] = [(cell.x0 + cell.x1) / 2 for cell in cells]
    found = [(count, Anchor(side, x)) for side in sides for count, x in [_most(edges[side])]]
    most = max(count for count, _ in found)
    if not span.column.align:
        centred, x = _most(edges["center"])
        if centred > most:
            most, found = centred, [(centred, Anchor("center", x))]
    if most < 2:
        return stated(span), False
    return tuple(anchor for count, anchor in found if count == most), True


def _most(xs: list[float]) -> tuple[int, float]:
    """How many of the places stand within the tolerance of one of them, and their middle."""
    best: tuple[int, float] = (0, 0.0)
    ordered = sorted(xs)
    if ordered and ordered[-1] - ordered[0] <= EDGE:
        return len(ordered), (ordered[0] + ordered[-1]) / 2
    end = 0
    for start, x in enumerate(ordered):
        while end < len(ordered) and ordered[end] - x <= EDGE:
            end += 1
        if end - start > best[0]:
            best = (end - start, (x + ordered[end - 1]) / 2)
    return best
