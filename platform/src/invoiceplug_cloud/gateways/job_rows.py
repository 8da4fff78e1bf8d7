"""What a job and its events look like in the table jobs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job_vendor import day_of_job, listed_vendor
from invoiceplug_cloud.domain.records import APPLY, REVERSE, Job, JobEvent
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes

# What only a saved review changes, and what belongs to one attempt and goes with it.
REVIEW = ("review_version", "review_key", "review_object_version", "review_sha256")
OF_ATTEMPT = ("task_arn", "run_requested_at", "retry_at", "read_as", "memory_mib", "error")
# What a change of the stock changes of its job.
_OF_STOCK = ("status", "status_key", "apply_id", "progress", "updated_at", "events")
# The members that list a job in by_vendor; a job whose vendor is unknown is not in it.
_LISTED = ("vendor_key", "invoice_date")
_JOB_FIELDS = tuple(field.name for field in dataclasses.fields(Job) if field.name != "job_id")
_EVENT_FIELDS = tuple(field.name for field in dataclasses.fields(JobEvent))


def job_key(job_id: str) -> dict[str, Any]:
    """The key of the job's own row."""
    return to_attributes({"job_id": keys.job_partition(job_id), "entry": keys.JOB})


def job_row(job: Job) -> Row:
    """The job's row without its key. `error` is JSON text: its facts are free, and rows hold no floats."""
    row: Row = {name: getattr(job, name) for name in _JOB_FIELDS}
    row["error"] = None if job.error is None else json.dumps(job.error)
    vendor = listed_vendor(job)
    row["id"] = job.job_id
    row["status_key"] = keys.status_partition(job.status)
    row["vendor_key"] = keys.vendor_partition(vendor) if vendor else None
    row["invoice_date"] = day_of_job(job) if vendor else None
    return row


def read_job(row: Mapping[str, Any]) -> Job:
    """The job of a row."""
    fields = {name: row[name] for name in _JOB_FIELDS if name in row}
    if "error" in fields:
        fields["error"] = json.loads(fields["error"])
    return Job(job_id=row["id"], **fields)


def event_row(event: JobEvent) -> Row:
    """The event's members, as they stand in a row of its own or within the job's."""
    return {name: getattr(event, name) for name in _EVENT_FIELDS}


def read_event(row: Mapping[str, Any]) -> JobEvent:
    """The event of a row."""
    return JobEvent(**{name: row[name] for name in _EVENT_FIELDS if name in row})


def put_event(table: str, job_id: str, event: JobEvent) -> dict[str, Any]:
    """The action that adds an event, unless its number is taken."""
    terms = Terms()
    key = {"job_id": keys.job_partition(job_id), "entry": keys.event(event.seq)}
    item = to_attributes({**key, **event_row(event)})
    condition = terms.absent("job_id")
    return {"Put": {"TableName": table, "Item": item, "ConditionExpression": condition, **terms.parameters()}}


def update_job(
    table: str, job: Job, values: Mapping[str, Any], expected: Mapping[str, Any], absent: Iterable[str] = ()
) -> dict[str, Any]:
    """The action that changes the job's row if it is as expected. What `values` lacks, or has as None, stays."""
    terms = Terms()
    removed = [name for name in _LISTED if name in values and values[name] is None]
    if job.attempt != expected["attempt"]:
        removed += [name for name in OF_ATTEMPT if values.get(name) is None]
    update = {
        "TableName": table,
        "Key": job_key(job.job_id),
        "UpdateExpression": terms.assign(values, removed),
        "ConditionExpression": " AND ".join([terms.equal(expected), *map(terms.absent, absent)]),
    }
    return {"Update": {**update, **terms.parameters()}}


def change_job(table: str, job: Job, event: JobEvent | None, kind: str, expected: Mapping[str, Any]) -> dict[str, Any]:
    """The action of a stock change on its job: state, progress and times, and the event inside the row.

    A transaction carries 100 actions, and 48 items with their movements, the ledger row, the business key, the stock
    row and the job are exactly 100: there is no place for an event's own row. Written after the commit it could be
    lost. A job is applied and reversed at most once, and no other write touches these events, so there they stay.
    """
    terms = Terms()
    row = job_row(job)
    # Sorted, so that whoever finishes a change sends the very same request under the same token.
    values = {name: row[name] for name in _OF_STOCK} | {"times": dict(sorted(job.times.items()))}
    inside = {} if event is None else {event_inside(kind): event_row(event)}
    update = {
        "TableName": table,
        "Key": job_key(job.job_id),
        "UpdateExpression": terms.assign({**values, **inside}, () if job.progress else ("progress",)),
        "ConditionExpression": terms.equal(expected),
    }
    return {"Update": {**update, **terms.parameters()}}


def event_inside(kind: str) -> str:
    """The member of a job's row that holds the event of a stock change."""
    return {APPLY: "applied_event", REVERSE: "reversed_event"}[kind]


def events_inside(row: Mapping[str, Any]) -> list[JobEvent]:
    """The events that a job's row holds itself."""
    names = map(event_inside, (APPLY, REVERSE))
    return [read_event(row[name]) for name in names if name in row]
