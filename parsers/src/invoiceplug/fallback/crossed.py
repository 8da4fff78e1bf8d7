"""Lines that say their equation: "3 x 2,50", "3 boxes of tea @ 2.50", "2.50 per box 3".

The total stands at the row's end or in a row beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.fallback.columns import SAME, Column
from invoiceplug.fallback.figures import PER, TIMES, Figure
from invoiceplug.fallback.grid import A_BREAK, Row

EACH = (
    "à",
    "@",
    "je",
    "each",
    "chacun",
    "cadauno",
    "cada",
)  # before a price, a text standing between it and the quantity
LEAST = 3  # figures of a row that begins with its price
A_CODE = 2  # letters behind a total: which tax it bears


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
    """The quantity and the price that a row tells apart, each with the words that do."""
    return _crossed(row) or _each(row) or _per(row)


def _crossed(row: Row) -> tuple[Figure, Figure] | None:
    """The row's first two figures with nothing but the sign between them, which is then the first one's."""
    places = {word: at for at, word in enumerate(row.words)}
    for left, right in pairwise(row.figures):
        last = max(places[word] for word in (*left.words, *left.beside, *left.unit_words))
        first = min(places[word] for word in (*right.words, *right.beside))
        between = row.words[last + 1 : first]
        crossed = len(between) == 1 and between[0].text in TIMES and not _is_far(row, last, between[0])
        crossed |= not between and _ends_so(row.words[last])
        if crossed and not (left.percent or right.percent):
            return replace(left, beside=(*left.beside, *between)), right
    return None


def _is_far(row: Row, last: int, sign: Word) -> bool:
    """Whether a sign that may stand alone before a price does: "3 boxes, 2 kg each      @ 2.50"."""
    gap = (sign.box.x0 - row.words[last].box.x1) * row.page.width
    return sign.text in EACH and gap > A_BREAK * row.height


def _each(row: Row) -> tuple[Figure, Figure] | None:
    """The figure that the row begins with, and the one that "at" or "each" stands before."""
    first = row.figures[0] if row.figures and row.figures[0].words[0] is row.words[0] else None
    for before, price in _with_word_before(row) if first else ():
        if first and price is not first and before.text.casefold() in EACH and _is_money(price):
            return first, replace(price, of_price=False)
    return None


def _per(row: Row) -> tuple[Figure, Figure] | None:
    """The last figure but one and the amount that the row begins with, "per" behind it."""
    if len(row.figures) < LEAST or not row.figures[0].currency:
        return None
    price, quantity = row.figures[0], row.figures[-2]
    behind = {*row.words[: row.words.index(price.words[-1]) + 2]} - {*price.words, *price.beside}
    said = any(word.text.casefold() in PER for word in behind)
    return (quantity, price) if said and price is not quantity and not quantity.percent else None


def _with_word_before(row: Row) -> Iterator[tuple[Word, Figure]]:
    """Each figure behind the row's first word with the word before it, its currency left out."""
    for figure in row.figures:
        at = min(row.words.index(word) for word in (*figure.words, *figure.beside))
        own = row.words[at]
        if own.text.casefold() in EACH:
            yield own, figure
        elif at:
            yield row.words[at - 1], figure


def _is_money(figure: Figure) -> bool:
    return figure.currency or not figure.digits.isdigit()


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
    own = (*figure.words, *figure.beside, *figure.unit_words)
    coded = row.words[-1].text.isalpha() and len(row.words[-1].text) <= A_CODE
    return row.words[-1] in own or (coded and len(row.words) > 1 and row.words[-2] in own)
