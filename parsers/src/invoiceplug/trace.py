"""What an engine did and why, step by step, for `explain` and `overlay`; costs nothing while nobody listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field, replace
from typing import Any, Literal

from invoiceplug.geometry import Box
from invoiceplug.record import Record

Kind = Literal["mark", "field", "region", "column", "row", "continuation", "total", "charge", "tax"]
Outcome = Literal["ok", "missing", "dropped", "unread"]


class Step(Record):
    """One decision: what it was about, how it ended, the rule's `file:line`, and where on which page.

    `name` is the field or column it is about; `vendor` says whose marks were looked for, and is filled in by `about`.
    """

    kind: Kind
    outcome: Outcome
    text: str
    why: str = ""
    rule: str | None = None
    page: int | None = None
    box: Box | None = None
    name: str = ""
    vendor: str | None = None


class Trace(Record, frozen=False):
    """The steps so far, in the order in which they were taken, and the invoice as the extractor returned it."""

    steps: list[Step] = field(default_factory=list)
    invoice: Any = None


_listening: ContextVar[Trace | None] = ContextVar("trace", default=None)
_vendor: ContextVar[str | None] = ContextVar("vendor", default=None)


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
        trace.steps.append(replace(step, vendor=step.vendor or _vendor.get()))


def note_invoice(invoice: object) -> None:
    """Keeps what the extractor returned: its values and places are worth seeing even when it lacks something."""
    trace = _listening.get()
    if trace is not None:
        trace.invoice = invoice


@contextmanager
def about(vendor: str) -> Iterator[None]:
    """Steps noted inside the block are about whether the document is this vendor's."""
    token = _vendor.set(vendor)
    try:
        yield
    finally:
        _vendor.reset(token)


def listened() -> bool:
    """Whether somebody listens: a step that is dear to make need not be made otherwise."""
    return _listening.get() is not None
