"""The places that tasks run in: at most so many processes at once, the others wait in line."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from invoiceplug_cloud.local.children import Children, end, signal_group
from invoiceplug_cloud.local.faults import Fault, Interrupted, NeverStarted
from invoiceplug_cloud.local.task_store import Task, TaskStore

STOP_SECONDS = 30.0  # between SIGTERM and SIGKILL, as ECS does
CLOSE_SECONDS = 2.0  # the same when the whole stack stops and somebody is waiting for their prompt
SIGNALLED = 128  # the exit code of a container that a signal ended is 128 + the signal's number


class Places:
    """Runs a command for each task, in the order they came, at most `count` at once."""

    def __init__(
        self,
        store: TaskStore,
        command: Sequence[str],
        env: Mapping[str, str],
        logs: Path,
        *,
        count: int,
    ) -> None:
        self._store = store
        self._command = list(command)
        self._env = dict(env)
        self._logs = logs
        self._children = Children()
        self._line: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._free = threading.Semaphore(count)
        self._lock = threading.Lock()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._faults: dict[str, Fault] = {}
        self._watchers: list[threading.Thread] = []
        self._closing = False
        logs.mkdir(parents=True, exist_ok=True)
        self._starter = threading.Thread(target=self._start_in_turn, name="places", daemon=True)
        self._starter.start()

    def enqueue(self, arn: str, fault: Fault | None = None) -> None:
        """Lets a PROVISIONING task start as soon as a place is free, or fail in the way asked for."""
        if fault is not None:
            self._faults[arn] = fault
        self._line.put(arn)

    def processes(self) -> dict[str, int]:
        """The process of each running task, by ARN."""
        with self._lock:
            return {arn: process.pid for arn, process in self._running.items()}

    def stop(self, arn: str) -> None:
        """Ends the task's process (SIGTERM, later SIGKILL), or lets a waiting one never start; returns at once."""
        with self._lock:
            process = self._running.get(arn)
            if process is None:
                self._store.change(arn, lastStatus="STOPPED", stoppedAt=time.time())
                return
        threading.Thread(target=end, args=(process, STOP_SECONDS), daemon=True).start()

    def close(self) -> None:
        """Ends every process. What still waits keeps its place in line for the next start.

        What ran is not written down as stopped: the next start does that, when somebody is there to hear of it.
        """
        with self._lock:
            self._closing = True
            running = list(self._running.values())
        enders = [threading.Thread(target=end, args=(process, CLOSE_SECONDS)) for process in running]
        for ender in enders:
            ender.start()
        self._line.put(None)
        self._free.release()
        for thread in (*enders, self._starter, *self._watchers):
            thread.join()
        self._children.close()

    def _start_in_turn(self) -> None:
        while True:
            arn = self._line.get()
            if arn is None:
                return
            self._free.acquire()
            if not self._start(arn):
                self._free.release()

    def _start(self, arn: str) -> bool:
        with self._lock:
            task = self._store.get(arn)
            if self._closing or task is None or task["desiredStatus"] == "STOPPED":
                return False
            # PENDING is on record before there is a process: a restart tells by it which tasks may have been running.
            self._store.change(arn, lastStatus="PENDING")
            fault = self._faults.pop(arn, None)
            if isinstance(fault, NeverStarted):
                self._stopped(arn, None, "TaskFailedToStart", fault.reason)
                return False
            try:
                process = self._spawn(task)
            except OSError as problem:
                self._stopped(arn, None, "TaskFailedToStart", f"ResourceInitializationError: {problem}")
                return False
            self._running[arn] = process
            self._store.change(arn, lastStatus="RUNNING", startedAt=time.time())
            if isinstance(fault, Interrupted):
                self._store.change(arn, stopCode="SpotInterruption", stoppedReason="Your Spot Task was interrupted.")
                threading.Thread(target=end, args=(process, STOP_SECONDS), daemon=True).start()
            watcher = threading.Thread(target=self._watch, args=(arn, process), daemon=True)
            self._watchers = [known for known in self._watchers if known.is_alive()] + [watcher]
            watcher.start()
        return True

    def _spawn(self, task: Task) -> subprocess.Popen[bytes]:
        overrides: list[dict[str, Any]] = task["overrides"].get("containerOverrides", [])
        override = overrides[0] if overrides else {}
        asked = {pair["name"]: pair["value"] for pair in override.get("environment", [])}
        env = {**self._env, **asked, "ECS_TASK_ARN": task["taskArn"]}
        command = override.get("command") or self._command
        with log_file(self._logs, task).open("ab") as log:
            return self._children.spawn(command, env=env, stdout=log, stderr=subprocess.STDOUT)

    def _watch(self, arn: str, process: subprocess.Popen[bytes]) -> None:
        # Waited for without being reaped, so that its number is still its own while what it left behind is ended.
        with contextlib.suppress(ChildProcessError):  # somebody who stopped it has reaped it
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
            signal_group(process.pid, signal.SIGKILL)
        code = process.wait()
        with self._lock:
            del self._running[arn]
            if self._closing:
                return
        exit_code = code if code >= 0 else SIGNALLED - code
        self._stopped(arn, exit_code, "EssentialContainerExited", "Essential container in task exited")
        self._free.release()

    def _stopped(self, arn: str, exit_code: int | None, code: str, reason: str) -> None:
        known = self._store.get(arn) or {}
        self._store.change(
            arn,
            lastStatus="STOPPED",
            desiredStatus="STOPPED",
            stopCode=known.get("stopCode", code),
            stoppedReason=known.get("stoppedReason", reason),
            stoppedAt=time.time(),
            exitCode=exit_code,
        )


def log_file(logs: Path, task: Task) -> Path:
    """Where a task writes: named by who started it, so that a job's logs stand together."""
    started_by = task["startedBy"].replace("/", "_") or "task"
    return logs / f"{started_by}.{task['taskArn'].rsplit('/', 1)[-1][:8]}.log"
