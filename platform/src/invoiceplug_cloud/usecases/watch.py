"""Watch: what a poll shows is reconciled on the way, a little at a time; it never fails the poll."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from invoiceplug_cloud.domain.job import BY_POLL, LIVE
from invoiceplug_cloud.domain.limits import LOOK_SECONDS
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.domain.times import seconds_since
from invoiceplug_cloud.usecases.reconcile import Reconcile

MOST_LOOKS = 5
BUDGET_SECONDS = 3
MOST_REMEMBERED = 1000

Report = Callable[[str, str | None, BaseException], None]  # a job's id, its id in logs, and how its look ended


class Watch:
    """Looks after jobs that are queued or running for a while, each at most every fifteen seconds a process."""

    def __init__(self, reconcile: Reconcile, now: Callable[[], datetime], report: Report) -> None:
        self._reconcile = reconcile
        self._now = now
        self._report = report
        self._looked: dict[str, datetime] = {}

    def __call__(self, jobs: Iterable[Job]) -> dict[str, Job]:
        """Those of the jobs that were looked after, as they stand now, by id; the oldest first, at most five."""
        began = self._now()
        due = sorted((job for job in jobs if self._due(job, began)), key=lambda job: job.created_at)
        found: dict[str, Job] = {}
        left = MOST_LOOKS  # whichever jobs are met: one look may be at several that wait
        for job in due[:MOST_LOOKS]:
            if left <= 0 or (self._now() - began).total_seconds() > BUDGET_SECONDS:
                break
            self._remember(job.job_id, began)
            try:
                looked = self._look(job, left)
                found |= {each.job_id: each for each in looked}
                left -= max(1, len(looked))
            except Exception as error:  # the poll answers with what is stored
                left -= 1
                self._report(job.job_id, job.correlation_id, error)
        return found

    def _look(self, job: Job, most: int) -> list[Job]:
        if self._reconcile.in_turn(job):  # those that wait longer come first
            return self._reconcile.waiting(by=BY_POLL, most=most)
        return [self._reconcile(job.job_id, by=BY_POLL)]

    def _due(self, job: Job, moment: datetime) -> bool:
        if job.status not in LIVE or seconds_since(job.updated_at, moment) < LOOK_SECONDS:
            return False
        if self._reconcile.leaves(job):
            return False
        last = self._looked.get(job.job_id)
        return last is None or (moment - last).total_seconds() >= LOOK_SECONDS

    def _remember(self, job_id: str, moment: datetime) -> None:
        if len(self._looked) >= MOST_REMEMBERED:
            self._looked.clear()
        self._looked[job_id] = moment
