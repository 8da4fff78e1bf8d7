"""The segments of the table as rows of cells, by whichever way the template finds its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from invoiceplug.geometry import Box
from invoiceplug.template.lines.columns import Columns, Row
from invoiceplug.template.lines.header import Header, Span, find_header
from invoiceplug.template.lines.pieces import has_digit
from invoiceplug.template.lines.region import Segment
from invoiceplug.template.model import Lines
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.values import Locale
from invoiceplug.trace import Step, listened, note


class Way(Protocol):
    """How a table is found: where its headers are, and how text lines become cells."""

    def header(self, lines: Sequence[TextLine], at: int) -> Header | None:
        """The header that begins with this text line of a page."""

    def rows(self, segments: Sequence[Segment]) -> Iterable[list[Row]]:
        """Each segment's rows, from top to bottom."""


def way_of(rules: Lines, locale: Locale) -> Way:
    """The way that the template asks for."""
    if rules.way == "header":
        return ByHeader(rules, locale)
    if rules.way == "regex":
        return ByRegex()
    from invoiceplug.template.lines.cells import CellTables  # with the table finders' doors: few templates need them

    return CellTables(rules)


class ByHeader:
    """Columns by the header's words and the alignment of the cells under them."""

    def __init__(self, rules: Lines, locale: Locale) -> None:
        self.rules = rules
        self.locale = locale

    def header(self, lines: Sequence[TextLine], at: int) -> Header | None:
        return find_header(lines, at, self.rules.layouts)

    def rows(self, segments: Sequence[Segment]) -> Iterable[list[Row]]:
        """Pages whose headers stand at the same places teach each other."""
        groups: dict[tuple[object, ...], list[Segment]] = {}
        for segment in segments:
            groups.setdefault(_place(segment), []).append(segment)
        columns = {}
        for place, group in groups.items():
            lines = [line for segment in group if not segment.lost for line in segment.lines]
            columns[place] = Columns(_spans(group[0]), lines, self.locale)
            _say_columns(columns[place], group[0])
        return (_rows(segment, columns[_place(segment)]) for segment in segments)


class ByRegex:
    """No columns: a row is what a regex of the template says it is."""

    def header(self, lines: Sequence[TextLine], at: int) -> Header | None:
        return None

    def rows(self, segments: Sequence[Segment]) -> Iterable[list[Row]]:
        return [[Row(line, {}) for line in segment.lines] for segment in segments]


def _rows(segment: Segment, columns: Columns) -> list[Row]:
    return [columns.row(line) for line in _worth_it(segment)]


def _worth_it(segment: Segment) -> list[TextLine]:
    """The segment's text lines, of one under no header only those that may be rows: a letterhead has none."""
    if not segment.lost or segment.header is None:
        return segment.lines
    figures = segment.header.layout.figures
    return [line for line in segment.lines if sum(map(has_digit, (word.text for word in line.words))) >= figures]


def _spans(segment: Segment) -> tuple[Span, ...]:
    return segment.header.spans if segment.header else ()


def _place(segment: Segment) -> tuple[object, ...]:
    """The same for headers that stand at the same places, to a point."""
    return tuple((span.column.at, round(span.x0), round(span.x1)) for span in _spans(segment))


def _say_columns(columns: Columns, segment: Segment) -> None:
    if not listened() or not segment.header:
        return
    page = segment.header.lines[0].page
    last = segment.lines[-1] if segment.lines else segment.header.lines[-1]
    for index, span in enumerate(columns.spans):
        x0, x1 = columns.edges(index)
        shared = " or ".join(f"{anchor.side} at {anchor.x:.1f}" for anchor in columns.anchors[index])
        why = f"x {span.x0:.1f} to {span.x1:.1f} pt" if span.column.x else f"header {span.x0:.1f} to {span.x1:.1f} pt"
        if not span.column.x:
            why += f", its cells {'share' if columns.taught[index] else 'are taken to share'} {shared} pt"
        box = Box(x0 / page.width, segment.header.lines[0].box.y0, x1 / page.width, last.box.y1)
        note(Step("column", "ok", span.column.name, why, span.column.at, page.number, box))
