"""A local stack whose days pass as a test says: for stock with a past."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import pytest

from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

PROGRAM = Path(__file__).with_name("dated.py")


class DatedStack:
    """A context manager; `url` while it runs. It begins at that moment (ISO 8601 with an offset)."""

    def __init__(self, folder: Path, moment: str) -> None:
        self._ahead = folder / "ahead"
        self._patch = pytest.MonkeyPatch()
        self.go_to(moment)
        real = invoiceplug_application()
        handlers = {name: f"{PROGRAM.stem}:{name}" for name in real.handlers}
        moved = replace(real, handlers=handlers, task_command=(sys.executable, str(PROGRAM)))
        self._stack = LocalStack(folder / "data", port=0, application=moved)

    def go_to(self, moment: str) -> None:
        """From now on it is that moment, and time goes on from there."""
        ahead = datetime.fromisoformat(moment) - datetime.now(UTC)
        new = self._ahead.with_suffix(".new")
        new.write_text(str(ahead.total_seconds()))
        new.replace(self._ahead)  # in one step, since functions and tasks may read it at any time

    @property
    def url(self) -> str:
        return self._stack.url

    def __enter__(self) -> DatedStack:
        self._patch.setenv("DATED_BY", str(self._ahead))
        self._patch.setenv("PYTHONPATH", str(PROGRAM.parent), prepend=os.pathsep)
        self._stack.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, problem, trace)
        self._patch.undo()
