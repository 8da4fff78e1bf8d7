"""Writes expected files, where that may be done."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from invoiceplug.authoring.trial import Trial, expected_text

Edited = Callable[[Path], bool]


def bless(trial: Trial, *, force: bool = False, edited: Edited | None = None) -> str | None:
    """Writes the trial's invoice as its expected file; answers None, or the reason why it did not.

    A reading that does not hold is no example; a sample that is known to fail is not read right; and a file with
    edits that git does not hold yet would lose them, unless `force` says so.
    """
    if trial.xfail is not None:
        return f"it is known to fail ({trial.xfail})"
    if trial.error or trial.broken:
        return "a reading that does not hold is no example"
    if not force and (edited or has_edits)(trial.sample.expected):
        return "it has edits that are not committed; --force overwrites them"
    trial.sample.expected.write_text(expected_text(trial.invoice), encoding="utf-8")
    return None


def has_edits(path: Path) -> bool:
    """Whether git tracks the file and its working copy holds what git does not; False where there is no git."""
    if not path.exists():
        return False
    command = ["git", "status", "--porcelain", "--", path.name]
    try:
        said = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return said[1:2] == "M"
