"""Page -> tables as camelot sees them: the only door to camelot.

camelot gets a page of our own making: the words' boxes and the ruling edges of the displayed page, drawn anew into a
small PDF. So it needs no bytes of the document (a reading never keeps them, and a document may come from JSON), never
parses a stranger's file, and counts in the displayed page, whatever /Rotate and CropBox say. What stands in the cells
are our own words again, so that sources are exact.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from invoiceplug.document import Page, Word
from invoiceplug.errors import InvoiceplugError
from invoiceplug.geometry import Box, contains, union
from invoiceplug.toolkit.drawn import drawn_page
from invoiceplug.toolkit.spool import SPOOL
from invoiceplug.toolkit.tables import Cell, RuledTable

Flavor = Literal["stream", "lattice"]


def camelot_tables(page: Page, flavor: Flavor) -> list[RuledTable]:
    """The page's tables from top to bottom; [] when there are none. MISSING_EXTRA without camelot.

    `stream` parts columns by white space, `lattice` by drawn lines. The first call takes half a second to import it.
    """
    if not page.words or (flavor == "lattice" and not page.edges):
        return []
    tables = [_table(page, found) for found in _read(drawn_page(page), flavor) if any(found.cells)]
    return sorted(tables, key=lambda table: table.box.y0)


def _read(pdf: bytes, flavor: Flavor) -> Iterator[Any]:
    try:
        from camelot.io import read_pdf
    except ImportError as error:
        detail = "Finding tables with camelot needs camelot-py: pip install 'invoiceplug[tables]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="tables") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "No tables found": that is an answer, not a warning
        try:
            yield from read_pdf(SPOOL.of(pdf), flavor=flavor, pages="1", suppress_stdout=True)
        except (IndexError, ValueError, ZeroDivisionError) as error:
            detail = f"camelot ({flavor}) failed on the page: {type(error).__name__}: {error}."
            raise InvoiceplugError("PLUGIN_ERROR", detail) from error


def _table(page: Page, found: Any) -> RuledTable:
    rows = tuple(tuple(_cell(page, cell) for cell in row) for row in found.cells)
    return RuledTable(page.number, union(cell.box for row in rows for cell in row), rows)


def _cell(page: Page, cell: Any) -> Cell:
    """camelot counts in points from the bottom left."""
    x0, x1 = sorted((cell.x1, cell.x2))
    y0, y1 = sorted((page.height - cell.y1, page.height - cell.y2))
    box = Box(x0 / page.width, y0 / page.height, x1 / page.width, y1 / page.height)
    return Cell(box, _inside(page.lines(), box))


def _inside(rows: Sequence[tuple[Word, ...]], box: Box) -> tuple[Word, ...]:
    return tuple(word for row in rows for word in row if contains(box, word.box.middle))
