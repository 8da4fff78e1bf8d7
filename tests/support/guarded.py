"""How reading one file under the supervisor ended, and what must hold however it did."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

import pytest

from invoiceplug import InvoiceplugError
from invoiceplug.errors import CODES
from invoiceplug.limits import Limits
from invoiceplug.sandbox import Ended, guarded_read

LIMITS = Limits()
OF_LIMITS = ("FILE_TOO_LARGE", "TOO_MANY_PAGES", "TOO_COMPLEX", "DECOMPRESSION_BOMB")  # and LIMIT_…


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading or the error, and what the child took; nothing when the supervisor needed no child."""

    reading: dict[str, Any] | None
    error: InvoiceplugError | None
    ended: Ended | None

    @property
    def findings(self) -> set[str]:
        """The codes of what was noticed."""
        return {each["code"] for each in self.reading["findings"]} if self.reading else set()

    @property
    def messages(self) -> list[str]:
        """Everything that is said of the file."""
        if self.error is not None:
            return [self.error.detail, *map(str, self.error.facts.values())]
        return [each["message"] for each in (self.reading or {}).get("findings", ())]

    def __str__(self) -> str:
        lines = len(self.reading["invoice"]["lines"]) if self.reading else 0
        said = f"{self.error}" if self.error else f"{lines} lines, {sorted(self.findings)}"
        return f"{said}; {self.ended}; {[each[:200] for each in self.messages]}"


def outcome_of(data: bytes, **options: Any) -> Outcome:
    """Reads the file as the product does; whatever is raised but InvoiceplugError is the supervisor's own crash."""
    took: list[Ended] = []
    try:
        reading, error = guarded_read(data, limits=LIMITS, ended=took.append, **options), None
    except InvoiceplugError as refused:
        reading, error = None, refused
    return Outcome(reading, error, took[0] if took else None)


def assert_contained(outcome: Outcome) -> None:
    """Within the limits, with a message that helps, and nobody left behind."""
    error, ended = outcome.error, outcome.ended
    limit = error.facts.get("limit") if error else None
    if ended is not None:
        assert ended.seconds <= LIMITS.wall_seconds or limit == "wall_seconds", str(outcome)
        assert ended.peak_bytes <= LIMITS.memory_bytes or limit == "memory_bytes", str(outcome)
    assert all(message.isprintable() for message in outcome.messages), str(outcome)
    if error is not None:
        assert error.code in CODES and error.known.hint, str(outcome)
        if error.code in OF_LIMITS or error.code.startswith("LIMIT_"):
            assert limit in {each.name for each in fields(Limits)} and limit in error.detail, str(outcome)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
