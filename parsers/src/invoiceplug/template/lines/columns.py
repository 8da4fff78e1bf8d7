"""Which column each word of a text line belongs to, told by the cells of all rows: uniquely, or not at all.

A header says roughly where a column stands; the cells say exactly. What stands under a header teaches the edge that
the column's cells share (left, right or middle); by that edge the rest is assigned. Where two assignments are
equally good, the text line is left to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoiceplug.document import Word, row_text
from invoiceplug.template.lines.anchors import EDGE, Anchor, Piece, learned, stated
from invoiceplug.template.lines.fit import Fit, best_fit, perfect_fit
from invoiceplug.template.lines.header import Span
from invoiceplug.template.lines.pieces import Cuts, pieces_of
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.template.values import is_number
from invoiceplug.toolkit.values import Locale

_ROUNDS = 3  # of learning: by the headers, by what they taught, and then by what that taught
_NEAR = 14.0  # points from its header within which a cell may stand that shares no edge with others

Cells = dict[str, tuple[Word, ...]]


class Row(NamedTuple):
    """A text line cut into cells, the words that stand under no column, and why it could not be cut with certainty."""

    line: TextLine
    cells: Cells
    strays: tuple[Word, ...] = ()
    doubt: str = ""


class Columns:
    """The columns under one header, as the text lines under it show them."""

    def __init__(self, spans: Sequence[Span], lines: Sequence[TextLine], locale: Locale) -> None:
        self.spans = spans
        self.locale = locale
        self.anchors: list[tuple[Anchor, ...]] = [stated(span) for span in spans]
        self.taught = [False] * len(spans)
        self.seen = [True] * len(spans)  # whether more than one cell is known to be its own
        self._texts = [span.column.name not in LINE_NUMBERS for span in spans]
        self._given = [(i, span.x0, span.x1) for i, span in enumerate(spans) if span.column.x]
        self._fitting: dict[tuple[int, str], bool] = {}  # whether a text is what the column holds
        self._laid: dict[int, tuple[list[Piece], Fit]] = {}  # what a text line came to, until more is learnt
        self._cut: dict[int, tuple[list[int], list[Piece]]] = {}  # where each was cut at last
        self._learnt()
        for _ in range(_ROUNDS):
            if not self._learn(lines):
                break

    def row(self, line: TextLine) -> Row:
        """The text line's words by column."""
        pieces, fit = self._lay(line)
        cells: dict[str, list[Word]] = {}
        strays: list[Word] = []
        for piece, home in zip(pieces, fit.homes, strict=True):
            (strays if home is None else cells.setdefault(self.spans[home].column.name, [])).extend(piece.words)
        return Row(
            line, {name: tuple(words) for name, words in cells.items()}, tuple(strays), self._doubt(line, pieces, fit)
        )

    def edges(self, index: int) -> tuple[float, float]:
        """The column's left and right edge in points, as far as is known: its header's, widened by what was learnt."""
        return self._edges[index]

    def _edge(self, index: int) -> tuple[float, float]:
        xs = [anchor.x for anchor in self.anchors[index]]
        return min(self.spans[index].x0, *xs), max(self.spans[index].x1, *xs)

    def _learn(self, lines: Sequence[TextLine]) -> bool:
        """Learns from what the text lines come to; whether that was anything new."""
        before = (list(self.anchors), list(self.taught), list(self.seen))
        seeds: list[list[Piece]] = [[] for _ in self.spans]
        for line in lines:
            pieces, fit = self._lay(line)
            for piece, home in zip(pieces, fit.homes, strict=True):
                if home is not None and not fit.ties:
                    seeds[home].append(piece)
        for index, span in enumerate(self.spans):
            if not span.column.x:
                self.anchors[index], self.taught[index] = learned(span, seeds[index])
                self.seen[index] = len(seeds[index]) > 1
        if before == (self.anchors, self.taught, self.seen):
            return False
        self._learnt()
        return True

    def _learnt(self) -> None:
        """Draws what follows from the anchors as they are now."""
        self._edges = [self._edge(index) for index in range(len(self.spans))]
        self._cuts = Cuts(self.spans, self.anchors, self.locale)
        free = [(index, own) for index, own in enumerate(self.anchors) if not self.spans[index].column.x]
        self._by_side = [
            _Aligned([(anchor.x, index) for index, own in free for anchor in own if anchor.side == side])
            for side in ("left", "right", "center")
        ]
        self._laid.clear()

    def _lay(self, line: TextLine) -> tuple[list[Piece], Fit]:
        """The text line's pieces, and the columns they fit."""
        laid = self._laid.get(id(line))
        if laid is None:
            pieces = self._pieces(line)
            laid = self._laid[id(line)] = (pieces, self._fit(pieces))
        return laid

    def _pieces(self, line: TextLine) -> list[Piece]:
        """The text line cut into pieces, which stay the same where it is cut as it was before."""
        cuts = self._cuts.of(line)
        before = self._cut.get(id(line))
        if before is None or before[0] != cuts:
            before = self._cut[id(line)] = (cuts, pieces_of(line, cuts))
        return before[1]

    def _fit(self, pieces: Sequence[Piece]) -> Fit:
        homes = perfect_fit(map(self._perfect, pieces))  # the common case, quickly
        return Fit(homes) if homes is not None else best_fit([self._costs(piece) for piece in pieces], self._texts)

    def _perfect(self, piece: Piece) -> list[int]:
        """The columns that cost nothing: given these edges, or aligned with what they hold."""
        _, _, x0, x1 = piece
        middle = (x0 + x1) / 2
        if self._given and (pinned := [index for index, left, right in self._given if left <= middle <= right]):
            return pinned
        lefts, rights, centres = self._by_side
        found = lefts[x0] + rights[x1] + (centres[middle] if centres.anchors else ())
        return [index for index in set(found) if self._texts[index] or self._fits_type(piece, index)]

    def _costs(self, piece: Piece) -> list[float | None]:
        """How badly the piece fits each column, None where it cannot stand."""
        pinned = [index for index, left, right in self._given if left <= piece.middle <= right]
        if pinned:
            return [0.0 if index in pinned else None for index in range(len(self.spans))]
        overlaps = [min(piece.x1, span.x1) - max(piece.x0, span.x0) for span in self.spans]
        widest = max(overlaps, default=0.0)
        return [self._cost(piece, index, overlap, widest) for index, overlap in enumerate(overlaps)]

    def _cost(self, piece: Piece, index: int, overlap: float, widest: float) -> float | None:
        span = self.spans[index]
        if span.column.x:
            return None
        aligned = any(abs(piece.edge(anchor.side) - anchor.x) <= EDGE for anchor in self.anchors[index])
        if not (aligned or overlap > 0 or self._in_reach(piece, index) or self._beside(piece, index)):
            return None
        if not self._texts[index] and not self._fits_type(piece, index):
            return 8.0 if overlap > 0 and overlap == widest else None
        if aligned:
            return 0.0
        if overlap > 0:
            return 1.0 if overlap > widest / 2 else 2.0
        if self._in_reach(piece, index):
            return 3.0
        return 4.0 if self._away(piece, index) <= _NEAR else 6.0

    def _fits_type(self, piece: Piece, index: int) -> bool:
        known = self._fitting.get((index, piece.text))
        if known is None:
            column = self.spans[index].column
            if column.regex:
                known = column.regex.search(piece.text) is not None
            else:
                known = piece.text in column.values or is_number(column.name, piece.text, self.locale)
            self._fitting[index, piece.text] = known
        return known

    def _in_reach(self, piece: Piece, index: int) -> bool:
        """Whether the piece begins within a column of text, which may run on up to where the next column begins."""
        if not self._texts[index]:
            return False
        right = self.edges(index + 1)[0] if index + 1 < len(self.spans) else float("inf")
        return self.edges(index)[0] - EDGE <= piece.x0 < right

    def _beside(self, piece: Piece, index: int) -> bool:
        """Whether the piece stands close to the header, with no other between, and no shared edge speaks against.

        A header under which next to nothing stands in any row may have its cells further off.
        """
        if self.taught[index]:
            return False
        left = self.spans[index - 1].x1 if index else float("-inf")
        right = self.spans[index + 1].x0 if index + 1 < len(self.spans) else float("inf")
        near = not self.seen[index] or self._away(piece, index) <= _NEAR
        return near and left <= piece.x0 and piece.x1 <= right

    def _away(self, piece: Piece, index: int) -> float:
        """Points between the piece and the header's words."""
        return max(self.spans[index].x0 - piece.x1, piece.x0 - self.spans[index].x1)

    def _doubt(self, line: TextLine, pieces: Sequence[Piece], fit: Fit) -> str:
        for index, homes in fit.ties.items():
            names = " or ".join(self.spans[home].column.name for home in homes)
            return f'"{pieces[index].text}" may stand under {names}; a column may be given its edges (x)'
        if len({*fit.homes}) < len(self.spans):
            for piece, home in zip(pieces, fit.homes, strict=True):
                for word in piece.words:
                    if home is not None and (names := self._glued(line, word, home, fit)):
                        return f'"{word.text}" stands under {names}; a column may be given its edges (x)'
        return ""

    def _glued(self, line: TextLine, word: Word, home: int, fit: Fit) -> str:
        """The names of the two columns that the word stands under when the other one has nothing else.

        Only a description may run on into its neighbour, and a long number to the left of its header.
        """
        if not self._texts[home] or self.spans[home].column.name == "description":
            return ""
        for other in (home - 1, home + 1):
            if other in range(len(self.spans)) and other not in fit.homes:
                first, second = (self.spans[index] for index in sorted((home, other)))
                reaches = line.x0(word) < first.x1 - EDGE and line.x1(word) > second.x0 + EDGE
                if reaches and not (first.column.x or second.column.x):
                    return f"{first.column.name} and {second.column.name}"
        return ""


class _Aligned(dict[float, tuple[int, ...]]):
    """The columns whose cells share an edge at x, found out once for each x: cells of a column stand at the same."""

    def __init__(self, anchors: list[tuple[float, int]]) -> None:
        super().__init__()
        self.anchors = anchors

    def __missing__(self, x: float) -> tuple[int, ...]:
        found = self[x] = tuple(index for place, index in self.anchors if abs(x - place) <= EDGE)
        return found


def text_of(cells: Cells, name: str) -> str:
    """What stands in the cell."""
    return row_text(cells[name])
