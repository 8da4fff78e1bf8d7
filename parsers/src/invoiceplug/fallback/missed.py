"""The rows among the lines that became no line, each with why: nothing in a table vanishes in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from invoiceplug.document import row_box, row_text
from invoiceplug.fallback.amounts import NO_PARTS
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.joined import Joined
from invoiceplug.fallback.regions import ends_table, is_carried
from invoiceplug.fallback.solution import Solution
from invoiceplug.invoice import Source
from invoiceplug.reading import Unread

MOST_UNREAD = 200
NO_LINE = "belongs to no line of the table"


def missed(rows: Sequence[Row], tables: Joined, used: set[int]) -> Iterator[Unread]:
    """The rows of the tables that no line took, from top to bottom; `used` are those that one did."""
    plain = {at for part in tables.parts for at, why in part.aside.items() if not why}
    reasons = _reasons(rows, tables)
    left = [at for at in sorted(reasons) if at not in used and at not in plain]
    for row in (rows[at] for at in left[:MOST_UNREAD]):
        yield Unread(Source(row_text(row.words), row.page.number, row_box(row.words)), reasons[row.at])


def _reasons(rows: Sequence[Row], tables: Joined) -> Mapping[int, str]:
    """Why each row is no line, of those that may be one; the best reason last."""
    found: dict[int, str] = {}
    for part in tables.parts:
        found |= {at: NO_LINE for at in part.table.under if not is_carried(rows[at])}
        found |= dict.fromkeys(_beyond(rows, part), NO_LINE)
    for part in tables.parts:
        found |= {item.row.at: NO_PARTS for item in part.extra}
        found |= {at: why for at, why in part.aside.items() if why}
    return found


def _beyond(rows: Sequence[Row], part: Solution) -> Iterator[int]:
    """The rows that look like lines where no header says that any stand: from the first line's page on, down to where
    the lines end behind the last one."""
    first, last = part.items[0].row, part.items[-1].row.at
    for row in rows:
        if row.at > last and ends_table(row):
            return
        if row.at in part.like_lines and row.page.number >= first.page.number:
            yield row.at
