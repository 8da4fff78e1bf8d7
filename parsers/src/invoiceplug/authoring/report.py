"""What came of one sample, as lines of text: the command line and pytest say the same."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click import style

from invoiceplug.authoring.compare import MISSING
from invoiceplug.authoring.details import Detail, Place
from invoiceplug.authoring.trial import Trial
from invoiceplug.errors import InvoiceplugError

MOST_PLACES = 3  # of one difference that are shown: a whole missing line has a dozen
LONG = 60  # characters of a value that is a whole line


def headline(trial: Trial, *, written: bool = False) -> str:
    """What came of it, in a few words; `written` says that the run writes expected files itself."""
    if trial.status == "xfail":
        return f"fails as it is known to: {trial.xfail}"
    if trial.status == "xpass":
        return style(f"passes, and {trial.sample.beside.name} says that it fails: {trial.xfail}", fg="red")
    if trial.error:
        return f"refused: {trial.error.code}" if trial.status == "passed" else style(trial.error.code, fg="red")
    if trial.status == "new":
        why = "new" if written else "no expected file yet"
        return f"{why}; {trial.lines} lines, total {trial.invoice['totals']['grand']}"
    if trial.status == "passed":
        return f"{trial.lines} lines"
    found = ((trial.details, "difference"), (trial.broken, "problem"))
    said = ", ".join(count(len(some), word) for some, word in found if some)
    return f"{said} in {trial.lines} lines"


def trial_lines(trial: Trial, update: str) -> Iterator[str]:
    """Everything that is to be said of a sample that is not right.

    `update` is the command that would bless it, "" where that is being done.
    """
    if trial.is_good or trial.status == "xpass":
        return
    if trial.error:
        yield from trial.error.detail.splitlines()
        if trial.hint:
            yield f"hint: {trial.hint}"
    for detail in trial.details:
        yield from _detail_lines(detail)
    yield from (f"{style('does not hold', fg='red')}  {sentence}" for sentence in trial.broken)
    if update or trial.error or trial.broken:
        yield style(f"next: {_next(trial, update)}", dim=True)


def said(value: Any) -> str:
    """A value in a report; whole lines are cut."""
    if value is MISSING:
        return "(nothing)"
    if isinstance(value, str):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def shown(path: Path | None) -> str:
    """The path from the current folder."""
    return os.path.relpath(path) if path else ""


def count(number: int, word: str) -> str:
    """`1 sample`, `2 samples`."""
    return f"{number} {word}{'s'[: number != 1]}"


def at_of(error: InvoiceplugError) -> str | None:
    """The `file:line` of the rule that an error names."""
    at = error.facts.get("at")
    return at if isinstance(at, str) else None


def _detail_lines(detail: Detail) -> Iterator[str]:
    each = detail.difference
    expected, actual = style(said(each.expected), fg="green"), style(said(each.actual), fg="red")
    yield f"{style(each.pointer, bold=True)}   expected {expected}   actual {actual}"
    yield from (f"    {_place(place)}" for place in detail.places[:MOST_PLACES])
    if not detail.places and each.actual is not MISSING:
        yield "    not printed: the plugin says so itself"
    if len(detail.places) > MOST_PLACES:
        yield style(f"    and {len(detail.places) - MOST_PLACES} more places", dim=True)
    if detail.rule:
        yield f"    {'read' if each.actual is not MISSING else 'sought'} by {detail.rule}"
    if detail.hint:
        yield f"    hint: {detail.hint}"
    if detail.nearest:
        yield f"    nearest row that was not read: {detail.nearest}"


def _place(place: Place) -> str:
    box = ", ".join(f"{edge:.1f}" for edge in place.box)
    return f'page {place.page} [{box}] pt  printed "{place.text}"'


def _next(trial: Trial, update: str) -> str:
    if trial.error or trial.broken:
        return _read(trial.sample.pdf)
    if trial.status == "new":
        return f"look at `{_read(trial.sample.pdf)}`; when it is right: {update}"
    return f"if the page says the actual value: {update}"


def _read(pdf: Path) -> str:
    """The command that shows what is read; a package's own samples need its folder named, installed or not."""
    folder = pdf.resolve().parent
    own = ["--plugins", shown(folder.parent)] if folder.name == "samples" else []
    return shlex.join(["invoiceplug", "read", shown(pdf), *own])
