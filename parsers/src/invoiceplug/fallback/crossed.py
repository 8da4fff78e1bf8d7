"""Lines that say their equation: "3 x 2,50", with the total at the row's end or in a row beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from invoiceplug.document import Word
from invoiceplug.fallback.columns import SAME, Column
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import Row

TIMES = ("x", "X", "×", "*", "à", "@")  # between a quantity and its price


def crossed_columns(rows: Sequence[Row]) -> list[Column]:
    """What stands before the sign, what behind it, and the totals; none where no row says so."""
    said = {row.at: pair for row in rows if (pair := _pair(row))}
    before, behind, totals = Column(), Column(), Column()
    taken: set[int] = set()
    for at, (quantity, price) in said.items():
        found = next(_totals(rows, at, price, said), None)
        if found and found[0].at not in taken:
            taken.add(found[0].at)
            for column, figure in ((before, quantity), (behind, price), (totals, found[1])):
                column.figures.append((found[0], replace(figure, apart=True)))  # all of them with the total's row
    if not taken:
        return []
    for column in (before, behind, totals):
        column.x0 = min(figure.x0 for _, figure in column.figures)
        column.x1 = max(figure.x1 for _, figure in column.figures)
    totals.figures += _below(rows, totals, taken)
    totals.figures.sort(key=lambda each: each[0].at)
    return [before, behind, totals]


def _pair(row: Row) -> tuple[Figure, Figure] | None:
    """The row's first two figures with nothing but the sign between them, which is then the first one's."""
    places = {word: at for at, word in enumerate(row.words)}
    for left, right in zip(row.figures, row.figures[1:], strict=False):
        last = max(places[word] for word in (*left.words, *left.beside, *left.unit_words))
        first = min(places[word] for word in (*right.words, *right.beside))
        between = row.words[last + 1 : first]
        crossed = len(between) == 1 and between[0].text in TIMES
        crossed |= not between and _ends_so(row.words[last])
        if crossed and not (left.percent or right.percent):
            return replace(left, beside=(*left.beside, *between)), right
    return None


def _ends_so(word: Word) -> bool:
    return word.text[-1:] in TIMES and word.text[:1].isdigit()


def _below(rows: Sequence[Row], totals: Column, taken: set[int]) -> list[tuple[Row, Figure]]:
    """The figures of other rows that end them right where most totals end theirs."""
    right = Counter(round(figure.x1) for _, figure in totals.figures).most_common(1)[0][0]
    ends = [(row, row.figures[-1]) for row in rows if row.figures and row.at not in taken]
    return [(row, last) for row, last in ends if abs(last.x1 - right) < SAME and last.apart and _at_end(row, last)]


def _totals(
    rows: Sequence[Row], at: int, price: Figure, said: dict[int, tuple[Figure, Figure]]
) -> Iterator[tuple[Row, Figure]]:
    """The last figure of the row, then of the rows above and below, where it ends its row."""
    for other in (at, at - 1, at + 1):
        if 0 <= other < len(rows) and rows[other].page is rows[at].page and (other == at or other not in said):
            last = rows[other].figures[-1] if rows[other].figures else None
            if last and last.apart and not last.percent and last.x0 > price.x0 and _at_end(rows[other], last):
                yield rows[other], last


def _at_end(row: Row, figure: Figure) -> bool:
    return row.words[-1] in (*figure.words, *figure.beside, *figure.unit_words)
