"""Under which vendor and day a job is listed, also when nothing was read of it."""

from __future__ import annotations

from invoiceplug_cloud.domain.job import FAILED
from invoiceplug_cloud.domain.records import Job


def vendor_of_job(job: Job) -> str | None:
    """Whose invoice it is, or as whose it failed: by its error, by who was named, by what was read before."""
    error = (job.error or {}).get("facts", {}).get("vendor") if job.status == FAILED else None
    named = job.read_as if job.status == FAILED else None
    return error or named or job.summary.get("vendor_id")


def listed_vendor(job: Job) -> str | None:
    """Among whose jobs it is listed: as its row shows it; where nothing was read yet, as whose it failed."""
    return job.summary.get("vendor_id") or vendor_of_job(job)


def day_of_job(job: Job) -> str:
    """The date of its invoice; of one that shows none, the day of the upload."""
    return job.summary.get("invoice_date") or job.created_at[:10]
