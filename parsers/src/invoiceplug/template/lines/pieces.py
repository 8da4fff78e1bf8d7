"""A text line cut where one column's cell may end and the next one's begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.template.lines.anchors import EDGE, Anchor, Piece
from invoiceplug.template.lines.header import Span
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.values import Locale

_GAP = 0.65  # in heights: words nearer to each other are one piece of text
_SPACE = 0.32  # in heights: a column does not begin after a gap that is only a space
_SIGNS = frozenset(["-", "−", "–", "(", "+"])
_CURRENCY = frozenset("€$£¥")

Anchors = Sequence[Sequence[Anchor]]


def cut(line: TextLine, spans: Sequence[Span], anchors: Anchors, locale: Locale) -> list[Piece]:
    """The line's pieces: cut at gaps, and at the edges that cells share, so that neighbours that touch come apart."""
    words = line.words
    free = [(span, own) for span, own in zip(spans, anchors, strict=True) if not span.column.x]
    lefts = [anchor.x for _, own in free for anchor in own if anchor.side == "left"]
    plain = [own for span, own in free if _numeric(span) and not span.column.regex]  # a regex may want "12.00 per 100"
    rights = [anchor.x for own in plain for anchor in own if anchor.side == "right"]
    cuts = {0, len(words)}
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        gap = line.gap(before, word)
        wide = gap > _GAP and not _leads(line, index - 1)
        if wide or _parted(line, spans, before, word) or (gap > _SPACE and _on(lefts, line.x0(word))):
            cuts.add(index)
    for index, word in enumerate(words):
        if any(ch.isdigit() for ch in word.text) and _on(rights, line.x1(word)):
            cuts |= {index + 1, _number_start(line, index, locale)}
    pieces = [Piece.of(line, words[start:end]) for start, end in pairwise(sorted(cuts))]
    return sorted(pieces, key=lambda piece: piece.x1)  # text that runs into a number begins left of its end, too


def _numeric(span: Span) -> bool:
    return span.column.name in LINE_NUMBERS


def _on(places: Sequence[float], x: float) -> bool:
    return any(abs(place - x) <= EDGE for place in places)


def _parted(line: TextLine, spans: Sequence[Span], before: Word, word: Word) -> bool:
    """Whether the two words stand in different columns of those that were given their edges."""
    if not any(span.column.x for span in spans):
        return False
    homes = [
        next((i for i, span in enumerate(spans) if span.column.x and span.x0 <= middle <= span.x1), None)
        for middle in ((line.x0(each) + line.x1(each)) / 2 for each in (before, word))
    ]
    return homes[0] != homes[1]


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
