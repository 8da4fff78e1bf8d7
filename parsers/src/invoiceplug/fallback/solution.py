"""A line table read under one assignment of its columns, and what its sums prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from invoiceplug.fallback.arithmetic import Terms, equation, total_of
from invoiceplug.fallback.assign import Assignment, Item, value_of
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.regions import Table
from invoiceplug.fallback.witness import Witness, Witnesses

ENOUGH = 0.5  # of the lines must multiply out before their sum proves any of them
HEADED = 1.3  # a header's names count for so much more


@dataclass(frozen=True)
class Solution:
    """A table read under one assignment: its lines with their numbers, and what else stands in the total's column.

    `extra` are amounts among the lines without a quantity or a price; `counted` says that the sum needs them. `aside`
    are rows that seem to be none of both, with the reason, "" where nobody needs to look at them.
    `doubted` says that header or figures speak against the columns, or that figures may be the ends of longer ones.
    `rivalled` says that other columns explain the same totals as well: it is ambiguous once other tables' lines are
    needed for its sum, too.
    """

    table: Table
    assignment: Assignment
    decimal: str
    items: tuple[Item, ...]
    terms: tuple[Terms | None, ...]
    extra: tuple[Item, ...] = ()
    aside: Mapping[int, str] = field(default_factory=dict)
    counted: bool = False
    total: Decimal = Decimal(0)
    witness: Witness | None = None
    ambiguous: bool = False
    doubted: bool = False
    rivalled: bool = False
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

    @property
    def used(self) -> set[int]:
        """The rows of its lines' totals, and of the amounts among them."""
        return {item.row.at for item in (*self.items, *self.extra)}

    @cached_property
    def like_lines(self) -> frozenset[int]:
        """The rows that have figures in two of the columns that make a line, one of them with decimals."""
        given = self.assignment
        columns = [column for column in (given.quantity, given.price, given.total) if column]
        every = [(at, any(marked)) for column in columns for at, marked in _marked(column).items()]
        count, decimals = Counter(at for at, _ in every), {at for at, marked in every if marked}
        whole = not any(marked for _, marked in every)
        return frozenset(at for at, times in count.items() if times > 1 and (whole or at in decimals))

    @property
    def rows(self) -> set[int]:
        """The rows of all amounts in its column of totals."""
        return {*self.used, *self.aside}

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
        what = "the line sums" if count == 1 else f"the {count} lines sum"
        return f"{what} to {self.total:f}, printed as {self.witness.figure.digits}"

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


def summed(solution: Solution, witnesses: Witnesses) -> Solution:
    """The solution with the printed total that its lines come to, the amounts among them counted where that needs
    them; without any where none is printed."""
    found = replace(solution, counted=False, total=Decimal(0), witness=None)
    for counted in (False, True) if solution.extra else (False,):
        some: Sequence[Item] = [*solution.items, *solution.extra] if counted else solution.items
        total = total_of([value_of(item.total, solution.decimal) or Decimal(0) for item in some])
        if total and (witness := witnesses.of(total, solution.used)):
            return replace(found, counted=counted, total=total, witness=witness)
    return found


def _worth(terms: Terms) -> float:
    """What a line that multiplies out counts for."""
    return 0.1 if not terms.total else 0.6 if terms.trivial else 1.0


def _marked(column: Column) -> dict[int, list[bool]]:
    """Row -> for each of its figures in the column, whether it has a decimal or grouping mark."""
    found: dict[int, list[bool]] = {}
    for row, figure in column.figures:
        if figure.apart:
            found.setdefault(row.at, []).append("." in figure.digits or "," in figure.digits)
    return found
