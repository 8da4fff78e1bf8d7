"""Read again: a job that was read or failed is read anew, perhaps as the invoice of a vendor that a person names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import FAILED, OPERATOR, PARSED, attempted
from invoiceplug_cloud.domain.job_view import job_view
from invoiceplug_cloud.domain.ports import Jobs, Objects, Vendors
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.moving import moved


class ReadAgain:
    """Begins a new attempt at a parsed or failed job; reading and reviews stay until it has its own reading."""

    def __init__(
        self, objects: Objects, jobs: Jobs, vendors: Vendors, dispatch: Dispatch, now: Callable[[], datetime]
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._vendors = vendors
        self._dispatch = dispatch
        self._now = now

    def __call__(self, job_id: str, vendor: str | None = None) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND, REQUEST_INVALID for an unknown vendor.

        ILLEGAL_MOVE unless the job is parsed or failed, SOURCE_EXPIRED when its PDF is no longer kept, UPLOAD_MISSING
        when it never came as announced.
        """
        job = self._jobs.get(job_id)
        if vendor is not None and vendor not in {each["id"] for each in self._vendors.all()}:
            raise InvoiceplugError("REQUEST_INVALID", "No such vendor is installed.", vendor=vendor)
        if job.status not in (PARSED, FAILED):
            detail = f"A job that is {job.status} is not read again."
            raise InvoiceplugError("ILLEGAL_MOVE", detail, status=job.status)
        if job.source_version is None:
            raise InvoiceplugError("UPLOAD_MISSING", job_id=job_id)
        if self._objects.head(keys.source(job_id)) is None:
            raise InvoiceplugError("SOURCE_EXPIRED", job_id=job_id)
        again, event = attempted(
            job,
            at=time_text(self._now()),
            by=OPERATOR,
            what="read_again",
            detail=vendor,
            tries=1,
            read_as=vendor,
            memory_mib=job.memory_mib,
        )
        if not moved(self._jobs, job, again, event):
            now = self._jobs.get(job_id)
            raise InvoiceplugError("ILLEGAL_MOVE", f"The job is {now.status} by now.", status=now.status)
        return {"job": job_view(self._dispatch(again, by=OPERATOR))}
