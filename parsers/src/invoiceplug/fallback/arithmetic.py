"""The equation of a line: quantity x unit price / basis, less discounts, is the total to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

CENT = 2  # decimals that a total is rounded to, unless it is printed with more
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers of one line; `discounts` are (value, is a percentage), each taken off what the one before left."""

    quantity: Decimal
    price: Decimal
    total: Decimal
    basis: Decimal = Decimal(1)
    discounts: tuple[tuple[Decimal, bool], ...] = ()

    @property
    def trivial(self) -> bool:
        """Whether the equation says no more than that two numbers are the same."""
        same = self.total in (self.price, self.quantity)
        return same and not any(value for value, _ in self.discounts)


def holds(terms: Terms) -> bool:
    """Whether the line multiplies out, a half rounded up or to even."""
    scale = max(CENT, -int(terms.total.as_tuple().exponent))
    unit = Decimal(1).scaleb(-scale)
    with localcontext(prec=60):
        exact = _exact(terms)
        return terms.total in (exact.quantize(unit, ROUND_HALF_UP), exact.quantize(unit, ROUND_HALF_EVEN))


def equation(terms: Terms) -> str:
    """The line's equation as a person writes it: "20 x 9.90 = 198.00"."""
    basis = f" / {terms.basis:f}" if terms.basis != 1 else ""
    discounts = "".join(f" - {value:f}{' %' if percent else ''}" for value, percent in terms.discounts if value)
    return f"{terms.quantity:f} x {terms.price:f}{basis}{discounts} = {terms.total:f}"


def discount_amounts(terms: Terms) -> list[Decimal]:
    """What each discount takes off, rounded to cents unless it is printed as an amount."""
    left, amounts = _gross(terms), []
    for value, percent in terms.discounts:
        amount = (left * value / HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP) if percent else value
        left -= left * value / HUNDRED if percent else value
        amounts.append(amount)
    return amounts


def total_of(values: Sequence[Decimal]) -> Decimal:
    """Their sum, exact."""
    with localcontext(prec=60):
        return sum(values, Decimal(0))


def _exact(terms: Terms) -> Decimal:
    left = _gross(terms)
    for value, percent in terms.discounts:
        left -= left * value / HUNDRED if percent else value
    return left


def _gross(terms: Terms) -> Decimal:
    with localcontext(prec=60):
        return terms.quantity * terms.price / terms.basis
