"""What the rows of the table apply-ledger look like: changes of stock, and business keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import InvoiceKey, LedgerEntry
from invoiceplug_cloud.gateways.rows import Row, to_attributes

_ENTRY_FIELDS = tuple(field.name for field in dataclasses.fields(LedgerEntry) if field.name != "job_id")
_KEY_FIELDS = tuple(field.name for field in dataclasses.fields(InvoiceKey) if field.name not in ("job_id", "also"))


def entry_key(job_id: str, kind: str) -> dict[str, Any]:
    """The key of a job's row of that kind."""
    return to_attributes({"job_id": keys.job_partition(job_id), "entry": _ENTRIES[kind]})


def invoice_key(vendor_id: str, document_type: str, number: str) -> dict[str, Any]:
    """The key of a business key's row."""
    return to_attributes({"job_id": keys.invoice_partition(vendor_id, document_type, number), "entry": keys.KEY})


def entry_row(entry: LedgerEntry) -> Row:
    """The row without its key. `job_id` is the name of the partition key; the job's own id stands beside it."""
    return {"id": entry.job_id} | {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def read_entry(row: Mapping[str, Any]) -> LedgerEntry:
    """The entry of a row."""
    return LedgerEntry(job_id=row["id"], **{name: row[name] for name in _ENTRY_FIELDS if name in row})


def invoice_row(key: InvoiceKey) -> Row:
    """The row without its key."""
    return {"id": key.job_id, "also": key.also} | {name: getattr(key, name) for name in _KEY_FIELDS}


def read_invoice_key(row: Mapping[str, Any]) -> InvoiceKey:
    """The business key of a row."""
    members = {name: row[name] for name in _KEY_FIELDS if name in row}
    return InvoiceKey(job_id=row["id"], also=tuple(row.get("also", ())), **members)


_ENTRIES = {"apply": keys.APPLY, "reverse": keys.REVERSE}
