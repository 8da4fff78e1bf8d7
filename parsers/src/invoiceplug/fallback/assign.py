"""Which column is what: every assignment of columns to quantity, price and total, weighed by the rows it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice, permutations

from invoiceplug.fallback.arithmetic import Terms, holds
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.figures import Figure, read_digits
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.heads import TOTALS
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.regions import Table

WINDOW = 2  # rows above and below a total in which the line's other figures may stand
REACH = 3.4  # heights of that way
PATIENCE = 12  # lines after which an assignment under which none multiplied out is given up
SAMPLE = 40  # lines by which assignments are weighed
MOST_TRIED, MOST_BASES = 1500, 3  # assignments of a table that are weighed, those with names and to the right first
ALL_NAMED = 3  # columns: then lines are read though none of them multiplies out
KEPT = 24  # assignments that are looked at whole
QUANTITIES: frozenset[Kind] = frozenset(("quantity", "weight"))

MOSTLY = 0.7
_SMALL = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")
BASES = ("1", "10", "100", "1000", "1.000", "1,000", "1 000", "1'000")

Partners = Mapping[int, Figure]  # index of a total in its column -> the figure of another column that goes with it


@dataclass(frozen=True)
class Assignment:
    """Columns by what they hold; without a quantity or a price where the header names none.

    `other` is a second column of quantities, for lines that do not multiply out by the first: some are sold by weight.
    """

    total: Column
    quantity: Column | None
    price: Column | None
    basis: Column | None = None
    discounts: tuple[Column, ...] = ()
    other: Column | None = None
    weight: float = 0.0


@dataclass(frozen=True)
class Item:
    """A line's figures: its total, and what of the others stands within reach."""

    row: Row
    total: Figure
    quantity: Figure | None = None
    price: Figure | None = None
    basis: Figure | None = None
    discounts: tuple[Figure, ...] = ()
    other: Figure | None = None


def assignments_of(table: Table, decimal: str) -> list[Assignment]:
    """The likeliest assignments, the heaviest first."""
    totals = [
        each
        for each in table.columns[::-1]
        if not (each.percent or each.of_prices or each.chained) and fits(each, "line_total")
    ]
    totals.sort(key=lambda each: not each.kinds)
    tried = islice((each for total in totals for each in _with_total(table, total, decimal)), MOST_TRIED)
    found = [each for each in tried if each.weight > 0]
    found.sort(key=lambda each: -each.weight)
    return [*_with_others(table, found[:1]), *found[:KEPT]]


def items_of(assignment: Assignment) -> list[Item]:
    """One item for each figure of the column of totals."""
    total = assignment.total
    parts = [partners(total, each) if each else {} for each in _columns(assignment)]
    return [_item(row, figure, [part.get(n) for part in parts]) for n, (row, figure) in enumerate(total.figures)]


def terms_of(item: Item, decimal: str) -> Terms | None:
    """The numbers of the item under which it multiplies out; as they stand when it does not, None without all three.

    Credit notes print what is credited with a minus before the total only: then the quantity is negative too.
    """
    price, total = (value_of(each, decimal) if each else None for each in (item.price, item.total))
    if price is None or total is None:
        return None
    ways = []
    for quantity in (item.quantity, item.other):
        value = value_of(quantity, decimal) if quantity else None
        if value is not None:
            basis = _basis(item, decimal)
            ways += [Terms(value, price, total, basis, discounts) for discounts in _discounts(item, decimal)]
    credited = [replace(terms, quantity=-terms.quantity) for terms in ways if total < 0 < terms.quantity]
    return next((terms for terms in (*ways, *credited) if holds(terms)), ways[0] if ways else None)


def settled(item: Item, decimal: str) -> Item:
    """The item with the quantity that it multiplies out by."""
    terms = terms_of(item, decimal)
    if not (item.other and terms):
        return item
    own, other = (abs((each and value_of(each, decimal)) or 0) for each in (item.quantity, item.other))
    if own != abs(terms.quantity) == other:
        return replace(item, quantity=item.other, other=item.quantity)
    return item


def value_of(figure: Figure, decimal: str) -> Decimal | None:
    """What the figure is under the decimal mark; None for a chain ("10+5", "10+2 free"), which is more than one."""
    return None if figure.chain else _read(figure.digits, decimal, figure.negative)


def discount_steps(item: Item, decimal: str) -> list[tuple[Figure, Decimal]]:
    """Each discount with its figure; a chain has several."""
    every = [
        (each, _read(step, decimal, each.negative)) for each in item.discounts for step in (each.digits, *each.chain)
    ]
    return [(each, value) for each, value in every if value is not None]


def fits(column: Column, role: Kind) -> bool:
    """Whether the header lets the column be that; a column without a known name may be anything."""
    wanted = {"line_total": TOTALS, "quantity": QUANTITIES}.get(role, frozenset((role,)))
    return not column.kinds or bool(column.kinds & wanted)


def partners(total: Column, other: Column) -> Partners:
    """The other column's figures by the total they go with: each total the nearest, each figure with one total."""
    found: dict[int, tuple[float, Figure]] = {}
    start = 0
    for row, figure in other.figures:
        while start < len(total.figures) and total.figures[start][0].at < row.at - WINDOW:
            start += 1
        near = _nearest(total, start, row, figure)
        if near and (near[1] not in found or near[0] < found[near[1]][0]):
            found[near[1]] = (near[0], figure)
    return {index: figure for index, (_, figure) in found.items()}


