"""What a figure among the totals is called: by the texts of its own row, else by the label over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from invoiceplug.document import Word
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import A_BREAK, Row
from invoiceplug.fallback.vocabulary import LONGEST, longest, measure_words, plain, total_phrases
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.units import find_unit

ABOVE = 4  # rows in which the label of a total may stand over it


def called_in(row: Row) -> frozenset[str]:
    """What the words of the row mean as a total's name."""
    return _known(row.words)


def called_above(rows: Sequence[Row], row: Row, figure: Figure, lines: Collection[int]) -> frozenset[str]:
    """What the nearest label over the figure means: words that overlap it, else the label in whose box it stands.

    A box begins with its label and ends where the next label of the row begins. `lines` are rows of line items, at
    which the search ends.
    """
    boxes: list[tuple[float, frozenset[str]]] = []
    for other in reversed(rows[max(0, row.at - ABOVE) : row.at]):
        if other.page is not row.page or other.at in lines:
            break
        over = [word for word in other.words if _overlaps(word, other, figure)]
        if names := _known(over):
            return frozenset() if _measures(over) else names
        box = _box(other, figure)
        boxes += [(box[0].box.x0, frozenset() if _measures(box) else _known(box))] if box else []
    return max(boxes, key=lambda each: each[0])[1] if boxes else frozenset()


def is_measure(row: Row, figure: Figure) -> bool:
    """Whether the figure is a weight or a count: it has such a unit, or the text before it in the row says so besides
    calling it a total. With a currency it is money all the same."""
    if figure.currency:
        return False
    if figure.unit and find_unit(figure.unit, Locale()):
        return True
    return _measures(_before(row, figure))


def _measures(label: Sequence[Word]) -> bool:
    """Whether the words tell a weight or a count, besides what a total is called."""
    words = plain(" ".join(word.text for word in label))
    named = next((words[at:end] for at, end in _spans(words) if words[at:end] in total_phrases()), ())
    return any(word in measure_words() and word not in named for word in words)


def _before(row: Row, figure: Figure) -> Sequence[Word]:
    """The nearest text between the figure and the one before it; all words of the row where none stands there."""
    others = {word for other in row.figures if other is not figure for word in (*other.words, *other.beside)}
    left = [word for word in row.words if word.box.x0 * row.page.width < figure.x0 and word not in figure.words]
    taken = [at for at, word in enumerate(left) if word in others]
    texts = [run for run in _runs(left[taken[-1] + 1 if taken else 0 :], row) if _has_letters(run)]
    return texts[-1] if texts else row.words


def _has_letters(words: Sequence[Word]) -> bool:
    return any(ch.isalpha() for word in words for ch in word.text)


def _spans(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a phrase may begin and end, the longest first."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        yield from ((at, at + length) for at in range(len(words) - length + 1))


def _box(row: Row, figure: Figure) -> Sequence[Word]:
    """The words of the label that begins nearest to the left of the figure; none where the row has figures."""
    if row.figures:
        return ()
    left = [run for run in _runs(row.words, row) if run[0].box.x0 * row.page.width <= figure.x0]
    return left[-1] if left else ()


def _runs(words: Sequence[Word], row: Row) -> Iterator[Sequence[Word]]:
    """The words of the row, cut at wide gaps."""
    start = 0
    for at, word in enumerate(words):
        if at and (word.box.x0 - words[at - 1].box.x1) * row.page.width > A_BREAK * row.height:
            yield words[start:at]
            start = at
    yield words[start:]


def _overlaps(word: Word, row: Row, figure: Figure) -> bool:
    return min(word.box.x1 * row.page.width, figure.x1) > max(word.box.x0 * row.page.width, figure.x0)


def _known(words: Sequence[Word]) -> frozenset[str]:
    return longest(plain(" ".join(word.text for word in words)), total_phrases())
