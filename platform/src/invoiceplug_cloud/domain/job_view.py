"""A job as HTTP shows it, and what the list shows of its reading."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from invoiceplug.errors import CODES, InvoiceplugError
from invoiceplug_cloud.domain.job import PARSED, QUEUED
from invoiceplug_cloud.domain.records import Job, JobEvent

SEVERITIES = ("error", "warning", "info")
_OPTIONAL = ("reading_sha256", "review_sha256", "error", "apply_id", "progress", "read_as")


def job_view(job: Job) -> dict[str, Any]:
    """The job as the HTTP body `job`; unknown members are absent, `needs_review` is derived."""
    required = {
        "job_id": job.job_id,
        "status": job.status,
        "attempt": job.attempt,
        "name": job.name,
        "size": job.size,
        "sha256": job.sha256,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
        "review_version": job.review_version,
        "needs_review": needs_review(job),
    }
    optional = {name: getattr(job, name) for name in _OPTIONAL}
    if job.status == QUEUED and job.task_arn is None:
        optional["retry_at"] = job.retry_at
    return {**job.summary, **job.times, **required, **{k: v for k, v in optional.items() if v is not None}}


def job_ref(job: Job) -> dict[str, Any]:
    """The job as the HTTP body `job_ref`, which the same-file warning shows."""
    return {"job_id": job.job_id, "name": job.name, "status": job.status, "created_at": job.created_at}


def event_view(event: JobEvent) -> dict[str, Any]:
    """The event as the HTTP body `event`."""
    members = {
        "seq": event.seq,
        "at": event.at,
        "what": event.what,
        "by": event.by,
        "from": event.from_status,
        "to": event.to_status,
        "attempt": event.attempt,
        "detail": event.detail,
    }
    return {name: value for name, value in members.items() if value is not None}


def needs_review(job: Job) -> bool:
    """Whether a parsed job still has unresolved error findings or lines without item or factor."""
    open_errors = job.summary.get("findings", {}).get("error", 0)
    return job.status == PARSED and bool(open_errors or job.summary.get("unmapped", 0))


def summary_of(invoice: dict[str, Any], open_findings: list[dict[str, Any]], unmapped: int) -> dict[str, Any]:
    """What the list shows of an invoice: vendor, number, date, total, unresolved findings by severity, open lines."""
    vendor = invoice.get("vendor", {})
    counts = Counter(finding["severity"] for finding in open_findings)
    members = {
        "vendor_id": vendor.get("id"),
        "vendor_name": vendor.get("name"),
        "document_type": invoice.get("document_type"),
        "invoice_number": invoice.get("invoice_number"),
        "invoice_date": invoice.get("invoice_date"),
        "currency": invoice.get("currency"),
        "grand_total": invoice.get("totals", {}).get("grand"),
        "line_count": len(invoice.get("lines", ())),
        "findings": {severity: counts[severity] for severity in SEVERITIES},
        "unmapped": unmapped,
    }
    return {name: value for name, value in members.items() if value is not None}


def error_view(error: InvoiceplugError) -> dict[str, Any]:
    """The error as a job row and an error object keep it: code, detail, hint, facts without floats."""
    return {
        "code": error.code,
        "detail": error.detail,
        "hint": CODES[error.code].hint,
        **({"facts": plain(error.facts)} if error.facts else {}),
    }


def plain(value: Any) -> Any:
    """An error's facts as JSON data without floats; what JSON has no word for is text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)
