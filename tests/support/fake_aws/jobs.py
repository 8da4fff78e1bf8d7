"""The table jobs in memory."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from fake_aws.store import Store

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.records import Job, JobEvent

REVIEW = ("review_version", "review_key", "review_object_version", "review_sha256")
OF_ATTEMPT = ("task_arn", "run_requested_at", "error")
SAVED_WITH_REVIEW = (*REVIEW, "summary", "updated_at", "events")


class FakeJobs:
    """The port `Jobs`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, job: Job, event: JobEvent) -> Job:
        with self._store.operation("jobs.create"):
            if job.job_id not in self._store.jobs:
                self._store.jobs[job.job_id] = job
                self._store.events[job.job_id] = {event.seq: event}
            return self._store.jobs[job.job_id]

    def get(self, job_id: str) -> Job:
        with self._store.operation("jobs.get"):
            return self._job(job_id)

    def move(self, job: Job, *, expected_status: str, expected_attempt: int, event: JobEvent) -> None:
        with self._store.operation("jobs.move"):
            stored = self._store.jobs.get(job.job_id)
            if stored is None or (stored.status, stored.attempt) != (expected_status, expected_attempt):
                raise InvoiceplugError("ILLEGAL_MOVE", f"The job is no longer {expected_status}.", to=job.status)
            names = [each.name for each in fields(Job) if each.name not in REVIEW]
            store_job(self._store, stored, job, names, event)

    def save_review(self, job: Job, *, expected_version: int, event: JobEvent) -> None:
        with self._store.operation("jobs.save_review"):
            stored = self._job(job.job_id)
            expected = (PARSED, job.attempt, expected_version)
            if (stored.status, stored.attempt, stored.review_version) != expected:
                raise InvoiceplugError("REVIEW_CONFLICT", expected_version=expected_version)
            store_job(self._store, stored, job, SAVED_WITH_REVIEW, event)

    def list(self, statuses: tuple[str, ...], *, limit: int, after: str | None) -> tuple[list[Job], str | None]:
        if after is not None and not re.fullmatch(r"\S+Z \S+", after):
            raise InvoiceplugError("REQUEST_INVALID", "`after` is not what a list answered as `next`.")
        with self._store.operation("jobs.list"):
            jobs = [job for job in self._store.jobs.values() if job.status in statuses]
        jobs = sorted((job for job in jobs if after is None or _place(job) < after), key=_place, reverse=True)
        return jobs[:limit], _place(jobs[limit - 1]) if len(jobs) > limit else None

    def events(self, job_id: str) -> list[JobEvent]:
        with self._store.operation("jobs.events"):
            self._job(job_id)
            return [event for _, event in sorted(self._store.events[job_id].items())]

    def same_file(self, sha256: str, *, besides: str) -> list[Job]:
        with self._store.operation("jobs.same_file"):
            jobs = [job for job in self._store.jobs.values() if job.sha256 == sha256 and job.job_id != besides]
            return sorted(jobs, key=_place, reverse=True)[:20]

    def _job(self, job_id: str) -> Job:
        if job_id not in self._store.jobs:
            raise InvoiceplugError("JOB_NOT_FOUND", f"There is no job {job_id}.", job_id=job_id)
        return self._store.jobs[job_id]


def store_job(store: Store, stored: Job, job: Job, names: Any, event: JobEvent) -> None:
    """Changes those members that are not None, as the gateway's update does; the event gets the next free number."""
    values = {name: value for name in names if (value := getattr(job, name)) is not None}
    if job.attempt != stored.attempt:
        values |= {name: getattr(job, name) for name in OF_ATTEMPT}
    events = store.events[job.job_id]
    number = event.seq
    while number in events:
        number += 1
    events[number] = replace(event, seq=number)
    store.jobs[job.job_id] = replace(stored, **{**values, "events": job.events + number - event.seq})


def _place(job: Job) -> str:
    return f"{job.created_at} {job.job_id}"
