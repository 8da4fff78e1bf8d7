"""Which column each word of a text line belongs to, told by the cells of all rows: uniquely, or not at all.

A header says roughly where a column stands; the cells say exactly. What stands under a header teaches the edge that
the column's cells share (left, right or middle); by that edge the rest is assigned. Where two assignments are
equally good, the text line is left to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoiceplug.document import Word, row_text
from invoiceplug.template.lines.aligned import Aligned, Edges, Moved
from invoiceplug.template.lines.anchors import EDGE, Anchor, Piece, learned, stated
from invoiceplug.template.lines.fit import Fit, best_fit
from invoiceplug.template.lines.header import Span
from invoiceplug.template.lines.pieces import Cuts, WordSpan, pieces_of, spans_of
from invoiceplug.template.model import Align
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.template.values import is_number
from invoiceplug.toolkit.numbers import plain_shape
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


class _Laid(NamedTuple):
    """What a text line came to: its pieces by their words, the columns they fit, and whether each fits only that."""

    spans: tuple[WordSpan, ...]
    fit: Fit
    surely: bool


class Columns:
    """The columns under one header, as the text lines under it show them."""

    def __init__(self, spans: Sequence[Span], lines: Sequence[TextLine], locale: Locale) -> None:
        self.spans = spans
        self.locale = locale
        self.anchors: list[tuple[Anchor, ...]] = [stated(span) for span in spans]
        self.taught = [False] * len(spans)
        self.seen = [True] * len(spans)  # whether more than one cell is known to be its own
        self._names = [span.column.name for span in spans]
        self._texts = [name not in LINE_NUMBERS for name in self._names]
        self._given = [(i, span.x0, span.x1) for i, span in enumerate(spans) if span.column.x]
        self._is_plain = plain_shape(locale.decimal, locale.grouping).fullmatch
        self._fitting: dict[tuple[int, str], bool] = {}  # whether a text is what the column holds
        self._fits: dict[tuple[int, ...], Fit] = {}  # most lines fit alike
        self._laid: dict[int, _Laid] = {}  # what a text line came to, until something is learnt that it depends on
        self._draw()
        for _ in range(_ROUNDS):
            if not self._learn(lines) or not self._forget(lines):
                break

    def row(self, line: TextLine) -> Row:
        """The text line's words by column; ask once for each line, which is forgotten then."""
        spans, fit, surely = self._laid.pop(id(line)) if id(line) in self._laid else self._lay(line)
        names, words = self._names, line.words
        if surely:
            cells = {
                names[home]: words[start:end]
                for (start, end), home in zip(spans, fit.homes, strict=True)
                if home is not None
            }
            return Row(line, cells, (), self._doubt(line, spans, fit))
        parts: dict[str, list[Word]] = {}
        strays: list[Word] = []
        for (start, end), home in zip(spans, fit.homes, strict=True):
            (strays if home is None else parts.setdefault(names[home], [])).extend(words[start:end])
        cells = {name: tuple(part) for name, part in parts.items()}
        return Row(line, cells, tuple(strays), self._doubt(line, spans, fit))

    def edges(self, index: int) -> tuple[float, float]:
        """The column's left and right edge in points, as far as is known: its header's, widened by what was learnt."""
        return self._edges[index]

    def _edge(self, index: int) -> tuple[float, float]:
        xs = [anchor.x for anchor in self.anchors[index]]
        return min(self.spans[index].x0, *xs), max(self.spans[index].x1, *xs)

    def _learn(self, lines: Sequence[TextLine]) -> bool:
        """Learns from what the text lines come to; whether that was anything new."""
        before = (list(self.anchors), list(self.taught), list(self.seen))
        cells: list[tuple[list[float], list[float]]] = [([], []) for _ in self.spans]  # their left and right edges
        for line in lines:
            laid = self._laid.get(id(line))
            if laid is None:
                laid = self._laid[id(line)] = self._lay(line)
            if laid.fit.ties:
                continue
            words, width = line.words, line.page.width
            for (start, end), home in zip(laid.spans, laid.fit.homes, strict=True):
                if home is not None:
                    lefts, rights = cells[home]
                    lefts.append(words[start][2][0] * width)
                    rights.append(words[end - 1][2][2] * width)
        for index, span in enumerate(self.spans):
            if not span.column.x:
                self.anchors[index], self.taught[index] = learned(span, *cells[index])
                self.seen[index] = len(cells[index][0]) > 1
        return before != (self.anchors, self.taught, self.seen)

    def _draw(self) -> None:
        """Draws what follows from the anchors as they are now."""
        self._edges = [self._edge(index) for index in range(len(self.spans))]
        free = [i for i, span in enumerate(self.spans) if not span.column.x]
        cut = [i for i in free if not self._texts[i] and not self.spans[i].column.regex]
        self._by_side = Edges(
            self._aligned("left", free),
            self._aligned("right", free),
            self._aligned("center", free),
            self._aligned("right", cut),  # a regex may want "12.00 per 100", so its column's edge cuts nothing
        )
        given = [(left, right) for _, left, right in self._given]
        self._cuts = Cuts(self._by_side, given, self.locale)

    def _aligned(self, side: Align, columns: Sequence[int]) -> Aligned:
        return Aligned([(own.x, index) for index in columns for own in self.anchors[index] if own.side == side])

    def _forget(self, lines: Sequence[TextLine]) -> bool:
        """Draws the columns anew and forgets each line that may come to something else now; whether there is one."""
        count, before = len(self._laid), self._by_side
        self._draw()
        moved = Moved(before, self._by_side)
        for line in lines:
            laid = self._laid[id(line)]
            if not laid.surely or (moved and not self._stays(line, laid, moved)):
                del self._laid[id(line)]
        return len(self._laid) < count

    def _stays(self, line: TextLine, laid: _Laid, moved: Moved) -> bool:
        """Whether the line, whose every piece fitted only its column, is cut as before and they fit only that."""
        lefts, rights = line.edges
        if moved.centres or not (moved.begin.isdisjoint(lefts) and moved.end.isdisjoint(rights)):
            return False
        for (start, end), home in zip(laid.spans, laid.fit.homes, strict=True):
            x0, x1 = lefts[start], rights[end - 1]
            if (x0 in moved.lefts or x1 in moved.rights) and self._only_home(line, start, end, x0, x1) != home:
                return False
        return True

    def _lay(self, line: TextLine) -> _Laid:
        """The text line's pieces, and the columns they fit."""
        lefts, rights = line.edges
        spans = spans_of(self._cuts.of(line, lefts, rights), rights)
        begin, end, centres, _ = self._by_side
        quickly = not self._given and not centres.anchors
        homes, latest = [], -1
        for first, behind in spans:
            x0, x1 = lefts[first], rights[behind - 1]
            by_left, by_right = begin[x0], end[x1]
            found = by_left or by_right
            if quickly and len(found) == 1 and (not by_left or not by_right or by_left == by_right):
                home = found[0] if self._holds(line, first, behind, found[0]) else -1
            else:
                home = self._only_home(line, first, behind, x0, x1)
            if home <= latest:
                break
            homes.append(home)
            latest = home
        else:  # the common case
            same = tuple(homes)
            return _Laid(spans, self._fits.setdefault(same, Fit(same)), surely=True)
        costs = [self._costs(piece) for piece in pieces_of(line, spans)]
        return _Laid(spans, best_fit(costs, self._texts), surely=False)

    def _only_home(self, line: TextLine, start: int, end: int, x0: float, x1: float) -> int:
        """The only column that costs the words nothing: given these edges, or aligned with what they hold; else -1."""
        if self._given and (pinned := [i for i, left, right in self._given if left <= (x0 + x1) / 2 <= right]):
            return pinned[0] if len(pinned) == 1 else -1
        lefts, rights, centres, _ = self._by_side
        found, others = lefts[x0], rights[x1]
        if centres.anchors:
            others += centres[(x0 + x1) / 2]
        if others and others != found:
            found = tuple({*found, *others})
        if len(found) > 1:
            found = tuple([index for index in found if self._holds(line, start, end, index)])
            return found[0] if len(found) == 1 else -1
        return found[0] if found and self._holds(line, start, end, found[0]) else -1

    def _holds(self, line: TextLine, start: int, end: int, index: int) -> bool:
        """Whether the words are what stands in the column."""
        return self._texts[index] or self._fits_type(line.text_of(start, end), index)

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
        if not self._texts[index] and not self._fits_type(piece.text, index):
            return 8.0 if overlap > 0 and overlap == widest else None
        if aligned:
            return 0.0
        if overlap > 0:
            return 1.0 if overlap > widest / 2 else 2.0
        if self._in_reach(piece, index):
            return 3.0
        return 4.0 if self._away(piece, index) <= _NEAR else 6.0

    def _fits_type(self, text: str, index: int) -> bool:
        column = self.spans[index].column
        if column.regex is None and self._is_plain(text):
            return True
        known = self._fitting.get((index, text))
        if known is None:
            if column.regex:
                known = column.regex.search(text) is not None
            else:
                known = text in column.values or is_number(column.name, text, self.locale)
            self._fitting[index, text] = known
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

    def _doubt(self, line: TextLine, spans: Sequence[WordSpan], fit: Fit) -> str:
        for index, homes in fit.ties.items():
            names = " or ".join(self._names[home] for home in homes)
            return f'"{line.text_of(*spans[index])}" may stand under {names}; a column may be given its edges (x)'
        if len({*fit.homes}) < len(self.spans):
            for (start, end), home in zip(spans, fit.homes, strict=True):
                for word in line.words[start:end]:
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


def text_of(cells: Cells, name: str) -> str:
    """What stands in the cell."""
    return row_text(cells[name])
