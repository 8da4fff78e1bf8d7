"""The reading, the review and the plans of a job, fetched by version and refused unless their hashes are right."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from invoiceplug.canonical import is_named_by
from invoiceplug.errors import InvoiceplugError
from invoiceplug.recheck import recheck
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.ports import Objects
from invoiceplug_cloud.domain.records import Job, LedgerEntry


def reading_of(objects: Objects, job: Job) -> dict[str, Any]:
    """The job's newest reading; ILLEGAL_MOVE while there is none."""
    if job.reading_key is None or job.reading_version is None:
        raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} has no reading yet.", status=job.status)
    return _document(objects, job.reading_key, job.reading_version, "reading_sha256", job.reading_sha256)


def review_of(objects: Objects, job: Job) -> dict[str, Any] | None:
    """The job's newest saved review; None while there is none."""
    if job.review_key is None or job.review_object_version is None:
        return None
    return _document(objects, job.review_key, job.review_object_version, "review_sha256", job.review_sha256)


def plan_of(objects: Objects, entry: LedgerEntry) -> dict[str, Any]:
    """The stored plan that the ledger names, refused unless its bytes are those of its key."""
    body = objects.get(entry.plan_key, entry.plan_version)
    if entry.plan_key != keys.plan(entry.job_id, hashlib.sha256(body).hexdigest()):
        raise InvoiceplugError("INTERNAL", "A stored plan is not the one that the ledger names.", key=entry.plan_key)
    document: dict[str, Any] = json.loads(body)
    return document


def rechecked(reading: dict[str, Any], corrections: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The corrected invoice.v1 and all findings in it, as JSON; REQUEST_INVALID names a correction that is wrong."""
    invoice, findings = recheck(reading, corrections)
    return invoice, [finding.to_json() for finding in findings]


def _document(objects: Objects, key: str, version_id: str, member: str, sha256: str | None) -> dict[str, Any]:
    body = objects.get(key, version_id)
    if sha256 is None or not is_named_by(body, member, sha256):
        raise InvoiceplugError("INTERNAL", "A stored document is not the one that its job names.", key=key)
    data: dict[str, Any] = json.loads(body)
    return data
