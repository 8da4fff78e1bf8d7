"""Headers of line tables: rows whose words name several columns, with what each column is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from invoiceplug.document import Word
from invoiceplug.fallback.figures import A_SPACE, Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.vocabulary import LONGEST, column_beginnings, column_phrases, kinds_of, plain

LEAST_NAMES = 3  # columns a header's row names at least, two of them amounts or quantities
MOST_FIGURES, NAMES_A_FIGURE = 2, 2  # whole numbers in its row, and how many more columns each asks for
MOST_HEADS = 500  # that are looked at
MOST_WORDS = 60  # of a header's row
A_JOINT = 1.0  # heights: the widest gap inside one column's name
APART = 1.6  # times the narrowest gap of its row: a gap between two names that would be one without it
STACKED = 1.9  # heights: the widest step between rows of one header
MOST_STACKED = 3  # rows above and below the row that names most
TOTALS: frozenset[Kind] = frozenset(("line_total", "line_gross"))
TAXED: frozenset[Kind] = frozenset(("tax_rate", "tax_amount", "line_gross"))
NUMERIC: frozenset[Kind] = frozenset(("quantity", "weight", "unit_price", "line_total", "line_gross"))


@dataclass(frozen=True, slots=True)
class Name:
    """What one column is called: the words over all rows of the header, their edges in points, what they may mean."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Head:
    """A header: the indexes of its first and last row, and its names from left to right."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def text(self) -> tuple[str, ...]:
        """Its plain words: the same header on another page says the same."""
        return plain(" ".join(word.text for name in self.names for word in name.words))


def heads_of(rows: Sequence[Row]) -> list[Head]:
    """The headers from top to bottom, none within another."""
    found: list[Head] = []
    for row in rows:
        if len(found) >= MOST_HEADS:
            break
        free = found[-1].last + 1 if found else 0
        figures = [figure for figure in row.figures if figure.apart and not figure.of_price]
        if row.at < free or len(row.words) > MOST_WORDS or not _may_stand(figures):
            continue
        if sum(bool(name.kinds) for name in _names([row])) >= LEAST_NAMES - 1 + NAMES_A_FIGURE * len(figures):
            head = _whole(rows, row, free)
            if _names_enough(head.names):
                found.append(head)
    return found


def _may_stand(figures: Sequence[Figure]) -> bool:
    """Whether these figures may stand in a header: "19 %", "BT-131" over two rows."""
    return len(figures) <= MOST_FIGURES and all(figure.digits.isdigit() for figure in figures)


def _names_enough(names: Sequence[Name]) -> bool:
    named = [name for name in names if name.kinds]
    numeric = [name for name in named if name.kinds & NUMERIC]
    return len(named) >= LEAST_NAMES and len(numeric) >= 2 and len(named) * 2 >= len(names)


def _whole(rows: Sequence[Row], row: Row, free: int) -> Head:
    """The header around its row that names most: rows close above, from `free` on, and below that hold no figures."""
    first = last = row.at
    for step in (-1, 1):
        at = row.at
        while (
            abs(at + step - row.at) <= MOST_STACKED and free <= at + step < len(rows) and _stacks(rows, at, at + step)
        ):
            at += step
        first, last = min(first, at), max(last, at)
    return Head(first, last, _with_total(_names(rows[first : last + 1])))


def _with_total(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names, of two prices the last one a total as well where nothing else is, "Unit cost   Units   Cost", and of
    two totals, no tax between them, the first one a price."""
    prices = [at for at, name in enumerate(names) if "unit_price" in name.kinds]
    totals = [at for at, name in enumerate(names) if name.kinds & TOTALS]
    wanted: tuple[int, Kind] | None = None
    if len(prices) > 1 and not totals:
        wanted = prices[-1], "line_total"
    elif len(totals) > 1 and not prices and not any(name.kinds & TAXED for name in names[totals[0] : totals[-1] + 1]):
        wanted = totals[0], "unit_price"
    return tuple(
        replace(name, kinds=name.kinds | {wanted[1]}) if wanted and at == wanted[0] else name
        for at, name in enumerate(names)
    )


def _stacks(rows: Sequence[Row], at: int, other: int) -> bool:
    """Whether the other row is a part of the same header."""
    here, there = rows[at], rows[other]
    if here.page is not there.page or abs(here.y - there.y) > STACKED * min(here.height, there.height):
        return False
    if len(there.words) > MOST_WORDS or any(any(ch.isdigit() for ch in word.text) for word in there.words):
        return False
    segments = _segments(there)
    known = sum(bool(kinds_of(plain(_text(words)))) for words in segments)
    return all(len(words) <= LONGEST for words in segments) and (known > 0 or len(segments) >= 2)


def _names(rows: Sequence[Row]) -> list[Name]:
    """The names over these rows: what stands side by side, joined with what stands above or below it."""
    columns: list[list[Word]] = []
    for row in rows:
        for words in _segments(row):
            x0, x1 = words[0].box.x0, words[-1].box.x1
            home = [c for c in columns if min(x1, max(w.box.x1 for w in c)) > max(x0, min(w.box.x0 for w in c))]
            if len(home) == 1 and home[0][-1] not in row.words:
                home[0].extend(words)
            else:
                columns.append(list(words))
    width = rows[0].page.width
    names = [
        Name(tuple(c), min(w.box.x0 for w in c) * width, max(w.box.x1 for w in c) * width, _kinds(c)) for c in columns
    ]
    return sorted(names, key=lambda name: name.x0)


def _kinds(words: Sequence[Word]) -> frozenset[Kind]:
    """What the words mean together, a hyphen at a row's end joining two of them."""
    text = _text(words)
    joined = text.replace("- ", "")
    return kinds_of(plain(joined)) or kinds_of(plain(text))


def _segments(row: Row) -> list[tuple[Word, ...]]:
    """The row's words cut between columns: at wide gaps, and between phrases that are columns of their own."""
    gaps = [_gap(row, index) for index in range(1, len(row.words))]
    apart = max(A_SPACE, APART * min(gaps, default=0.0))
    found = [[word] for word in row.words[:1]]
    for word, gap in zip(row.words[1:], gaps, strict=True):
        if gap < A_JOINT and _belong(found[-1], word, wide=gap > A_SPACE, apart=gap > apart):
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(words) for words in found]


def _belong(before: Sequence[Word], word: Word, *, wide: bool, apart: bool) -> bool:
    """Whether the word goes on with the phrase before it: together they are known, or one of them is not by itself.

    Behind a wide gap it goes on with no phrase that is known without it; where words of a name stand nearer to each
    other, "VAT  Amount" is two.
    """
    known, alone = plain(_text(before)) in column_phrases(), plain(word.text) in column_phrases()
    if plain(f"{_text(before)} {word.text}") in column_beginnings():
        return not (apart and known and alone)
    return not (known and (wide or alone))


def _gap(row: Row, index: int) -> float:
    """The gap before that word, in heights of the lower of its two neighbours."""
    left, right = row.words[index - 1].box, row.words[index].box
    return (right.x0 - left.x1) * row.page.width / max(min(left.height, right.height) * row.page.height, 1e-6)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
