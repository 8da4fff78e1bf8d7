"""How an attempt ends: with its stored reading or with its error, told the same by the task and by who finds it."""

from __future__ import annotations

from typing import Any

from invoiceplug_cloud.domain.job import FAILED, PARSED, move
from invoiceplug_cloud.domain.job_view import summary_of
from invoiceplug_cloud.domain.records import Day, Job, JobEvent, StoredObject


def parsed(job: Job, stored: StoredObject, reading: dict[str, Any], *, at: str, by: str) -> tuple[Job, JobEvent, Day]:
    """The job with that reading, the event that tells of it, and the pages that count on this day."""
    invoice = reading["invoice"]
    undecided = sum(line["kind"] == "item" for line in invoice["lines"])  # nothing is decided before a review
    changed, event = move(
        job,
        PARSED,
        at=at,
        by=by,
        times={**job.times, "parsed_at": at},
        reading_key=stored.key,
        reading_version=stored.version_id,
        reading_sha256=reading["reading_sha256"],
        summary=summary_of(invoice, reading["findings"], undecided),
    )
    return changed, event, Day(at[:10], pages=reading["document"]["pages"])


def failed(job: Job, error: dict[str, Any], *, at: str, by: str) -> tuple[Job, JobEvent]:
    """The job with that error, which is described as `error_view` does, and the event that names its code."""
    return move(job, FAILED, at=at, by=by, detail=error["code"], error=error)
