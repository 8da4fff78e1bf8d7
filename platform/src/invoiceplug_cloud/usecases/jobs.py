"""Jobs: the list, one job, what happened to it, and links to its reading and its PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import DISCARDED, STATUSES
from invoiceplug_cloud.domain.job_filter import JobFilter
from invoiceplug_cloud.domain.job_view import event_view, job_view
from invoiceplug_cloud.domain.ports import Jobs, Objects, Vendors
from invoiceplug_cloud.domain.times import seconds_later, time_text
from invoiceplug_cloud.usecases.watch import Watch

SHOWN = tuple(status for status in STATUSES if status != DISCARDED)
MAX_LISTED = 200
LINK_SECONDS = 300


class ListJobs:
    """Lists jobs, newest first; those that take too long are looked after on the way."""

    def __init__(self, jobs: Jobs, watch: Watch, vendors: Vendors) -> None:
        self._jobs = jobs
        self._watch = watch
        self._vendors = vendors

    def __call__(
        self,
        statuses: tuple[str, ...] = SHOWN,
        *,
        vendor: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str = "",
        limit: int = 50,
        after: str | None = None,
    ) -> dict[str, Any]:
        """The HTTP body `job_list`; without statuses all but discarded jobs. REQUEST_INVALID.

        `since` and `until` are days (UTC) or times of the upload, both included. A vendor's jobs, under all of its ids,
        stand by the date of the invoice; others by the time of the upload.
        """
        unknown = [status for status in statuses if status not in STATUSES]
        if unknown or not 1 <= limit <= MAX_LISTED:
            detail = f"{unknown[0]} is no status." if unknown else f"limit is 1 to {MAX_LISTED}."
            raise InvoiceplugError("REQUEST_INVALID", detail, statuses=list(STATUSES), limit=MAX_LISTED)
        only = JobFilter(
            vendor_ids=self._vendors.family(vendor) if vendor else (),
            since=_moment(since, "from", "T00:00:00.000Z"),
            until=_moment(until, "to", "T23:59:59.999Z"),
            text=text,
        )
        found, following = self._jobs.list(statuses or SHOWN, limit=limit, after=after, only=only)
        now = self._watch(found)
        return {
            "jobs": [job_view(now.get(job.job_id, job)) for job in found],
            **({"next": following} if following else {}),
        }


class GetJob:
    """Shows one job; if it takes too long, it is looked after on the way."""

    def __init__(self, jobs: Jobs, watch: Watch) -> None:
        self._jobs = jobs
        self._watch = watch

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `job_answer`; JOB_NOT_FOUND."""
        job = self._jobs.get(job_id)
        return {"job": job_view(self._watch([job]).get(job_id, job))}


class JobEvents:
    """Shows what happened to a job."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `event_list`, oldest first; JOB_NOT_FOUND."""
        self._jobs.get(job_id)
        return {"events": [event_view(event) for event in self._jobs.events(job_id)]}


class JobLinks:
    """Presigns GETs of a job's documents, since a Lambda's own answer ends at 6 MB."""

    def __init__(
        self, objects: Objects, jobs: Jobs, now: Callable[[], datetime], *, link_seconds: int = LINK_SECONDS
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._now = now
        self._link_seconds = link_seconds

    def reading(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `link` to the newest reading; ILLEGAL_MOVE while there is none."""
        job = self._jobs.get(job_id)
        if job.reading_key is None or job.reading_version is None:
            raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} has no reading yet.", status=job.status)
        return self._link(job.reading_key, job.reading_version, "application/json")

    def source(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `link` to the PDF that was read; UPLOAD_MISSING, SOURCE_EXPIRED."""
        job = self._jobs.get(job_id)
        if job.source_version is None:
            raise InvoiceplugError("UPLOAD_MISSING", job_id=job_id)
        key = keys.source(job_id)
        if self._objects.head(key) is None:
            raise InvoiceplugError("SOURCE_EXPIRED", job_id=job_id)
        return self._link(key, job.source_version, "application/pdf")

    def _link(self, key: str, version_id: str, content_type: str) -> dict[str, Any]:
        link = self._objects.presign_get(key, version_id, seconds=self._link_seconds, content_type=content_type)
        return {"url": link.url, "expires_at": seconds_later(self._now(), link.seconds)}


def _moment(text: str | None, name: str, of_day: str) -> str | None:
    """The time as rows carry it; of a day the time that is given."""
    if not text:
        return None
    try:
        day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
        moment = datetime.fromisoformat(f"{text}{of_day}" if day else text)
        if moment.tzinfo is None:
            raise ValueError("a time without a zone")
        return time_text(moment)
    except (ValueError, OverflowError) as error:
        detail = f"`{name}` is a day (2026-03-01) or a time with its zone (2026-03-01T09:30:00Z)."
        raise InvoiceplugError("REQUEST_INVALID", detail) from error
