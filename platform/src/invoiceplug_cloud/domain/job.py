"""The states of a job and the moves between them; every move is a conditional update on (status, attempt)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Job, JobEvent

AWAITING_UPLOAD = "awaiting_upload"
QUEUED = "queued"
RUNNING = "running"
PARSED = "parsed"
FAILED = "failed"
APPLYING = "applying"
APPLIED = "applied"
REVERSED = "reversed"
DISCARDED = "discarded"

STATUSES = (AWAITING_UPLOAD, QUEUED, RUNNING, PARSED, FAILED, APPLYING, APPLIED, REVERSED, DISCARDED)
LIVE = (QUEUED, RUNNING)  # a task may be at work

MOVES: dict[str, frozenset[str]] = {
    AWAITING_UPLOAD: frozenset({QUEUED, FAILED, DISCARDED}),  # failed: other bytes than announced were stored
    QUEUED: frozenset({RUNNING, QUEUED, FAILED, PARSED}),  # parsed: its reading is stored already
    RUNNING: frozenset({PARSED, FAILED, QUEUED}),
    PARSED: frozenset({QUEUED, APPLYING, APPLIED, DISCARDED}),
    FAILED: frozenset({QUEUED, DISCARDED}),
    APPLYING: frozenset({APPLIED}),
    APPLIED: frozenset({REVERSED}),
    REVERSED: frozenset(),
    DISCARDED: frozenset(),
}

# Who did it, as events tell it.
OPERATOR, TASK = "operator", "task"
BY_POLL, BY_EVENT, BY_SWEEP = "reconcile:poll", "reconcile:event", "reconcile:sweep"

_TIMES_OF_ATTEMPT = ("queued_at", "started_at", "parsed_at")


def check_move(status: str, to: str) -> None:
    """Nothing, when the move is legal; otherwise ILLEGAL_MOVE, naming both states."""
    if to not in MOVES[status]:
        raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {status} cannot become {to}.", status=status, to=to)


def move(
    job: Job,
    to: str,
    *,
    at: str,
    what: str | None = None,
    detail: str | None = None,
    by: str = OPERATOR,
    **changes: Any,
) -> tuple[Job, JobEvent]:
    """The job after a legal move and the event that tells of it; ILLEGAL_MOVE. `changes` are members of the row."""
    check_move(job.status, to)
    changed, event = note(job, what or to, at=at, detail=detail, by=by, status=to, **changes)
    return changed, replace(event, from_status=job.status, to_status=to)


def note(
    job: Job, what: str, *, at: str, detail: str | None = None, by: str = OPERATOR, **changes: Any
) -> tuple[Job, JobEvent]:
    """The job with changes that are no move, and the event that tells of them, numbered by the row's count."""
    changed = replace(job, updated_at=at, events=job.events + 1, **changes)
    return changed, JobEvent(changed.events, at, what, attempt=changed.attempt, detail=detail, by=by)


def attempted(
    job: Job, *, at: str, tries: int, by: str, what: str | None = None, detail: str | None = None, **changes: Any
) -> tuple[Job, JobEvent]:
    """The job queued for a new attempt, without what belonged to the old one; `changes` say how this one differs.

    A reading and its reviews stay as they are until the new attempt has a reading of its own.
    """
    times = {name: time for name, time in job.times.items() if name not in _TIMES_OF_ATTEMPT}
    fresh: dict[str, Any] = {
        "attempt": job.attempt + 1,
        "tries": tries,
        "task_arn": None,
        "run_requested_at": None,
        "retry_at": None,
        "error": None,
        "times": {**times, "queued_at": at},
    }
    return move(job, QUEUED, at=at, what=what, detail=detail, by=by, **{**fresh, **changes})
