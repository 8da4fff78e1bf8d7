"""Columns of figures: those that stand over each other, each with the header's name above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.heads import NUMERIC, Head, Name
from invoiceplug.fallback.model import Kind

MOST_COLUMNS = 16  # that are looked at: those with the most figures
MOST_CLUSTERS = 80
SAME = 1.5  # points: edges closer than this are one edge
IN_PLACE = 2  # figures of a row on edges of columns: then its others need only stand over one
SHARED = 0.5  # of the narrower one: what stands over each other
SKIP_COLUMN, SKIP_NAME, FARTHEST = 45.0, 12.0, 90.0  # points: what leaving out, and what a pair apart, costs
NO_NUMBERS = 15.0  # points: what it costs to call figures by the name of texts that stands beside them
FULL = 0.3  # of the figures of the largest column: what has so many is missed fully where it is left out
TEXTUAL: frozenset[Kind] = frozenset(("description", "vendor_sku", "unit", "date"))


Edges = tuple[float, float, float]


@dataclass
class Column:
    """Figures in one column with the rows they stand in, its edges in points, its name in the header."""

    figures: list[tuple[Row, Figure]] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    reach: float = 0.0  # where the bases of its prices end
    percent: bool = False
    name: Name | None = None
    of_prices: bool = False  # "per 100" wherever it stands, beside the price or below it

    @property
    def chained(self) -> bool:
        """Whether it holds chains of discounts, and so nothing else."""
        return any(figure.chain for _, figure in self.figures)

    @property
    def kinds(self) -> frozenset[Kind]:
        if self.of_prices:
            return frozenset(("price_qty",))
        return self.name.kinds if self.name else frozenset()


def columns_of(rows: Sequence[Row], head: Head | None, under: Collection[int]) -> list[Column]:
    """The columns that the rows `under` the header make, from left to right, with the header's names.

    Figures of the other rows, and those that text touches, are put into them where they stand on an edge of one.
    """
    clusters: list[Column] = []
    placed: set[int] = set()
    for row in rows:
        for figure in row.figures if row.at in under else ():
            free = figure.apart or (figure.half and _in_place(row, figure, head))
            if free and not figure.of_price and not (figure.coded and len(figure.digits) > 4):
                _put(clusters, row, figure)
                placed.add(id(figure))
    columns = sorted(clusters, key=lambda each: -len(each.figures))[:MOST_COLUMNS]
    edges = [_edges(column) for column in columns]
    for row in rows:
        left = [each for each in row.figures if not each.of_price and id(each) not in placed]
        aligned = [each for each in left if _put_aligned(columns, edges, row, each)]
        if len(aligned) >= IN_PLACE:
            for figure in left:
                if figure not in aligned and figure.apart:
                    _put_over(columns, row, figure)
    for column in columns:
        column.figures.sort(key=lambda each: each[0].at)
    columns.sort(key=lambda each: (each.x0 + each.x1, each.x0))
    if head:
        names = [name for name in head.names if name.kinds]
        _name(columns, names)
        if not any("quantity" in name.kinds for name in names):
            _free_quantities(columns)
    bases = [(row, figure) for row in rows for figure in row.figures if figure.of_price]
    return [*columns, Column(bases, of_prices=True)] if bases else columns


def _in_place(row: Row, figure: Figure, head: Head | None) -> bool:
    """Whether a figure that text touches on one side stands where figures do: under such a name, or first in its row
    where no name is that of quantities."""
    names = [name for name in head.names if name.kinds & NUMERIC] if head else []
    under = any(min(name.x1, figure.x1) > max(name.x0, figure.x0) for name in names)
    counted = any("quantity" in name.kinds for name in names)
    return under or (not counted and figure.words[0] is row.words[0])


def _put(clusters: list[Column], row: Row, figure: Figure) -> None:
    home = max(clusters, key=lambda each: _shared(each, figure), default=None)
    if home is None or _shared(home, figure) < SHARED:
        if len(clusters) >= MOST_CLUSTERS:
            return
        home = Column([], figure.x0, figure.x1, percent=figure.percent)
        clusters.append(home)
    home.figures.append((row, figure))
    home.x0, home.x1 = min(home.x0, figure.x0), max(home.x1, figure.x1)
    home.reach = max(home.reach, figure.reach)


def _put_aligned(columns: Sequence[Column], edges: Sequence[Edges], row: Row, figure: Figure) -> bool:
    """Puts the figure where it stands over a column and on its edge; whether there is such a place."""
    for column, (left, middle, right) in zip(columns, edges, strict=True):
        apart = min(abs(figure.x0 - left), abs(figure.x1 - right), abs((figure.x0 + figure.x1) / 2 - middle))
        if apart < SAME and _shared(column, figure) >= SHARED:
            column.figures.append((row, figure))
            return True
    return False


def _put_over(columns: Sequence[Column], row: Row, figure: Figure) -> None:
    """Puts the figure of a row whose other figures are in place into the column it stands over, where that has none."""
    home = max(columns, key=lambda each: _shared(each, figure), default=None)
    if home and _shared(home, figure) >= SHARED and all(other is not row for other, _ in home.figures[-1:]):
        home.figures.append((row, figure))


def _shared(column: Column, figure: Figure) -> float:
    """How much of the narrower one stands over the other, the figure with its unit or without; 0 for a percentage
    over a plain figure."""
    if column.percent != figure.percent:
        return 0.0
    right, end = max(column.x1, column.reach), max(figure.x1, figure.reach)
    whole = _over(column.x0, right, figure.x0, end)
    if whole >= SHARED or not figure.unit_words:
        return whole
    return max(whole, _over(column.x0, right, figure.x0, figure.bare))


def _over(left: float, right: float, start: float, end: float) -> float:
    return (min(right, end) - max(left, start)) / max(min(right - left, end - start), 1e-6)


def _edges(column: Column) -> Edges:
    """Where most of the column's figures begin, have their middle and end."""
    figures = [figure for _, figure in column.figures]
    every = (figure.x0 for figure in figures), ((f.x0 + f.x1) / 2 for f in figures), (f.x1 for f in figures)
    left, middle, right = (Counter(round(x / SAME) for x in xs).most_common(1)[0][0] * SAME for xs in every)
    return left, middle, right


