"""A text line cut where one column's cell may end and the next one's begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from invoiceplug.document import row_text
from invoiceplug.template.lines.aligned import Edges
from invoiceplug.template.lines.anchors import Piece
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.values import Locale

WordSpan = tuple[int, int]  # of a line's words: the first one, and the one behind the last

_GAP = 0.65  # in heights: words nearer to each other are one piece of text
_SPACE = 0.32  # in heights: a column does not begin after a gap that is only a space
_SIGNS = frozenset(["-", "−", "–", "(", "+"])
_CURRENCY = frozenset("€$£¥")


class Cuts:
    """Where text lines are cut, by what is known of the columns so far and by the edges `given` to some of them."""

    def __init__(self, edges: Edges, given: Sequence[tuple[float, float]], locale: Locale) -> None:
        self.lefts, self.rights = edges.lefts, edges.cutting
        self.given = given
        self.locale = locale
        self._before = _before(locale.currency)
        self._spaced = locale.grouping.isspace()

    def of(self, line: TextLine, lefts: Sequence[float], rights: Sequence[float]) -> list[int]:
        """Where the line, whose words have these edges, is cut: by the index of the word behind each cut.

        At gaps, and at the edges that cells share, so that neighbours that touch come apart; its beginning and its
        end are among them.
        """
        words = line.words
        cuts = {0, len(words)}
        for index, gap in line.gaps_over(_SPACE, lefts, rights):
            leads = words[index - 1][0] in self._before and _leads(line, index - 1)
            if (gap > _GAP and not leads) or self.lefts[lefts[index]]:
                cuts.add(index)
        if self.given:
            middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
            cuts |= {index for index, pair in enumerate(pairwise(middles), start=1) if self._parted(*pair)}
        near = self.rights
        for index, (text, _, _) in enumerate(words):
            if not text.isalpha() and near[rights[index]] and has_digit(text):
                cuts.add(index + 1)
                cuts.add(self._number_start(line, index))
        return sorted(cuts)

    def _parted(self, before: float, middle: float) -> bool:
        """Whether two words, by their middles, stand in different columns of those that were given their edges."""
        homes = [next((i for i, (x0, x1) in enumerate(self.given) if x0 <= x <= x1), None) for x in (before, middle)]
        return homes[0] != homes[1]

    def _number_start(self, line: TextLine, last: int) -> int:
        """Index of the first word of the number that ends at `last`: its sign, its groups where spaces part them."""
        words, first = line.words, last
        while first and (self._spaced or words[first - 1].text in self._before):
            if not (_leads(line, first - 1) or _goes_on(words[first - 1].text, words[first].text, self.locale)):
                break
            first -= 1
        return first


@lru_cache(maxsize=64)
def _before(currency: str) -> frozenset[str]:
    """What may stand as a word of its own before an amount: a sign, a currency, or both."""
    currencies = _CURRENCY | {currency}
    return _SIGNS | currencies | {sign + each for sign in _SIGNS for each in currencies}


def spans_of(cuts: Sequence[int], rights: Sequence[float]) -> tuple[WordSpan, ...]:
    """From which word to which the pieces go that the cuts make of a line, by where they end.

    Text that runs into a number begins left of its end, too.
    """
    spans = _between(tuple(cuts))
    ends = [rights[end - 1] for _, end in spans]
    if ends == sorted(ends):
        return spans
    return tuple(sorted(spans, key=lambda span: rights[span[1] - 1]))


def pieces_of(line: TextLine, spans: Sequence[WordSpan]) -> list[Piece]:
    """The pieces themselves."""
    words, (lefts, rights) = line.words, line.edges
    return [Piece(words[start:end], row_text(words[start:end]), lefts[start], rights[end - 1]) for start, end in spans]


@lru_cache(maxsize=1024)  # the lines of a table are cut at the same places, but for the words of their descriptions
def _between(cuts: tuple[int, ...]) -> tuple[WordSpan, ...]:
    return tuple(pairwise(cuts))


def has_digit(text: str) -> bool:
    """Whether there is one, as behind most numbers."""
    return text[-1].isdigit() or any(map(str.isdigit, text))


def _leads(line: TextLine, index: int) -> bool:
    """Whether the word is a currency sign before its amount, and not behind the amount before."""
    words = line.words
    if words[index].text[-1:] not in _CURRENCY or words[index].text[:-1] not in ("", *_SIGNS):
        return False
    before = words[index - 1] if index else None
    return not (before and before.text[-1:].isdigit() and line.gap(before, words[index]) <= _GAP)


def _goes_on(before: str, text: str, locale: Locale) -> bool:
    if before in _SIGNS or before == locale.currency:
        return True
    return locale.grouping.isspace() and before.lstrip("-(").isdigit() and text[:3].isdigit()
