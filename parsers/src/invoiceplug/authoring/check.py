"""Is a plugin valid? Schema, regexes, names and hooks, without any PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from invoiceplug.authoring.samples import home_of, homes_within
from invoiceplug.plugins import Failure, InstalledExtractor, load_plugins
from invoiceplug.plugins.candidates import loose_candidates
from invoiceplug.template.yaml_source import shown_path

_FRAME = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)
_PLACED = re.compile(r"[^\s:]+:\d+: ")


@dataclass(frozen=True, slots=True)
class Checked:
    """The vendors that are in order, one sentence each, and every problem as `file:line: sentence`."""

    vendors: list[str]
    problems: list[str]


def check(path: Path) -> Checked:
    """What is in order and what is not in a template, a module, a package's folder or a folder of them."""
    folder = path if path.is_dir() else path.parent
    plugins = load_plugins(folder, instead=True)
    names = {candidate.name: candidate.origin for candidate in loose_candidates(folder, instead=True)}
    failures = [each for each in plugins.failures if each.plugin in names and _is_at(names[each.plugin], path)]
    found = [each for each in homes_within(plugins.extractors, folder) if _is_at(home_of(each), path)]
    problems = [problem for each in failures for problem in _problems(each, names[each.plugin], folder)]
    if not found and not problems:
        problems = [f"{shown_path(path)}:1: no vendor is registered here: it needs a template.yaml, or a module with "
                    "an @hookimpl `register_extractors(register)`."]  # fmt: skip
    return Checked([_sentence(each) for each in found], problems)


def _is_at(home: Path | None, path: Path) -> bool:
    return path.is_dir() or (home is not None and home == path.resolve())


def _problems(failure: Failure, origin: Path | None, folder: Path) -> Iterator[str]:
    """The reason, line by line when each names its place (a template's do), else with the place of the code."""
    lines = failure.reason.splitlines()
    placed = [line.removeprefix("TEMPLATE_INVALID: ") for line in lines]
    if all(_PLACED.match(line) for line in placed):
        yield from placed
    else:
        yield f"{_last_place(failure, origin, folder)}: {failure.reason}"


def _last_place(failure: Failure, origin: Path | None, folder: Path) -> str:
    """Where the plugin's own code was last in the traceback; failing that, the top of its file."""
    inside = folder.resolve()
    own = [(file, line) for file, line in _FRAME.findall(failure.traceback) if Path(file).is_relative_to(inside)]
    last = _FRAME.findall(failure.traceback)[-1:]
    own = own or [(file, line) for file, line in last if origin and file == str(origin)]
    file, line = own[-1] if own else (str(origin or folder), "1")
    return f"{shown_path(Path(file))}:{line}"


def _sentence(installed: InstalledExtractor) -> str:
    home = home_of(installed)
    kind = f"template {installed.template}" if installed.template else "code"
    return f"{installed.vendor.id} ({installed.vendor.name}), {kind}" + (f", {shown_path(home)}" if home else "")
