"""The header of the line table: its words, over one to three text lines, and where they put the columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invoiceplug.document import Word, row_box, row_text
from invoiceplug.record import Record
from invoiceplug.template.lines.glued import parted, printed_columns
from invoiceplug.template.model import Column, Layout, joined
from invoiceplug.template.text import TextLine

MOST_LINES = 3  # of text that one header may take
_LINE_GAP = 1.2  # in heights: text lines nearer to each other may be one header


class Span(Record):
    """A column under one header: the left and right edge of the header's words (or its `x`) in points."""

    column: Column
    x0: float
    x1: float


class Header(Record):
    """A header as printed: which layout it is, the columns' places, its lines, and the words no column explains."""

    layout: Layout
    spans: tuple[Span, ...]
    lines: tuple[TextLine, ...]
    unknown: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return " ".join(line.text for line in self.lines)


def find_header(lines: Sequence[TextLine], at: int, layouts: Sequence[Layout]) -> Header | None:
    """The header that begins with this text line: all words of every column, from left to right; else None."""
    window = "".join([line.squeezed for line in lines[at : at + MOST_LINES]])
    for layout in layouts:
        if not _may_hold(window, layout):
            continue
        if header := _in_one_line(lines[at], layout) or _in_several(lines, at, layout):
            return header
    return None


def nearest_header(lines: Iterable[TextLine], layout: Layout) -> str:
    """Which text line came nearest to being the table's header, and what it lacks."""
    best: tuple[int, TextLine, list[Column]] | None = None
    columns = [column for column in layout.columns if column.headers]
    for line in lines:
        lacking = [column for column in columns if not _find_label(line, column.headers, 0)]
        if best is None or len(lacking) < best[0]:
            best = (len(lacking), line, lacking)
    if best is None or best[0] == len(columns):
        return "None of them was found."
    _, line, lacking = best
    missing = ", ".join(f'"{column.headers[0]}" ({column.at})' for column in lacking) or "their order"
    return f'Nearest is "{line.text}" on page {line.page.number}; it lacks {missing}.'


def _in_one_line(line: TextLine, layout: Layout) -> Header | None:
    if not all(any(label in line.squeezed for label in column.labels) for column in layout.needed):
        return None
    line = parted(line, layout)
    spans: list[Span] = []
    used: set[int] = set()
    start = 0
    for column in printed_columns(layout):
        found = _find_label(line, column.headers, start) if column.headers else None
        if found:
            first, last = found
            spans.append(_span(column, line, line.words[first : last + 1]))
            used |= set(range(first, last + 1))
            start = last + 1
        elif column.headers and not column.optional:
            return None
        elif column.x and not column.headers:
            spans.append(Span(column, *column.x))
    unknown = tuple(word for index, word in enumerate(line.words) if index not in used)
    return Header(layout, _ordered(spans), (line,), unknown) if used else None


def _find_label(line: TextLine, labels: Sequence[str], start: int) -> tuple[int, int] | None:
    """First and last index of the words that print one of the labels, from `start` on."""
    wanted = {joined(label) for label in labels}
    for first in range(start, len(line.words)):
        text = ""
        for last in range(first, len(line.words)):
            text += line.words[last].text
            plain = joined(text)
            if plain in wanted:
                return first, last
            if not any(label.startswith(plain) for label in wanted):
                break
    return None


def _in_several(lines: Sequence[TextLine], at: int, layout: Layout) -> Header | None:
    """The header over two or three text lines, each of which holds some of it."""
    for count in range(2, MOST_LINES + 1):
        window = lines[at : at + count]
        if len(window) < count or not _together(window):
            return None
        if _may_hold("".join(line.squeezed for line in window), layout) and (header := _stacked(window, layout)):
            return header
    return None


def _together(window: Sequence[TextLine]) -> bool:
    above, line = window[-2:]
    return (line.box.y0 - above.box.y1) * line.page.height <= _LINE_GAP * line.height


def _may_hold(text: str, layout: Layout) -> bool:
    """Whether every label's first word is there: a cheap look before the dear one."""
    for column in layout.needed:
        for label in column.beginnings:
            if label in text:
                break
        else:
            return False
    return True


def _stacked(window: Sequence[TextLine], layout: Layout) -> Header | None:
    words = [word for line in window for word in line.words]
    used: set[int] = set()
    spans: list[Span] = []
    reached = float("-inf")
    for column in printed_columns(layout):
        found = _stacked_label(words, column, used, reached, window[0].page.width / window[0].page.height)
        if found:
            spans.append(_span(column, window[0], found))
            used |= set(map(id, found))
            reached = row_box(found).middle[0]
        elif column.headers and not column.optional:
            return None
        elif column.x and not column.headers:
            spans.append(Span(column, *column.x))
    if any(all(id(word) not in used for word in line.words) for line in window):
        return None  # a line that holds none of it is no part of it
    unknown = tuple(word for word in words if id(word) not in used)
    return Header(layout, _ordered(spans), tuple(window), unknown)


def _ordered(spans: Sequence[Span]) -> tuple[Span, ...]:
    """From left to right: a column with edges of its own may stand elsewhere than its header."""
    return tuple(sorted(spans, key=lambda span: span.x0 + span.x1))


def _stacked_label(
    words: Sequence[Word], column: Column, used: set[int], reached: float, shape: float
) -> tuple[Word, ...]:
    """The words of the column's label that stand leftmost, right of what was found before; () when none do."""
    free = [word for word in words if id(word) not in used]
    found = [
        match
        for label in column.headers
        for word in free
        if (match := _grown((word,), free, joined(label), shape)) and row_box(match).middle[0] > reached
    ]
    return min(found, key=lambda match: row_box(match).middle[0], default=())


def _grown(match: tuple[Word, ...], free: Sequence[Word], label: str, shape: float) -> tuple[Word, ...]:
    """The match with the words that follow beside or under it until it is the whole label; () when it is not."""
    text = joined(row_text(match))
    if text == label:
        return match
    if not label.startswith(text):
        return ()
    for word in free:
        if word not in match and _follows(match, word, shape):
            whole = _grown((*match, word), free, label, shape)
            if whole:
                return whole
    return ()


def _follows(match: tuple[Word, ...], word: Word, shape: float) -> bool:
    """Whether the word stands beside the last one (`shape` is the page's width by its height) or under them all."""
    last, box = match[-1].box, row_box(match)
    if abs(last.middle[1] - word.box.middle[1]) < last.height / 2:
        return 0 <= (word.box.x0 - last.x1) * shape < last.height
    return word.box.middle[1] > last.middle[1] and min(box.x1, word.box.x1) > max(box.x0, word.box.x0)


def _span(column: Column, line: TextLine, words: Sequence[Word]) -> Span:
    if column.x:
        return Span(column, *column.x)
    box = row_box(words)
    return Span(column, box.x0 * line.page.width, box.x1 * line.page.width)
