"""The table by drawn or guessed cells: ruling lines, or camelot's stream and lattice on the page's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from invoiceplug.document import Page, Word
from invoiceplug.record import Record
from invoiceplug.template.lines.anchors import EDGE
from invoiceplug.template.lines.columns import Row
from invoiceplug.template.lines.glued import printed_columns
from invoiceplug.template.lines.header import Header, Span, find_header
from invoiceplug.template.lines.region import Segment
from invoiceplug.template.model import Column, Layout, Lines, joined
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.camelot_tables import camelot_tables
from invoiceplug.toolkit.tables import Cell, RuledTable, ruled_tables
from invoiceplug.trace import Step, note

Place = tuple[int, int, int]  # of a cell: table on its page, row, column


class _PageTables(Record):
    """A page's tables, which cell each word stands in, and the headers by the index of their first text line."""

    tables: list[RuledTable]
    places: dict[int, Place]
    headers: dict[int, Header]


class CellTables:
    """Columns by the cells of tables; a row is a row of cells, or each text line of one that holds several items."""

    def __init__(self, rules: Lines) -> None:
        self.rules = rules
        self.pages: dict[int, _PageTables] = {}

    def header(self, lines: Sequence[TextLine], at: int) -> Header | None:
        """The row of cells that holds the labels; else, where a header takes several rows of cells, by its words."""
        return self._page(lines).headers.get(id(lines[at])) or find_header(lines, at, self.rules.layouts)

    def rows(self, segments: Sequence[Segment]) -> Iterable[list[Row]]:
        return (self._rows(segment) for segment in segments)

    def _page(self, lines: Sequence[TextLine]) -> _PageTables:
        page = lines[0].page
        if page.number not in self.pages:
            self.pages[page.number] = self._read(page, lines)
        return self.pages[page.number]

    def _read(self, page: Page, lines: Sequence[TextLine]) -> _PageTables:
        tables = self._tables(page)
        places = {
            id(word): (table, row, column)
            for table, found in enumerate(tables)
            for row, cells in enumerate(found.rows)
            for column, cell in enumerate(cells)
            if cell
            for word in cell.words
        }
        headers = {}
        for number, table in enumerate(tables):
            what = f"a table of {len(table.rows)} rows"
            note(
                Step("region", "ok", what, f"found by {self.rules.way}", self.rules.at, page.number, table.box, "table")
            )
            for index, cells in enumerate(table.rows):
                if header := self._header(cells, [ln for ln in lines if _in_row(ln, places, number, index)]):
                    headers[id(header.lines[0])] = header
        return _PageTables(tables, places, headers)

    def _tables(self, page: Page) -> list[RuledTable]:
        if self.rules.way == "ruled":
            return ruled_tables(page)
        return camelot_tables(page, "stream" if self.rules.way == "camelot_stream" else "lattice")

    def _header(self, cells: Sequence[Cell | None], lines: Sequence[TextLine]) -> Header | None:
        if not lines:
            return None
        for layout in self.rules.layouts:
            if homes := _columns_of(cells, layout):
                width = lines[0].page.width
                boxes = {index: cell.box for index, cell in enumerate(cells) if cell}
                spans = tuple(Span(c, boxes[i].x0 * width, boxes[i].x1 * width) for i, c in homes.items())
                unknown = tuple(w for i, cell in enumerate(cells) if cell and i not in homes for w in cell.words)
                return Header(layout, spans, tuple(lines), unknown)
        return None

    def _rows(self, segment: Segment) -> list[Row]:
        if not segment.lines or not segment.header:
            return []
        found = self._page(segment.lines)
        rows: list[Row] = []
        for key, group in groupby(segment.lines, lambda line: _row_of(line, found.places)):
            lines = list(group)
            if key is None:
                rows += [Row(line, {}, line.words) for line in lines]
                continue
            whole = self._row(lines, found, segment.header)
            several = len(lines) > 1 and self._holds_several(whole, segment.header.layout)
            rows += [self._row([line], found, segment.header) for line in lines] if several else [whole]
        return rows

    def _row(self, lines: Sequence[TextLine], found: _PageTables, header: Header) -> Row:
        page = lines[0].page
        cells: dict[str, list[Word]] = {}
        strays: list[Word] = []
        doubt = ""
        for word in (word for line in lines for word in line.words):
            place = found.places.get(id(word))
            column = place and _under(found.tables[place[0]], place, header.spans, page)
            (cells.setdefault(column.name, []) if column else strays).append(word)
            if place and column and column.name != "description" and _reaches_over(word, place, found, page):
                doubt = f'"{word.text}" stands in two cells'
        line = TextLine(page, tuple(word for line in lines for word in line.words))
        return Row(line, {name: tuple(words) for name, words in cells.items()}, tuple(strays), doubt)

    def _holds_several(self, row: Row, layout: Layout) -> bool:
        """Whether a needed cell holds several text lines: then rules part the columns only, and not the rows."""
        return any(_line_count(row.cells.get(name, ())) > 1 for name in layout.needs)


def _columns_of(cells: Sequence[Cell | None], layout: Layout) -> dict[int, Column] | None:
    """Index of the cell -> column when the cells are the layout's header, else None."""
    texts = [joined(cell.text) if cell else "" for cell in cells]
    homes: dict[int, Column] = {}
    at = 0
    for column in printed_columns(layout):
        wanted = {joined(label) for label in column.headers}
        found = next((index for index in range(at, len(texts)) if texts[index] in wanted), None)
        if found is not None:
            homes[found] = column
            at = found + 1
        elif not column.optional:
            return None
    return homes


def _under(table: RuledTable, place: Place, spans: Sequence[Span], page: Page) -> Column | None:
    """The column whose header stands over the middle of the cell; a cell over several belongs to the first."""
    cell = table.rows[place[1]][place[2]]
    assert cell is not None  # a word stands in it
    x0, x1 = cell.box.x0 * page.width, cell.box.x1 * page.width
    shared = [(min(x1, span.x1) - max(x0, span.x0), span) for span in spans]
    return next((span.column for width, span in shared if width > (span.x1 - span.x0) / 2), None)


def _reaches_over(word: Word, place: Place, found: _PageTables, page: Page) -> bool:
    """Whether the word stands in another cell of its row, too, and nothing else does: two texts run together."""
    cells = found.tables[place[0]].rows[place[1]]
    others = (cell.box for index, cell in enumerate(cells) if cell and index != place[2] and not cell.words)
    return any((min(word.box.x1, box.x1) - max(word.box.x0, box.x0)) * page.width > EDGE for box in others)


def _in_row(line: TextLine, places: dict[int, Place], table: int, row: int) -> bool:
    return _row_of(line, places) == (table, row)


def _row_of(line: TextLine, places: dict[int, Place]) -> tuple[int, int] | None:
    """The table and row that the line's first word in any cell stands in."""
    place = next((places[id(word)] for word in line.words if id(word) in places), None)
    return place and place[:2]


def _line_count(words: Sequence[Word]) -> int:
    count, bottom = 0, float("-inf")
    for word in words:
        if word.box.middle[1] > bottom:
            count += 1
        bottom = max(bottom, word.box.y1)
    return count
