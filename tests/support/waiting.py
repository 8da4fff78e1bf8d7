"""Waiting for what surely comes, on however slow a machine: the time is only there so that a broken test ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

# A busy machine with two cores may stand still for ten seconds, several times.
PATIENCE_SECONDS = 150

T = TypeVar("T")


def wait_for(found: Callable[[], T], *, named: str = "it") -> T:
    """The first answer that is not empty."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (thing := found()):
        assert time.monotonic() < end, f"{named} did not come"
        time.sleep(0.02)
    return thing


def has_ended(pid: int) -> bool:
    """Whether the process has ended, be it that nobody has asked for its exit status yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def whole_lines(file: Path) -> list[str]:
    """The lines of a file that somebody is still writing; one that has not come to its end is not among them."""
    text = file.read_text() if file.exists() else ""
    return text[: text.rfind("\n") + 1].splitlines()
