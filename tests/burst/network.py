"""Between the product and AWS: time that calls take, requests that are refused, transactions that meet."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from burst.capacity import WRITES, Capacity, rows_of
from burst.engine import Actor, Engine, acting
from burst.profile import Burst
from fake_aws.cloud import FakeCloud
from fake_aws.errors import conflict, is_sent_again, throttled
from fake_aws.service import Call
from greenlet import GreenletExit, getcurrent

from invoiceplug_cloud.gateways import clients

# Seconds that a call takes on average, as they are seen from within the region.
USUAL = 0.012
TAKES = {
    "get_item": 0.004, "query": 0.006, "transact_write_items": 0.018, "get_object": 0.025, "put_object": 0.045,
    "head_object": 0.015, "describe_services": 0.06, "update_service": 0.08,
}  # fmt: skip
ROW_SECONDS = 0.0002  # that each row of an answer takes to be sent and decoded
IN_FLIGHT = 0.5  # the part of a transaction's time in which others that want the same rows are refused
POLL_SECONDS = 1.0

Effect = Callable[[], Any]


class Network:
    """The hook of the fake cloud, for calls of actors; `calls` counts requests by (service, operation)."""

    def __init__(self, cloud: FakeCloud, engine: Engine, burst: Burst) -> None:
        self.calls: Counter[tuple[str, str]] = Counter()
        self.refused: Counter[str] = Counter()  # by why: "throttled", "over capacity", "conflict"
        self.capacity = Capacity(cloud)
        self._cloud, self._engine, self._burst = cloud, engine, burst
        self._rng = random.Random(f"{burst.seed}/network")
        self._taken: set[tuple[str, ...]] = set()  # rows of transactions that are under way
        cloud.hook = self.at_call

    def at_call(self, call: Call, effect: Effect) -> Any:
        """What the SDK does in its standard mode: sends, and sends again after a growing pause."""
        if not acting():
            return effect()
        most = clients.CONFIGS[call.service].retries["total_max_attempts"]
        for tried in range(1, most + 1):
            try:
                return self._send(call, effect)
            except Exception as error:
                if tried == most or not is_sent_again(error):
                    raise
                self._engine.sleep(self._rng.random() * 2 ** (tried - 1))
        raise AssertionError("the last try answers or raises")

    def _send(self, call: Call, effect: Effect) -> Any:
        me = getcurrent()
        if isinstance(me, Actor) and me.killed:  # cleaning up is what a dead process does not do
            raise GreenletExit
        self.calls[call.service, call.operation] += 1
        seconds = TAKES.get(call.operation, USUAL) * self._rng.lognormvariate(-0.1, 0.45)
        self._engine.sleep(seconds * (1 - IN_FLIGHT) / 2)
        self._weather(call)
        with self._rows(call):
            self._engine.sleep(seconds * IN_FLIGHT)
            answer = self.capacity.spend(call, effect) if call.service == "dynamodb" else effect()
        if call.operation == "receive_message":
            answer = self._polled(call, effect, answer)
        self._engine.sleep(seconds * (1 - IN_FLIGHT) / 2 + ROW_SECONDS * answer.get("Count", 0))
        return answer

    def _weather(self, call: Call) -> None:
        spans = {"dynamodb": self._burst.throttled, "s3": self._burst.slow_down}
        begin, end = spans.get(call.service, (0.0, 0.0))
        if begin <= self._engine.now < end and self._rng.random() < self._burst.refusing:
            self.refused["throttled"] += 1
            raise throttled(call)
        if call.service == "dynamodb" and not self.capacity.has_room(call):
            self.refused["over capacity"] += 1
            raise throttled(call)

    @contextmanager
    def _rows(self, call: Call) -> Iterator[None]:
        """The rows of a transaction are its own while it is under way; any other write to them is refused."""
        if call.service != "dynamodb" or call.operation not in WRITES:
            yield
            return
        rows = {(table.name, *key) for table, key in rows_of(self._cloud, call)}
        if rows & self._taken:
            self.refused["conflict"] += 1
            raise conflict(call)
        self._taken |= rows
        try:
            yield
        finally:
            self._taken -= rows

    def _polled(self, call: Call, effect: Effect, answer: Any) -> Any:
        until = self._engine.now + call.parameters.get("WaitTimeSeconds", 0)
        while not answer and self._engine.now < until:
            self._engine.sleep(min(POLL_SECONDS, until - self._engine.now))
            answer = effect()
        return answer
