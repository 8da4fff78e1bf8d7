"""Discard: a job that nobody will apply leaves the list; nothing of it is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import DISCARDED, OPERATOR, move
from invoiceplug_cloud.domain.job_view import job_view
from invoiceplug_cloud.domain.ports import Jobs
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.moving import stored


class DiscardJob:
    """Discards a job that awaits its upload, is parsed, or failed; done again it answers the same."""

    def __init__(self, jobs: Jobs, now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._now = now

    def __call__(self, job_id: str, *, by: str = OPERATOR) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND, ILLEGAL_MOVE in any other state."""
        job = self._jobs.get(job_id)
        if job.status != DISCARDED:
            changed, event = move(job, DISCARDED, at=time_text(self._now()), by=by)
            job = stored(self._jobs, job, changed, event)
        if job.status != DISCARDED:
            raise InvoiceplugError("ILLEGAL_MOVE", f"The job is {job.status} by now.", status=job.status)
        return {"job": job_view(job)}
