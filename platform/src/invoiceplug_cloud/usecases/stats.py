"""Stats: the dashboard's figures, counted from job rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job_filter import JobFilter
from invoiceplug_cloud.domain.ports import Jobs, Vendors
from invoiceplug_cloud.domain.stats import job_stats
from invoiceplug_cloud.domain.times import seconds_later
from invoiceplug_cloud.usecases.jobs import SHOWN

DAYS = 30
MOST_DAYS = 365
MOST_JOBS = 5000  # about 10 MB of rows: some ten pages of a query
_DAY_SECONDS = 24 * 60 * 60


class Stats:
    """Counts the jobs that were uploaded in the last days, discarded ones aside."""

    def __init__(
        self, jobs: Jobs, vendors: Vendors, now: Callable[[], datetime], *, most_jobs: int = MOST_JOBS
    ) -> None:
        self._jobs = jobs
        self._vendors = vendors
        self._now = now
        self._most = most_jobs

    def __call__(self, days: int = DAYS) -> dict[str, Any]:
        """The HTTP body `stats`, of the newest 5000 jobs at most: `cut` when there were more. REQUEST_INVALID."""
        if not 1 <= days <= MOST_DAYS:
            raise InvoiceplugError("REQUEST_INVALID", f"days is 1 to {MOST_DAYS}.", days=MOST_DAYS)
        since = seconds_later(self._now(), -days * _DAY_SECONDS)
        found, more = self._jobs.list(SHOWN, limit=self._most, after=None, only=JobFilter(since=since))
        counted_since = found[-1].created_at if more else since
        told = job_stats(found, self._vendors.all())
        return {"days": days, "since": counted_since, "cut": more is not None, **told}
