"""What a figure among the totals is called: by the texts of its own row, else by the label over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from invoiceplug.document import Word
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import A_BREAK, Row
from invoiceplug.fallback.vocabulary import longest, plain, total_phrases

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
            return names
        box = _box(other, figure)
        boxes += [(box[0].box.x0, _known(box))] if box else []
    return max(boxes, key=lambda each: each[0])[1] if boxes else frozenset()


def _box(row: Row, figure: Figure) -> Sequence[Word]:
    """The words of the label that begins nearest to the left of the figure; none where the row has figures."""
    if row.figures:
        return ()
    left = [run for run in _runs(row) if run[0].box.x0 * row.page.width <= figure.x0]
    return left[-1] if left else ()


def _runs(row: Row) -> Iterator[Sequence[Word]]:
    """The row's words, cut at wide gaps."""
    start = 0
    for at, word in enumerate(row.words):
        if at and (word.box.x0 - row.words[at - 1].box.x1) * row.page.width > A_BREAK * row.height:
            yield row.words[start:at]
            start = at
    yield row.words[start:]


def _overlaps(word: Word, row: Row, figure: Figure) -> bool:
    return min(word.box.x1 * row.page.width, figure.x1) > max(word.box.x0 * row.page.width, figure.x0)


def _known(words: Sequence[Word]) -> frozenset[str]:
    return longest(plain(" ".join(word.text for word in words)), total_phrases())
