"""Messages of the dispatch queue: one asks some worker to read a job under one attempt.

A job whose message was sent names it in `task_arn`, by attempt: two messages of one attempt are the same to everybody.
"""

from __future__ import annotations

import dataclasses
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
    """Which job is to be read, under which attempt, as whose invoice when a person said so; and its id in all logs."""

    job_id: str
    attempt: int
    read_as: str | None = None
    correlation_id: str | None = None


_MEMBERS = frozenset(field.name for field in dataclasses.fields(Message))


def reference(job_id: str, attempt: int) -> str:
    """What a job's `task_arn` holds once its message was sent."""
    return f"{_SCHEME}{job_id}-{attempt}"


def is_message(arn: str) -> bool:
    """Whether that stands for a message, not for a task."""
    return arn.startswith(_SCHEME)


def body_of(message: Message) -> dict[str, Any]:
    """The message as JSON."""
    return {name: value for name, value in dataclasses.asdict(message).items() if value is not None}


def read_message(body: Any) -> Message | None:
    """The message of that JSON; None when it is none of ours."""
    if not isinstance(body, Mapping) or not body.keys() <= _MEMBERS:
        return None
    job_id, attempt = body.get("job_id"), body.get("attempt")
    read_as, correlation_id = body.get("read_as"), body.get("correlation_id")
    if not isinstance(job_id, str) or not _JOB.fullmatch(job_id):
        return None
    if not isinstance(read_as, str | None) or not isinstance(correlation_id, str | None):
        return None
    return Message(job_id, attempt, read_as, correlation_id) if type(attempt) is int and attempt > 0 else None


def read_dead_letter(body: Any) -> TaskChange | None:
    """That a message of ours was given up, as the end of its attempt's task; it lies in the queue of dead letters."""
    message = read_message(body)
    if message is None:
        return None
    state = TaskState("STOPPED", stop_code=DEAD_LETTER, reason=NO_WORKER_FINISHED)
    arn = reference(message.job_id, message.attempt)
    return TaskChange(message.job_id, message.attempt, arn, state, message.correlation_id)
