"""Several line tables on one invoice: goods, then packaging under a header of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from invoiceplug.fallback.arithmetic import total_of
from invoiceplug.fallback.assign import value_of
from invoiceplug.fallback.solution import ENOUGH, Solution, summed
from invoiceplug.fallback.witness import Witnesses


@dataclass(frozen=True)
class Joined:
    """The line tables of a document: each with its own columns, and all their lines as one, for their sum.

    `order` says of each line of the whole, from top to bottom, which part it belongs to and which line of that it is.
    """

    parts: tuple[Solution, ...]
    whole: Solution
    order: tuple[tuple[int, int], ...]

    @property
    def sums(self) -> set[Decimal]:
        """What the lines come to, all of them and those of each table, with and without the amounts among them."""
        every = [some for each in (self.whole, *self.parts) for some in (each.items, (*each.items, *each.extra))]
        return {total_of([value_of(item.total, self.whole.decimal) or Decimal(0) for item in some]) for some in every}

    def proof(self, index: int) -> str | None:
        """What proves that line of the whole: its own table's sum, or that of all tables."""
        part, line = self.order[index]
        return self.parts[part].proof(line) or self.whole.proof(index)

    def marked(self, *, ambiguous: bool = False, doubted: bool = False) -> Joined:
        """The same, doubted or ambiguous throughout where that is said."""
        whole, *parts = (
            replace(each, ambiguous=each.ambiguous or ambiguous, doubted=each.doubted or doubted)
            for each in (self.whole, *self.parts)
        )
        return replace(self, whole=whole, parts=tuple(parts))

    def making(self, net: Decimal) -> Joined:
        """The same, doubted where the grand total is made of a sum of lines that the part is not."""
        if self.whole.witness:
            return self
        parts = (replace(each, doubted=each.doubted or each.total != net) for each in self.parts)
        return replace(self, parts=tuple(parts))

    def rows_beside(self, part: int) -> set[int]:
        """The rows of the other tables: of their headers and of their lines' totals."""
        return {at for n, each in enumerate(self.parts) if n != part for at in (*each.used, *_head_rows(each))}


def joined(best: Solution, others: Iterable[Solution], witnesses: Witnesses) -> Joined:
    """The best table, and each other one whose own lines mostly multiply out under its own header."""
    parts: list[Solution] = []
    for other in others:
        own = _kept(other, _own_rows(other, best, parts), witnesses)
        free = not any(own.used & each.used for each in parts)
        if free and _is_own_table(own, best):
            parts.append(own)
    taken = {at for each in parts for at in (*each.table.under, *each.used)}
    rest = _kept(best, best.rows - taken, witnesses) if parts else best
    if not rest.items:
        parts, rest = [], best
    return _together([_alone(each) for each in (rest, *parts)] if parts else [rest], witnesses)


def _own_rows(other: Solution, best: Solution, parts: Sequence[Solution]) -> set[int]:
    """The rows under its header, and those after it that no table has read: it goes on over a page without a header."""
    under = other.table.under - (best.table.under if best.table.head else set())
    taken = {at for each in (best, *parts) for at in (*each.table.under, *each.used)}
    return {*under, *(at for at in other.rows - taken if at > min(under, default=at))}


def _alone(part: Solution) -> Solution:
    """The part of several: what it was found to sum to by itself no longer tells its columns apart."""
    return replace(part, ambiguous=part.ambiguous or part.rivalled)


def _is_own_table(other: Solution, best: Solution) -> bool:
    """Whether enough of its lines multiply out, and say more than that two numbers are the same."""
    telling = [each for each, fine in zip(other.terms, other.right, strict=True) if each and fine and each.total]
    alone = not other.table.under & best.table.under if best.table.head else True
    return alone and any(not each.trivial for each in telling) and len(telling) >= max(1, ENOUGH * len(other.items))


def _kept(solution: Solution, rows: Iterable[int], witnesses: Witnesses) -> Solution:
    """The solution with only what stands in these rows."""
    wanted = set(rows)
    keep = [n for n, item in enumerate(solution.items) if item.row.at in wanted]
    return summed(
        replace(
            solution,
            items=tuple(solution.items[n] for n in keep),
            terms=tuple(solution.terms[n] for n in keep),
            right=tuple(solution.right[n] for n in keep),
            extra=tuple(item for item in solution.extra if item.row.at in wanted),
            aside={at: why for at, why in solution.aside.items() if at in wanted},
        ),
        witnesses,
    )


def _together(parts: Sequence[Solution], witnesses: Witnesses) -> Joined:
    every = sorted((item.row.at, part, n) for part, each in enumerate(parts) for n, item in enumerate(each.items))
    order = tuple((part, n) for _, part, n in every)
    if len(parts) == 1:
        return Joined((parts[0],), parts[0], order)
    whole = replace(
        parts[0],
        items=tuple(parts[part].items[n] for part, n in order),
        terms=tuple(parts[part].terms[n] for part, n in order),
        right=tuple(parts[part].right[n] for part, n in order),
        extra=tuple(item for each in parts for item in each.extra),
        aside={at: why for each in parts for at, why in each.aside.items()},
        ambiguous=any(each.ambiguous for each in parts),
        doubted=any(each.doubted for each in parts),
    )
    return Joined(tuple(parts), summed(whole, witnesses), order)


def _head_rows(solution: Solution) -> range:
    head = solution.table.head
    return range(head.first, head.last + 1) if head else range(0)
