"""Which rows belong to a line table: those under its header up to the totals, on every page where the header stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from invoiceplug.fallback.cards import card_columns, told_quantities
from invoiceplug.fallback.columns import Column, columns_of
from invoiceplug.fallback.crossed import crossed_columns
from invoiceplug.fallback.figures import CURRENCIES, Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.heads import Head, heads_of
from invoiceplug.fallback.vocabulary import carried_phrases, kinds_of, leading, longest, total_phrases

MOST_TABLES = 4  # different headers that are tried, those that name most first
A_CODE = 3  # letters before a number
A_SHIFT = 6.0  # points: names that stand so far from another header's are of another table
OTHER_NAMES = 3  # texts of a row without figures that is another table's header; all but one are known
ENOUGH_FIGURES = 3  # plain figures apart: a row that has so many may be a line though it begins like a total


@dataclass(frozen=True)
class Table:
    """A line table that may be one: its header, its columns, and the rows that are certainly under the header.

    Other rows may hold lines too (a page without the header), but only arithmetic can say so. `cards` says that no
    header names the figures, but a label before each of them.
    """

    head: Head | None
    columns: tuple[Column, ...]
    under: frozenset[int]
    cards: bool = False


def tables_of(rows: Sequence[Row]) -> list[Table]:
    """A table for each different header, one for the figures that line up without any, one for "3 x 2.50", one for
    "Quantity 3"."""
    every = heads_of(rows)
    wanted = sorted(_alike(every), key=lambda same: -sum(bool(name.kinds) for name in same[0].names))[:MOST_TABLES]
    starts = [head.first for head in every]
    tables = [_headed(rows, same, starts) for same in wanted]
    tables.append(Table(None, tuple(columns_of(rows, None, _dense(rows))), frozenset()))
    told = (crossed_columns(rows), False), (card_columns(rows), True)
    return [*tables, *(Table(None, tuple(each), frozenset(), cards) for each, cards in told if each)]


def _alike(heads: Sequence[Head]) -> list[list[Head]]:
    """The headers, those together that say the same in the same places: a page may have columns of its own widths."""
    found: dict[tuple[str, ...], list[list[Head]]] = {}
    for head in heads:
        same = found.setdefault(head.text, [])
        home = next((each for each in same if _in_place(head, each[0])), None)
        if home is None:
            same.append(home := [])
        home.append(head)
    return [each for same in found.values() for each in same]


def _in_place(head: Head, other: Head) -> bool:
    """Whether each name stands where the other header's does, at its left or its right edge."""
    pairs = zip(head.names, other.names, strict=False)
    return all(min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) < A_SHIFT for a, b in pairs)


def is_carried(row: Row) -> bool:
    """Whether the row carries an amount over to or from another page."""
    return any(leading(label, carried_phrases()) for label in row.labels)


def is_total(row: Row) -> bool:
    """Whether the row's only text is what totals are called: it is no line, whatever its figures come to."""
    said = [tuple(word for word in label if word.upper() not in CURRENCIES) for label in row.labels]
    return any(said) and all(not label or label in total_phrases() for label in said)


def names_total(row: Row) -> bool:
    """Whether a text of the row names a total among other words: "67 DAIRY TOTAL 3,994.58"."""
    return any(longest(label, total_phrases()) for label in row.labels)


def ends_table(row: Row) -> bool:
    """Whether the lines end here: the row's text begins like a total's with too few figures for a line, or is nothing
    else; or it is the header of another table."""
    if not row.figures:
        known = [label for label in row.labels if kinds_of(label) or longest(label, total_phrases())]
        return len(row.labels) >= OTHER_NAMES and len(known) >= OTHER_NAMES - 1
    if is_total(row):
        return True
    if len(_plain_figures(row)) >= ENOUGH_FIGURES or is_carried(row):
        return False
    return any(leading(_behind_code(label), total_phrases()) for label in row.labels)


def _behind_code(label: Sequence[str]) -> Sequence[str]:
    """The label without the code that it may begin with: "BT-106 Sum of lines", "3. Total"."""
    lettered = len(label) > 1 and len(label[0]) <= A_CODE and label[1].isdigit()
    return label[2:] if lettered else label[1:] if label and label[0].isdigit() else label


def _dense(rows: Sequence[Row]) -> set[int]:
    """The rows that hold enough figures for a line, alone or with the next one."""
    counts = [len(_plain_figures(row)) for row in rows]
    pairs = [at for at in range(len(rows) - 1) if counts[at] and counts[at + 1] and rows[at].page is rows[at + 1].page]
    dense = {at for at, count in enumerate(counts) if count >= ENOUGH_FIGURES}
    return dense | {at + step for at in pairs if counts[at] + counts[at + 1] >= ENOUGH_FIGURES for step in (0, 1)}


def _headed(rows: Sequence[Row], heads: Sequence[Head], starts: Sequence[int]) -> Table:
    under: set[int] = set()
    for head in heads:
        stop = min((start for start in starts if start > head.last), default=len(rows))
        under.update(_below(rows[head.last + 1 : stop], rows[head.last]))
    columns = columns_of(rows, heads[0], under)
    if not any("quantity" in name.kinds for name in heads[0].names):
        columns += told_quantities(rows, under)
    return Table(heads[0], tuple(columns), frozenset(under))


def _below(rows: Sequence[Row], head: Row) -> Iterator[int]:
    """The rows of the header's page down to the first total behind which no more lines stand.

    A sub-total between lines does not end them: figures go on below it in the same columns.
    """
    page = [row for row in rows if row.page is head.page]
    ends = [at for at, row in enumerate(page) if ends_table(row)]
    edges: set[int] = set()
    start = 0
    for end in (*ends, len(page)):
        if start and not any(_goes_on(row, edges) for row in page[start:end]):
            return
        for row in page[start:end]:
            yield row.at
            edges |= {edge for figure in _plain_figures(row) for edge in _edges(row, figure)}
        start = end + 1


def _goes_on(row: Row, edges: Set[int]) -> bool:
    """Whether the row has text, and enough figures that all stand in columns of those above."""
    figures = _plain_figures(row)
    in_place = [figure for figure in figures if _edges(row, figure) & edges]
    said = any(any(word.isalpha() for word in label) for label in row.labels)
    return said and len(in_place) == len(figures) >= ENOUGH_FIGURES


def _edges(row: Row, figure: Figure) -> set[int]:
    """Where the figure's number begins and ends, in points, left edges and right edges told apart."""
    left, right = (x * row.page.width for x in (figure.words[0].box.x0, figure.words[-1].box.x1))
    return {2 * round(left + off) for off in (-1, 0, 1)} | {2 * round(right + off) + 1 for off in (-1, 0, 1)}


def _plain_figures(row: Row) -> list[Figure]:
    return [figure for figure in row.figures if figure.apart and not figure.percent]
