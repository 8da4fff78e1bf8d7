"""plan_reversal: what taking an apply back would do to the stock, from the movements that it made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import decimal_text
from invoiceplug_cloud.domain.lines import EXACT, LIMIT
from invoiceplug_cloud.domain.negative_stock import refuse_negative
from invoiceplug_cloud.domain.plan import SCHEMA_VERSION
from invoiceplug_cloud.domain.records import REVERSE, Item, LedgerEntry, Movement
from invoiceplug_cloud.domain.stored_plan import movements_of


@dataclass(frozen=True, slots=True)
class ReversalRow:
    """One stock item of a reversal: how it stands, and the movement that is taken back."""

    item: Item
    taken_back: Movement

    @property
    def change(self) -> Decimal:
        """The stored movement's, negated."""
        return EXACT.minus(self.taken_back.delta)

    @property
    def after(self) -> Decimal:
        """What the item will hold."""
        return EXACT.add(self.item.on_hand, self.change)

    def to_json(self) -> dict[str, Any]:
        """A row of the HTTP body `reversal`."""
        return {
            "item": self.item.item,
            "name": self.item.name,
            "unit": self.item.unit,
            "before": decimal_text(self.item.on_hand),
            "change": decimal_text(self.change),
            "after": decimal_text(self.after),
        }


def plan_reversal(applied: Mapping[str, Any], items: Mapping[str, Item]) -> tuple[ReversalRow, ...]:
    """What taking back an apply would do, from its stored plan (plan.v1) and the items as they stand now.

    Raises NEGATIVE_STOCK, naming every item that would fall below zero.
    """
    rows = tuple(ReversalRow(items[movement.item], movement) for movement in movements_of(applied))
    refuse_negative(rows)
    for row in rows:
        if row.after >= LIMIT:
            raise InvoiceplugError("REQUEST_INVALID", f"{row.item.item} would pass 15 digits.", item=row.item.item)
    return rows


def stored_reversal(
    applied: Mapping[str, Any],
    entry: LedgerEntry,
    rows: tuple[ReversalRow, ...],
    *,
    reverse_id: str,
    reason: str,
    seq: int,
    at: str,
) -> dict[str, Any]:
    """plan.v1 of kind reverse: whose plan it takes back (`entry`), why, and the movements that do so."""
    copied = ("job_id", "review_sha256", "vendor_id", "known_as", "document_type", "invoice_number", "plan_sha256")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": REVERSE,
        **{name: applied[name] for name in copied},
        "apply_id": entry.apply_id,
        "applied_plan": {"key": entry.plan_key, "version_id": entry.plan_version},
        "reverse_id": reverse_id,
        "seq": seq,
        "reversed_at": at,
        "reason": reason,
        "rows": [row.to_json() for row in rows],
        "movements": [_movement(row, seq, at) for row in rows],
    }


def reversal_view(document: Mapping[str, Any], *, already_reversed: bool) -> dict[str, Any]:
    """The HTTP body `reversal`."""
    names = ("reverse_id", "job_id", "seq", "reversed_at", "reason", "rows")
    return {**{name: document[name] for name in names}, "already_reversed": already_reversed}


def _movement(row: ReversalRow, seq: int, at: str) -> dict[str, Any]:
    taken_back = row.taken_back
    movement: dict[str, Any] = {"item": row.item.item, "seq": seq, "job_id": taken_back.job_id, "kind": REVERSE}
    movement |= {"delta": decimal_text(row.change), "at": at, "lines": list(taken_back.lines)}
    if taken_back.unit_cost is not None:
        movement["unit_cost"] = decimal_text(taken_back.unit_cost)
    return movement | ({"currency": taken_back.currency} if taken_back.currency is not None else {})
