"""Discounts on a line: the printed amounts and percentages as allowances, in the order of their columns."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from invoiceplug.invoice import Allowance, Field

Values = dict[str, Field[Any]]

SUFFIXES = ("", "_2")
_MOST_DECIMALS = Decimal("0.000000001")  # what invoice.v1 can carry
_LEAST_DECIMALS = Decimal("0.01")


def allowances(values: Values) -> tuple[Allowance, ...]:
    """The line's allowances; an amount that only its percentage tells is computed from quantity and price.

    A second percentage is taken off what the first one left ("10 + 5 %"). Where the price after discount is printed,
    the last percentage takes off what lies between the two prices: many vendors round that price first. A computed
    amount is not rounded: the printed line total is. The line total takes no part in it, so that the check of the
    line stays a check.
    """
    found: list[Allowance] = []
    for suffix in SUFFIXES:
        amount, percent = values.get(f"discount_amount{suffix}"), values.get(f"discount_percent{suffix}")
        if amount is None and percent is not None:
            last = suffix == SUFFIXES[-1] or f"discount_percent{SUFFIXES[-1]}" not in values
            amount = (_between_prices(values, found) if last else None) or _computed(values, percent, found)
        if amount is not None and amount.value:
            found.append(Allowance(_signed(amount, values), percent and Field(abs(percent.value), percent.sources)))
    return tuple(found)


def _computed(values: Values, percent: Field[Decimal], before: list[Allowance]) -> Field[Decimal] | None:
    gross = _gross(values)
    if gross is None:
        return None
    with localcontext(prec=60):
        left = gross - sum((each.amount.value for each in before), Decimal(0))
        exact = (left * abs(percent.value) / 100).quantize(_MOST_DECIMALS, ROUND_HALF_UP)
    return Field(_short(exact), percent.sources)


def _between_prices(values: Values, before: list[Allowance]) -> Field[Decimal] | None:
    """What the printed price after discount leaves to take off; None where it is not printed."""
    gross, net, price = _gross(values), _gross(values, "discount_price"), values.get("discount_price")
    if gross is None or net is None or price is None:
        return None
    with localcontext(prec=60):
        left = gross - net - sum((each.amount.value for each in before), Decimal(0))
        return Field(_short(left.quantize(_MOST_DECIMALS, ROUND_HALF_UP)), price.sources)


def _gross(values: Values, name: str = "unit_price") -> Decimal | None:
    """Quantity times price; the quantity that goes with the price is the weight where the price is by weight."""
    quantity = values.get("qty_billed") or values.get("qty_shipped")
    price_uom, weight_uom = values.get("price_uom"), values.get("weight_uom")
    if "weight" in values and price_uom and weight_uom and price_uom.value.casefold() == weight_uom.value.casefold():
        quantity = values["weight"]
    price, basis = values.get(name), values.get("price_qty")
    if quantity is None or price is None:
        return None
    with localcontext(prec=60):
        gross: Decimal = quantity.value * price.value / (basis.value if basis and basis.value else 1)
    return gross


def _signed(amount: Field[Decimal], values: Values) -> Field[Decimal]:
    """A discount is positive on a positive line, however it is printed, and negative on a returned one."""
    total = values.get("line_total")
    negative = total is not None and total.value < 0
    return Field(-abs(amount.value) if negative else abs(amount.value), amount.sources)


def _short(value: Decimal) -> Decimal:
    """Without closing zeros, but with two decimals at least."""
    short = value.normalize()
    return short if short.as_tuple().exponent < -2 else value.quantize(_LEAST_DECIMALS)  # type: ignore[operator]
