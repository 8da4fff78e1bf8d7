"""Assignments by the header's names alone, where no row multiplies out: a suggestion, never a proof."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.fallback.assign import Assignment
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.regions import Table

TEXT: frozenset[Kind] = frozenset(("description", "vendor_sku"))


def named_assignments(table: Table) -> Iterator[Assignment]:
    """The columns that the header names total, quantity and unit price; none without a description and a total."""
    if not table.head or not any(name.kinds & TEXT for name in table.head.names):
        return
    total = _called(table, "line_total", last=True)
    quantity, price = (_called(table, kind) for kind in ("quantity", "unit_price"))
    if total and (quantity or price) and not total.kinds & {"quantity", "unit_price"}:
        yield Assignment(total, quantity, price)


def _called(table: Table, kind: Kind, *, last: bool = False) -> Column | None:
    found = [column for column in table.columns if kind in column.kinds and not column.percent]
    return found[-1 if last else 0] if found else None
