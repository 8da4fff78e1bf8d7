"""A whole AWS in memory: clients as boto3 makes them, on which the real gateways run unchanged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from fake_aws.dynamodb import FakeDynamoDB
from fake_aws.ecs import FakeEcs
from fake_aws.errors import is_sent_again
from fake_aws.functions import FakeLambda
from fake_aws.s3 import FakeS3
from fake_aws.service import Call
from fake_aws.sqs import FakeSqs, Terms

from invoiceplug_cloud.domain.limits import HIDDEN_SECONDS, MOST_RECEIVES
from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.local.bootstrap import table_request

BUCKET = "documents"
EVENTS_QUEUE = "invoiceplug-task-events"
DISPATCH_QUEUE, DEAD_LETTERS = "invoiceplug-dispatch", "invoiceplug-dispatch-dead-letters"
WORKERS = "invoiceplug-workers"
START = datetime(2026, 3, 4, 12, tzinfo=UTC)

Effect = Callable[[], Any]


Hook = Callable[[Call, Effect], Any]


class Clock:
    """The time of day, which passes only when somebody says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def advance(self, seconds: float) -> None:
        """Lets time pass; negative seconds set the clock back."""
        self.seconds += seconds


class FakeCloud:
    """One account with the tables, the bucket, the queues and the (empty) service of workers of the product.

    `hook` is called around every try of every call and may do anything: raise before the effect (nothing happened) or
    after it (the answer was lost), let others go first, answer something else. `tries` is how often the SDK sends a
    request that failed in passing: production's is 3, and 1 shows every failure to the gateway.
    """

    def __init__(self, *, tries: int = 1) -> None:
        self.clock = Clock()
        self.hook: Hook | None = None
        self.tries = tries
        self.lock = threading.RLock()
        self.sqs = FakeSqs(self)
        self.dynamodb = FakeDynamoDB(self)
        self.s3 = FakeS3(self)
        self.ecs = FakeEcs(self)
        self.functions = FakeLambda(self)
        self._services: dict[str, Any] = {
            "dynamodb": self.dynamodb, "s3": self.s3, "ecs": self.ecs, "sqs": self.sqs, "lambda": self.functions,
        }  # fmt: skip
        self._make_storage()

    def client(self, service: str) -> Any:
        """The client of dynamodb, s3, ecs, sqs or lambda."""
        return self._services[service]

    def snapshot(self) -> Any:
        """Everything that is stored, at this moment; shares what cannot change."""
        return self.clock.seconds, {name: service.snapshot() for name, service in self._services.items()}

    def restore(self, state: Any) -> None:
        """Makes everything as it was; a state may be restored again and again."""
        self.clock.seconds, services = state
        for name, service in self._services.items():
            service.restore(services[name])

    def perform(self, call: Call, effect: Effect) -> Any:
        """What the SDK does with one call: sends it, and sends it again when it failed in passing."""
        for tried in range(1, self.tries + 1):
            try:
                return effect() if self.hook is None else self.hook(call, effect)
            except Exception as error:
                if tried == self.tries or not is_sent_again(error):
                    raise
        raise AssertionError("the last try answers or raises")

    def _make_storage(self) -> None:
        for name, table in TABLES.items():
            self.dynamodb.make_table(table_request(name, table))
        self.s3.make_bucket(BUCKET)
        self.sqs.make_queue(EVENTS_QUEUE)
        self.sqs.make_queue(DEAD_LETTERS)
        self.sqs.make_queue(DISPATCH_QUEUE, Terms(HIDDEN_SECONDS, DEAD_LETTERS, MOST_RECEIVES))
        self.ecs.services = {WORKERS: 0}
        self.ecs.on_change = lambda event: self.sqs.put(EVENTS_QUEUE, event)
