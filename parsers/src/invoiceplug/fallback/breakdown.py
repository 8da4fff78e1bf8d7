"""Rows of a tax breakdown: a rate, the amount that it is of, and the tax."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import permutations

from invoiceplug.fallback.arithmetic import HUNDRED
from invoiceplug.fallback.assign import value_of
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.vocabulary import longest, total_phrases

HIGHEST_RATE = Decimal(40)
MOST_PARTS = 6  # figures of such a row
LEAST_PARTS, ALL_PARTS = 3, 4  # amounts of such a row: with the rate, and with what basis and tax come to
A_CODE = 2  # letters

Part = tuple[Figure, Decimal]


def tax_of(figures: Sequence[Figure], decimal: str) -> list[Part] | None:
    """Rate, basis and amount of a tax among the figures; None where no rate of one is another."""
    values = [(figure, value) for figure in figures if (value := value_of(figure, decimal)) is not None]
    for rate, basis, amount in permutations(values[:MOST_PARTS], 3):
        if not 0 < rate[1] <= HIGHEST_RATE or basis[0].percent or amount[0].percent or not amount[1]:
            continue
        exact = basis[1] * rate[1] / HUNDRED
        if amount[1] in (exact.quantize(Decimal("0.01"), way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)):
            return [rate, basis, amount]
    return None


def only_taxes(row: Row, decimal: str) -> bool:
    """Whether the row's figures are an amount, its tax and what both come to, or the tax's rate, and nothing else."""
    figures = [figure for figure in row.figures if figure.apart]
    values = [value for figure in figures if (value := value_of(figure, decimal)) is not None]
    if not LEAST_PARTS <= len({*values}) <= ALL_PARTS or len(values) > MOST_PARTS:
        return False
    if found := tax_of(figures, decimal):
        rate, basis, amount = (value for _, value in found)
        return {*values} <= {rate, basis, amount, basis + amount}
    return any(
        basis + amount == both and 0 < amount * HUNDRED <= HIGHEST_RATE * basis and {*values} == {basis, amount, both}
        for basis, amount, both in permutations(values, 3)
    )


def says_tax(row: Row) -> bool:
    """Whether the row's texts are what taxes and totals are called, or codes: "A", "S1"."""
    return all(longest(label, total_phrases()) or all(len(word) <= A_CODE for word in label) for label in row.labels)
