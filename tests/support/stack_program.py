"""A local stack in a process of its own, to be killed: `python stack_program.py DATA PORT [READINGS]`.

It sweeps every second. With READINGS its tasks are quick: see `quick_task`. As a module: `KilledStack`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.server import listen
from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

SWEEP_SECONDS = 1.0
QUICK_TASK = Path(__file__).with_name("quick_task.py")


class KilledStack:
    """Starts the program, kills it as a power cut would, starts it again on the same port and folder."""

    def __init__(self, data: Path, *arguments: str) -> None:
        with listen(0) as free:
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._data = data
        self._command = [sys.executable, __file__, str(data), str(self._port), *arguments]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns when the stack answers."""
        log = self._data.with_name("stack.log")
        with log.open("a") as output:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True
            )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n", log.read_text()

    def kill(self) -> None:
        """Ends it at once, whatever it is doing."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Lets it stop in order."""
        self._end(signal.SIGTERM)

    def tasks(self) -> list[int]:
        """The processes of the tasks that run now."""
        assert self._process is not None
        return [pid for pid in _children_of(self._process.pid) if _runs_a_task(pid)]

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.communicate(timeout=PATIENCE_SECONDS)
            self._process = None


def _children_of(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):  # it has just ended
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def _runs_a_task(pid: int) -> bool:
    with contextlib.suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_text()
        return QUICK_TASK.name in command or "invoiceplug_cloud.task" in command
    return False


def main(data: str, port: str, readings: Sequence[str]) -> None:
    """Runs until SIGTERM, or until whoever started it has ended."""
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
    application = invoiceplug_application()
    if readings:
        application = replace(application, task_command=[sys.executable, str(QUICK_TASK), *readings])
    with LocalStack(Path(data), int(port), application=application, sweep_seconds=SWEEP_SECONDS):
        print("ready", flush=True)
        stopped.wait()


if __name__ == "__main__":
    os.environ.pop("PYTHONWARNINGS", None)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
