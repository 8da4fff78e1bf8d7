"""Feeds a child, takes its output, and kills it at the first limit: time, memory, or the length of its answer."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Literal

from invoiceplug.limits import KIB, Limits
from invoiceplug.sandbox.awake import Awake

TICK = 0.02  # seconds between two looks at the child's memory
CHUNK = 64 * KIB  # what a pipe holds

Killed = Literal["time", "memory", "output"]


class Watch:
    """Watches one process, the leader of its own group; as a context manager, it leaves nobody of the group alive."""

    def __init__(self, process: subprocess.Popen[bytes], result: FileIO, request: bytes) -> None:
        assert isinstance(process.stdin, FileIO)  # not buffered
        self.output = bytearray()
        self.peak_bytes = 0
        self._process = process
        self._stdin, self._result = process.stdin, result
        self._unsent = memoryview(request)
        self._selector = selectors.DefaultSelector()
        for file, event, act in (
            (self._stdin, selectors.EVENT_WRITE, self._send),
            (result, selectors.EVENT_READ, self._take),
        ):
            os.set_blocking(file.fileno(), False)
            self._selector.register(file, event, act)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError, PermissionError):  # nobody is left; macOS says so of those that ended
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._selector.close()

    def until_it_ends(self, limits: Limits) -> Killed | None:
        """None once the process has ended by itself, be it late, or the limit for which it must be killed."""
        awake = Awake()
        with _woken_at_end(self._selector, self._process):
            while not _has_ended(self._process):
                for key, _ in self._selector.select(TICK):
                    key.data()
                if killed := self._over(limits):
                    return killed
                if awake.seconds() > limits.wall_seconds and not _has_ended(self._process):
                    return "time"
        while self._take():  # what it wrote last
            if killed := self._over(limits):
                return killed
        return None

    def _over(self, limits: Limits) -> Killed | None:
        self.peak_bytes = max(self.peak_bytes, _peak_bytes(self._process))
        if len(self.output) > limits.output_bytes:
            return "output"
        return "memory" if self.peak_bytes > limits.memory_bytes else None

    def _send(self) -> None:
        try:
            self._unsent = self._unsent[os.write(self._stdin.fileno(), self._unsent[:CHUNK]) :]
        except BrokenPipeError:  # it died before it read all, of which its status tells
            self._unsent = self._unsent[:0]
        if not self._unsent:
            self._selector.unregister(self._stdin)
            self._stdin.close()

    def _take(self) -> bool:
        """Whether there was more output."""
        if self._result.closed:
            return False
        chunk = self._result.read(CHUNK)
        if chunk == b"":
            self._selector.unregister(self._result)
            self._result.close()
        self.output += chunk or b""
        return bool(chunk)


@contextmanager
def _woken_at_end(selector: selectors.BaseSelector, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Lets the selector return as soon as the process ends; elsewhere than on Linux the next tick finds out."""
    if not hasattr(os, "pidfd_open"):
        yield
        return
    end = os.pidfd_open(process.pid)
    selector.register(end, selectors.EVENT_READ, lambda: None)
    try:
        yield
    finally:
        selector.unregister(end)
        os.close(end)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has; it is not reaped yet, so that its group's id is nobody else's."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _peak_bytes(process: subprocess.Popen[bytes]) -> int:
    """The most memory it ever held, by the kernel's own count; 0 once it has ended and where there is no /proc."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(next(found, "0")) * KIB
