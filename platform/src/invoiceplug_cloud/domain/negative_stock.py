"""The refusal of every change, apply or reversal, that would leave less than nothing on hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Item


class StockRow(Protocol):
    """One stock item of a plan or a reversal: how it stands, and what becomes of it."""

    @property
    def item(self) -> Item: ...

    @property
    def change(self) -> Decimal: ...

    @property
    def after(self) -> Decimal: ...


def refuse_negative(rows: Sequence[StockRow]) -> None:
    """Nothing when no item falls below zero; otherwise NEGATIVE_STOCK, naming every one that would."""
    below = [row for row in rows if row.after < 0]
    if below:
        first = below[0]
        raise InvoiceplugError(
            "NEGATIVE_STOCK",
            f"{first.item.item} would fall from {first.item.on_hand} to {first.after} {first.item.unit}.",
            items=[
                {
                    "item": r.item.item,
                    "before": f"{r.item.on_hand:f}",
                    "change": f"{r.change:f}",
                    "after": f"{r.after:f}",
                }
                for r in below
            ],
        )
