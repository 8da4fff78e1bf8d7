"""A whole burst in virtual time."""

from __future__ import annotations

import contextlib
import io
import json
import random
from dataclasses import dataclass
from functools import partial

from burst.api import Api, Functions
from burst.engine import Engine
from burst.files import Files
from burst.fleet import Fleet
from burst.network import Network
from burst.people import People
from burst.product import Product
from burst.profile import Burst
from fake_aws.cloud import DEAD_LETTERS, DISPATCH_QUEUE, FakeCloud
from fake_aws.sqs import Message, queue_url

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.messages import read_dead_letter

SWEEP_SECONDS = 300.0
LETTERS_SECONDS = 10.0
OPEN = ("awaiting_upload", "queued", "running")
DUPLICATE_WITHIN = 300.0
OUT_OF_ORDER = 50  # a message may come before so many older ones


@dataclass(slots=True)
class Sweeps:
    """What sweeps did; a sweep is a function's run and must end in its time."""

    longest: float = 0.0
    errors: int = 0


class Simulation:
    """One burst: `run` it, then look at its parts."""

    def __init__(self, burst: Burst) -> None:
        self.burst = burst
        self.cloud = FakeCloud()
        self.engine = Engine(self.cloud.clock)
        self.network = Network(self.cloud, self.engine, burst)
        self.product = Product(self.cloud, self.engine, burst)
        self.functions = Functions(self.engine)
        self.api = Api(self.engine, self.functions)
        self.files = Files(burst, self.engine)
        self.people = People(self.cloud, self.engine, burst, self.product, self.api)
        self.fleet = Fleet(self.cloud, self.engine, burst, self.product, self.files, self.over)
        self.sweeps = Sweeps()
        self.letters = 0
        self.duplicates = 0
        self._rng = random.Random(f"{burst.seed}/queue")
        self.cloud.sqs.order = self._order

    def run(self) -> None:
        """Until every job has ended and every worker has gone home."""
        self.people.come(self.files, self.over)
        self.engine.spawn(self._sweep, after=self._rng.uniform(0, SWEEP_SECONDS))
        self.engine.spawn(self._deliver_letters)
        self.engine.spawn(self._duplicate)
        with contextlib.redirect_stdout(io.StringIO()):  # the log of the workers' children
            self.engine.run()

    def over(self) -> bool:
        """Whether nothing is left to be done for anybody."""
        if self.people.under_way or self.cloud.sqs.messages(DISPATCH_QUEUE) or self.cloud.sqs.messages(DEAD_LETTERS):
            return False
        jobs = self.cloud.dynamodb.tables["jobs"]
        index = jobs.indexes["by_status"]
        return not any(jobs.in_index(index, keys.status_partition(status), 0) for status in OPEN)

    def _sweep(self) -> None:
        while not self.over():
            began = self.engine.now
            done = self.functions.run(self.product.sweep)
            self.cloud.functions.deliver()
            self.sweeps.errors += done["errors"]
            self.sweeps.longest = max(self.sweeps.longest, self.engine.now - began)
            self.engine.sleep(SWEEP_SECONDS - (self.engine.now - began))

    def _deliver_letters(self) -> None:
        sqs, url = self.cloud.client("sqs"), queue_url(DEAD_LETTERS)
        while not self.over():
            self.engine.sleep(LETTERS_SECONDS)
            batch = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
            for message in batch:
                with contextlib.suppress(Exception):  # it comes again
                    self.functions.run(partial(self._letter, message["Body"]))
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def _letter(self, body: str) -> None:
        change = read_dead_letter(json.loads(body))
        assert change is not None
        for _ in range(1 + (self._rng.random() < self.burst.duplicated)):
            self.product.task_changed(change)
        self.letters += 1

    def _duplicate(self) -> None:
        """Some of the messages are delivered once more, at some time."""
        seen: set[str] = set()
        while not self.over():
            self.engine.sleep(1.0)
            for message in self.cloud.sqs.messages(DISPATCH_QUEUE):
                if message.id not in seen:
                    seen.add(message.id)
                    if self._rng.random() < self.burst.duplicated:
                        after = self._rng.uniform(0, DUPLICATE_WITHIN)
                        self.engine.spawn(partial(self._again, message.body, seen), after=after)

    def _again(self, body: str, seen: set[str]) -> None:
        self.duplicates += 1
        seen.add(self.cloud.sqs.put(DISPATCH_QUEUE, body).id)

    def _order(self, messages: list[Message]) -> list[Message]:
        """Any of the oldest ones; nobody asks for more than ten."""
        return self._rng.sample(messages[:OUT_OF_ORDER], min(len(messages), 10))
