"""How long something took of the time in which this process ran itself."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

LONGEST = 1.0  # seconds from one look to the next: whoever looks every 20 ms was not run himself for what is beyond


class Awake:
    """Seconds since it was made, but for those in which the machine stood still: a stall is no fault of a child's."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last = clock()

    def seconds(self) -> float:
        """How many there have been by now; to be asked often."""
        now = self._clock()
        self._seconds += min(now - self._last, LONGEST)
        self._last = now
        return self._seconds
