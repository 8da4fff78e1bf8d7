"""How reading one file under the supervisor ended, and what must hold however it did."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from invoiceplug import InvoiceplugError
from invoiceplug.errors import CODES
from invoiceplug.limits import Limits
from invoiceplug.sandbox import Ended, guarded_read

LIMITS = Limits()
OF_LIMITS = ("FILE_TOO_LARGE", "TOO_MANY_PAGES", "TOO_COMPLEX", "DECOMPRESSION_BOMB")  # and LIMIT_…


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading or the error, what the child took (nothing when none was needed), and processes that are left."""

    reading: dict[str, Any] | None
    error: InvoiceplugError | None
    ended: Ended | None
    left: frozenset[int]

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
    before = children()
    try:
        reading, error = guarded_read(data, limits=LIMITS, ended=took.append, **options), None
    except InvoiceplugError as refused:
        reading, error = None, refused
    return Outcome(reading, error, took[0] if took else None, children() - before)


def children() -> frozenset[int]:
    """The processes that this one has started and that are still there, dead ones nobody waited for among them."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            if stat.read_text().rpartition(")")[2].split()[1] == str(os.getpid()):
                found.add(int(stat.parent.name))
    return frozenset(found)


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
    assert outcome.left == frozenset(), str(outcome)