def _nearest(total: Column, start: int, row: Row, figure: Figure) -> tuple[float, int] | None:
    """The distance and index of the total nearest to a figure of that row."""
    best: tuple[float, int] | None = None
    for index in range(start, len(total.figures)):
        other, anchor = total.figures[index]
        if other.at > row.at + WINDOW:
            break
        apart = abs(anchor.y - figure.y) if other.at != row.at else 0.0
        if other.page is row.page and anchor is not figure and apart <= REACH * max(anchor.height, figure.height):
            best = min(best, (apart, index)) if best else (apart, index)
    return best


def _with_total(table: Table, total: Column, decimal: str) -> Iterator[Assignment]:
    others = [column for column in table.columns if column is not total]
    beside = {id(column): partners(total, column) for column in others}
    numbers = (column for column in others if not column.percent and not column.chained)
    counts = sorted(numbers, key=lambda each: not each.kinds)
    bases: list[Column | None] = [None, *[c for c in counts if _may_be_basis(c)][:MOST_BASES]]
    cuts: list[tuple[Column, ...]] = [(), *((c,) for c in others if _may_discount(c))]
    named = tuple(c for c in others if "discount" in c.kinds)
    cuts += [named] if len(named) > 1 else []
    for quantity, price in permutations(counts, 2):
        if not (beside[id(quantity)] and beside[id(price)] and _allowed(table, quantity, price)):
            continue
        for basis in bases:
            for discounts in cuts:
                given = Assignment(total, quantity, price, basis, discounts)
                if not {id(basis), *map(id, discounts)} & {id(quantity), id(price)}:
                    yield replace(given, weight=_weight(table, given, beside, decimal))


def _allowed(table: Table, quantity: Column, price: Column) -> bool:
    return fits(quantity, "quantity") and fits(price, "unit_price")


def _may_be_basis(column: Column) -> bool:
    """Whether the header says so, or says nothing and most figures are 1, 10, 100 or 1000."""
    usual = sum(figure.digits in BASES for _, figure in column.figures)
    return "price_qty" in column.kinds or (not column.kinds and usual >= MOSTLY * len(column.figures))


def _may_discount(column: Column) -> bool:
    """Whether the header says so, or says nothing and the figures are percentages, chains, or small throughout."""
    small = all(_SMALL.fullmatch(figure.digits) and not figure.negative for _, figure in column.figures)
    return "discount" in column.kinds or (not column.kinds and (column.percent or column.chained or small))


def _weight(table: Table, given: Assignment, beside: Mapping[int, Partners], decimal: str) -> float:
    """How much speaks for the assignment over the sample: equations that hold, names, how figures look."""
    weight, seen, hits = 0.0, 0, 0
    for number, (row, total) in enumerate(given.total.figures):
        item = _item(row, total, [beside[id(c)].get(number) if c else None for c in _columns(given)])
        terms = terms_of(item, decimal)
        if terms is None:
            continue
        seen += 1
        right = holds(terms)
        hits += right
        if seen >= PATIENCE and not hits:
            return 0.0
        if right or row.at in table.under:
            weight += (0.2 if not terms.total else 1.5 if terms.trivial else 4.0) if right else -1.0
            weight += _looks(item) if right else 0.0
        if seen >= SAMPLE:
            break
    named = sum(
        bool(column and column.kinds & roles)
        for roles, column in ((QUANTITIES, given.quantity), ({"unit_price"}, given.price), (TOTALS, given.total))
    )
    if not hits and (named < ALL_NAMED or "unit_price" in given.total.kinds):
        return 0.0
    return weight + named * seen - 0.3 * seen * (len(given.discounts) + (given.basis is not None)) if seen else 0.0


def _looks(item: Item) -> float:
    """What a unit, a currency and decimals say of which is the quantity, and that a total seldom stands before it."""
    assert item.quantity and item.price
    looks = 0.4 * bool(item.quantity.unit) - 0.4 * bool(item.price.unit and not item.quantity.unit)
    looks += 0.4 * item.price.currency - 0.6 * item.quantity.currency
    looks += 0.3 * item.quantity.digits.isdigit() - 0.3 * item.price.digits.isdigit()
    looks += 0.1 * (item.quantity.x0 < item.price.x0) + 0.3 * (item.price.x0 < item.total.x0)
    return looks + 0.2 * (item.quantity.x0 < item.total.x0)


def _with_others(table: Table, found: Sequence[Assignment]) -> Iterator[Assignment]:
    """The same with a second column that the header names a quantity or a weight."""
    for given in found:
        for column in table.columns:
            named = column.kinds & QUANTITIES and "line_number" not in column.kinds
            if named and not column.percent and column not in _columns(given):
                yield replace(given, other=column)


def _item(row: Row, total: Figure, parts: Sequence[Figure | None]) -> Item:
    quantity, price, basis, other, *discounts = parts
    return Item(row, total, quantity, price, basis, tuple(each for each in discounts if each), other)


def _columns(given: Assignment) -> Sequence[Column | None]:
    return (given.quantity, given.price, given.basis, given.other, *given.discounts)


def _basis(item: Item, decimal: str) -> Decimal:
    assert item.price
    printed = item.price.basis or (item.basis.digits if item.basis else "")
    value = _read(printed, decimal, False) if printed else None
    return value if value else Decimal(1)


def _discounts(item: Item, decimal: str) -> Iterator[tuple[tuple[Decimal, bool], ...]]:
    """The discounts as percentages where they may be, then as amounts."""
    values = [(value, each.percent or bool(each.chain)) for each, value in discount_steps(item, decimal)]
    yield tuple((abs(value), True) for value, _ in values)
    if values and not any(percent for _, percent in values):
        yield tuple((abs(value), False) for value, _ in values)


@lru_cache(maxsize=1 << 15)
def _read(digits: str, decimal: str, negative: bool) -> Decimal | None:
    return read_digits(digits, decimal, negative=negative)
