"""Printed totals that a sum of lines can reach: an independent witness that no line is missing or misread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from invoiceplug.fallback.assign import value_of
from invoiceplug.fallback.called import called_above, called_in, is_measure
from invoiceplug.fallback.figures import CURRENCIES, Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.regions import is_carried
from invoiceplug.fallback.vocabulary import longest, total_phrases

ORDER = ("lines_net", "grand", "amount_due", "tax")  # which of several names counts first
A_RATE = 2  # digits
SURE = ("lines_net", "grand", "amount_due")  # what a sum of lines may be


@dataclass(frozen=True, slots=True)
class Witness:
    """A printed total: its row, its figure and what its text calls it."""

    row: Row
    figure: Figure
    name: str


class Witnesses:
    """All figures of the document by their value, asked for the totals among them.

    `of_money` says that the document names a currency or a tax: what multiplies out elsewhere may be lengths.
    """

    def __init__(self, rows: Sequence[Row], decimal: str) -> None:
        self._rows = rows
        self.of_money = any(_speaks_of_money(row) for row in rows)
        self._by_value: dict[Decimal, list[tuple[Row, Figure]]] = {}
        for row in rows:
            for figure in row.figures:
                value = value_of(figure, decimal)
                if value is not None and not figure.percent and not figure.coded:
                    self._by_value.setdefault(value, []).append((row, figure))

    def of(self, value: Decimal, lines: Collection[int]) -> Witness | None:
        """The printed total with that value that stands in none of these rows; None when there is none."""
        found = [
            Witness(row, figure, name)
            for row, figure in self._by_value.get(value, ())
            if row.at not in lines and not is_carried(row)
            for name in self._names(row, figure, lines)
        ]
        return min(found, key=lambda each: (ORDER.index(each.name), each.row.at), default=None)

    def _names(self, row: Row, figure: Figure, lines: Collection[int]) -> list[str]:
        """What the figure is called: in its row, else above it."""
        if is_measure(row, figure):
            return []
        names = called_in(row)
        if not names and not any(row.labels):
            names = called_above(self._rows, row, figure, lines)
        return sorted(names & frozenset(SURE))


def _speaks_of_money(row: Row) -> bool:
    """Whether the row names a currency or a tax."""
    if any(figure.currency for figure in row.figures) or any(word.text in CURRENCIES for word in row.words):
        return True
    return any("tax" in longest(label, total_phrases()) and not _has_number(label) for label in row.labels)


def _has_number(label: Sequence[str]) -> bool:
    """Whether the text has a number longer than a rate: that of a taxpayer."""
    return any(sum(ch.isdigit() for ch in word) > A_RATE for word in label)
