"""The assignment of columns that explains a document's lines best, and what it proves: exactly one, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from invoiceplug.fallback.arithmetic import Terms, equation, holds, total_of
from invoiceplug.fallback.assign import (
    Assignment,
    Item,
    assignments_of,
    fits,
    items_of,
    partners,
    settled,
    terms_of,
    value_of,
)
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.named import named_assignments
from invoiceplug.fallback.regions import Table, is_carried, tables_of
from invoiceplug.fallback.witness import Witness, Witnesses

ENOUGH = 0.5  # of the lines must multiply out before their sum proves any of them
HEADED = 1.3  # a header's names count for so much more
LEAST_LINES = 2  # without a header fewer lines are a coincidence


@dataclass(frozen=True)
class Solution:
    """A table read under one assignment: its lines with their numbers, and what else stands in the total's column.

    `extra` are amounts among the lines without a quantity or a price; `counted` says that the sum needs them.
    `doubted` says that header or figures speak against the columns, or that figures may be the ends of longer ones.
    """

    table: Table
    assignment: Assignment
    decimal: str
    items: tuple[Item, ...]
    terms: tuple[Terms | None, ...]
    extra: tuple[Item, ...] = ()
    counted: bool = False
    total: Decimal = Decimal(0)
    witness: Witness | None = None
    ambiguous: bool = False
    doubted: bool = False
    right: tuple[bool, ...] = field(default=())

    @property
    def merit(self) -> tuple[float, float]:
        """What the likeliest solution has most of: lines that multiply out, reaching a printed total; then weight."""
        worth = sum(_worth(terms) for terms, right in zip(self.terms, self.right, strict=True) if terms and right)
        wrong = len(self.items) - sum(self.right)
        share = (1.5 if self.witness else 1.0) * (HEADED if self.table.head else 1.0)
        return worth * share - 0.4 * wrong, self.assignment.weight

    @property
    def complete(self) -> bool:
        """Whether its sum reaches a printed total and its lines multiply out often enough to prove those that do."""
        return self.witness is not None and sum(self.right) >= max(1, ENOUGH * len(self.items))

    @property
    def proves(self) -> bool:
        """Whether its sum is proved: it is complete, and neither another solution nor a header says otherwise."""
        return self.complete and not self.ambiguous and not self.doubted

    def values(self) -> list[tuple[Decimal, ...]]:
        """The numbers of its lines, by which two solutions are compared."""
        every = [terms for terms in self.terms if terms]
        return [(each.quantity, each.price, each.total, each.basis) for each in every]

    def proof(self, index: int) -> str | None:
        """The equations that prove that line; None when nothing does."""
        terms = self.terms[index]
        if not self.proves or not terms or not self.right[index] or not terms.total:
            return None  # nothing is anything times nothing
        if (self.extra and self.counted and self._touched(index)) or self._turned_alone(index):
            return None
        return f"{equation(terms)}; {self.sum_text()}"

    def sum_text(self) -> str:
        """The equation of the sum."""
        assert self.witness
        count = len(self.items) + (len(self.extra) if self.counted else 0)
        what = "the line" if count == 1 else f"the {count} lines"
        return f"{what} sum to {self.total:f}, printed as {self.witness.figure.digits}"

    def _turned_alone(self, index: int) -> bool:
        """Whether the quantity's sign was turned to fit, and not that of every line as on a credit note."""
        turned = [self._is_turned(n) for n in range(len(self.items))]
        return turned[index] and not all(turned)

    def _is_turned(self, index: int) -> bool:
        figure, terms = self.items[index].quantity, self.terms[index]
        return bool(figure and terms and terms.quantity < 0 and not figure.negative)

    def _touched(self, index: int) -> bool:
        """Whether an amount without a quantity stands right below the line: it may change what the line costs."""
        after = self.items[index + 1].row.at if index + 1 < len(self.items) else self.items[index].row.at + 1000
        return any(self.items[index].row.at < extra.row.at < after for extra in self.extra)


def solve(rows: Sequence[Row], decimals: Sequence[str]) -> Solution | None:
    """The solution with the most merit; `ambiguous` where another one of the same table proves other values."""
    tables = tables_of(rows)
    witnesses = {decimal: Witnesses(rows, decimal) for decimal in decimals}
    best: Solution | None = None
    for table in tables:
        every = [
            found
            for decimal in decimals
            for given in (assignments_of(table, decimal) or named_assignments(table))
            if (found := _read(table, given, decimal, witnesses[decimal]))
        ]
        if every:
            chosen = max(every, key=lambda each: each.merit)
            chosen = replace(chosen, ambiguous=_ambiguous(chosen, every))
            best = chosen if best is None or chosen.merit > best.merit else best
    return replace(best, doubted=_doubted(best, tables)) if best else None


