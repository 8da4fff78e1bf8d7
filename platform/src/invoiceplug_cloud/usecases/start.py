"""Start: the uploaded file becomes a task that reads it, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import AWAITING_UPLOAD, DISCARDED, FAILED, QUEUED, move, note
from invoiceplug_cloud.domain.job_view import error_view, job_view
from invoiceplug_cloud.domain.ports import Jobs, Objects, Runner
from invoiceplug_cloud.domain.records import Job, StoredObject
from invoiceplug_cloud.domain.times import time_text


class StartJob:
    """Pins the uploaded version and runs the first task; started again it answers with the job as it is.

    A job that was queued but whose task is not known is asked for again: RunTask finds it by its client token.
    """

    def __init__(self, objects: Objects, jobs: Jobs, runner: Runner, now: Callable[[], datetime]) -> None:
        self._objects = objects
        self._jobs = jobs
        self._runner = runner
        self._now = now

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND, UPLOAD_MISSING, ILLEGAL_MOVE for a discarded job.

        A changed upload or a task that cannot be started is the job's own failure: it stands in the answer's job.
        """
        job = self._jobs.get(job_id)
        if job.status == DISCARDED:
            raise InvoiceplugError("ILLEGAL_MOVE", "The job was discarded.", status=job.status)
        if job.status == AWAITING_UPLOAD:
            job = self._queue(job)
        if job.status == QUEUED and job.task_arn is None:
            job = self._run(job)
        return {"job": job_view(job)}

    def _queue(self, job: Job) -> Job:
        stored = self._objects.head(keys.source(job.job_id))
        if stored is None:
            raise InvoiceplugError("UPLOAD_MISSING", job_id=job.job_id)
        at = time_text(self._now())
        if (stored.size, stored.sha256) != (job.size, job.sha256):
            return self._store(*move(job, FAILED, at=at, detail="UPLOAD_CHANGED", error=_changed(job, stored)), job)
        times = {**job.times, "queued_at": at}
        changes: dict[str, Any] = {
            "attempt": 1,
            "source_version": stored.version_id,
            "run_requested_at": at,
            "times": times,
        }
        return self._store(*move(job, QUEUED, at=at, **changes), job)

    def _run(self, job: Job) -> Job:
        try:
            task = self._runner.run(job.job_id, job.attempt)
        except InvoiceplugError as error:
            if error.code != "TASK_START_FAILED":
                raise
            at = time_text(self._now())
            return self._store(*move(job, FAILED, at=at, detail=error.code, error=error_view(error)), job)
        return self._store(*note(job, "task_started", at=time_text(self._now()), task_arn=task.arn), job)

    def _store(self, job: Job, event: Any, before: Job) -> Job:
        """The job as it is stored now: with this change, or as whoever was faster left it."""
        try:
            self._jobs.move(job, expected_status=before.status, expected_attempt=before.attempt, event=event)
        except InvoiceplugError as error:
            if error.code != "ILLEGAL_MOVE":
                raise
            return self._jobs.get(job.job_id)
        return job


def _changed(job: Job, stored: StoredObject) -> dict[str, Any]:
    facts: dict[str, Any] = {"announced": {"size": job.size, "sha256": job.sha256}, "stored": {"size": stored.size}}
    return error_view(InvoiceplugError("UPLOAD_CHANGED", **facts))
