"""Retry: a person asks for another attempt at a job that failed, or that takes too long for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import FAILED, LIVE, OPERATOR, QUEUED, attempted
from invoiceplug_cloud.domain.job_view import job_view
from invoiceplug_cloud.domain.ports import Jobs, Slots
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.moving import moved

_UPLOAD_ANEW = ("UPLOAD_CHANGED", "SOURCE_EXPIRED")  # every attempt would end so


class RetryJob:
    """Begins a new attempt, as the same vendor and with as much memory as the last one."""

    def __init__(self, jobs: Jobs, slots: Slots, dispatch: Dispatch, now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._slots = slots
        self._dispatch = dispatch
        self._now = now

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND, ILLEGAL_MOVE unless the job is failed, queued or running.

        UPLOAD_CHANGED, SOURCE_EXPIRED, UPLOAD_MISSING when no attempt could read the file: it must be uploaded anew.
        """
        job = self._jobs.get(job_id)
        _require_retryable(job)
        if not _about_to_run(job):
            job = self._attempt(job)
        return {"job": job_view(self._dispatch(job, by=OPERATOR))}

    def _attempt(self, job: Job) -> Job:
        if job.status in LIVE and job.task_arn is not None:
            self._dispatch.stop(job.task_arn)
        at = time_text(self._now())
        kept: dict[str, Any] = {"read_as": job.read_as, "memory_mib": job.memory_mib}
        changed, event = attempted(job, at=at, by=OPERATOR, what="retried", tries=1, **kept)
        if not moved(self._jobs, job, changed, event):
            now = self._jobs.get(job.job_id)
            if now.attempt == job.attempt:  # it came to an end meanwhile: whoever asked should see how
                raise InvoiceplugError("ILLEGAL_MOVE", f"The job is {now.status} by now.", status=now.status)
            return now
        self._slots.free(job.job_id, job.attempt)
        return changed


def _require_retryable(job: Job) -> None:
    if job.status not in (*LIVE, FAILED):
        raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} is not retried.", status=job.status)
    code = (job.error or {}).get("code")
    if code in _UPLOAD_ANEW:
        raise InvoiceplugError(code, job_id=job.job_id)
    if job.source_version is None:
        raise InvoiceplugError("UPLOAD_MISSING", job_id=job.job_id)


def _about_to_run(job: Job) -> bool:
    return job.status == QUEUED and job.run_requested_at is None and job.retry_at is None
