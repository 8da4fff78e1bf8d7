"""A plan: what an apply will do, as the operator sees it, as it is hashed and as it is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from invoiceplug.canonical import canonical_bytes
from invoiceplug.invoice_json import decimal_text
from invoiceplug_cloud.domain.lines import LineEffect
from invoiceplug_cloud.domain.records import Item, Mapping

SCHEMA_VERSION = "plan.v1"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One invoice line's share of a row: its effect, its unit, its vendor article and the mapping known for it."""

    effect: LineEffect
    line: dict[str, Any]
    uom: str | None
    article: tuple[str, str] | None
    mapping: Mapping | None

    def to_json(self, unit: str) -> dict[str, Any]:
        """The HTTP body `plan_line`."""
        effect = self.effect
        data = {
            "line_id": effect.line_id,
            "quantity": decimal_text(effect.quantity),
            "quantity_source": effect.quantity_source,
            "factor": decimal_text(effect.factor),
            "change": decimal_text(effect.change),
            "text": self._conversion(unit),
            "mapping_version": self.mapping.version if self.mapping else 0,
        }
        optional = {"description": self.line.get("description"), "uom": self.uom}
        return data | {name: value for name, value in optional.items() if value is not None}

    def _conversion(self, unit: str) -> str:
        effect = self.effect
        counted = " ".join(filter(None, (short(effect.quantity), self.uom)))
        return f"{counted} x {short(effect.factor)} = {short(effect.change)} {unit}"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One stock item of a plan: how it stands, what changes, and which lines change it."""

    item: Item
    change: Decimal
    after: Decimal
    lines: tuple[PlanLine, ...]
    unit_cost: Decimal | None
    currency: str | None

    def to_json(self) -> dict[str, Any]:
        """The HTTP body `plan_row`."""
        data = {
            "item": self.item.item,
            "name": self.item.name,
            "unit": self.item.unit,
            "before": decimal_text(self.item.on_hand),
            "change": decimal_text(self.change),
            "after": decimal_text(self.after),
            "lines": [line.to_json(self.item.unit) for line in self.lines],
        }
        if self.unit_cost is not None:
            data["unit_cost"] = decimal_text(self.unit_cost)
        return data | ({"currency": self.currency} if self.currency is not None else {})


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an apply of one review will do; `invoice` is the corrected invoice.v1 that it applies."""

    job_id: str
    review_sha256: str
    reading_sha256: str
    vendor_id: str
    invoice: dict[str, Any]
    rows: tuple[PlanRow, ...]
    excluded: tuple[dict[str, Any], ...]
    overrides: tuple[dict[str, Any], ...]
    duplicate_of: str | None = None  # the job that has applied the same invoice, and would be overridden

    @property
    def sha256(self) -> str:
        """The hash over what the operator saw, the duplicate too: a reason given for one job is none for another.

        No times are in it, and no versions of mappings, which the review has settled.
        """
        duplicate = {"duplicate_of": self.duplicate_of} if self.duplicate_of else {}
        return hashlib.sha256(canonical_bytes(_unversioned(self.seen()) | duplicate)).hexdigest()

    def seen(self) -> dict[str, Any]:
        """What the preview shows of the plan."""
        return {
            "job_id": self.job_id,
            "review_sha256": self.review_sha256,
            "rows": [row.to_json() for row in self.rows],
            "excluded": list(self.excluded),
        }

    def facts(self) -> dict[str, Any]:
        """What identifies the invoice, for the audit beside the rows."""
        names = ("document_type", "invoice_number", "invoice_date", "currency")
        known = {name: self.invoice[name] for name in names}
        total = self.invoice["totals"]["grand"]
        return {"vendor_id": self.vendor_id, **known, "grand_total": total, "reading_sha256": self.reading_sha256}


def short(number: Decimal) -> str:
    """The number as people write it: 8, not 8.000."""
    text = decimal_text(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unversioned(seen: dict[str, Any]) -> dict[str, Any]:
    def line(data: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in data.items() if name != "mapping_version"}

    return seen | {"rows": [row | {"lines": [line(each) for each in row["lines"]]} for row in seen["rows"]]}
