"""The stored plan: what one apply did, from which receipts, reversals and mappings are made ever after."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from invoiceplug.canonical import canonical_bytes
from invoiceplug.invoice_json import decimal_text
from invoiceplug_cloud.domain.apply import unit_cost
from invoiceplug_cloud.domain.plan import SCHEMA_VERSION, Plan, PlanLine
from invoiceplug_cloud.domain.records import APPLY, Movement
from invoiceplug_cloud.domain.records import Mapping as ArticleMapping


def stored_plan(
    plan: Plan, *, known_as: str, apply_id: str, seq: int, at: str, duplicate_reason: str | None
) -> dict[str, Any]:
    """plan.v1: the plan with its place in the order of stock changes, its time, its movements and what it taught.

    `known_as` is the id under which the vendor is known today: business key and mappings are stored under it.
    """
    document = {
        "schema_version": SCHEMA_VERSION,
        "kind": APPLY,
        **plan.seen(),
        **plan.facts(),
        "known_as": known_as,
        "plan_sha256": plan.sha256,
        "apply_id": apply_id,
        "seq": seq,
        "applied_at": at,
        "overrides": list(plan.overrides),
        "movements": [_movement(row.to_json(), plan.job_id, seq, at) for row in plan.rows],
        "mappings": _taught(plan),
    }
    duplicate = {"duplicate_of": plan.duplicate_of, "duplicate_reason": duplicate_reason}
    return document | {name: value for name, value in duplicate.items() if value}


def stored_bytes(document: Mapping[str, Any]) -> tuple[bytes, str]:
    """The document as it is stored, and the SHA-256 that names its key."""
    body = canonical_bytes(document)
    return body, hashlib.sha256(body).hexdigest()


def receipt(
    document: Mapping[str, Any], *, already_applied: bool, reversal: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The HTTP body `receipt` of an apply, from its stored plan and, if it was taken back, that of its reversal."""
    names = ("apply_id", "job_id", "seq", "applied_at", "review_sha256", "plan_sha256", "rows", "excluded")
    taken_back = {name: reversal[name] for name in ("reversed_at", "reverse_id", "reason")} if reversal else {}
    return {**{name: document[name] for name in names}, "already_applied": already_applied, **taken_back}


def movements_of(document: Mapping[str, Any]) -> tuple[Movement, ...]:
    """The stored movements as rows."""
    return tuple(
        Movement(
            item=each["item"],
            seq=each["seq"],
            job_id=each["job_id"],
            kind=each["kind"],
            delta=Decimal(each["delta"]),
            at=each["at"],
            lines=tuple(each["lines"]),
            unit_cost=Decimal(each["unit_cost"]) if "unit_cost" in each else None,
            currency=each.get("currency"),
            invoice_number=document.get("invoice_number"),
        )
        for each in document["movements"]
    )


def mappings_of(document: Mapping[str, Any]) -> list[ArticleMapping]:
    """What the operator taught, as rows: their version is the apply's place in the order of stock changes.

    So a re-sent lesson is the same one, and of two applies the later teaches last, whatever order they are written in.
    """
    return [
        ArticleMapping(
            vendor_id=document["known_as"],
            vendor_sku=each["vendor_sku"],
            uom=each["uom"],
            item=each["item"],
            factor=Decimal(each["factor"]),
            quantity_source=each["quantity_source"],
            version=document["seq"],
            last_unit_cost=Decimal(each["last_unit_cost"]) if "last_unit_cost" in each else None,
        )
        for each in document["mappings"]
    ]


def _movement(row: dict[str, Any], job_id: str, seq: int, at: str) -> dict[str, Any]:
    movement: dict[str, Any] = {"item": row["item"], "seq": seq, "job_id": job_id, "kind": APPLY}
    movement |= {"delta": row["change"], "at": at, "lines": [line["line_id"] for line in row["lines"]]}
    return movement | {name: row[name] for name in ("unit_cost", "currency") if name in row}


def _taught(plan: Plan) -> list[dict[str, Any]]:
    lessons = {}
    for row in plan.rows:
        for line in row.lines:
            if line.article is not None:
                lessons[(*line.article, row.item.item)] = _lesson(line, *line.article)
    return [lessons[key] for key in sorted(lessons)]


def _lesson(line: PlanLine, sku: str, uom: str) -> dict[str, Any]:
    effect = line.effect
    cost = unit_cost([line.line.get("line_total")], effect.change) if effect.change > 0 else None
    if cost is None and line.mapping is not None:
        cost = line.mapping.last_unit_cost
    lesson = {
        "vendor_sku": sku,
        "uom": uom,
        "item": effect.item,
        "factor": decimal_text(effect.factor),
        "quantity_source": effect.chosen_source,
    }
    return lesson | ({"last_unit_cost": decimal_text(cost)} if cost is not None else {})
