"""The service of workers on this machine: so many processes at the dispatch queue, each replaced when it ends."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from invoiceplug_cloud.local.children import Children, end

STOP_SECONDS = 5.0  # between SIGTERM and SIGKILL
PAUSE_SECONDS = 0.2  # before another one is started: one that cannot start must not keep the machine busy


class Workers:
    """Runs them from its start until `close`."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: Path, *, count: int) -> None:
        self._command = list(command)
        self._env = dict(env)
        self._log = log
        self._children = Children()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        names = range(count)
        self._keepers = [threading.Thread(target=self._keep, args=(name,), daemon=True) for name in names]
        for keeper in self._keepers:
            keeper.start()

    def processes(self) -> list[int]:
        """For tests: the workers that run now."""
        with self._lock:
            return [process.pid for process in self._running.values()]

    def close(self) -> None:
        """Lets each give back what it has, and ends it."""
        self._closing.set()
        with self._lock:
            running = list(self._running.values())
        enders = [threading.Thread(target=end, args=(process, STOP_SECONDS)) for process in running]
        for ender in enders:
            ender.start()
        for thread in (*enders, *self._keepers):
            thread.join()
        self._children.close()

    def _keep(self, name: int) -> None:
        while (process := self._started(name)) is not None:
            process.wait()
            with self._lock:
                del self._running[name]
            self._closing.wait(PAUSE_SECONDS)

    def _started(self, name: int) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closing.is_set():
                return None
            with self._log.open("ab") as log:
                process = self._children.spawn(self._command, env=self._env, stdout=log, stderr=subprocess.STDOUT)
            self._running[name] = process
            return process