def _doubted(solution: Solution, tables: Sequence[Table]) -> bool:
    """Whether the header says otherwise: it stands above the lines and is not used, or names another column."""
    if _swapped(solution):
        return True
    if solution.table.head is None:
        under = {at for table in tables for at in table.under}
        return any(item.row.at in under for item in solution.items)
    given = solution.assignment
    roles: tuple[tuple[Kind, Column | None], ...] = (("quantity", given.quantity), ("unit_price", given.price))
    for role, chosen in (*roles, ("line_total", given.total)):
        named = [column for column in solution.table.columns if column.kinds and fits(column, role)]
        if named and chosen not in named and any(_beside(solution, column) for column in named):
            return True
    return False


def _swapped(solution: Solution) -> bool:
    """Whether every quantity has decimals and no price has: a name may have gone to the neighbouring column."""
    pairs = [(item.quantity, item.price) for item in solution.items if item.quantity and item.price]
    return bool(pairs) and all(not q.digits.isdigit() and p.digits.isdigit() for q, p in pairs)


def _beside(solution: Solution, column: Column) -> bool:
    """Whether at least half of the lines have a figure in the column."""
    beside = partners(solution.assignment.total, column)
    rows = {solution.assignment.total.figures[index][0].at for index in beside}
    return sum(item.row.at in rows for item in solution.items) * 2 >= len(solution.items)


def _read(table: Table, given: Assignment, decimal: str, witnesses: Witnesses) -> Solution | None:
    """What the assignment makes of the table; None when that is no line at all."""
    items, terms, extra = _sorted_out(table, given, decimal)
    right = tuple(bool(each and holds(each)) for each in terms)
    solution = Solution(table, given, decimal, tuple(items), tuple(terms), tuple(extra), right=right)
    used = {item.row.at for item in (*items, *extra)}
    for counted in (False, True) if extra else (False,):
        some = [*items, *extra] if counted else items
        total = total_of([value_of(item.total, decimal) or Decimal(0) for item in some])
        if total and (witness := witnesses.of(total, used)):
            solution = replace(solution, counted=counted, total=total, witness=witness)
            break
    return solution if _is_table(solution) else None


def _is_table(solution: Solution) -> bool:
    """Whether there are lines at all: without a header two that multiply out, or one that reaches a printed total."""
    telling = [each for each, fine in zip(solution.terms, solution.right, strict=True) if each and each.total and fine]
    if solution.table.head:
        return bool(solution.items)
    return len(telling) >= LEAST_LINES or bool(solution.witness and telling and not telling[0].trivial)


def _sorted_out(table: Table, given: Assignment, decimal: str) -> tuple[list[Item], list[Terms | None], list[Item]]:
    """The lines, their numbers, and the amounts under the header that belong to no line."""
    items: list[Item] = []
    terms: list[Terms | None] = []
    extra: list[Item] = []
    for item in items_of(given):
        if value_of(item.total, decimal) is None or is_carried(item.row):
            continue
        numbers = terms_of(item, decimal)
        under = item.row.at in table.under
        item = settled(item, decimal)
        if (numbers and (under or holds(numbers))) or (under and (item.quantity or item.price)):
            items.append(item)
            terms.append(numbers)
        elif under and item.total.apart:
            extra.append(item)
    return items, terms, extra


def _ambiguous(chosen: Solution, every: Sequence[Solution]) -> bool:
    """Whether another assignment, not contradicted by units and currencies, proves other values as completely."""
    if not chosen.complete:
        return False
    rivals = [each for each in every if each.complete and sum(each.right) >= sum(chosen.right)]
    others = [each for each in rivals if each.values() != chosen.values() and not _contradicted(each)]
    return bool(others) or _contradicted(chosen)


def _contradicted(solution: Solution) -> bool:
    """Whether most quantities carry a currency, or most prices a unit where the quantities carry none."""
    pairs = [(item.quantity, item.price) for item in solution.items if item.quantity and item.price]
    against = sum(q.currency or bool(p.unit and not q.unit and not p.currency) for q, p in pairs)
    return against * 2 > len(pairs)


def _worth(terms: Terms) -> float:
    """What a line that multiplies out counts for."""
    return 0.1 if not terms.total else 0.6 if terms.trivial else 1.0
