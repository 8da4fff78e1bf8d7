"""Start: the uploaded file becomes a task that reads it, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import AWAITING_UPLOAD, DISCARDED, OPERATOR, attempted
from invoiceplug_cloud.domain.job_view import error_view, job_view
from invoiceplug_cloud.domain.outcome import failed
from invoiceplug_cloud.domain.ports import Jobs, Objects
from invoiceplug_cloud.domain.records import Job, StoredObject
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.moving import stored


class StartJob:
    """Pins the uploaded version and runs the first task; started again it answers with the job as it is.

    A job that was queued but whose task is not known is asked for again: RunTask finds it by its client token.
    """

    def __init__(self, objects: Objects, jobs: Jobs, dispatch: Dispatch, now: Callable[[], datetime]) -> None:
        self._objects = objects
        self._jobs = jobs
        self._dispatch = dispatch
        self._now = now

    def __call__(self, job_id: str, *, by: str = OPERATOR) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND, UPLOAD_MISSING, ILLEGAL_MOVE for a discarded job.

        A changed upload or a task that cannot be started is the job's own failure: it stands in the answer's job. A
        job that must wait for its task is queued.
        """
        job = self._jobs.get(job_id)
        if job.status == DISCARDED:
            raise InvoiceplugError("ILLEGAL_MOVE", "The job was discarded.", status=job.status)
        if job.status == AWAITING_UPLOAD:
            job = self._queue(job, by)
        return {"job": job_view(self._dispatch(job, by=by))}

    def _queue(self, job: Job, by: str) -> Job:
        upload = self._objects.head(keys.source(job.job_id))
        if upload is None:
            raise InvoiceplugError("UPLOAD_MISSING", job_id=job.job_id)
        at = time_text(self._now())
        if (upload.size, upload.sha256) != (job.size, job.sha256):
            changed, event = failed(job, _changed(job, upload), at=at, by=by)
        else:
            changed, event = attempted(job, at=at, by=by, tries=1, source_version=upload.version_id)
        return stored(self._jobs, job, changed, event)


def _changed(job: Job, upload: StoredObject) -> dict[str, Any]:
    facts: dict[str, Any] = {"announced": {"size": job.size, "sha256": job.sha256}, "stored": {"size": upload.size}}
    return error_view(InvoiceplugError("UPLOAD_CHANGED", **facts))