def _name(columns: Sequence[Column], names: Sequence[Name]) -> None:
    """Gives each column its name: the cheapest pairing from left to right that crosses nowhere."""
    best: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())] * (len(names) + 1) for _ in range(len(columns) + 1)]
    full = max(3.0, FULL * max((len(column.figures) for column in columns), default=0))
    missed = [SKIP_COLUMN * min(1.0, len(column.figures) / full) for column in columns]
    for i in range(len(columns) + 1):
        for j in range(len(names) + 1):
            if i or j:
                best[i][j] = min(_ways(best, i, j, columns, names, missed))
    for column, index in zip(columns, best[len(columns)][len(names)][1], strict=True):
        column.name = names[index] if index >= 0 else None


def _free_quantities(columns: Sequence[Column]) -> None:
    """Takes the name of descriptions off figures: where no quantities have one, "2 x Bolts" may stand there."""
    for column in columns:
        if "description" in column.kinds:
            column.name = None


def _ways(
    best: list[list[tuple[float, tuple[int, ...]]]],
    i: int,
    j: int,
    columns: Sequence[Column],
    names: Sequence[Name],
    missed: Sequence[float],
) -> Iterable[tuple[float, tuple[int, ...]]]:
    if i:
        cost, chosen = best[i - 1][j]
        yield cost + missed[i - 1], (*chosen, -1)
    if j:
        cost, chosen = best[i][j - 1]
        yield cost + (0.0 if names[j - 1].kinds <= TEXTUAL else SKIP_NAME), chosen
    if i and j and (apart := _apart(columns[i - 1], names[j - 1])) < FARTHEST:
        cost, chosen = best[i - 1][j - 1]
        yield cost + apart, (*chosen, j - 1)


def _apart(column: Column, name: Name) -> float:
    """Points between the two; less than nothing where they stand over each other, or share an edge."""
    gap = max(column.x0, name.x0) - min(column.x1, name.x1)
    narrower = max(min(column.x1 - column.x0, name.x1 - name.x0), 1e-6)
    edges = min(abs(column.x1 - name.x1), abs(column.x0 - name.x0), abs(column.x0 + column.x1 - name.x0 - name.x1) / 2)
    beside = NO_NUMBERS if gap > 0 and name.kinds <= TEXTUAL else 0.0
    return max(gap, -12.0 * min(1.0, -gap / narrower)) + min(edges, 20.0) / 4 + beside
