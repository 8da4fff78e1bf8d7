"""What an engine did and why, step by step, for `explain` and `overlay`; costs nothing while nobody listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

from invoiceplug.geometry import Box

Kind = Literal["mark", "field", "region", "column", "row", "continuation", "total", "charge", "tax"]
Outcome = Literal["ok", "missing", "dropped", "unread"]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: what it was about, how it ended, the rule's `file:line`, and where on which page."""

    kind: Kind
    outcome: Outcome
    text: str
    why: str = ""
    rule: str | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(slots=True)
class Trace:
    """The steps so far, in the order in which they were taken."""

    steps: list[Step] = field(default_factory=list)


_listening: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def tracing() -> Iterator[Trace]:
    """A trace that receives every step taken inside the block, on this thread."""
    trace = Trace()
    token = _listening.set(trace)
    try:
        yield trace
    finally:
        _listening.reset(token)


def note(step: Step) -> None:
    """Adds the step to the trace that listens, if one does."""
    trace = _listening.get()
    if trace is not None:
        trace.steps.append(step)


def listened() -> bool:
    """Whether somebody listens: a step that is dear to make need not be made otherwise."""
    return _listening.get() is not None
