"""Where the columns of a page may be that nobody has described: pieces of text that stand under each other."""

from __future__ import annotations

from invoiceplug.document import Page, row_box
from invoiceplug.geometry import Box, overlap_x, union
from invoiceplug.toolkit.find import split_by_gaps

LEAST_PIECES = 4  # in a row of a table: fewer are an address block or a sum
LEAST_ROWS = 2  # in which a column shows


def guessed_columns(page: Page) -> list[Box]:
    """The columns of the page's largest table, from left to right; [] when no rows look like one."""
    rows = [[row_box(piece) for piece in split_by_gaps(page, row, gap=0.9)] for row in page.lines()]
    table = [pieces for pieces in rows if len(pieces) >= LEAST_PIECES]
    columns: list[list[Box]] = []
    for piece in sorted((piece for pieces in table for piece in pieces), key=lambda box: box.width):
        beside = [column for column in columns if overlap_x(union(column), piece) > 0]
        if not beside:
            columns.append([piece])
        elif len(beside) == 1:  # what spans two columns is a title or a note
            beside[0].append(piece)
    full = [union(column) for column in columns if len(column) >= LEAST_ROWS]
    if not full:
        return []
    around = union(full)
    return sorted(Box(box.x0, around.y0, box.x1, around.y1) for box in full)
