"""The columns of the line table: under which label each wanted value stands, and what the other labels mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from invoiceplug.authoring.draft_cells import BEHIND_UNIT, WITH_UNIT, combined_regex, own_text, part_regex
from invoiceplug.authoring.draft_header import Label, Row
from invoiceplug.authoring.draft_naming import Names, are_units, labelled, letters_in, name_for
from invoiceplug.authoring.draft_shipped import shipped_rows
from invoiceplug.document import Word, row_text
from invoiceplug.fallback.vocabulary import kinds_of, plain
from invoiceplug.template.lines.anchors import EDGE
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.locale import Locale

SPACE = 0.32  # in heights: no column begins after a gap that is only a space
TOGETHER = 0.65  # in heights: words nearer to each other are one piece of text, as the engine takes them
CLOSE = 6.0  # points between a number and its unit that are one cell
LEAST_SHARE = 3  # of so many lines one has a value that is printed beside the lines' numbers, not on their row
FAR = 45.0  # points from a value to a label that may still be its own
MARGIN = 8.0  # points beside the outermost column
NUMBERS_FIRST = ("line_total", "unit_price", "qty_shipped")
MEANT = {"line_number": "line_number", "vendor_sku": "vendor_sku", "uom_raw": "unit"}  # what labels call them
ONLY_BESIDE = ("price_uom", "weight_uom")  # without a column of their own unless they are printed in one


@dataclass(frozen=True, slots=True)
class GuessedColumn:
    """A column as the template writes it, with a value that is printed in it."""

    name: str
    header: str | None = None
    x: tuple[float, float] | None = None
    regex: str | None = None
    printed: str = ""
    optional: bool = False


@dataclass(slots=True)
class _Cells:
    """What stands under one label: which values of the reading, and the text of every line."""

    label: Label | None
    x0: float
    x1: float
    right: float = 0.0  # where the values of the reading end
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)  # of the texts


def columns_under(
    labels: Sequence[Label], rows: Sequence[Row], heads: Sequence[TextLine], locale: Locale
) -> tuple[GuessedColumn, ...]:
    """The columns from left to right, each with its header's label, or its edges where nothing is printed over it.

    `heads` are the text lines in which the lines' numbers stand.
    """
    rows = shipped_rows(labels, rows, heads, locale)
    cells = [_Cells(label, label.x0, label.x1) for label in labels]
    for name in _names(rows):
        _claim(cells, name, rows, heads)
    lefts, claimed = [label.x0 for label in labels], {name for each in cells for name in each.names}
    for row, head in zip(rows, heads, strict=True):
        for piece in _free_pieces(row, head, lefts, claimed):
            home = _home(piece, head, cells)
            home.texts.append(row_text(piece))
            home.spans.append((head.x0(piece[0]), head.x1(piece[-1])))
    cells += [units for each in cells if (units := _units_beside(each, len(rows)))]
    cells.sort(key=lambda each: each.x0 + each.x1)
    _describe(cells, rows, heads[0].page.width)
    taken = {name for each in cells for name in each.names}
    free = [each for each in cells if each.label and not each.names]
    found: list[GuessedColumn] = []
    for index, each in enumerate(cells):
        counts = any("qty_shipped" in other.names for other in cells[max(0, index - 1) : index + 2])
        others = {name for other in free if other is not each and other.label for name in labelled(other.label.text)}
        column = _column(each, rows, heads, locale, Names(taken, others), counts=counts)
        taken.add(column.name)
        found.append(replace(column, x=_edges(cells, index)) if each.label is None else column)
    return tuple(found)


def _names(rows: Sequence[Row]) -> list[str]:
    """The values that are printed somewhere, numbers first; the description is told by its text instead."""
    every = dict.fromkeys(name for row in rows for name in row if row[name].words and name != "description")
    order = {name: at for at, name in enumerate(NUMBERS_FIRST)}
    return sorted(every, key=lambda name: (order.get(name, 9), name in ONLY_BESIDE))


def _claim(cells: list[_Cells], name: str, rows: Sequence[Row], heads: Sequence[TextLine]) -> None:
    """Gives the value to the label over it, or to a column without one."""
    held = [(words, head) for row, head in zip(rows, heads, strict=True) if (words := _own(row, name, head))]
    if not held:  # it is printed on a row beside the numbers
        held = [
            (row[name].words, head) for row, head in zip(rows, heads, strict=True) if name in row and row[name].words
        ]
        if len(held) * LEAST_SHARE < len(rows):
            return  # such as the basis of prices that a header tells
    x0 = median(head.x0(words[0]) for words, head in held)
    x1 = median(head.x1(words[-1]) for words, head in held)
    home = _home_of(cells, name, (x0, x1), rows, heads)
    if home and home.label and not home.names and _is_called_otherwise(home.label, name):
        if name != "uom_raw" or home.label.away(x0, x1) < 0:
            return
        home = None  # it stands beside the number, under no label
    if home is None and name in ONLY_BESIDE:
        return
    if home is None:
        home = _Cells(None, x0, x1)
        cells.append(home)
    home.names.append(name)
    home.right = max(home.right, *(head.x1(words[-1]) for words, head in held))
    home.x0 = min(home.x0, *(head.x0(words[0]) for words, head in held))
    home.x1 = max(home.x1, *(head.x1(words[-1]) for words, head in held))


def _is_called_otherwise(label: Label, name: str) -> bool:
    """Whether the label names other values than this number, code or unit of the line, and not this one."""
    if name == "vendor_sku" and "gtin" in labelled(label.text):
        return True
    meant = kinds_of(plain(label.text))
    return name in MEANT and bool(meant) and MEANT[name] not in meant


def _home_of(cells: Sequence[_Cells], name: str, span: tuple[float, float], rows: Sequence[Row],
             heads: Sequence[TextLine]) -> _Cells | None:  # fmt: skip
    """The value's column: one with which it is printed as one text, else under the nearest label that is free."""
    for each in cells:
        if each.names and _touch(each.names[0], name, rows, heads):
            return each
    free = [(each.label.away(*span), at) for at, each in enumerate(cells) if each.label and not each.names]
    away, at = min(free, default=(FAR, -1))
    between = [each for each in cells if each.names and each.x0 < span[1] and each.x1 > span[0]]
    return cells[at] if away < (0 if between else FAR) else None


