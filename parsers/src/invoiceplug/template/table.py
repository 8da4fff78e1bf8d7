"""Where the line table's columns stand, and which words of a text line belong to which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.template.model import Column
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.values import Locale

_CHUNK_GAP = 0.65  # in heights: words nearer to each other are one piece of text
_EDGE = 2.5  # points by which a cell may miss the edge it is aligned to

Cells = dict[str, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """A column on one page: the left and right edge of its header in points."""

    column: Column
    x0: float
    x1: float


def find_header(line: TextLine, columns: Sequence[Column]) -> tuple[Span, ...] | None:
    """The columns' places when the line is the table's header: every header's words, in order; else None."""
    spans: list[Span] = []
    start = 0
    for column in columns:
        found = _find_label(line, column.headers, start)
        if found:
            first, last = found
            x0, x1 = column.x or (line.x0(line.words[first]), line.x1(line.words[last]))
            spans.append(Span(column, x0, x1))
            start = last + 1
        elif not column.optional:
            return None
    return tuple(spans)


def cells_of(line: TextLine, spans: Sequence[Span], locale: Locale) -> tuple[Cells, tuple[Word, ...]]:
    """The line's words by column, and the words that stand under none."""
    cells: dict[str, list[Word]] = {}
    strays: list[Word] = []
    for chunk in _chunks(line, spans, locale):
        span = _column_of(line, chunk, spans)
        (cells.setdefault(span.column.name, []) if span else strays).extend(chunk)
    return {name: tuple(words) for name, words in cells.items()}, tuple(strays)


def _find_label(line: TextLine, labels: Sequence[str], start: int) -> tuple[int, int] | None:
    """First and last index of the words that print one of the labels, from `start` on."""
    wanted = {_joined(label) for label in labels}
    for first in range(start, len(line.words)):
        text = ""
        for last in range(first, len(line.words)):
            text += line.words[last].text
            if _joined(text) in wanted:
                return first, last
    return None


def _joined(text: str) -> str:
    return "".join(text.casefold().split()).rstrip(":")


def _chunks(line: TextLine, spans: Sequence[Span], locale: Locale) -> list[list[Word]]:
    """The line cut at gaps and at the edges that cells are aligned to, so that neighbours that touch come apart."""
    words = line.words
    cuts = {0, len(words)}
    for index in range(1, len(words)):
        if line.gap(words[index - 1], words[index]) > _CHUNK_GAP:
            cuts.add(index)
    for index, word in enumerate(words):
        for span in spans:
            if span.column.align == "left" and abs(line.x0(word) - span.x0) <= _EDGE:
                cuts.add(index)
            if span.column.align == "right" and abs(line.x1(word) - span.x1) <= _EDGE:
                cuts |= {index + 1} | ({_number_start(words, index, locale)} if _numeric(span, word) else set())
    edges = sorted(cuts)
    return [list(words[start:end]) for start, end in pairwise(edges)]


def _numeric(span: Span, word: Word) -> bool:
    return span.column.name in LINE_NUMBERS and any(ch.isdigit() for ch in word.text)


def _number_start(words: Sequence[Word], last: int, locale: Locale) -> int:
    """Index of the first word of the number that ends at `last`: its sign, and its groups where spaces part them."""
    first = last
    while first and _goes_on(words[first - 1].text, words[first].text, locale):
        first -= 1
    return first


def _goes_on(before: str, text: str, locale: Locale) -> bool:
    signs = ("-", "−", "–", "(", "+")
    return before in signs or (locale.grouping.isspace() and before.lstrip("-(").isdigit() and text[:3].isdigit())


def _column_of(line: TextLine, chunk: list[Word], spans: Sequence[Span]) -> Span | None:
    scored = [
        (score, index)
        for index, span in enumerate(spans)
        if (score := _distance(line.x0(chunk[0]), line.x1(chunk[-1]), span, _reach(spans, index))) is not None
    ]
    return spans[min(scored)[1]] if scored else None


def _reach(spans: Sequence[Span], index: int) -> float:
    """How far right the text of a left-aligned column may begin: up to the next column's header."""
    return spans[index + 1].x0 if index + 1 < len(spans) else float("inf")


def _distance(x0: float, x1: float, span: Span, reach: float) -> float | None:
    """How badly a piece of text fits a column, None when it does not: aligned, else under the header, else within."""
    if span.column.x:
        return 0.0 if span.x0 <= (x0 + x1) / 2 <= span.x1 else None
    middle = abs((x0 + x1) / 2 - (span.x0 + span.x1) / 2)
    off = {"left": abs(x0 - span.x0), "right": abs(x1 - span.x1), "center": middle}[span.column.align]
    if off <= _EDGE:
        return off
    overlap = min(x1, span.x1) - max(x0, span.x0)
    if overlap > 0:
        return 100 - overlap / max(x1 - x0, 0.1)
    if span.column.align == "left" and span.x0 - _EDGE <= x0 < reach:
        return 200.0
    return None


def nearest_header(lines: Sequence[TextLine], columns: Sequence[Column]) -> str:
    """Which text line came nearest to being the table's header, and what it lacks."""
    best: tuple[int, TextLine, list[Column]] | None = None
    for line in lines:
        lacking = [column for column in columns if not _find_label(line, column.headers, 0)]
        if best is None or len(lacking) < best[0]:
            best = (len(lacking), line, lacking)
    if best is None or best[0] == len(columns):
        return "None of them was found."
    _, line, lacking = best
    missing = ", ".join(f'"{column.headers[0]}" ({column.at})' for column in lacking) or "their order"
    return f'Nearest is "{line.text}" on page {line.page.number}; it lacks {missing}.'
