"""The report of `invoiceplug test` for people."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from invoiceplug.authoring.compare import MISSING, Difference
from invoiceplug.authoring.suite import VendorTrials
from invoiceplug.authoring.trial import Place, Trial
from invoiceplug.cli.output import BAD, ODD, OK, bad, dim, good, odd, strong
from invoiceplug.cli.table import fit

MOST_PLACES = 3  # of one difference that are shown: a whole missing line has a dozen
LONG = 60  # characters of a value that is a whole line


def vendor_screen(each: VendorTrials, command: str) -> Iterator[str]:
    """One line when all is equal, else one a sample with what differs; `command` is how the run was started."""
    installed = each.vendor.installed
    title = f"{strong(installed.vendor.id)} {installed.version}"
    if not each.trials:
        yield f"{title}   {bad('no samples')}"
        yield f"    put NAME.pdf into {_wanted_folder(each)}, then: {command} --update"
        return
    lines, values = (sum(getattr(trial, name) for trial in each.trials) for name in ("lines", "values"))
    if all(trial.status == "passed" for trial in each.trials):
        said = f"{_count(len(each.trials), 'sample')}, {lines} lines, {values} values"
        yield f"{good(OK)} {title}   {said}   {good('all equal')}"
        return
    yield f"{title}   {dim(_shown(each.vendor.folder))}"
    size = max(len(trial.sample.pdf.name) for trial in each.trials)
    for trial in each.trials:
        yield from _trial(trial, size, f"{command} -k {installed.vendor.id}/{trial.sample.name} --update")


def summary(results: list[VendorTrials], chosen: str) -> str:
    """How many samples came out how."""
    words = {"passed": "passed", "differs": "differ", "broken": "do not hold", "error": "cannot be read"}
    words["new"] = "without expected file"
    count: Counter[str] = Counter(trial.status for each in results for trial in each.trials)
    said = [f"{count[status]} {word}" for status, word in words.items() if count[status]]
    empty = [each.vendor.installed.vendor.id for each in results if not each.trials]
    if empty and not chosen:
        said.append(f"without samples: {', '.join(empty)}")
    if not said:
        return bad(f'no sample is named like "{chosen}"' if chosen else "no vendor here has samples")
    return "\n" + (good if set(count) <= {"passed"} and (chosen or not empty) else bad)(", ".join(said))


def _trial(trial: Trial, size: int, update: str) -> Iterator[str]:
    name = fit(trial.sample.pdf.name, size)
    if trial.status == "passed":
        yield f"  {good(OK)} {name}   {trial.lines} lines"
    elif trial.error:
        yield f"  {bad(BAD)} {name}   {bad(trial.error.code)}"
        yield from (f"      {line}" for line in trial.error.detail.splitlines())
    elif trial.status == "new":
        total = trial.invoice["totals"]["grand"]
        yield f"  {odd(ODD)} {name}   no expected file yet; {trial.lines} lines, total {total}"
    else:
        found = ((trial.differences, "difference"), (trial.broken, "problem"))
        said = ", ".join(_count(len(some), word) for some, word in found if some)
        yield f"  {bad(BAD)} {name}   {said} in {trial.lines} lines"
    for difference in trial.differences:
        yield from _difference(difference, trial.places[difference.read_at])
    yield from (f"      {bad('does not hold')}  {sentence}" for sentence in trial.broken)
    if trial.status != "passed":
        yield dim(f"      next: {_next(trial, update)}")


def _difference(each: Difference, places: tuple[Place, ...]) -> Iterator[str]:
    yield f"      {strong(each.pointer)}   expected {good(_said(each.expected))}   actual {bad(_said(each.actual))}"
    for place in places[:MOST_PLACES]:
        box = ", ".join(f"{edge:.1f}" for edge in place.box)
        yield f'          page {place.page} [{box}] pt  printed "{place.text}"'
    if not places and each.actual is not MISSING:
        yield "          not printed: the plugin says so itself"
    if len(places) > MOST_PLACES:
        yield dim(f"          and {len(places) - MOST_PLACES} more places")


def _said(value: Any) -> str:
    if value is MISSING:
        return "(nothing)"
    if isinstance(value, str):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _next(trial: Trial, update: str) -> str:
    if trial.error or trial.broken:
        return f"invoiceplug read {_shown(trial.sample.pdf)}"
    if trial.status == "new":
        return f"look at `invoiceplug read {_shown(trial.sample.pdf)}`; when it is right: {update}"
    return f"if the page says the actual value: {update}"


def _wanted_folder(each: VendorTrials) -> str:
    home = each.vendor.home
    return _shown(home.parent / "samples") if home else "samples/ beside the plugin"


def _shown(path: Path | None) -> str:
    return os.path.relpath(path) if path else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s'[: number != 1]}"
