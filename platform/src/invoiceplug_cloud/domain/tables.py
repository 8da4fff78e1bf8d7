"""The three tables: key schema and indexes, which the local stack creates and Terraform is compared with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index over string keys, projecting everything: the rows are small."""

    name: str
    partition: str
    sort: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a string partition key and a string sort key."""

    partition: str
    sort: str
    indexes: tuple[Index, ...] = ()


TABLES: dict[str, Table] = {
    "jobs": Table(
        "job_id",
        "entry",
        (Index("by_status", "status_key", "created_at"), Index("by_vendor", "vendor_key", "invoice_date")),
    ),
    "inventory": Table("item_id", "entry", (Index("totals", "listing", "item"),)),
    "apply-ledger": Table("job_id", "entry"),
}
