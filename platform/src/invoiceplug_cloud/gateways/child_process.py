"""A process that reads one job, which dies with the worker that started it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TETHER = Path(__file__).parents[1] / "tether.py"


class ChildProcess:
    """The port `Child`, running a command in this environment; its output is the worker's.

    It leads a session of its own, so that whatever it starts is ended with it, and it is tied to the thread that made
    it: a worker that is killed leaves nothing behind that goes on reading.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        tied = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *command]
        self._process = subprocess.Popen(tied, env=dict(environment), stdin=subprocess.DEVNULL, start_new_session=True)

    def poll(self) -> int | None:
        """Its exit status, negative when a signal ended it; None while it is at work."""
        return self._process.poll()

    def wait(self, seconds: float) -> None:
        """Returns when it has ended, or after so long."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def kill(self) -> None:
        """Ends it and whatever it started, at once; returns when it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
