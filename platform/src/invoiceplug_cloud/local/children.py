"""Child processes that end with this one, even when it is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

TETHER = Path(__file__).parents[1] / "tether.py"


class Children:
    """Starts tethered processes, all of them from one thread.

    The kernel's parent-death signal fires when the *thread* that forked ends, not the process. A child started from
    a request's short-lived thread would be killed at once, so one thread that lives as long as this does forks all.
    """

    def __init__(self) -> None:
        self._nursery = ThreadPoolExecutor(1, thread_name_prefix="children")

    def spawn(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        stdout: int | IO[Any],
        stderr: int | IO[Any],
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Returns the running process, leader of its own session: a Ctrl+C in the terminal does not reach it."""
        argv = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *command]
        return self._nursery.submit(_popen, argv, dict(env), stdout, stderr, tuple(pass_fds)).result()

    def close(self) -> None:
        """Ends the forking thread, and so whatever is still alive; call it after the children have been stopped."""
        self._nursery.shutdown()


def end(process: subprocess.Popen[bytes], grace: float) -> None:
    """Asks a child and its group to stop and kills them after `grace` seconds; returns when the child has ended."""
    if process.poll() is None:
        signal_group(process.pid, signal.SIGTERM)
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        signal_group(process.pid, signal.SIGKILL)
        process.wait()


def signal_group(pid: int, number: int) -> None:
    """Sends the signal to the process group of a child; nothing happens when it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def _popen(
    argv: list[str], env: dict[str, str], stdout: int | IO[Any], stderr: int | IO[Any], pass_fds: tuple[int, ...]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        argv,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        pass_fds=pass_fds,
        start_new_session=True,
    )
