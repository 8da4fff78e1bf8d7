"""The line table, page by page: every text line in it becomes something, or is reported as unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from invoiceplug.document import Word, row_text
from invoiceplug.invoice import Charge, Line, LineKind
from invoiceplug.reading import Unread
from invoiceplug.template.item import Item, note
from invoiceplug.template.model import RowKind, Template
from invoiceplug.template.summary import read_charge
from invoiceplug.template.table import Cells, Span, cells_of, find_header
from invoiceplug.template.text import TextLine, marked
from invoiceplug.template.values import is_number

LEFT_OUT = frozenset(["carried_forward", "subtotal", "section", "ignore"])


@dataclass(slots=True)
class Table:
    """What the line table held, and the text lines after it."""

    lines: list[Line] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    after: list[list[TextLine]] = field(default_factory=list)
    started: bool = False
    ended: bool = False


def read_table(pages: list[list[TextLine]], template: Template) -> Table:
    """The table on all pages, from its first header to its end mark."""
    reader = _TableReader(template)
    for lines in pages:
        reader.page(lines)
    return reader.result()


class _TableReader:
    def __init__(self, template: Template) -> None:
        self.template = template
        self.rules = template.lines
        self.table = Table()
        self.spans: tuple[Span, ...] = ()
        self.gathered: list[Item | Line] = []
        self.current: Item | None = None  # takes the text lines under its row
        self.above: TextLine | None = None  # the line it is measured from; None at the top of a page

    def page(self, lines: list[TextLine]) -> None:
        if self.table.ended:
            self.table.after.append(lines)
            return
        start = next((i for i, line in enumerate(lines) if find_header(line, self.rules.columns)), None)
        self.above = None
        if start is not None:
            self._page_with_header(lines, start)
        elif self.table.started:
            self._page_without_header(lines)

    def result(self) -> Table:
        self.table.lines = [each.line() if isinstance(each, Item) else each for each in self.gathered]
        for line in (line for page in self.table.after for line in page):
            if find_header(line, self.rules.columns):
                self._unread(line, "a second table begins after the end of the first")
        return self.table

    def _page_with_header(self, lines: list[TextLine], start: int) -> None:
        self.table.started = True
        for index, line in enumerate(lines[start:], start=start):
            if header := find_header(line, self.rules.columns):
                self.spans = header
            elif self._ends(line):
                self.table.after.append(lines[index:])
                return
            elif any(marked(mark, line) for mark in self.rules.page_end):
                return
            else:
                self._take(line)

    def _page_without_header(self, lines: list[TextLine]) -> None:
        """The table was open, and this page has no header: it may end here, but a row must not be lost."""
        for index, line in enumerate(lines):
            if self._ends(line):
                self.table.after.append(lines[index:])
                return
            if self._is_row(cells_of(line, self.spans, self.template.locale)[0]):
                self._unread(line, "it looks like a row, but this page has no table header")

    def _ends(self, line: TextLine) -> bool:
        self.table.ended = any(marked(mark, line) for mark in self.rules.end)
        return self.table.ended

    def _take(self, line: TextLine) -> None:
        """Makes one text line a row, a continuation, a charge, something left out, or unread."""
        cells, strays = cells_of(line, self.spans, self.template.locale)
        kind = self._kind(line, cells)
        if kind in LEFT_OUT:
            self._leave_out(line, kind)
        elif kind == "note":
            self.gathered.append(note(line))
            self._leave_out(line, "section")
        elif self._is_row(cells) and not strays:
            self._row(line, cells, cast(LineKind, kind))
        elif self._continues(line, cells, strays) and self.current:
            self.current.add(line, self.rules.continuation)
            self.above = line
        elif charge := read_charge(line, self.template.charges, self.template.locale):
            self.table.charges.append(charge)
        else:
            self._unread(line, self._why(cells, strays))

    def _kind(self, line: TextLine, cells: Cells) -> RowKind:
        for rule in self.rules.rows:
            words = cells.get(rule.column, ()) if rule.column else line.words
            if words and rule.regex.search(TextLine(line.page, words).text):
                return rule.kind
        return "item"

    def _leave_out(self, line: TextLine, kind: RowKind) -> None:
        """After a carried-forward row the description above may go on; after the others it is over."""
        self.above = None if kind == "carried_forward" else line
        if kind in ("section", "subtotal"):
            self.current = None

    def _is_row(self, cells: Cells) -> bool:
        locale = self.template.locale
        return all(name in cells and is_number(name, _text(cells, name), locale) for name in self.rules.needs)

    def _row(self, line: TextLine, cells: Cells, kind: LineKind) -> None:
        self.current = Item(kind, self.template.locale)
        self.current.read_cells(line, cells, self.spans)
        self.gathered.append(self.current)
        self.above = line

    def _continues(self, line: TextLine, cells: Cells, strays: Sequence[Word]) -> bool:
        if self.current is None or not self._near(line):
            return False
        if any(rule.regex.search(line.text) for rule in self.rules.continuation):
            return True
        return set(cells) == {"description"} and not strays

    def _near(self, line: TextLine) -> bool:
        if self.above is None:
            return True
        gap = (line.box.y0 - self.above.box.y1) * line.page.height
        return gap <= self.rules.max_gap * line.height

    def _unread(self, line: TextLine, why: str) -> None:
        self.table.unread.append(Unread(line.source(), why))

    def _why(self, cells: Cells, strays: Sequence[Word]) -> str:
        if strays:
            return f'"{row_text(strays)}" stands under no column; a column may be given its edges (x)'
        missing = [name for name in self.rules.needs if name not in cells]
        if set(cells) == {"description"}:
            return "it is too far under the row above" if self.current else "there is no row above it"
        if missing:
            return f"nothing stands under {' and '.join(missing)}"
        return f"what stands under {' or '.join(self.rules.needs)} is no number"


def _text(cells: Cells, name: str) -> str:
    return " ".join(word.text for word in cells[name])
