"""What the ECS endpoint knows of its tasks, in SQLite, so that tasks and client tokens outlive a restart."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Task = dict[str, Any]  # as DescribeTasks shows it
KEEP_STOPPED_SECONDS = 30 * 24 * 3600

SCHEMA = """
CREATE TABLE IF NOT EXISTS task (
    arn TEXT PRIMARY KEY, cluster TEXT NOT NULL, token TEXT, request TEXT NOT NULL, started_by TEXT NOT NULL,
    status TEXT NOT NULL, created REAL NOT NULL, document TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS task_token ON task (cluster, token) WHERE token IS NOT NULL;
CREATE INDEX IF NOT EXISTS task_started_by ON task (cluster, started_by);
CREATE INDEX IF NOT EXISTS task_status ON task (status);
"""


class TaskStore:
    """Tasks by ARN; `changed` is told each change, in order, and must be quick. Safe for use by several threads."""

    def __init__(self, path: Path, changed: Callable[[Task], None] = lambda task: None) -> None:
        self._lock = threading.Lock()
        self._changed = changed
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        # A commit outlives the process. After a power cut the last ones may be missing: RunTask with the same client
        # token then starts the task once more, and the attempt's number fences what is written.
        self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
        self._forget_old()

    def close(self) -> None:
        """Closes the database."""
        with self._lock:
            self._database.close()

    def add(self, task: Task, token: str | None, request: str) -> None:
        """Keeps a new task with the client token and the hash of the request that asked for it."""
        row = (task["taskArn"], task["clusterArn"], token, request, task["startedBy"], task["lastStatus"])
        with self._lock:
            self._database.execute(
                "INSERT INTO task VALUES (?,?,?,?,?,?,?,?)", (*row, task["createdAt"], json.dumps(task))
            )
            self._changed(task)

    def of_token(self, cluster: str, token: str | None) -> tuple[Task, str] | None:
        """The task that a client token started, with the hash of its request."""
        if token is None:
            return None
        with self._lock:
            row = self._row("SELECT document, request FROM task WHERE cluster=? AND token=?", cluster, token)
        return None if row is None else (json.loads(row[0]), row[1])

    def get(self, arn: str) -> Task | None:
        """The task, or None when nobody knows it."""
        with self._lock:
            return self._get(arn)

    def change(self, arn: str, **values: Any) -> Task | None:
        """The task with these members set; a stopped task stays as it is. None when nobody knows it."""
        with self._lock:
            task = self._get(arn)
            if task is None or task["lastStatus"] == "STOPPED":
                return task
            of_container = {name: values.pop(name) for name in ("exitCode", "reason") if name in values}
            task.update(values, version=task["version"] + 1)
            for container in task["containers"]:
                container["lastStatus"] = "PENDING" if task["lastStatus"] == "PROVISIONING" else task["lastStatus"]
                container.update({name: value for name, value in of_container.items() if value is not None})
            self._database.execute(
                "UPDATE task SET status=?, document=? WHERE arn=?", (task["lastStatus"], json.dumps(task), arn)
            )
            self._changed(task)
            return task

    def unfinished(self) -> list[Task]:
        """Every task that is not STOPPED, oldest first."""
        return self._documents("SELECT document FROM task WHERE status<>'STOPPED' ORDER BY created, rowid")

    def count_unfinished(self) -> int:
        """How many tasks are not STOPPED."""
        with self._lock:
            row = self._row("SELECT count(*) FROM task WHERE status<>'STOPPED'")
        return 0 if row is None else int(row[0])

    def of_cluster(self, cluster: str) -> list[Task]:
        """Every task of a cluster, oldest first."""
        return self._documents("SELECT document FROM task WHERE cluster=? ORDER BY created, rowid", cluster)

    def _documents(self, query: str, *parameters: str) -> list[Task]:
        with self._lock:
            return [json.loads(row[0]) for row in self._database.execute(query, parameters).fetchall()]

    def _get(self, arn: str) -> Task | None:
        row = self._row("SELECT document FROM task WHERE arn=?", arn)
        return None if row is None else json.loads(row[0])

    def _row(self, query: str, *parameters: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._database.execute(query, parameters).fetchone()
        return row

    def _forget_old(self) -> None:
        oldest = time.time() - KEEP_STOPPED_SECONDS
        self._database.execute("DELETE FROM task WHERE status='STOPPED' AND created<?", (oldest,))
