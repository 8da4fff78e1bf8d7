"""Run: what the task does - claim the job, read its PDF, store the reading, move the job; all under its attempt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from invoiceplug.canonical import canonical_bytes, hash_without
from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import FAILED, LIVE, PARSED, RUNNING, TASK, move
from invoiceplug_cloud.domain.job_view import error_view
from invoiceplug_cloud.domain.outcome import failed, parsed
from invoiceplug_cloud.domain.ports import Jobs, Objects, Slots
from invoiceplug_cloud.domain.records import Day, Job, JobEvent, StoredObject
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.moving import moved

STALE = "stale"


class RunJob:
    """Reads one job under one attempt. `read` is the whole reader: the PDF's bytes -> reading.v1, or InvoiceplugError.

    Safe to run again after any crash. Only what the PDF or its reader is to blame for becomes the job's failure; an
    error of the storage is raised, changes nothing and is worth another try.
    """

    def __init__(
        self,
        objects: Objects,
        jobs: Jobs,
        slots: Slots,
        read: Callable[[bytes], dict[str, Any]],
        now: Callable[[], datetime],
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._slots = slots
        self._read = read
        self._now = now

    def __call__(self, job_id: str, attempt: int) -> dict[str, Any]:
        """`{job_id, attempt, outcome: parsed | failed | stale, code?}`; stale when its attempt is over."""
        answer = self._run(job_id, attempt)
        with suppress(Exception):  # the sweep gives it back, too
            self._slots.free(job_id, attempt)
        return answer

    def _run(self, job_id: str, attempt: int) -> dict[str, Any]:
        answer = {"job_id": job_id, "attempt": attempt}
        before = self._jobs.get(job_id)
        job = self._claimed(before, attempt)
        if job is None:
            return answer | {"outcome": STALE}
        try:
            adopted = self._adopted(job) if before.status == RUNNING else None
            stored, reading = adopted or self._stored(job, self._reading(job))
        except _FailedError as failure:
            return answer | self._fail(job, failure.error)
        return answer | self._parse(job, stored, reading)

    def _claimed(self, job: Job, attempt: int) -> Job | None:
        if job.attempt != attempt or job.status not in LIVE:
            return None
        if job.status == RUNNING:  # the container was restarted: the same attempt goes on
            return job
        at = time_text(self._now())
        claimed, event = move(job, RUNNING, at=at, by=TASK, times={**job.times, "started_at": at})
        return claimed if self._move(claimed, event, job) else None

    def _adopted(self, job: Job) -> tuple[StoredObject, dict[str, Any]] | None:
        stored = self._objects.head(keys.reading(job.job_id, job.attempt))
        if stored is None:
            return None
        return stored, json.loads(self._objects.get(stored.key, stored.version_id))

    def _reading(self, job: Job) -> dict[str, Any]:
        body = self._source(job)
        try:
            reading = self._read(body)
        except InvoiceplugError as error:
            raise _FailedError(error) from error
        except MemoryError as error:
            raise _FailedError(InvoiceplugError("LIMIT_MEMORY")) from error
        except Exception as error:
            kind = type(error).__name__  # its text may quote the document
            raise _FailedError(InvoiceplugError("PARSER_CRASHED", f"The reader stopped: {kind}.", kind=kind)) from error
        if hash_without(reading, "reading_sha256") != reading["reading_sha256"]:
            raise _FailedError(InvoiceplugError("INTERNAL", "The reading does not match its own hash."))
        return reading

    def _source(self, job: Job) -> bytes:
        try:
            body = self._objects.get(keys.source(job.job_id), job.source_version or "")
        except InvoiceplugError as error:
            if error.code != "SOURCE_EXPIRED":
                raise
            raise _FailedError(error) from error
        if hashlib.sha256(body).hexdigest() != job.sha256:
            raise _FailedError(InvoiceplugError("UPLOAD_CHANGED", size=len(body)))
        return body

    def _stored(self, job: Job, reading: dict[str, Any]) -> tuple[StoredObject, dict[str, Any]]:
        key = keys.reading(job.job_id, job.attempt)
        try:
            return self._objects.put_once(key, canonical_bytes(reading)), reading
        except InvoiceplugError as error:
            adopted = self._adopted(job) if error.code == "ILLEGAL_MOVE" else None
            if adopted is None:
                raise
            return adopted

    def _parse(self, job: Job, stored: StoredObject, reading: dict[str, Any]) -> dict[str, Any]:
        changed, event, read = parsed(job, stored, reading, at=time_text(self._now()), by=TASK)
        return {"outcome": PARSED if self._move(changed, event, job, read) else STALE}

    def _fail(self, job: Job, error: InvoiceplugError) -> dict[str, Any]:
        described = error_view(error)
        try:
            self._objects.put_once(keys.error(job.job_id, job.attempt), canonical_bytes(described))
        except InvoiceplugError as other:
            if other.code != "ILLEGAL_MOVE":  # an earlier run of this attempt told its own story; that one stays
                raise
        changed, event = failed(job, described, at=time_text(self._now()), by=TASK)
        stored = self._move(changed, event, job)
        return {"outcome": FAILED, "code": error.code} if stored else {"outcome": STALE}

    def _move(self, job: Job, event: JobEvent, before: Job, read: Day | None = None) -> bool:
        """True when the move is stored, by this call or, after a lost answer, by an earlier one of its own."""
        if moved(self._jobs, before, job, event, read):
            return True
        now = self._jobs.get(job.job_id)
        return (now.status, now.attempt, now.reading_sha256) == (job.status, job.attempt, job.reading_sha256)


class _FailedError(Exception):
    """The job's own failure, as opposed to one of the storage."""

    def __init__(self, error: InvoiceplugError) -> None:
        super().__init__(error.code)
        self.error = error
