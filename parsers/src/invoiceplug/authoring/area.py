"""Where the line table stands on a page, by the steps: its frame, its columns, and what looked like a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from invoiceplug.document import Document, Page
from invoiceplug.geometry import Box, contains, overlap_x, union
from invoiceplug.trace import Step

ROWS = ("row", "continuation")
ENOUGH = 0.5  # of the columns: a text line with words under as many looks like a row

_NUMBER = re.compile(r"[-(]?\d[\d.,']*\)?")


def table_area(steps: Iterable[Step], page: int) -> Box | None:
    """The frame around the table on the page, from its header or first row down to what ends it."""
    here = [step for step in steps if step.page == page and step.box is not None]
    ends = [step.box for step in here if step.kind == "region" and step.name == "end" and step.box]
    rows = [step.box for step in here if step.kind in ROWS and step.box]
    frames = [step.box for step in here if step.kind == "region" and step.name != "end" and step.box]
    tables = {step.box for step in here if step.kind == "region" and step.name == "table"}
    # of the tables that were found those count that hold rows: forms and boxes of the paper are ruled as well
    inside = rows + [box for box in frames if box not in tables or any(contains(box, row.middle) for row in rows)]
    if not inside:
        return None
    frame = union(inside)
    below = [box.y0 for box in ends if box.y0 >= frame.y0]
    return Box(frame.x0, frame.y0, frame.x1, max(min(below), frame.y1)) if below else frame


def columns_on(steps: Iterable[Step], page: int) -> list[Step]:
    """The columns that hold on the page: told for it, or for the page before from which the table goes on."""
    told = [step for step in steps if step.kind == "column" and step.box and step.page and step.page <= page]
    last = max((step.page or 0 for step in told), default=0)
    return [step for step in told if step.page == last]


def looks_like_a_row(step: Step, steps: Sequence[Step], document: Document | None) -> bool:
    """Whether a text line that became nothing may have been an item: unread, or with words under half the columns."""
    if step.outcome == "unread":
        return True
    columns = columns_on(steps, step.page or 0)
    if document is None or not columns or step.page is None or step.box is None:
        return sum(1 for word in step.text.split() if _NUMBER.fullmatch(word)) > 1
    return _filled(document.pages[step.page - 1], step.box, columns) >= ENOUGH * len(columns)


def _filled(page: Page, row: Box, columns: Sequence[Step]) -> int:
    """Under how many columns a word of the row stands."""
    words = [word.box for word in page.words if contains(row, word.box.middle)]
    return sum(any(step.box and overlap_x(step.box, word) > 0 for word in words) for step in columns)
