"""A toy for the explorer: one shared number behind calls that look like those of AWS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from explorer.schedule import Bounds, Chooser, Schedule


@dataclass(frozen=True)
class ToyCall:
    """A call of the toy."""

    service: str
    operation: str
    parameters: dict[str, Any] = field(default_factory=dict)


class Toy:
    """Who adds one by reading and writing loses the other's change when both read first."""

    def __init__(self, choose: Chooser, *, faults: int = 0, preemptions: int = 99) -> None:
        self.number = 0
        self.log: list[str] = []
        self.highest = 99
        self.schedule = Schedule(choose, Bounds(faults, preemptions), self.watch)

    def call(self, operation: str, effect: Callable[[], Any]) -> Any:
        return self.schedule.at_call(ToyCall("s3", operation), effect)

    def watch(self, call: Any) -> None:
        self.log.append(call.operation)
        assert self.number <= self.highest

    def add(self, who: str) -> None:
        seen = self.call(f"get_{who}", lambda: self.number)
        self.call(f"put_{who}", lambda: setattr(self, "number", seen + 1))

    def run(self, *actors: str) -> Toy:
        for who in actors:
            self.schedule.spawn(who, lambda who=who: self.add(who))
        self.schedule.run()
        return self


@pytest.fixture
def toy() -> type[Toy]:
    return Toy
