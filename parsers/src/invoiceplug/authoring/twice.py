"""A sample read twice: what it is read as, whether that is the same again, and by which steps.

The page is on trial, so an e-invoice that it carries is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from invoiceplug.guarded import read_guarded
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import Plugins
from invoiceplug.sandbox import guarded_read
from invoiceplug.trace import Step, tracing


@dataclass(frozen=True, slots=True)
class Twice:
    """Two readings of one PDF, as JSON, the steps of the second, and the seconds that one took in this process."""

    reading: dict[str, Any]
    again: dict[str, Any]
    steps: Sequence[Step]
    seconds: float


ReadTwice = Callable[[bytes, Plugins], Twice]


def twice(folder: Path | None, fast: bool) -> ReadTwice:
    """How the samples of a run are read; `folder` is the one that the plugins were loaded from."""
    return read_fast if fast else partial(read_both, folder)


def read_both(folder: Path | None, data: bytes, plugins: Plugins) -> Twice:
    """In the sandbox, as the task reads it, and by the same walk in this process, where its steps can be seen.

    A sample is its author's own: where the sandbox cannot be locked, it is read all the same.
    """
    reading = guarded_read(data, plugins_dir=folder, instead=True, embedded=False, best_effort=True)
    began = perf_counter()
    with tracing() as trace:
        again = read_guarded(data, plugins=plugins, embedded=False)
    return Twice(reading, again.to_json(), trace.steps, perf_counter() - began)


def read_fast(data: bytes, plugins: Plugins) -> Twice:
    """Both times in this process, by the fast profile."""
    began = perf_counter()
    reading = read_invoice(data, plugins=plugins, embedded=False)
    seconds = perf_counter() - began
    with tracing() as trace:
        again = read_invoice(data, plugins=plugins, embedded=False)
    return Twice(reading.to_json(), again.to_json(), trace.steps, seconds)
