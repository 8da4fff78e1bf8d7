"""Visual rows with their figures, in reading order over all pages; distances in points."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from invoiceplug.document import Document, Page, Word
from invoiceplug.fallback.figures import Figure, figures_of
from invoiceplug.fallback.vocabulary import plain

MOST_FIGURES = 40  # of a row: what has more is no line of an invoice
MOST_WORDS = 250  # of a row that are looked at
A_BREAK = 1.0  # heights: a wider gap parts two texts
MOST_ROWS = 400  # of a page that are looked at
UPRIGHT, LEAST_LETTERS = 1.6, 3  # so many times as high as wide is a word that is written upwards
A_STEP = 6.0  # points between words that are written upwards one after the other


@dataclass(frozen=True)
class Row:
    """One visual row: its place in reading order, page, middle and height in points, words and figures."""

    at: int
    page: Page
    y: float
    height: float
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The plain words of each text that stands before a figure or at the row's end, cut at wide gaps."""
        taken = {word for figure in self.figures if figure.apart for word in (*figure.words, *figure.beside)}
        runs: list[list[Word]] = []
        for index, word in enumerate(self.words):
            if word in taken:
                continue
            before = self.words[index - 1] if index else None
            if before is None or before in taken or self._gap(before, word) > A_BREAK:
                runs.append([])
            runs[-1].append(word)
        return tuple(plain(" ".join(word.text for word in run)) for run in runs)

    def _gap(self, left: Word, right: Word) -> float:
        return (right.box.x0 - left.box.x1) * self.page.width / max(self.height, 1e-6)


def rows_of(document: Document, *, spaced: bool) -> list[Row]:
    """All rows of all pages; rows beyond the limit of a page, words and figures beyond that of a row are left out.

    So is what is written upwards in the margin: it belongs to no row, though its words stand beside some.
    """
    rows: list[Row] = []
    for page in document.pages:
        margin = _upright(page)
        for line in page.lines()[:MOST_ROWS]:
            words = [word for word in line[:MOST_WORDS] if not (margin and word in margin)]
            if words:
                rows.append(_row(len(rows), page, words, spaced=spaced))
    return rows


def _upright(page: Page) -> Set[Word]:
    """The page's words that are written upwards, and the short ones between them."""
    tall = [word for word in page.words if _is_tall(word, page)]
    if not tall:
        return frozenset()
    short = [word for word in page.words if len(word.text) < LEAST_LETTERS]
    return {*tall, *(word for word in short if any(_follows(word, each, page) for each in tall[:MOST_ROWS]))}


def _is_tall(word: Word, page: Page) -> bool:
    high = word.box.height * page.height > UPRIGHT * (word.box.x1 - word.box.x0) * page.width
    return high and len(word.text) >= LEAST_LETTERS


def _follows(word: Word, other: Word, page: Page) -> bool:
    """Whether the word stands right above or below the other, within its width."""
    slack, step = 1 / page.width, A_STEP / page.height
    within = other.box.x0 - slack <= word.box.x0 and word.box.x1 <= other.box.x1 + slack
    return within and (abs(word.box.y0 - other.box.y1) < step or abs(other.box.y0 - word.box.y1) < step)


def _row(at: int, page: Page, words: Sequence[Word], *, spaced: bool) -> Row:
    middle = sum(word.box.middle[1] for word in words) / len(words) * page.height
    height = min(word.box.height for word in words) * page.height
    figures = figures_of(words, page, spaced=spaced)
    return Row(at, page, middle, height, tuple(words), tuple(figures[:MOST_FIGURES]))
