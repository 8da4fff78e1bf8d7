"""Messages of the dispatch queue: one asks some worker to read a job under one attempt.

A job whose message was sent names it in `task_arn`, by attempt: two messages of one attempt are the same to everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from invoiceplug_cloud.domain.records import TaskState
from invoiceplug_cloud.domain.task_changes import TaskChange

IN_LINE = "IN_LINE"  # the status of a message: it waits or a worker has it, and only the queue knows which
DEAD_LETTER = "DeadLetter"  # the stop code of one that no worker could finish
NO_WORKER_FINISHED = "no worker could finish it"

_SCHEME = "queue:"
_JOB = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Message:
    """Which job is to be read, under which attempt, and as whose invoice when a person said so."""

    job_id: str
    attempt: int
    read_as: str | None = None


def reference(job_id: str, attempt: int) -> str:
    """What a job's `task_arn` holds once its message was sent."""
    return f"{_SCHEME}{job_id}-{attempt}"


def is_message(arn: str) -> bool:
    """Whether that stands for a message, not for a task."""
    return arn.startswith(_SCHEME)


def body_of(message: Message) -> dict[str, Any]:
    """The message as JSON."""
    named = {"job_id": message.job_id, "attempt": message.attempt, "read_as": message.read_as}
    return {name: value for name, value in named.items() if value is not None}


def read_message(body: Any) -> Message | None:
    """The message of that JSON; None when it is none of ours."""
    if not isinstance(body, Mapping) or not body.keys() <= {"job_id", "attempt", "read_as"}:
        return None
    job_id, attempt, read_as = body.get("job_id"), body.get("attempt"), body.get("read_as")
    if not isinstance(job_id, str) or not _JOB.fullmatch(job_id) or not isinstance(read_as, str | None):
        return None
    return Message(job_id, attempt, read_as) if type(attempt) is int and attempt > 0 else None


def read_dead_letter(body: Any) -> TaskChange | None:
    """That a message of ours was given up, as the end of its attempt's task; it lies in the queue of dead letters."""
    message = read_message(body)
    if message is None:
        return None
    state = TaskState("STOPPED", stop_code=DEAD_LETTER, reason=NO_WORKER_FINISHED)
    return TaskChange(message.job_id, message.attempt, reference(message.job_id, message.attempt), state)
