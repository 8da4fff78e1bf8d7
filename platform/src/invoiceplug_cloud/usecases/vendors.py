"""Vendors: who is installed where tasks run, and how reading their invoices went lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug_cloud.domain.job import FAILED
from invoiceplug_cloud.domain.job_filter import JobFilter
from invoiceplug_cloud.domain.ports import Jobs, Vendors
from invoiceplug_cloud.domain.stats import READ, recent_by_vendor
from invoiceplug_cloud.domain.times import seconds_later

RECENT_SECONDS = 30 * 24 * 60 * 60
RECENT_JOBS = 500


class ListVendors:
    """Lists the vendors with what was read of them and what failed among the newest jobs."""

    def __init__(
        self, jobs: Jobs, vendors: Vendors, now: Callable[[], datetime], *, recent_jobs: int = RECENT_JOBS
    ) -> None:
        self._jobs = jobs
        self._vendors = vendors
        self._now = now
        self._recent_jobs = recent_jobs

    def __call__(self) -> dict[str, Any]:
        """The HTTP body `vendor_list`; `recent_since` says from when on: 30 days, or the newest 500 jobs."""
        vendors = self._vendors.all()
        since = seconds_later(self._now(), -RECENT_SECONDS)
        wanted = (*READ, FAILED)
        found, more = self._jobs.list(wanted, limit=self._recent_jobs, after=None, only=JobFilter(since=since))
        recent = recent_by_vendor(found, vendors)
        return {
            "vendors": [{**vendor, "recent": recent[vendor["id"]]} for vendor in vendors],
            "recent_since": found[-1].created_at if more else since,
        }
