"""Where the line table stands on every page: from its header (or start mark) to its end mark, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Literal

from invoiceplug.record import Record
from invoiceplug.template.lines.header import Header
from invoiceplug.template.model import Lines, Mark
from invoiceplug.template.text import TextLine, marked, span_of
from invoiceplug.trace import Step, note

FindHeader = Callable[[Sequence[TextLine], int], Header | None]
"""The header that begins with the text line at the index, or None."""


class Segment(Record, frozen=False):
    """A part of the table on one page: the text lines under one header; `lost` where they stand under none."""

    header: Header | None
    lines: list[TextLine] = field(default_factory=list)
    lost: bool = False


class Region(Record, frozen=False):
    """The table on all pages, and the text lines outside it after its end."""

    segments: list[Segment] = field(default_factory=list)
    after: list[list[TextLine]] = field(default_factory=list)
    second: list[TextLine] = field(default_factory=list)  # headers of further tables that nobody asked for
    ended: bool = False


def find_region(pages: Sequence[list[TextLine]], rules: Lines, find_header: FindHeader) -> Region:
    """The region of the line table; without segments when its header or start mark is nowhere."""
    finder = _Finder(rules, find_header, len(pages))
    for lines in pages:
        if lines:
            finder.page(lines)
    return finder.region


class _Finder:
    def __init__(self, rules: Lines, find_header: FindHeader, count: int) -> None:
        self.rules = rules
        self.find_header = find_header
        self.count = count  # of the document's pages
        self.region = Region()
        self.header: Header | None = None  # the latest one
        self.started = False
        self.open: Segment | None = None

    def page(self, lines: list[TextLine]) -> None:
        self.open = None
        at = self._begin(lines)
        while at < len(lines):
            at += self._step(lines, at)

    def _begin(self, lines: list[TextLine]) -> int:
        """Index of the first text line that may belong to the table; opens a segment where it goes on."""
        if self.region.ended:
            self.region.after.append([])
            return 0
        again = self.rules.page_start if self.started else ()
        first = self._after_mark(lines, (*self.rules.start, *again))
        if self.rules.way == "regex":
            if first is None and not self.started:
                return len(lines)
            self._open(None, lines[0].page.number)
            return first or 0
        if self.rules.start and not self.started and first is None:
            return len(lines)
        if self.started:
            self._go_on(lines, first)
        return first or 0

    def _go_on(self, lines: list[TextLine], first: int | None) -> None:
        """The table was open at the end of the last page: it goes on here, under a header or as the rules say."""
        start = first or 0
        here = next((at for at in range(start, len(lines)) if self.find_header(lines, at)), None)
        if self.rules.header_on == "first_page" or (first is not None and here is None):
            self._open(self.header, lines[0].page.number)
        elif here is None:
            self.open = Segment(self.header, lost=True)
            self.region.segments.append(self.open)
        else:  # rows that went on above the header of this page's own table would be missed in silence
            self.region.segments.append(Segment(self.header, lines[start:here], lost=True))

    def _after_mark(self, lines: list[TextLine], marks: tuple[Mark, ...]) -> int | None:
        for index, line in enumerate(lines):
            mark = self._first(marks, line)
            if mark:
                _say("start", line, "the table begins after it", mark.at)
                return index + 1
        return None

    def _open(self, header: Header | None, page: int) -> None:
        self.open = Segment(header)
        self.region.segments.append(self.open)
        self.started = True
        if header is not None:
            return
        note(Step("region", "ok", f"the rows go on on page {page}", rule=self.rules.at, page=page, name="start"))

    def _step(self, lines: list[TextLine], at: int) -> int:
        """Takes the text line; the number of lines that were taken with it."""
        line = lines[at]
        header = self.find_header(lines, at) if self.rules.way != "regex" else None
        if self.region.ended:
            return self._after_end(line, header)
        if header:
            self._take_header(header)
            return len(header.lines)
        if self.open is None:
            return 1
        mark = self._first(self.rules.end, line)
        if mark:
            self.region.ended = True
            self.open = None
            self.region.after.append([line])
            _say("end", line, "the table ends before it", mark.at)
        elif mark := self._first(self.rules.page_end, line):
            _say("end", line, "the table stops before it on this page", mark.at)
            return len(lines)
        else:
            self.open.lines.append(line)
        return 1

    def _first(self, marks: Sequence[Mark], line: TextLine) -> Mark | None:
        """The first mark that stands in the line and looks at its page."""
        for mark in marks:
            if marked(mark, line) and line.page.number - 1 in range(self.count)[span_of(mark.pages)]:
                return mark
        return None

    def _take_header(self, header: Header) -> None:
        self.header = header
        self.started = True
        self.open = Segment(header)
        self.region.segments.append(self.open)
        _say("start", header.lines[0], f"the table's header: {header.text}", header.layout.at)

    def _after_end(self, line: TextLine, header: Header | None) -> int:
        if header and self.rules.several:
            self.region.ended = False
            self._take_header(header)
            return len(header.lines)
        if header:
            self.region.second.append(line)
        self.region.after[-1].append(line)
        return 1


def _say(name: Literal["start", "end"], line: TextLine, why: str, rule: str) -> None:
    note(Step("region", "ok", line.text, why, rule, line.page.number, line.box, name))
