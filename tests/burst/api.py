"""The HTTP API in front of the functions: throttles of each route, statuses, and how long answers take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from burst import profile
from burst.engine import Engine

from invoiceplug.errors import InvoiceplugError

TOO_MANY, UNKNOWN, TOO_LATE = 429, 500, 503
MOST_SECONDS = 29.0  # of a function that is asked by HTTP
OWN_SECONDS = 0.008  # of a function besides its calls


class Bucket:
    """So many requests a second, and so many at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._tokens, self._at = burst, 0.0

    def take(self, now: float) -> bool:
        """Whether one more may pass."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Functions:
    """The functions, as Lambda bills them."""

    def __init__(self, engine: Engine) -> None:
        self.invocations = 0
        self.seconds = 0.0
        self._engine = engine

    def run(self, work: Callable[[], Any]) -> Any:
        """What the work answers, and its time counted."""
        began = self._engine.now
        self.invocations += 1
        try:
            self._engine.sleep(OWN_SECONDS)
            return work()
        finally:
            self.seconds += self._engine.now - began


class Api:
    """Requests of pages; `statuses` counts answers, `took` has the seconds of those that reached a function."""

    def __init__(self, engine: Engine, functions: Functions) -> None:
        self.statuses: Counter[int] = Counter()
        self.took: list[float] = []
        self._engine, self._functions = engine, functions
        self._buckets: dict[str, Bucket] = {}

    def call(self, route: str, work: Callable[[], Any]) -> tuple[int, Any]:
        """Status and answer of a request."""
        bucket = self._buckets.setdefault(route, Bucket(*profile.throttle(route)))
        if not bucket.take(self._engine.now):
            return self._answered(TOO_MANY)
        began = self._engine.now
        try:
            answer = self._functions.run(work)
        except InvoiceplugError as error:
            return self._answered(error.known.http)
        except Exception:
            return self._answered(UNKNOWN)
        self.took.append(self._engine.now - began)
        return self._answered(200 if self.took[-1] < MOST_SECONDS else TOO_LATE, answer)

    def _answered(self, status: int, answer: Any = None) -> tuple[int, Any]:
        self.statuses[status] += 1
        return status, answer
