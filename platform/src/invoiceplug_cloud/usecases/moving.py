"""What a use case does when somebody else moved the job first: it goes on from what is stored."""

from __future__ import annotations

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.ports import Jobs
from invoiceplug_cloud.domain.records import Day, Job, JobEvent


def moved(
    jobs: Jobs, before: Job, job: Job, event: JobEvent | None, read: Day | None = None, *, taskless: bool = False
) -> bool:
    """Whether the job is stored; False when it is no longer in the state and attempt that it had before.

    `taskless`: or when a task of that attempt is known by now.
    """
    try:
        jobs.move(
            job,
            expected_status=before.status,
            expected_attempt=before.attempt,
            event=event,
            read=read,
            taskless=taskless,
        )
    except InvoiceplugError as error:
        if error.code != "ILLEGAL_MOVE":
            raise
        return False
    return True


def stored(
    jobs: Jobs, before: Job, job: Job, event: JobEvent, read: Day | None = None, *, taskless: bool = False
) -> Job:
    """The job as it is stored now: with this change, or as whoever was faster left it."""
    return job if moved(jobs, before, job, event, read, taskless=taskless) else jobs.get(job.job_id)
