"""What the reader of last resort put into the wrong place of a line: taken out before a template is drafted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from invoiceplug.authoring.draft_wanted import Wanted, WantedSet
from invoiceplug.document import Word, row_box, row_text

CODE = "vendor_sku"
MOST_WORDS = 2  # of an article number
LEAST_LINES = 3  # of which most can tell that one is wrong

Row = dict[str, Wanted]


def without_strays(wanted: WantedSet) -> WantedSet:
    """The same without article numbers that are text, or stand in another column than the others, and with
    descriptions that hold nothing of the line's other values."""
    column = _column(wanted.lines)
    return replace(wanted, lines=tuple(_mended(row, column) for row in wanted.lines))


def _column(rows: Sequence[Row]) -> tuple[float, float] | None:
    """Where the article numbers of most lines stand, from left to right."""
    boxes = [row_box(row[CODE].words) for row in rows if _is_code(row)]
    if len(boxes) < LEAST_LINES:
        return None
    return median(box.x0 for box in boxes), median(box.x1 for box in boxes)


def _is_code(row: Row) -> bool:
    return CODE in row and 0 < len(row[CODE].words) <= MOST_WORDS


def _mended(row: Row, column: tuple[float, float] | None) -> Row:
    stray = CODE in row and bool(row[CODE].words) and not (_is_code(row) and _stands_in(row[CODE].words, column))
    moved = row[CODE].words if stray else ()
    kept = {name: value for name, value in row.items() if not (stray and name == CODE)}
    if "description" in kept:
        kept["description"] = _described(kept, moved)
    return kept


def _stands_in(words: Sequence[Word], column: tuple[float, float] | None) -> bool:
    box = row_box(words)
    return column is None or (box.x0 < column[1] and box.x1 > column[0])


def _described(row: Row, moved: Sequence[Word]) -> Wanted:
    """The description with the words that were taken for something else, and without those of other values."""
    own = row["description"]
    others = {word for name, value in row.items() if name != "description" for word in value.words}
    words = tuple(word for word in own.words if word not in others)
    words = (*(word for word in moved if word not in words), *words)
    return Wanted(row_text(words), words) if words and words != own.words else own