def _own(row: Row, name: str, head: TextLine) -> tuple[Word, ...]:
    """The value's words on the line's own text row."""
    return tuple(word for word in row[name].words if word in head.words) if name in row else ()


def _touch(first: str, second: str, rows: Sequence[Row], heads: Sequence[TextLine]) -> bool:
    """Whether the two values are mostly printed as one piece of text: "3 Stk", "4,50/kg"."""
    pairs = [(_own(row, first, head), _own(row, second, head), head) for row, head in zip(rows, heads, strict=True)]
    both = [(a, b, head) for a, b, head in pairs if a and b]
    near = sum(bool(set(a) & set(b)) or _gap(a, b, head) <= TOGETHER for a, b, head in both)
    return 2 * near > len(both)


def _gap(one: Sequence[Word], other: Sequence[Word], head: TextLine) -> float:
    left, right = sorted((one, other), key=lambda words: words[0].box.x0)
    return head.gap(left[-1], right[0])


def _pieces(line: TextLine, lefts: Sequence[float]) -> Iterator[tuple[Word, ...]]:
    """The line cut at wide gaps, and at narrower ones where a word begins right under a label."""
    start = 0
    for at, gap in enumerate([*line.gaps, float("inf")], start=1):
        under = gap > SPACE and at < len(line.words) and any(abs(x - line.x0(line.words[at])) <= EDGE for x in lefts)
        if gap > TOGETHER or under:
            yield line.words[start:at]
            start = at


def _free_pieces(row: Row, head: TextLine, lefts: Sequence[float], claimed: set[str]) -> Iterator[tuple[Word, ...]]:
    """The pieces of the text row without the words that are values of the claimed columns."""
    said = {word for name, each in row.items() if name in claimed for word in each.words}
    for piece in _pieces(head, lefts):
        start = 0
        for at, word in enumerate([*piece, None]):
            if word is None or word in said:
                if piece[start:at]:
                    yield piece[start:at]
                start = at + 1


def _home(piece: tuple[Word, ...], line: TextLine, cells: Sequence[_Cells]) -> _Cells:
    """The cells the piece stands among: under their label, or in the column of text that began left of it."""
    x0, x1 = line.x0(piece[0]), line.x1(piece[-1])
    over = [each for each in cells if min(each.x1, x1) > max(each.x0, x0)]
    if over:
        return max(over, key=lambda each: (not _is_number(each), min(each.x1, x1) - max(each.x0, x0)))
    return min(cells, key=lambda each: (_is_number(each), max(each.x0 - x1, x0 - each.x1)))


