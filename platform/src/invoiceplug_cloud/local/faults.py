"""What tests let go wrong with a task of the local ECS endpoint, in the words that ECS has for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """RunTask raises `code`; nothing was started."""

    code: str = "ServerException"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """RunTask answers 200 with no task and this failure."""

    reason: str = "RESOURCE:ENI"


@dataclass(frozen=True, slots=True)
class AnswerLost:
    """The task was started, and whoever asked hears of an error."""


@dataclass(frozen=True, slots=True)
class NeverStarted:
    """The task is accepted and stops before it has a process."""

    reason: str = "CannotPullContainerError: pull image manifest has been retried 5 time(s): i/o timeout"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The task is stopped as soon as it runs: its Spot capacity is wanted back."""


Fault = Refused | Unplaced | AnswerLost | NeverStarted | Interrupted
