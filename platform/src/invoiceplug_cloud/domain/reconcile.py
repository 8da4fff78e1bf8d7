"""What becomes of a queued or running job, given how its task stands and what its attempt has stored: decided purely.

Every answer is fenced by who carries it out: a move that expects this status and attempt changes nothing later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from invoiceplug_cloud.domain.exits import BAD_PDF, OUT_OF_MEMORY, USAGE
from invoiceplug_cloud.domain.job import RUNNING
from invoiceplug_cloud.domain.limits import (
    MESSAGE_SECONDS,
    MISSING_SECONDS,
    MOST_TRIES,
    TASK_SECONDS,
    TOKEN_SECONDS,
)
from invoiceplug_cloud.domain.messages import DEAD_LETTER, IN_LINE, is_message
from invoiceplug_cloud.domain.records import Job, TaskState
from invoiceplug_cloud.domain.times import seconds_since
from invoiceplug_cloud.domain.transient import PASSING_STOPS, reason_passes

WAIT, RUN, ADOPT_READING, ADOPT_ERROR, AGAIN, FAIL = "wait", "run", "adopt_reading", "adopt_error", "again", "fail"

# Why this house stops a task itself: told to ECS, and read again when the move after it was lost.
SIGNED = "invoiceplug: "
TOO_LONG, NOT_STARTED, REPLACED = "LIMIT_TIME", "not started in time", "replaced by a newer attempt"

STOPPED = "STOPPED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do. `code` and `reason` say why an attempt fails, or is made again; `stop` that its task still lives."""

    what: str
    code: str = ""
    reason: str = ""
    stop: bool = False
    memory_mib: int | None = None

    @property
    def ends(self) -> bool:
        """Whether the attempt would be given up: what it has stored must be looked for first."""
        return self.what in (AGAIN, FAIL)


def decide(
    job: Job,
    now: datetime,
    task: TaskState | None,
    *,
    usual_memory_mib: int,
    reading: bool = False,
    error: bool = False,
) -> Verdict:
    """What to do with a job that is queued or running. `task` is None when ECS does not know it or it has no ARN.

    `reading` and `error` say that this attempt has stored one.
    """
    if reading:
        return Verdict(ADOPT_READING)
    if error:
        return Verdict(ADOPT_ERROR)
    if job.task_arn is None and task is None:
        return _without_task(job, now)
    if task is None:
        return _missing(job, now)
    if task.status == IN_LINE:
        return _waiting(job, now)
    if task.status != STOPPED:
        return _living(job, now)
    return _limited(_stopped(job, task, usual_memory_mib), job)


def in_line(job: Job, now: datetime) -> bool:
    """Whether the job's message may still be in the queue or with a worker: there is nothing to do about it.

    However long others stand before it, it ends by itself: a worker finishes it, or it becomes a dead letter.
    """
    sent = seconds_since(job.run_requested_at or job.updated_at, now)
    return job.task_arn is not None and is_message(job.task_arn) and sent < MESSAGE_SECONDS


def signed(reason: str) -> str:
    """The reason as ECS is told it."""
    return f"{SIGNED}{reason}"


def _without_task(job: Job, now: datetime) -> Verdict:
    if job.status == RUNNING:
        # Its task's ARN was lost with an answer: it is asked for again, for as long as the task may be at work.
        if seconds_since(job.times.get("started_at", job.updated_at), now) < TASK_SECONDS:
            return Verdict(RUN)
        return _limited(Verdict(AGAIN, "TASK_LOST", "the task was not found in time"), job)
    if job.retry_at is not None and seconds_since(job.retry_at, now) < 0:
        return Verdict(WAIT)
    requested = job.run_requested_at
    if requested is not None and seconds_since(requested, now) >= TOKEN_SECONDS:
        return _limited(Verdict(AGAIN, "TASK_LOST", "the task of the request was not found in time"), job)
    return Verdict(RUN)


def _missing(job: Job, now: datetime) -> Verdict:
    if seconds_since(job.run_requested_at or job.updated_at, now) < MISSING_SECONDS:
        return Verdict(WAIT)
    return Verdict(FAIL, "TASK_LOST", "MISSING")


def _waiting(job: Job, now: datetime) -> Verdict:
    if in_line(job, now):
        return Verdict(WAIT)
    return _limited(Verdict(AGAIN, "TASK_LOST", "its message expired"), job)


def _living(job: Job, now: datetime) -> Verdict:
    began = job.times.get("started_at") if job.status == RUNNING else job.run_requested_at
    if seconds_since(began or job.updated_at, now) < TASK_SECONDS:
        return Verdict(WAIT)
    if job.status == RUNNING:
        return Verdict(FAIL, "LIMIT_TIME", TOO_LONG, stop=True)
    return _limited(Verdict(AGAIN, "TASK_START_FAILED", NOT_STARTED, stop=True), job)


def _stopped(job: Job, task: TaskState, usual_memory_mib: int) -> Verdict:
    reason = _told(task)
    if task.stop_code == "UserInitiated":
        return _stopped_by_us(reason) or Verdict(FAIL, "TASK_LOST", reason)
    if task.stop_code == DEAD_LETTER:
        return Verdict(FAIL, "TASK_LOST", reason)
    if task.stop_code in PASSING_STOPS:
        return Verdict(AGAIN, "TASK_LOST", reason)
    if task.stop_code == "TaskFailedToStart":
        return Verdict(AGAIN if reason_passes(task.reason or "") else FAIL, "TASK_START_FAILED", reason)
    if task.exit_code == OUT_OF_MEMORY or "outofmemory" in (task.reason or "").lower():
        if job.memory_mib is not None:
            return Verdict(FAIL, "TASK_OOM", reason)
        return Verdict(AGAIN, "TASK_OOM", reason, memory_mib=2 * usual_memory_mib)
    hopeless = task.exit_code in (BAD_PDF, USAGE) or (task.exit_code is None and reason_passes(reason) is False)
    return Verdict(FAIL if hopeless else AGAIN, "TASK_LOST", reason)


def _stopped_by_us(reason: str) -> Verdict | None:
    if signed(TOO_LONG) in reason:
        return Verdict(FAIL, "LIMIT_TIME", TOO_LONG)
    return Verdict(AGAIN, "TASK_LOST", reason) if SIGNED in reason else None


def _limited(verdict: Verdict, job: Job) -> Verdict:
    if verdict.what == AGAIN and job.tries >= MOST_TRIES:
        return Verdict(FAIL, "TASK_OOM" if verdict.code == "TASK_OOM" else "TASK_LOST", verdict.reason, verdict.stop)
    return verdict


def _told(task: TaskState) -> str:
    exit_status = None if task.exit_code is None else f"exit {task.exit_code}"
    return "; ".join(part for part in (task.stop_code, task.reason, exit_status) if part) or "no reason"
