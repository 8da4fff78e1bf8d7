"""What job rows tell of the last weeks: jobs by state, how long reading takes, how much is applied as it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from statistics import median
from typing import Any

from invoiceplug_cloud.domain.job import APPLIED, APPLYING, DISCARDED, FAILED, PARSED, REVERSED, STATUSES
from invoiceplug_cloud.domain.job_vendor import vendor_of_job
from invoiceplug_cloud.domain.job_view import needs_review
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.domain.times import seconds_since
from invoiceplug_cloud.domain.vendors import family

READ = (PARSED, APPLYING, APPLIED, REVERSED)

Vendor = Mapping[str, Any]  # the HTTP body `vendor`


def job_stats(jobs: Sequence[Job], vendors: Sequence[Vendor]) -> dict[str, Any]:
    """The members of the HTTP body `stats` that the jobs make, newest first; those unknown are absent."""
    counts = Counter(job.status for job in jobs)
    seconds = [found for job in jobs if (found := _seconds_to_parsed(job)) is not None]
    return {
        "jobs": len(jobs),
        "by_status": {status: counts[status] for status in STATUSES if status != DISCARDED},
        "needs_review": sum(map(needs_review, jobs)),
        **({"median_seconds_to_parsed": round(median(seconds), 1)} if seconds else {}),
        "applied": counts[APPLIED],
        "applied_unedited": sum(map(is_unedited, jobs)),
        "by_vendor": _by_vendor(jobs, vendors),
    }


def is_unedited(job: Job) -> bool:
    """Whether the job is applied, not taken back, and its review changed nothing of what was read."""
    return job.status == APPLIED and job.summary.get("edits") == 0


def recent_by_vendor(jobs: Iterable[Job], vendors: Sequence[Vendor]) -> dict[str, dict[str, Any]]:
    """The HTTP body `recent` of each vendor by today's id: read, failed, last_failure; `jobs` newest first."""
    recent: dict[str, dict[str, Any]] = {vendor["id"]: {"read": 0, "failed": 0} for vendor in vendors}
    known_as = _today(vendors)
    for job in jobs:
        told = recent.get(known_as(vendor_of_job(job) or ""))
        if told is None:
            continue
        if job.status in READ:
            told["read"] += 1
        elif job.status == FAILED:
            told["failed"] += 1
            failure = {"job_id": job.job_id, "code": (job.error or {})["code"], "at": job.updated_at}
            if told.get("last_failure", failure)["at"] <= failure["at"]:
                told["last_failure"] = failure
    return recent


def _by_vendor(jobs: Iterable[Job], vendors: Sequence[Vendor]) -> list[dict[str, Any]]:
    """The HTTP bodies `vendor_stats`, most jobs first; a job of whom nobody knows the vendor is in none."""
    known_as = _today(vendors)
    # What was suggested has a name and no id.
    named = (job.summary for job in jobs if job.summary.keys() >= {"vendor_id", "vendor_name"})
    names = {known_as(summary["vendor_id"]): summary["vendor_name"] for summary in named}
    names |= {vendor["id"]: vendor["name"] for vendor in vendors}
    told: dict[str, dict[str, Any]] = {}
    for job in jobs:
        read_as = vendor_of_job(job)
        if read_as is None:
            continue
        vendor_id = known_as(read_as)
        fresh = {"vendor_id": vendor_id, "vendor_name": names.get(vendor_id, vendor_id)}
        counts = told.setdefault(vendor_id, fresh | dict.fromkeys(("jobs", "applied", "applied_unedited", "failed"), 0))
        counts["jobs"] += 1
        counts["applied"] += job.status == APPLIED
        counts["applied_unedited"] += is_unedited(job)
        counts["failed"] += job.status == FAILED
    return sorted(told.values(), key=lambda each: (-each["jobs"], each["vendor_name"], each["vendor_id"]))


def _today(vendors: Sequence[Vendor]) -> Callable[[str], str]:
    return cache(lambda vendor_id: family(vendors, vendor_id)[0])


def _seconds_to_parsed(job: Job) -> float | None:
    """From the upload to the reading; None while there is none, and where a person asked to read again meanwhile."""
    parsed_at = job.times.get("parsed_at")
    if parsed_at is None or job.attempt > job.tries:
        return None
    return max(0.0, seconds_since(job.created_at, datetime.fromisoformat(parsed_at)))
