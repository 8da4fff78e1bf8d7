"""The business key (vendor, document type, number): who applied an invoice, and what becomes of it."""

from __future__ import annotations

import dataclasses
from typing import Any

from invoiceplug_cloud.domain.records import InvoiceKey

APPLIED, REVERSED = "applied", "reversed"


def is_duplicate(key: InvoiceKey, job_id: str) -> bool:
    """Whether the business key belongs to another job's apply that was not reversed."""
    return key.status == APPLIED and key.job_id != job_id


def duplicate_facts(key: InvoiceKey) -> dict[str, Any]:
    """The HTTP body `duplicate`: the other job, its date and total."""
    names = ("job_id", "invoice_date", "grand_total", "currency", "applied_at")
    return {name: getattr(key, name) for name in names if getattr(key, name) is not None}


def after_apply(before: InvoiceKey | None, holder: InvoiceKey) -> InvoiceKey:
    """The key as the new holder takes it; one that is knowingly overridden is remembered."""
    if before is None or not is_duplicate(before, holder.job_id):
        return holder
    return dataclasses.replace(holder, also=(*before.also, _remembered(before)))


def after_reversal(before: InvoiceKey | None, job_id: str) -> InvoiceKey | None:
    """The key once the job no longer counts; None when that leaves it as it is.

    The holder gives way to the one that it overrode; the last one frees the key.
    """
    if before is None:
        return None
    if before.job_id == job_id:
        if before.also:
            *earlier, last = before.also
            return InvoiceKey(**last, also=tuple(earlier))
        return dataclasses.replace(before, status=REVERSED) if before.status == APPLIED else None
    others = tuple(each for each in before.also if each["job_id"] != job_id)
    return None if others == before.also else dataclasses.replace(before, also=others)


def _remembered(key: InvoiceKey) -> dict[str, str]:
    members = {field.name: getattr(key, field.name) for field in dataclasses.fields(key) if field.name != "also"}
    return {name: value for name, value in members.items() if value is not None}
