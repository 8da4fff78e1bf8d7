"""Dispatch: the one place that runs tasks, within the limits of the house."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import LIVE, QUEUED, attempted, note
from invoiceplug_cloud.domain.job_view import error_view
from invoiceplug_cloud.domain.limits import MOST_TRIES, SLOT_SECONDS, START_SECONDS, Limits
from invoiceplug_cloud.domain.outcome import failed
from invoiceplug_cloud.domain.ports import House, Jobs, Runner, Slots
from invoiceplug_cloud.domain.reconcile import REPLACED, signed
from invoiceplug_cloud.domain.records import Job, Task
from invoiceplug_cloud.domain.times import day_text, seconds_later, seconds_since, time_text
from invoiceplug_cloud.usecases.moving import moved


class Dispatch:
    """Runs the task of a queued job, or finds the one that was run before; `rng` gives numbers from 0 up to 1.

    Without a place, or with today's pages used up, the job stays queued: whoever comes later runs it. Where messages
    are sent to workers there are no places: the message waits instead.
    """

    def __init__(
        self,
        jobs: Jobs,
        runner: Runner,
        slots: Slots,
        house: House,
        now: Callable[[], datetime],
        rng: Callable[[], float],
        limits: Limits,
    ) -> None:
        self._jobs = jobs
        self._runner = runner
        self._slots = slots
        self._house = house
        self._now = now
        self._rng = rng
        self._limits = limits

    def __call__(self, job: Job, *, by: str) -> Job:
        """The job as it stands afterwards; any job may be handed in, only one whose task is not known is run."""
        if job.status not in LIVE or job.task_arn is not None:
            return job
        moment = self._now()
        if job.status == QUEUED and not self._may_run(job, moment):
            return job
        if job.run_requested_at is None:
            noted = self._noted(job, moment)
            if noted is None:
                return self._current(job)
            job = noted
        if seconds_since(time_text(moment), self._now()) >= START_SECONDS:
            return job  # the place may be another's by now; whoever looks next asks for one anew
        try:
            task = self._runner.run(
                job.job_id,
                job.attempt,
                read_as=job.read_as,
                memory_mib=job.memory_mib,
                correlation_id=job.correlation_id,
            )
        except InvoiceplugError as error:
            if error.code != "TASK_START_FAILED":
                raise
            return self._refused(job, error, by)
        return self._started(job, task, by)

    def stop(self, arn: str) -> None:
        """Asks for the end of a task whose attempt is over, if that can be asked; it could change nothing any more."""
        with suppress(Exception):
            self._runner.stop(arn, signed(REPLACED))

    def wait(self, tries: int) -> str:
        """When the try after that many may be made: full jitter, up to a minute at first, doubling."""
        return seconds_later(self._now(), self._rng() * self._limits.retry_seconds * 2 ** (tries - 1))

    def _may_run(self, job: Job, moment: datetime) -> bool:
        if job.retry_at is not None and seconds_since(job.retry_at, moment) < 0:
            return False
        if job.run_requested_at is None and self._house.day(day_text(moment)).pages >= self._limits.pages_a_day:
            return False
        if not self._limits.places:
            return True
        at, until = time_text(moment), seconds_later(moment, SLOT_SECONDS)
        return self._slots.take(job.job_id, job.attempt, at=at, until=until)

    def _noted(self, job: Job, moment: datetime) -> Job | None:
        """The job with the time of its request, from which the token's age is counted; None when it moved on."""
        changed = replace(job, run_requested_at=time_text(moment))
        return changed if moved(self._jobs, job, changed, None) else None

    def _refused(self, job: Job, error: InvoiceplugError, by: str) -> Job:
        if job.status != QUEUED:  # it has a task at work; only its ARN was asked for
            return job
        at = time_text(self._now())
        tried: dict[str, Any] = {"what": "start_refused", "detail": error.facts.get("reason"), "at": at, "by": by}
        if error.facts.get("unknown"):  # there may be a task, and only this attempt's token finds it
            changed, event = note(job, retry_at=self.wait(job.tries), **tried)
        elif not error.facts.get("transient") or job.tries >= MOST_TRIES:
            changed, event = failed(job, error_view(error), at=at, by=by)
        else:
            tried |= {"read_as": job.read_as, "memory_mib": job.memory_mib}
            changed, event = attempted(job, tries=job.tries + 1, retry_at=self.wait(job.tries), **tried)
        if not moved(self._jobs, job, changed, event, taskless=True):
            return self._current(job)
        if changed.attempt != job.attempt or changed.status not in LIVE:
            self._slots.free(job.job_id, job.attempt)
        return changed

    def _started(self, job: Job, task: Task, by: str) -> Job:
        """The job with its task's ARN. The task may have claimed the job already, or even be done."""
        for _ in range(len(LIVE)):
            changed, event = note(job, "task_started", at=time_text(self._now()), by=by, task_arn=task.arn)
            if moved(self._jobs, job, changed, event):
                return changed
            now = self._jobs.get(job.job_id)
            if (now.attempt, now.task_arn) != (job.attempt, None) or now.status not in LIVE:
                if now.attempt != job.attempt:
                    self.stop(task.arn)
                break
            job = now
        return self._current(job)

    def _current(self, job: Job) -> Job:
        """The job as somebody else left it; the place of an attempt that is over is given back."""
        now = self._jobs.get(job.job_id)
        if now.attempt != job.attempt or now.status not in LIVE:
            self._slots.free(job.job_id, job.attempt)
        return now
