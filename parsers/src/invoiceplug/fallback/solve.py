"""The assignment of columns that explains a document's lines best, and what it proves: exactly one, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from invoiceplug.fallback.amounts import amounts_of
from invoiceplug.fallback.assign import Assignment, assignments_of, fits, partners
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.joined import Joined, joined
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.named import named_assignments
from invoiceplug.fallback.regions import Table, tables_of
from invoiceplug.fallback.solution import Solution, summed
from invoiceplug.fallback.witness import Witnesses

LEAST_LINES = 2  # without a header fewer lines are a coincidence


def solve(rows: Sequence[Row], decimals: Sequence[str]) -> Joined | None:
    """The solution with the most merit, and those of the document's other tables beside it.

    `ambiguous` where another one of the same table proves other values.
    """
    tables = tables_of(rows)
    witnesses = {decimal: Witnesses(rows, decimal) for decimal in decimals}
    found = list(_of_each(tables, witnesses))
    best = max(found, key=lambda each: each.merit, default=None)
    if best is None:
        return None
    if best.table.head is None:
        best = next((each for each in found if each.table.head and _covers(each, best)), best)
    others = [each for each in found if each.table.head and each is not best and each.decimal == best.decimal]
    return joined(best, others, witnesses[best.decimal])


def _of_each(tables: Sequence[Table], witnesses: Mapping[str, Witnesses]) -> Iterator[Solution]:
    """The best solution of each table that has one."""
    for table in tables:
        every = [
            found
            for decimal, of_decimal in witnesses.items()
            for given in (assignments_of(table, decimal) or named_assignments(table))
            if (found := _read(table, given, decimal, of_decimal))
        ]
        if every:
            chosen = max(every, key=lambda each: each.merit)
            ambiguous, rivalled = _ambiguous(chosen, every), _rivalled(chosen, every)
            yield replace(chosen, ambiguous=ambiguous, rivalled=rivalled, doubted=_doubted(chosen, tables))


def _covers(headed: Solution, bare: Solution) -> bool:
    """Whether the header's table has all the lines that multiply out without it: then its others are lines as well."""
    named, found = (
        {item.row.at: terms for item, terms, right in zip(each.items, each.terms, each.right, strict=True) if right}
        for each in (headed, bare)
    )
    return found.items() <= named.items() and bool(headed.witness or not bare.witness)


def _doubted(solution: Solution, tables: Sequence[Table]) -> bool:
    """Whether the header says otherwise: it stands above the lines and is not used, or names another column."""
    if _swapped(solution) or _under_one_name(solution):
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


def _under_one_name(solution: Solution) -> bool:
    """Whether quantity and price stand under one name of the header: it may be that of either."""
    given = solution.assignment
    for column, other in ((given.quantity, given.price), (given.price, given.quantity)):
        if column and other and column.name and not other.kinds:
            over = min(other.x1, column.name.x1) - max(other.x0, column.name.x0)
            if over > 0:
                return True
    return False


def _beside(solution: Solution, column: Column) -> bool:
    """Whether at least half of the lines have a figure in the column."""
    beside = partners(solution.assignment.total, column)
    rows = {solution.assignment.total.figures[index][0].at for index in beside}
    return sum(item.row.at in rows for item in solution.items) * 2 >= len(solution.items)


def _read(table: Table, given: Assignment, decimal: str, witnesses: Witnesses) -> Solution | None:
    """What the assignment makes of the table; None when that is no line at all."""
    found = amounts_of(table, given, decimal)
    some = tuple(found.items), tuple(found.terms), tuple(found.extra), found.aside
    solution = summed(Solution(table, given, decimal, *some, right=tuple(found.right)), witnesses)
    return solution if _is_table(solution, witnesses) else None


def _is_table(solution: Solution, witnesses: Witnesses) -> bool:
    """Whether there are lines at all: under a header some of money where none multiplies out; without one two that
    multiply out to money, or one that reaches a printed total."""
    telling = [each for each, fine in zip(solution.terms, solution.right, strict=True) if each and each.total and fine]
    if solution.table.head:
        return bool(solution.items and (telling or solution.witness or witnesses.of_money))
    if solution.table.cards:
        return bool(telling) and witnesses.of_money
    if solution.witness:
        return len(telling) >= LEAST_LINES or bool(telling and not telling[0].trivial)
    return len(telling) >= LEAST_LINES and witnesses.of_money


def _ambiguous(chosen: Solution, every: Sequence[Solution]) -> bool:
    """Whether another assignment, not contradicted by units and currencies, proves other values as completely."""
    return chosen.complete and _has_rival(chosen, [each for each in every if each.complete])


def _rivalled(chosen: Solution, every: Sequence[Solution]) -> bool:
    """Whether another assignment explains the same totals as well by other values, whatever they sum to."""
    totals = [item.total for item in chosen.items]
    return _has_rival(chosen, [each for each in every if [item.total for item in each.items] == totals])


def _has_rival(chosen: Solution, some: Sequence[Solution]) -> bool:
    rivals = [each for each in some if sum(each.right) >= sum(chosen.right)]
    others = [each for each in rivals if each.values() != chosen.values() and not _contradicted(each)]
    return bool(others) or _contradicted(chosen)


def _contradicted(solution: Solution) -> bool:
    """Whether most quantities carry a currency, or most prices a unit where the quantities carry none."""
    pairs = [(item.quantity, item.price) for item in solution.items if item.quantity and item.price]
    against = sum(q.currency or bool(p.unit and not q.unit and not p.currency) for q, p in pairs)
    return against * 2 > len(pairs)
