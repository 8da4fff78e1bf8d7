"""guarded_read: the reading of one PDF, read by a process of its own; imports no PDF library, whatever comes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from invoiceplug.glance import glance
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.sandbox.answer import believed
from invoiceplug.sandbox.deaths import death
from invoiceplug.sandbox.process import hidden
from invoiceplug.sandbox.request import Request, request_bytes
from invoiceplug.sandbox.running import Ended, run_child

PLUGINS_VARIABLE = "INVOICEPLUG_PLUGINS"  # as `plugins.loading` has it, which would bring the plugin host along


def guarded_read(
    data: bytes,
    *,
    vendor: str | None = None,
    plugins_dir: Path | None = None,
    instead: bool = False,
    embedded: bool = True,
    fallback: bool = False,
    password: str | None = None,
    limits: Limits = STANDARD,
    best_effort: bool = False,
    ended: Callable[[Ended], None] = lambda ended: None,
) -> dict[str, Any]:
    """reading.v1 of the PDF; raises InvoiceplugError as `read_invoice` does, and a code for every death of the child.

    `plugins_dir` and `instead` are those of `load_plugins`. `best_effort` reads even where this machine cannot lock a
    process down. `ended` is told what the child took, however it ended.
    """
    glance(data, limits)  # no need of a process to see that it is no PDF
    folder = plugins_dir or os.environ.get(PLUGINS_VARIABLE)
    plugins = str(Path(folder).resolve()) if folder else None
    request = Request(vendor, plugins, instead, embedded, fallback, password, best_effort)
    with hidden():
        run = run_child(request_bytes(request, limits, data), limits)
    ended(run.ended)
    died = death(run, limits)
    if died is not None:
        raise died
    return believed(run.output, data)
