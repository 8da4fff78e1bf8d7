"""guarded_read: the reading of one PDF, read by a process of its own; imports no PDF library, whatever comes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from invoiceplug.canonical import hash_without
from invoiceplug.errors import CODES, InvoiceplugError
from invoiceplug.glance import glance
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.sandbox.deaths import death
from invoiceplug.sandbox.process import hidden
from invoiceplug.sandbox.request import Request, request_bytes
from invoiceplug.sandbox.running import Ended, Run, run_child
from invoiceplug.validate import validate_reading

PLUGINS_VARIABLE = "INVOICEPLUG_PLUGINS"  # as `plugins.loading` has it, which would bring the plugin host along


def guarded_read(
    data: bytes,
    *,
    vendor: str | None = None,
    plugins_dir: Path | None = None,
    instead: bool = False,
    embedded: bool = True,
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
    request = Request(vendor, str(Path(folder).resolve()) if folder else None, instead, embedded, password, best_effort)
    with hidden():
        run = run_child(request_bytes(request, limits, data), limits)
    ended(run.ended)
    died = death(run, limits)
    if died is not None:
        raise died
    return _believed(run, data)


def _believed(run: Run, data: bytes) -> dict[str, Any]:
    """The child's answer, as far as it proves itself: it may have been taken over by the PDF."""
    answer = _answer(run.output)
    if "error" in answer:
        raise _refusal(answer["error"])
    reading = answer.get("reading")
    if not isinstance(reading, dict):
        raise InvoiceplugError("PARSER_CRASHED", "The reader ended without an answer.")
    validate_reading(reading)
    document = reading["document"]
    if (document["sha256"], document["bytes"]) != (hashlib.sha256(data).hexdigest(), len(data)):
        raise InvoiceplugError("PARSER_CRASHED", "The reader answered for another file.")
    if hash_without(reading, "reading_sha256") != reading["reading_sha256"]:
        raise InvoiceplugError("PARSER_CRASHED", "The reading does not match its own hash.")
    return reading


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise InvoiceplugError("PARSER_CRASHED", "The reader ended without an answer.")
    return answer


def _refusal(error: Any) -> InvoiceplugError:
    """The error that the child reports, when it is one."""
    if isinstance(error, dict):
        code, detail, facts = error.get("code"), error.get("detail"), error.get("facts")
        if isinstance(code, str) and code in CODES and isinstance(detail, str) and isinstance(facts, dict):
            return InvoiceplugError(code, detail, **facts)
    return InvoiceplugError("PARSER_CRASHED", "The reader ended without an answer.")
