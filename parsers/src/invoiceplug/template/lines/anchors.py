"""The edge that a column's cells share: learnt from what stands under its header, or taken from the header itself."""

from __future__ import annotations

from collections import Counter
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


def learned(span: Span, lefts: Sequence[float], rights: Sequence[float]) -> tuple[tuple[Anchor, ...], bool]:
    """The edges that most of the cells share, and whether there were enough cells (two) to tell.

    `lefts` and `rights` are those of the cells. Several sides may do (all cells are equally wide): then each of them
    stays possible.
    """
    sides: tuple[Align, ...] = (span.column.align,) if span.column.align else ("left", "right")
    found = [(count, Anchor(side, x)) for side in sides for count, x in [_most(_on_side(side, lefts, rights))]]
    most = max(count for count, _ in found)
    if not span.column.align and most < len(lefts):
        centred, x = _most(_on_side("center", lefts, rights))
        if centred > most:
            most, found = centred, [(centred, Anchor("center", x))]
    if most < 2:
        return stated(span), False
    return tuple(anchor for count, anchor in found if count == most), True


def _on_side(side: Align, lefts: Sequence[float], rights: Sequence[float]) -> Sequence[float]:
    if side == "center":
        return [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return lefts if side == "left" else rights


def _most(xs: Sequence[float]) -> tuple[int, float]:
    """How many of the places stand within the tolerance of one of them, and their middle."""
    if not xs:
        return 0, 0.0
    low, high = min(xs), max(xs)
    if high - low <= EDGE:
        return len(xs), (low + high) / 2
    counts = Counter(xs)  # thousands of cells stand at a few places
    ordered = sorted(counts)
    best: tuple[int, float] = (0, 0.0)
    end = inside = 0
    for x in ordered:
        while end < len(ordered) and ordered[end] - x <= EDGE:
            inside += counts[ordered[end]]
            end += 1
        if inside > best[0]:
            best = (inside, (x + ordered[end - 1]) / 2)
        inside -= counts[x]
    return best
