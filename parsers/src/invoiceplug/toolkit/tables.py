"""Page -> tables that are drawn with ruling lines: the only door to pdfplumber's table finder.

pdfplumber finds the cells from our own edges (3-11 ms); it never opens the PDF, which would cost 100 ms a page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from invoiceplug.document import Edge, Page, Word, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.geometry import Box
from invoiceplug.record import Record


class Cell(Record):
    """One cell: its box on the page and the words in it, row by row."""

    box: Box
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return row_text(self.words)


class RuledTable(Record):
    """A table by its ruling lines: rows from top to bottom; None stands where a cell spans from its left or above."""

    page: int
    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]


def ruled_tables(page: Page) -> list[RuledTable]:
    """The page's ruled tables from top to bottom; [] when no lines make a cell. MISSING_EXTRA without pdfplumber."""
    try:
        from pdfplumber.table import TableFinder
    except ImportError as error:
        detail = "Finding ruled tables needs pdfplumber: pip install 'invoiceplug[tables]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="tables") from error
    words = [word for row in page.lines() for word in row]
    like: Any = _PageLike(page)
    return [_table(page, found, words) for found in TableFinder(like).tables]


class _PageLike:
    """As much of a pdfplumber page as its table finder asks for, in points."""

    def __init__(self, page: Page) -> None:
        self.bbox = (0, 0, page.width, page.height)
        self.edges = [_edge(page, edge) for edge in page.edges]


def _edge(page: Page, edge: Edge) -> dict[str, Any]:
    x0, top, x1, bottom = _points(page, edge.box)
    size = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**size, "orientation": edge.orientation, "object_type": "line"}


def _table(page: Page, found: Any, words: Sequence[Word]) -> RuledTable:
    """The finder's cells with our words binned into them: its own way rescans every character for every row."""
    bands = [
        (_fractions(page, row.bbox), [cell and _fractions(page, cell) for cell in row.cells]) for row in found.rows
    ]
    tops = [band.y0 for band, _ in bands]
    inside: dict[Box, list[Word]] = {}
    for word in words:
        x, y = word.box.middle
        at = bisect_right(tops, y) - 1
        # a cell that spans rows stands in the row where it begins
        for _, cells in reversed(bands[: at + 1]):
            home = next((c for c in cells if c and c.x0 <= x < c.x1 and c.y0 <= y < c.y1), None)
            if home:
                inside.setdefault(home, []).append(word)
                break
    rows = tuple(tuple(c and Cell(c, tuple(inside.get(c, ()))) for c in cells) for _, cells in bands)
    return RuledTable(page.number, _fractions(page, found.bbox), rows)


def _points(page: Page, box: Box) -> tuple[float, float, float, float]:
    return box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height


def _fractions(page: Page, box: tuple[float, float, float, float]) -> Box:
    x0, top, x1, bottom = box
    return Box(x0 / page.width, top / page.height, x1 / page.width, bottom / page.height)