def _units_beside(cells: _Cells, count: int) -> _Cells | None:
    """The units that are printed beside the numbers of a column, under no label of their own."""
    if not _is_number(cells) or 2 * len(cells.texts) <= count or not are_units(cells.texts):
        return None
    x0, x1 = min(x0 for x0, _ in cells.spans), max(x1 for _, x1 in cells.spans)
    if "uom_raw" in cells.names or x0 - cells.right < CLOSE:
        return None  # the number's own cell has them
    texts, cells.texts = cells.texts, []
    return _Cells(None, x0, x1, texts=texts)


def _is_number(cells: _Cells) -> bool:
    return bool(cells.names) and cells.names[0] in LINE_NUMBERS


def _describe(cells: Sequence[_Cells], rows: Sequence[Row], width: float) -> None:
    """Names the column in which most of the descriptions' letters stand."""
    said = {word.text for row in rows if "description" in row for word in row["description"].words}
    free = [each for each in cells if not each.names and each.texts]
    letters = [sum(letters_in(word) for text in each.texts for word in text.split() if word in said) for each in free]
    if letters and max(letters) > 0:
        free[letters.index(max(letters))].names.append("description")
    elif below := _over_descriptions(cells, rows, width):
        below.names.append("description")


def _over_descriptions(cells: Sequence[_Cells], rows: Sequence[Row], width: float) -> _Cells | None:
    """The free label over most descriptions, where these stand on text rows of their own."""
    free = [each for each in cells if not each.names and not each.texts and each.label]
    words = [row["description"].words for row in rows if "description" in row and row["description"].words]
    lefts = [each[0].box.x0 for each in words]
    over = [sum(abs(each.x0 - left * width) <= EDGE for left in lefts) for each in free]
    return free[over.index(max(over))] if over and max(over) > 0 else None


def _column(
    cells: _Cells, rows: Sequence[Row], heads: Sequence[TextLine], locale: Locale, known: Names, *, counts: bool
) -> GuessedColumn:
    header, texts = cells.label.text if cells.label else None, cells.texts
    if cells.names == ["description"]:
        return GuessedColumn("description", header, printed=(*texts, "")[0])
    if not cells.names:
        name = name_for(header or "", texts, locale, known, counts=counts)
        return GuessedColumn(name, header, None, part_regex(name, texts, locale), (*texts, "")[0], optional=not texts)
    found = [
        {
            name: own_text(name, row_text(words), row[name].value, locale)
            for name in cells.names
            if (words := _own(row, name, head))
        }
        for row, head in zip(rows, heads, strict=True)
    ]
    printed = [_printed(cells.names, row, head) for row, head in zip(rows, heads, strict=True)]
    shown = [text for text in printed if text]
    if not shown:  # on rows beside the numbers
        words = next(row[name].words for row in rows for name in cells.names if name in row and row[name].words)
        return GuessedColumn(cells.names[0], header, printed=row_text(words))
    if "qty_shipped" in cells.names and are_units(texts):
        before = all(x1 <= cells.right for _, x1 in cells.spans)
        return GuessedColumn("qty_shipped", header, None, BEHIND_UNIT if before else WITH_UNIT, shown[0])
    if len(cells.names) > 1:
        return GuessedColumn(cells.names[0], header, None, combined_regex(cells.names, printed, found), shown[0])
    regex = part_regex(cells.names[0], [*shown, *texts], locale)
    return GuessedColumn(cells.names[0], header, None, regex, shown[0])


def _printed(names: Sequence[str], row: Row, head: TextLine) -> str:
    """All words of the text row from the first to the last of these values."""
    at = [index for index, word in enumerate(head.words) for name in names if word in _own(row, name, head)]
    return row_text(head.words[min(at) : max(at) + 1]) if at else ""


def _edges(cells: Sequence[_Cells], index: int) -> tuple[float, float]:
    """Half the way to the neighbours' values."""
    own = cells[index]
    left = max((each.x1 for each in cells[:index] if each.x1 <= own.x0), default=own.x0 - MARGIN)
    right = min((each.x0 for each in cells[index + 1 :] if each.x0 >= own.x1), default=own.x1 + MARGIN)
    return round((left + own.x0) / 2, 1), round((right + own.x1) / 2, 1)
