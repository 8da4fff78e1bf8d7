"""What a worker at the dispatch queue needs from the outside world; see `ports`."""

from __future__ import annotations

from typing import Protocol

from invoiceplug_cloud.domain.records import Delivery


class Line(Protocol):
    """The dispatch queue as a worker sees it. Every message comes at least once, in no order."""

    def receive(self, *, wait_seconds: int, hidden_seconds: int) -> Delivery | None:
        """The next message, hidden from other workers for a while; None when there is none after the wait."""

    def hide(self, receipt: str, seconds: int) -> None:
        """Hides a received message for so long from now; 0 gives it back at once. Too late is as good."""

    def done(self, receipt: str) -> None:
        """Takes the message out of the queue."""


class Protection(Protocol):
    """Whether ECS may end this worker's task when it needs fewer, or newer ones."""

    def protect(self, minutes: int) -> None:
        """It may not, for so long."""

    def release(self) -> None:
        """It may."""


class Child(Protocol):
    """A process that reads one job."""

    def poll(self) -> int | None:
        """Its exit status, negative when a signal ended it; None while it is at work."""

    def kill(self) -> None:
        """Ends it and whatever it started, at once; returns when it has ended."""
