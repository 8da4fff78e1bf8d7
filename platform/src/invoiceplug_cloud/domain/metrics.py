"""What is measured: every metric by its name, and the figures that a job's move or a sweep's look at all gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from invoiceplug_cloud.domain.job import (
    APPLIED,
    APPLYING,
    AWAITING_UPLOAD,
    FAILED,
    PARSED,
    QUEUED,
    RUNNING,
)
from invoiceplug_cloud.domain.records import Job, JobEvent
from invoiceplug_cloud.domain.stats import is_unedited
from invoiceplug_cloud.domain.times import seconds_since

COUNT, SECONDS = "Count", "Seconds"  # units, as CloudWatch names them


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric's name and unit, and the members that each of its series is told apart by, besides the environment.

    Only what has a few values for ever: a series is paid by the month, and an id would make one each.
    """

    name: str
    unit: str = COUNT
    series: tuple[tuple[str, ...], ...] = ((),)


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a metric; `of` has what its series are told apart by."""

    metric: Metric
    value: float
    of: Mapping[str, str] | None = None


# Counted where it happens.
STAGE_SECONDS = Metric("StageSeconds", SECONDS, (("stage",),))  # how long a job was on its way from state to state
JOBS_PARSED = Metric("JobsParsed")
JOBS_FAILED = Metric("JobsFailed", COUNT, ((), ("code",)))
FINDING_ERRORS = Metric("FindingErrors")  # of one reading
FINDING_WARNINGS = Metric("FindingWarnings")
RETRIES = Metric("Retries")  # attempts that nobody had to ask for
APPLIED_JOBS = Metric("Applied")
APPLIED_UNEDITED = Metric("AppliedUnedited")  # 1 or 0 of each applied job: the average is the share
SIGN_INS_REFUSED = Metric("SignInsRefused")

# Looked at by every sweep.
OLDEST_JOB_SECONDS = Metric("OldestJobSeconds", SECONDS)  # of those that are queued or running
WAITING = Metric("Waiting")
LIVE_TASKS = Metric("LiveTasks")
APPLYING_SECONDS = Metric("ApplyingSeconds", SECONDS)  # of the apply that has been under way for longest

METRICS = (
    STAGE_SECONDS,
    JOBS_PARSED,
    JOBS_FAILED,
    FINDING_ERRORS,
    FINDING_WARNINGS,
    RETRIES,
    APPLIED_JOBS,
    APPLIED_UNEDITED,
    SIGN_INS_REFUSED,
    OLDEST_JOB_SECONDS,
    WAITING,
    LIVE_TASKS,
    APPLYING_SECONDS,
)

# A stage by the state that it ends with, and from when to when it lasts.
STAGES = {
    QUEUED: ("upload", "created_at", "queued_at"),
    RUNNING: ("wait", "queued_at", "started_at"),
    PARSED: ("read", "started_at", "parsed_at"),
    APPLIED: ("review", "parsed_at", "applied_at"),
}


def of_move(job: Job, event: JobEvent) -> list[Figure]:
    """What the event says of the job, which is as it was stored with it."""
    figures = [*_stage(job, event)]
    if event.to_status == PARSED:
        findings = job.summary.get("findings", {})
        figures += [
            Figure(JOBS_PARSED, 1),
            Figure(FINDING_ERRORS, findings.get("error", 0)),
            Figure(FINDING_WARNINGS, findings.get("warning", 0)),
        ]
    elif event.to_status == FAILED:
        figures.append(Figure(JOBS_FAILED, 1, {"code": (job.error or {})["code"]}))
    elif event.to_status == QUEUED and job.tries > 1:
        figures.append(Figure(RETRIES, 1))
    elif event.to_status == APPLIED:
        figures += [Figure(APPLIED_JOBS, 1), Figure(APPLIED_UNEDITED, int(is_unedited(job)))]
    return figures


def standing(live: Sequence[Job], applying: Iterable[Job], places: int, moment: datetime) -> dict[str, int]:
    """How all jobs stand that should move on by themselves: {live_tasks, waiting, oldest_seconds, applying_seconds}.

    `places` are those taken by tasks; workers take none, and have as many jobs running as there are of them.
    """
    running = sum(job.status == RUNNING for job in live)
    return {
        "live_tasks": max(places, running),
        "waiting": len(live) - running,
        "oldest_seconds": _oldest((_asked_at(job) for job in live), moment),
        "applying_seconds": _oldest((job.updated_at for job in applying if job.status == APPLYING), moment),
    }


def of_sweep(done: Mapping[str, int]) -> list[Figure]:
    """The figures of what a sweep answers, which holds `standing`."""
    return [
        Figure(OLDEST_JOB_SECONDS, done["oldest_seconds"]),
        Figure(WAITING, done["waiting"]),
        Figure(LIVE_TASKS, done["live_tasks"]),
        Figure(APPLYING_SECONDS, done["applying_seconds"]),
    ]


def _stage(job: Job, event: JobEvent) -> Iterable[Figure]:
    if event.to_status not in STAGES or (event.to_status == QUEUED and event.from_status != AWAITING_UPLOAD):
        return
    stage, began, ended = STAGES[event.to_status]
    moments = {"created_at": job.created_at, **job.times}
    if began in moments and ended in moments:  # a reading that was adopted from a lost task has no start
        seconds = seconds_since(moments[began], datetime.fromisoformat(moments[ended]))
        yield Figure(STAGE_SECONDS, max(0.0, seconds), {"stage": stage})


def _asked_at(job: Job) -> str:
    """When somebody last asked for the reading: tries that were made again by themselves belong to one wait."""
    return job.created_at if job.attempt == job.tries else job.times.get("queued_at", job.created_at)


def _oldest(times: Iterable[str], moment: datetime) -> int:
    return max((int(seconds_since(time, moment)) for time in times), default=0)
