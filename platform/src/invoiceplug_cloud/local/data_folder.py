"""The folder in which a local stack keeps everything: whose it is, and that only one stack uses it."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType

FORMAT = 1  # raise it when an older stack could no longer read what this one writes, or this one the old
MARKER = ".invoiceplug-local"
LOG_BYTES = 5 * 1024 * 1024


class DataFolderError(Exception):
    """The folder cannot be used; the message says why and what to do."""


class DataFolderInUseError(DataFolderError):
    """Another process has the folder: a running stack, or a command that opened it."""


class DataFolder:
    """A data folder while it is locked; a context manager. Raises DataFolderError when it is in use or not ours."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: int | None = None

    def __enter__(self) -> DataFolder:
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            message = f"{self.path} cannot be created ({problem.strerror}); choose another --data."
            raise DataFolderError(message) from None
        self._require_ours()
        self._take_lock()
        self.endpoints.unlink(missing_ok=True)  # of a stack that was killed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            self.endpoints.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    @property
    def vendors(self) -> Path:
        """The list of vendors that the handlers answer with."""
        return self.path / "vendors.json"

    @property
    def tasks(self) -> Path:
        """The ECS endpoint's database."""
        return self.path / "tasks.sqlite"

    @property
    def task_logs(self) -> Path:
        """The folder of what tasks have written."""
        return self.path / "tasks"

    @property
    def saved_port(self) -> Path:
        """The bucket's last port, tried again so that a page that is still open finds its bucket."""
        return self.path / "bucket-port"

    @property
    def endpoints(self) -> Path:
        """How to reach the stack, while one runs on this folder; see `local.reach`."""
        return self.path / "endpoints.json"

    def log(self, name: str) -> Path:
        """A log file; a long one has been put aside as `<name>.1`."""
        path = self.path / "logs" / f"{name}.log"
        path.parent.mkdir(exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path

    def _require_ours(self) -> None:
        marker = self.path / MARKER
        if not marker.exists():
            if any(self.path.iterdir()):
                raise DataFolderError(f"{self.path} holds something else; choose an empty or a new folder for --data.")
            marker.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
            return
        try:
            found = json.loads(marker.read_text(encoding="utf-8"))["format"]
        except (ValueError, KeyError, TypeError):
            raise DataFolderError(f"{marker} is damaged; choose another --data.") from None
        if found != FORMAT:
            raise DataFolderError(
                f"{self.path} was written by another version of invoiceplug (format {found}, this one reads {FORMAT}); "
                "use that version, or choose another --data."
            )

    def _take_lock(self) -> None:
        lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(lock, 20).decode(errors="replace").strip()
            os.close(lock)
            message = f"{self.path} is in use by another local stack (process {owner})."
            raise DataFolderInUseError(f"{message} Stop it, or choose another --data.") from None
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        self._lock = lock
