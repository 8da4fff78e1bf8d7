"""Upload: a new job under an id that the client made, and the presigned PUT for its file."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import clean_text
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import AWAITING_UPLOAD, DISCARDED, OPERATOR
from invoiceplug_cloud.domain.job_view import job_ref, job_view
from invoiceplug_cloud.domain.limits import ABANDONED_SECONDS, UPLOAD_SECONDS, Limits
from invoiceplug_cloud.domain.ports import House, Jobs, Objects
from invoiceplug_cloud.domain.records import Job, JobEvent
from invoiceplug_cloud.domain.times import day_text, next_day, seconds_later, seconds_since, time_text

UNNAMED = "unnamed.pdf"
SWITCHED_OFF_SECONDS = 300  # when to ask again after somebody turned the switch off


class CreateJob:
    """Creates a job; the same id with the same request answers the same, however often it is sent."""

    def __init__(
        self,
        objects: Objects,
        jobs: Jobs,
        house: House,
        now: Callable[[], datetime],
        limits: Limits,
        *,
        max_bytes: int,
        url_seconds: int = UPLOAD_SECONDS,
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._house = house
        self._now = now
        self._limits = limits
        self._max_bytes = max_bytes
        self._url_seconds = url_seconds

    def __call__(
        self, job_id: str, name: str, size: int, sha256: str, *, correlation_id: str | None = None
    ) -> dict[str, Any]:
        """The HTTP body `job_created`. EMPTY_FILE, FILE_TOO_LARGE; REQUEST_INVALID when the id is another request's.

        NOT_ACCEPTING over the day's limit and while the house takes no new jobs; a job that was made before is
        answered all the same.
        """
        self._check_size(size)
        at = time_text(self._now())
        wanted = Job(job_id, AWAITING_UPLOAD, 0, safe_name(name), size, sha256, created_at=at, updated_at=at)
        job = self._created(replace(wanted, correlation_id=correlation_id))
        if (job.name, job.size, job.sha256) != (wanted.name, size, sha256):
            raise InvoiceplugError("REQUEST_INVALID", "This id belongs to another upload.", conflict=job_id)
        same = [each for each in self._jobs.same_file(sha256, besides=job_id) if each.status != DISCARDED]
        return {
            "job": job_view(job),
            "upload": _upload(self._objects, job, self._now(), self._url_seconds),
            "same_file": [job_ref(each) for each in same],
        }

    def _created(self, wanted: Job) -> Job:
        moment = self._now()
        switch = self._house.accepting()
        if not switch.accepting:
            return self._known(wanted.job_id, switch.reason, moment)
        at, most = wanted.created_at, self._limits.jobs_a_day
        event = JobEvent(1, at, "created", to_status=AWAITING_UPLOAD, attempt=0, by=OPERATOR)
        try:
            return self._jobs.create(wanted, event, day=day_text(moment), most=most)
        except InvoiceplugError as error:
            if error.code != "NOT_ACCEPTING":
                raise
            raise _refused(error.detail, moment, next_day(moment), **error.facts) from error

    def _known(self, job_id: str, reason: str | None, moment: datetime) -> Job:
        try:
            return self._jobs.get(job_id)
        except InvoiceplugError as error:
            if error.code != "JOB_NOT_FOUND":
                raise
            until = seconds_later(moment, SWITCHED_OFF_SECONDS)
            raise _refused(reason or "", moment, until, **({"reason": reason} if reason else {})) from error

    def _check_size(self, size: int) -> None:
        if size == 0:
            raise InvoiceplugError("EMPTY_FILE", size=size)
        if size > self._max_bytes:
            detail = f"The file has {size} bytes; at most {self._max_bytes} are taken."
            raise InvoiceplugError("FILE_TOO_LARGE", detail, size=size, limit=self._max_bytes)


class UploadUrl:
    """Presigns the PUT of a job again, for an upload that took too long or broke off."""

    def __init__(
        self, objects: Objects, jobs: Jobs, now: Callable[[], datetime], *, url_seconds: int = UPLOAD_SECONDS
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._now = now
        self._url_seconds = url_seconds

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `upload_answer`; JOB_NOT_FOUND, ILLEGAL_MOVE once the job was started."""
        job = self._jobs.get(job_id)
        if job.status != AWAITING_UPLOAD:
            detail = f"A job that is {job.status} takes no upload."
            raise InvoiceplugError("ILLEGAL_MOVE", detail, status=job.status)
        return {"upload": _upload(self._objects, job, self._now(), self._url_seconds)}


def safe_name(name: str) -> str:
    """The file's own name as it is shown: without folders, control and direction characters; never part of a key."""
    return clean_text(name.replace("\\", "/").rsplit("/", 1)[-1])[:255].rstrip() or UNNAMED


def _refused(detail: str, moment: datetime, until: str, **facts: Any) -> InvoiceplugError:
    """`until` is when to ask again; `retry_after` the same in seconds."""
    seconds = math.ceil(-seconds_since(until, moment))
    return InvoiceplugError("NOT_ACCEPTING", detail, until=until, retry_after=seconds, **facts)


def _upload(objects: Objects, job: Job, moment: datetime, seconds: int) -> dict[str, Any]:
    # Whatever the setting says: a link that outlived the wait for its file could still be used once the job is gone.
    left = max(1, int(ABANDONED_SECONDS - seconds_since(job.created_at, moment)))
    put = objects.presign_put(keys.source(job.job_id), size=job.size, sha256=job.sha256, seconds=min(seconds, left))
    return {"method": "PUT", "url": put.url, "headers": put.headers, "expires_at": seconds_later(moment, put.seconds)}
