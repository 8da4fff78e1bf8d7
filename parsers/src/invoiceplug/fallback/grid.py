"""Visual rows with their figures, in reading order over all pages; distances in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from invoiceplug.document import Document, Page, Word
from invoiceplug.fallback.figures import Figure, figures_of
from invoiceplug.fallback.vocabulary import plain

MOST_FIGURES = 40  # of a row: what has more is no line of an invoice
MOST_WORDS = 250  # of a row that are looked at
A_BREAK = 1.0  # heights: a wider gap parts two texts
MOST_ROWS = 400  # of a page that are looked at


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
    """All rows of all pages; rows beyond the limit of a page, words and figures beyond that of a row are left out."""
    rows: list[Row] = []
    for page in document.pages:
        for words in page.lines()[:MOST_ROWS]:
            rows.append(_row(len(rows), page, words[:MOST_WORDS], spaced=spaced))
    return rows


def _row(at: int, page: Page, words: Sequence[Word], *, spaced: bool) -> Row:
    middle = sum(word.box.middle[1] for word in words) / len(words) * page.height
    height = min(word.box.height for word in words) * page.height
    figures = figures_of(words, page, spaced=spaced)
    return Row(at, page, middle, height, tuple(words), tuple(figures[:MOST_FIGURES]))
