"""The totals, taxes and charges around the lines, taken where they add up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from invoiceplug.fallback.arithmetic import total_of
from invoiceplug.fallback.assign import value_of
from invoiceplug.fallback.breakdown import tax_of
from invoiceplug.fallback.called import called_above, is_measure
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.regions import is_carried
from invoiceplug.fallback.solution import Solution
from invoiceplug.fallback.vocabulary import charge_phrases, leading, plain, total_phrases
from invoiceplug.invoice import Charge, ChargeKind, Field, Tax
from invoiceplug.toolkit.fields import sources_of

PREFERRED = ("lines_net", "tax", "amount_due", "prepaid", "grand")  # of a text that may mean several


@dataclass
class Around:
    """What stands around the lines, and the equations that prove some of it by their JSON Pointer."""

    totals: dict[str, Field[Decimal]] = field(default_factory=dict)
    charges: tuple[Charge, ...] = ()
    taxes: tuple[Tax, ...] = ()
    proofs: dict[str, str] = field(default_factory=dict)


Named = dict[str, list[Field[Decimal]]]


def around(rows: Sequence[Row], solution: Solution, used: Collection[int], sums: Collection[Decimal]) -> Around:
    """The totals of the document whose lines these are; `used` are the rows of the lines, `sums` what those come to.

    A grand total is proved only where a sum of lines leads to it: any two amounts and a tax may make a third.
    """
    after = [row for row in rows if row.at not in used and row.at > solution.items[0].row.at and not is_carried(row)]
    named = _named(after, solution.decimal)
    for name, amounts in _named_above(rows, after, used, solution.decimal).items():
        named.setdefault(name, []).extend(amounts)
    taxes = tuple(_taxes(after, solution.decimal))
    found = Around(taxes=taxes)
    net = _net(solution, named)
    if net:
        found.totals["lines_net"] = net
    _close_sum(found, named, [list(_charges(after, solution.decimal, last=each)) for each in (True, False)])
    if solution.ambiguous or (net and net.value not in sums):
        found.proofs.clear()
    elif solution.proves and "lines_net" in found.totals:
        found.proofs["/totals/lines_net"] = solution.sum_text()
    return found


def _net(solution: Solution, named: Named) -> Field[Decimal] | None:
    """The sum of the lines where it is printed, else the first that is called so."""
    witness = solution.witness
    if witness and witness.name == "lines_net":
        return Field(solution.total, sources_of(witness.figure.words))
    return next(iter(named.get("lines_net", ())), None) if not witness else None


def _close_sum(found: Around, named: Named, charges: Sequence[Sequence[Charge]]) -> None:
    """Grand total, tax and charges: such that net, charges and tax make the grand total, where any do.

    `charges` are the ways to read them.
    """
    net = found.totals.get("lines_net")
    grands = [*named.get("grand", ()), *named.get("amount_due", ())]
    breakdown = total_of([tax.amount.value for tax in found.taxes])
    taxes: list[tuple[Decimal, Field[Decimal] | None]] = [(each.value, each) for each in named.get("tax", ())]
    taxes += [(breakdown, None)] if found.taxes else []
    taxes += [(Decimal(0), None)] if not taxes else []
    for some in dict.fromkeys([(), *map(tuple, charges)]):
        extra = total_of([charge.amount.value for charge in some])
        for tax, printed in taxes:
            for grand in grands if net else ():
                if net and net.value + extra + tax == grand.value:
                    found.totals["grand"], found.charges = grand, some
                    _prove(found, net.value, extra, tax, grand.value, printed)
                    _paid(found, named)
                    return
    if grands:
        found.totals["grand"] = max(grands, key=lambda each: abs(each.value))
    if printed := next(iter(named.get("tax", ())), None):
        found.totals["tax"] = printed
    _paid(found, named)


def _prove(
    found: Around, net: Decimal, extra: Decimal, tax: Decimal, grand: Decimal, printed: Field[Decimal] | None
) -> None:
    charges = f" + {extra:f}" if extra else ""
    text = f"{net:f}{charges} + {tax:f} = {grand:f}"
    found.proofs["/totals/grand"] = text
    if printed:
        found.totals["tax"] = printed
        found.proofs["/totals/tax"] = text


def _paid(found: Around, named: Named) -> None:
    """What was paid and what is due, where grand total, paid and due agree."""
    grand = found.totals.get("grand")
    for due in named.get("amount_due", ()) if grand else ():
        if grand and due.value == grand.value:
            found.totals["amount_due"] = due
        for paid in named.get("prepaid", ()):
            if grand and grand.value - abs(paid.value) == due.value:
                found.totals["prepaid"] = Field(abs(paid.value), paid.sources)
                found.totals["amount_due"] = due


def _named(rows: Sequence[Row], decimal: str) -> Named:
    """The last plain figure of each row by what the row's text calls it."""
    named: Named = {}
    for row in rows:
        amount = _amount(row, decimal)
        names = {name for label in row.labels for name in leading(label, total_phrases())}
        if amount and names:
            named.setdefault(min(names, key=PREFERRED.index), []).append(amount)
    return named


def _named_above(rows: Sequence[Row], after: Sequence[Row], used: Collection[int], decimal: str) -> Named:
    """The figures of rows without any text, by the labels over them."""
    named: Named = {}
    for row in after:
        for figure in row.figures if row.figures and not any(row.labels) else ():
            amount = _field(figure, decimal)
            names = called_above(rows, row, figure, used) if amount else ()
            if amount and names:
                named.setdefault(min(names, key=PREFERRED.index), []).append(amount)
    return named


def _amount(row: Row, decimal: str, *, last: bool = True) -> Field[Decimal] | None:
    """The row's last amount, or its first."""
    figures = [figure for figure in row.figures if not is_measure(row, figure)]
    every = (_field(figure, decimal) for figure in (reversed(figures) if last else figures))
    return next((amount for amount in every if amount), None)


def _field(figure: Figure, decimal: str) -> Field[Decimal] | None:
    value = value_of(figure, decimal)
    if value is None or figure.percent or figure.coded or not (figure.apart or figure.currency):
        return None
    return Field(value, sources_of(figure.words))


def _charges(rows: Sequence[Row], decimal: str, *, last: bool) -> Iterator[Charge]:
    """The rows called so with their last amounts, or their first, which is the charge where its tax stands beside."""
    for row in rows:
        kinds = {kind for label in row.labels for kind in leading(label, charge_phrases())}
        amount = _amount(row, decimal, last=last)
        if kinds and amount and amount.value:
            kind = min(kinds)
            if kind == "discount":
                amount = Field(-abs(amount.value), amount.sources)
            yield Charge(cast("ChargeKind", kind), amount)


def _taxes(rows: Sequence[Row], decimal: str) -> Iterator[Tax]:
    """The rows of a tax breakdown: those in which a rate of a basis is an amount."""
    seen: set[tuple[Decimal, Decimal]] = set()
    for row in rows:
        figures = [f for f in row.figures if not f.coded]
        if found := tax_of(figures, decimal):
            rate, basis, _ = found
            if (rate[1], basis[1]) not in seen and _is_tax(row, rate[0]):
                seen.add((rate[1], basis[1]))
                fields = [Field(value, sources_of(figure.words)) for figure, value in found]
                yield Tax(fields[2], fields[1], fields[0])


def _is_tax(row: Row, rate: Figure) -> bool:
    words = plain(" ".join(word.text for word in row.words))
    return rate.percent or any("tax" in total_phrases().get((word,), ()) for word in words)
