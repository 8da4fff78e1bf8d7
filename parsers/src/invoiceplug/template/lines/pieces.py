"""A text line cut where one column's cell may end and the next one's begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from invoiceplug.document import row_text
from invoiceplug.template.lines.anchors import EDGE, Anchor, Piece
from invoiceplug.template.lines.header import Span
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.values import Locale

_GAP = 0.65  # in heights: words nearer to each other are one piece of text
_SPACE = 0.32  # in heights: a column does not begin after a gap that is only a space
_SIGNS = frozenset(["-", "−", "–", "(", "+"])
_CURRENCY = frozenset("€$£¥")


class Cuts:
    """Where text lines are cut, by what is known of the columns so far."""

    def __init__(self, spans: Sequence[Span], anchors: Sequence[Sequence[Anchor]], locale: Locale) -> None:
        free = [(span, own) for span, own in zip(spans, anchors, strict=True) if not span.column.x]
        plain = [own for span, own in free if span.column.name in LINE_NUMBERS and not span.column.regex]
        self.locale = locale  # and a regex may want "12.00 per 100", so its column's edge cuts nothing
        self.lefts = _Places(anchor.x for _, own in free for anchor in own if anchor.side == "left")
        self.rights = _Places(anchor.x for own in plain for anchor in own if anchor.side == "right")
        self.given = [(span.x0, span.x1) for span in spans if span.column.x]

    def of(self, line: TextLine) -> list[int]:
        """Where the line is cut, by the index of the word behind each cut, its beginning and its end among them.

        At gaps, and at the edges that cells share, so that neighbours that touch come apart.
        """
        words, (lefts, rights) = line.words, line.edges
        cuts = {0, len(words)}
        for index, gap in enumerate(line.gaps, start=1):
            if gap > _SPACE and (self.lefts[lefts[index]] or (gap > _GAP and not _leads(line, index - 1))):
                cuts.add(index)
        if self.given:
            middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
            cuts |= {index for index, pair in enumerate(pairwise(middles), start=1) if self._parted(*pair)}
        for index, right in enumerate(rights):
            if self.rights[right] and any(map(str.isdigit, words[index].text)):
                cuts |= {index + 1, _number_start(line, index, self.locale)}
        return sorted(cuts)

    def _parted(self, before: float, middle: float) -> bool:
        """Whether two words, by their middles, stand in different columns of those that were given their edges."""
        homes = [next((i for i, (x0, x1) in enumerate(self.given) if x0 <= x <= x1), None) for x in (before, middle)]
        return homes[0] != homes[1]


def pieces_of(line: TextLine, cuts: Sequence[int]) -> list[Piece]:
    """The line cut there."""
    words, (lefts, rights) = line.words, line.edges
    pieces = [
        Piece(words[start:end], row_text(words[start:end]), lefts[start], rights[end - 1])
        for start, end in pairwise(cuts)
    ]
    return sorted(pieces, key=_right_edge)  # text that runs into a number begins left of its end, too


def _right_edge(piece: Piece) -> float:
    return piece.x1


class _Places(dict[float, bool]):
    """Whether an x is near one of the places, found out once for each x: the cells of a column stand at the same."""

    def __init__(self, places: Iterable[float]) -> None:
        super().__init__()
        self.places = list(places)

    def __missing__(self, x: float) -> bool:
        near = self[x] = any(abs(place - x) <= EDGE for place in self.places)
        return near


def _number_start(line: TextLine, last: int, locale: Locale) -> int:
    """Index of the first word of the number that ends at `last`: its sign, and its groups where spaces part them."""
    words, first = line.words, last
    while first and (_leads(line, first - 1) or _goes_on(words[first - 1].text, words[first].text, locale)):
        first -= 1
    return first


def _leads(line: TextLine, index: int) -> bool:
    """Whether the word is a currency sign before its amount, and not behind the amount before."""
    words = line.words
    if words[index].text not in _CURRENCY:
        return False
    before = words[index - 1] if index else None
    return not (before and before.text[-1:].isdigit() and line.gap(before, words[index]) <= _GAP)


def _goes_on(before: str, text: str, locale: Locale) -> bool:
    if before in _SIGNS or before == locale.currency:
        return True
    return locale.grouping.isspace() and before.lstrip("-(").isdigit() and text[:3].isdigit()
