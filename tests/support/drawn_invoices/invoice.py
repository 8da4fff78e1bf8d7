"""Invoices of layouts that nobody has described, drawn at random by a seed, with the numbers of their lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from drawn_invoices.bill import Bill, draw_bill
from drawn_invoices.layout import Layout, draw_layout
from drawn_invoices.paper import Paper

Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Drawn:
    """The PDF, and what it was drawn from."""

    pdf: bytes
    bill: Bill
    layout: Layout

    @property
    def numbers(self) -> list[Numbers]:
        """Quantity, unit price and total of each line."""
        return [(line.quantity, line.price, line.total) for line in self.bill.lines]


def draw(seed: int) -> Drawn:
    """The same invoice for the same seed, on every machine."""
    dice = Random(seed)
    layout = draw_layout(dice)
    bill = draw_bill(dice, layout.language, set(layout.features))
    return Drawn(Paper(layout, bill, dice).pdf(), bill, layout)
