"""Reconcile: a queued or running job held against what its task does and what its attempt has stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import LIVE, QUEUED, attempted, note
from invoiceplug_cloud.domain.job_view import error_view
from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.outcome import failed, parsed
from invoiceplug_cloud.domain.ports import Jobs, Objects, Runner, Slots
from invoiceplug_cloud.domain.reconcile import (
    ADOPT_ERROR,
    ADOPT_READING,
    AGAIN,
    RUN,
    WAIT,
    Verdict,
    decide,
    in_line,
    signed,
)
from invoiceplug_cloud.domain.records import Day, Job, JobEvent, StoredObject, TaskState
from invoiceplug_cloud.domain.task_changes import TaskChange
from invoiceplug_cloud.domain.times import seconds_since, time_text
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.moving import stored

MOST_WAITING = 100  # how many of the oldest queued jobs are looked at for those that wait for a place


class Reconcile:
    """Moves one job as far as the world allows; safe to do twice, at once, late or for nothing: moves are fenced."""

    def __init__(
        self,
        objects: Objects,
        jobs: Jobs,
        runner: Runner,
        slots: Slots,
        dispatch: Dispatch,
        now: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._runner = runner
        self._slots = slots
        self._dispatch = dispatch
        self._now = now
        self._limits = limits

    def __call__(self, job_id: str, *, by: str, change: TaskChange | None = None) -> Job:
        """The job as it stands afterwards; JOB_NOT_FOUND. A `change` of its task is taken as told, if it is its own."""
        job = self._jobs.get(job_id)
        if change is not None:
            job = self._with_task(job, change, by)
        if job.status not in LIVE:
            return job
        verdict, found = self._decide(job, change)
        if verdict.what == WAIT:
            return job
        if verdict.what == RUN:
            return self._dispatch(job, by=by)
        if verdict.stop and job.task_arn is not None:
            self._runner.stop(job.task_arn, signed(verdict.reason))
        return self._end(job, verdict, found, by)

    def waiting(self, *, by: str, most: int = MOST_WAITING) -> list[Job]:
        """Runs jobs that wait for a place, oldest first, until there is none; those that were moved on, up to `most`.

        A start that is refused gives its place back: without `most` one caller would try all that wait.
        """
        moved: list[Job] = []
        for found in self._jobs.waiting(limit=MOST_WAITING):
            if len(moved) == most:
                break
            if found.task_arn is not None or _later(found, self._now()):
                continue
            job = self(found.job_id, by=by)
            if job.run_requested_at is None and job.status in LIVE and not _later(job, self._now()):
                break  # there is no place, and none for those behind it
            moved.append(job)
        return moved

    def leaves(self, job: Job) -> bool:
        """Whether there is surely nothing to do about the job, as the row of a list tells: its message is in line.

        Ten thousand may be; to look at each of them would take longer than a function may.
        """
        return not self._limits.places and in_line(job, self._now())

    def in_turn(self, job: Job) -> bool:
        """Whether the job waits for a place, behind those that wait longer."""
        return self._limits.places and job.status == QUEUED and job.task_arn is None

    def wake(self, waiting: int) -> None:
        """Sees to it that enough work off what is in line."""
        self._runner.wake(waiting)

    def _with_task(self, job: Job, change: TaskChange, by: str) -> Job:
        """The job with the ARN that the event tells, when the answer of RunTask was lost."""
        if job.attempt != change.attempt or job.status not in LIVE or job.task_arn is not None:
            return job
        noted, event = note(job, "task_started", at=time_text(self._now()), by=by, task_arn=change.arn)
        return stored(self._jobs, job, noted, event)

    def _decide(self, job: Job, change: TaskChange | None) -> tuple[Verdict, StoredObject | None]:
        # The task is asked first: what it stored before it stopped is then surely seen.
        if change is not None and (change.attempt, change.arn) == (job.attempt, job.task_arn):
            task: TaskState | None = change.state
        else:
            task = None if job.task_arn is None else self._runner.state(job.task_arn)
        moment, usual = self._now(), self._limits.task_memory_mib
        verdict = decide(job, moment, task, usual_memory_mib=usual)
        if not verdict.ends:
            return verdict, None
        reading = self._objects.head(keys.reading(job.job_id, job.attempt))
        error = None if reading else self._objects.head(keys.error(job.job_id, job.attempt))
        found = reading or error
        if found is not None:
            verdict = decide(job, moment, task, usual_memory_mib=usual, reading=bool(reading), error=bool(error))
        return verdict, found

    def _end(self, job: Job, verdict: Verdict, found: StoredObject | None, by: str) -> Job:
        at = time_text(self._now())
        read: Day | None = None
        if verdict.what == ADOPT_READING and found is not None:
            changed, event, read = parsed(job, found, self._document(found), at=at, by=by)
        elif verdict.what == ADOPT_ERROR and found is not None:
            changed, event = failed(job, self._document(found), at=at, by=by)
        elif verdict.what == AGAIN:
            changed, event = self._again(job, verdict, at, by)
        else:
            changed, event = failed(job, _error(verdict), at=at, by=by)
        now = stored(self._jobs, job, changed, event, read, taskless=verdict.ends and job.task_arn is None)
        if now.attempt != job.attempt or now.status not in LIVE:
            self._slots.free(job.job_id, job.attempt)
        return self._dispatch(now, by=by) if verdict.what == AGAIN else now

    def _again(self, job: Job, verdict: Verdict, at: str, by: str) -> tuple[Job, JobEvent]:
        # More memory helps at once; what passes by itself needs a moment.
        wait = None if verdict.memory_mib else self._dispatch.wait(job.tries)
        return attempted(
            job,
            at=at,
            by=by,
            what="attempted_again",
            detail=verdict.reason,
            tries=job.tries + 1,
            retry_at=wait,
            read_as=job.read_as,
            memory_mib=verdict.memory_mib or job.memory_mib,
        )

    def _document(self, found: StoredObject) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._objects.get(found.key, found.version_id))
        return document


def _later(job: Job, moment: datetime) -> bool:
    return job.retry_at is not None and seconds_since(job.retry_at, moment) < 0


def _error(verdict: Verdict) -> dict[str, Any]:
    return error_view(InvoiceplugError(verdict.code, reason=verdict.reason))
