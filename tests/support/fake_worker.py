"""A worker without processes: its children read when a test lets them, on the clock of the fake cloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fake_aws.world import FakeAws

from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.messages import Message
from invoiceplug_cloud.usecases.work import Worker


class FakeChild:
    """The port `Child`: at work until a test gives it an exit status."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.status: int | None = None

    def poll(self) -> int | None:
        return self.status

    def kill(self) -> None:
        if self.status is None:
            self.status = -9


class FakeProtection:
    """The port `Protection`: until when the task is protected, in minutes as asked for; None when it is not."""

    def __init__(self) -> None:
        self.minutes: int | None = None
        self.asked = 0

    def protect(self, minutes: int) -> None:
        self.minutes = minutes
        self.asked += 1

    def release(self) -> None:
        self.minutes = None


class WorkerAtHand:
    """A worker at the queue of a fake cloud, its children, its protection and its log."""

    def __init__(
        self, aws: FakeAws, limits: Limits | None = None, start: Callable[[Message], FakeChild] = FakeChild
    ) -> None:
        self.children: list[FakeChild] = []
        self.protection = FakeProtection()
        self.log: list[dict[str, Any]] = []
        self._start = start
        limits = limits or Limits(places=False)
        parts = (aws.line, self._started, self.protection, aws.house, aws.clock.now, lambda: 0.5, limits)
        self.worker = Worker(*parts, lambda **line: self.log.append(line))

    def step(self, times: int = 1) -> float:
        """What the last of so many steps answered."""
        for _ in range(times):
            seconds = self.worker.step()
        return seconds

    def _started(self, message: Message) -> FakeChild:
        self.children.append(self._start(message))
        return self.children[-1]
