"""What a process and everything that it started take, looked at again and again."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

PROC = Path("/proc")
READS = b"invoiceplug_cloud.task"  # stands in the command of a process that reads
EVERY_SECONDS = 1.0
KIB_IN_MIB = 1024


class Watched:
    """A context manager: this process's descendants while it is open."""

    def __init__(self) -> None:
        self.memory = 0
        """The most that all took at one time, in MiB, each shared page counted once (proportional set size)."""
        self.readings = 0
        """How many read at one time, at most."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY_SECONDS):
            pids = _descendants(os.getpid())
            self.memory = max(self.memory, sum(map(_kib, pids)) // KIB_IN_MIB)
            self.readings = max(self.readings, sum(map(_reads, pids)))


def _descendants(root: int) -> list[int]:
    """The process and everything below it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def _kib(pid: int) -> int:
    with suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0  # it has ended


def _reads(pid: int) -> bool:
    with suppress(OSError):
        command = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
        return READS in command and b"invoiceplug_cloud.worker" not in command
    return False
