"""Sweep: every few minutes everything that should move on by itself is looked at, whatever got lost before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import APPLYING, AWAITING_UPLOAD, BY_SWEEP, LIVE
from invoiceplug_cloud.domain.limits import ABANDONED_SECONDS, UPLOAD_SECONDS
from invoiceplug_cloud.domain.metrics import standing
from invoiceplug_cloud.domain.ports import Closer, Jobs, Objects, Slots
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.domain.times import seconds_since
from invoiceplug_cloud.usecases.discard import DiscardJob
from invoiceplug_cloud.usecases.reconcile import Reconcile
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.watch import Report

PAGE = 1000  # what one query reads: each page asks anew, and a burst has ten thousand jobs


class Sweep:
    """Looks at every queued and running job, at forgotten uploads, at places nobody gave back, and at the stock."""

    def __init__(
        self,
        objects: Objects,
        jobs: Jobs,
        slots: Slots,
        reconcile: Reconcile,
        start: StartJob,
        discard: DiscardJob,
        closer: Closer,
        now: Callable[[], datetime],
        report: Report,
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._slots = slots
        self._reconcile = reconcile
        self._start = start
        self._discard = discard
        self._closer = closer
        self._now = now
        self._report = report

    def __call__(self) -> dict[str, int]:
        """{looks, errors} and how everything stood (`metrics.standing`); a look that fails stops no other."""
        # Always asked: whether something holds the stock is known to the ledger, which is apply's alone.
        looks = [self._tried("", self._closer.roll_forward)]
        live, began = list(self._all(LIVE)), self._now()
        others = [job for job in live if not self._reconcile.leaves(job)]
        looks += [self._tried(job.job_id, partial(self._with_task, job), job.correlation_id) for job in others]
        looks.append(self._tried("", partial(self._reconcile.wake, len(live) - len(others))))
        taken, known = self._slots.taken(), {job.job_id: job.correlation_id for job in live}
        looks += [
            self._tried(job_id, partial(self._place, job_id, attempt), known.get(job_id)) for job_id, attempt in taken
        ]
        looks.append(self._tried("", partial(self._reconcile.waiting, by=BY_SWEEP)))
        looks += [
            self._tried(job.job_id, partial(self._upload, job), job.correlation_id)
            for job in self._all((AWAITING_UPLOAD,))
        ]
        stood = standing(live, self._all((APPLYING,)), len(taken), began)
        return {"looks": len(looks), "errors": looks.count(False), **stood}

    def _with_task(self, job: Job) -> None:
        if job.run_requested_at is not None or not self._reconcile.in_turn(job):  # the others wait for their turn
            self._reconcile(job.job_id, by=BY_SWEEP)

    def _upload(self, job: Job) -> None:
        age = seconds_since(job.created_at, self._now())
        if age < UPLOAD_SECONDS:
            return
        if self._objects.head(keys.source(job.job_id)) is not None:
            self._start(job.job_id, by=BY_SWEEP)
        elif age >= ABANDONED_SECONDS:  # by then every link has expired
            self._discard(job.job_id, by=BY_SWEEP)

    def _place(self, job_id: str, attempt: int) -> None:
        job = self._jobs.get(job_id)
        if job.attempt != attempt or job.status not in LIVE:
            self._slots.free(job_id, attempt)
        elif job.task_arn is None:  # whoever took its place went no further, and those that wait longer have none
            self._reconcile(job_id, by=BY_SWEEP)

    def _all(self, statuses: tuple[str, ...]) -> Iterator[Job]:
        after: str | None = None
        while True:
            page, after = self._jobs.list(statuses, limit=PAGE, after=after)
            yield from page
            if after is None:
                return

    def _tried(self, job_id: str, look: Callable[[], object], correlation_id: str | None = None) -> bool:
        try:
            look()
        except InvoiceplugError as error:
            if error.code == "ILLEGAL_MOVE":  # somebody was faster
                return True
            self._report(job_id, correlation_id, error)
        except Exception as error:
            self._report(job_id, correlation_id, error)
        else:
            return True
        return False
