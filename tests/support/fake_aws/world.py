"""The world of the use cases' tests: the real gateways over an AWS in memory."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from functools import partial
from typing import Any

from fake_aws.cloud import BUCKET, DISPATCH_QUEUE, EVENTS_QUEUE, WORKERS, FakeCloud
from fake_aws.faults import Faults, Port
from fake_aws.sqs import queue_url
from fake_aws.stock_check import check_stock
from fake_aws.values import stored

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import StoredObject
from invoiceplug_cloud.domain.vendors import family
from invoiceplug_cloud.gateways.closer import LambdaCloser
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.job_rows import job_key, job_row, read_job
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.line import SqsLine, count_messages
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.queue_runner import QueueRunner
from invoiceplug_cloud.gateways.rows import to_attributes, to_row
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.gateways.stock_rows import stock_key
from invoiceplug_cloud.gateways.workers import EcsWorkers

JOBS, INVENTORY, LEDGER = "jobs", "inventory", "apply-ledger"
CLUSTER, TASK_FAMILY, TASK_CONTAINER = "invoiceplug", "invoiceplug-task", "task"
APPLY_FUNCTION = "apply"
MAX_LIVE_TASKS = 5

Json = dict[str, Any]


class FakeAws:
    """The ports, and what a test may ask and do behind their backs. With `queue` jobs are sent to workers."""

    def __init__(self, *, slots: int = MAX_LIVE_TASKS, queue: bool = False) -> None:
        self.cloud = FakeCloud()
        self.clock = self.cloud.clock
        self.faults = Faults()
        self.cloud.hook = self.faults.hook
        dynamodb, tables = self.cloud.client("dynamodb"), {"inventory": INVENTORY, "ledger": LEDGER}
        ecs = self.cloud.client("ecs")
        runner: Any = EcsRunner(ecs, cluster=CLUSTER, task_definition=TASK_FAMILY, container=TASK_CONTAINER)
        if queue:
            sqs, url = self.cloud.client("sqs"), queue_url(DISPATCH_QUEUE)
            count, clock = partial(count_messages, sqs, url), lambda: self.clock.seconds
            workers = EcsWorkers(ecs, cluster=CLUSTER, service=WORKERS, most=slots, count=count, clock=clock)
            runner = QueueRunner(sqs, url, workers, runner)
        self.objects: Any = self._port("objects", S3Objects(self.cloud.client("s3"), BUCKET, pause=at_once))
        self.jobs: Any = self._port("jobs", DynamoJobs(dynamodb, JOBS, pause=at_once))
        self.ledger: Any = self._port("ledger", DynamoLedger(dynamodb, jobs=JOBS, pause=at_once, **tables))
        self.inventory: Any = self._port("inventory", DynamoInventory(dynamodb, pause=at_once, **tables))
        self.runner: Any = self._port("runner", runner)
        self.slots: Any = self._port("slots", DynamoSlots(dynamodb, JOBS, count=slots, pause=at_once))
        self.line: Any = self._port("line", SqsLine(self.cloud.client("sqs"), queue_url(DISPATCH_QUEUE)))
        self.house: Any = self._port("house", DynamoHouse(dynamodb, JOBS))
        self.closer: Any = self._port("closer", LambdaCloser(self.cloud.client("lambda"), APPLY_FUNCTION))

    def check(self) -> None:
        """What holds after every step: totals are sums of movements, the sequence has no gap, an apply is one row."""
        check_stock(*(list(map(to_row, self.cloud.dynamodb.rows(name))) for name in (JOBS, INVENTORY, LEDGER)))

    def on_hand(self, item: str) -> Decimal:
        """What is in stock, read behind everybody's back."""
        rows = self.cloud.dynamodb.tables[INVENTORY].partitions[keys.item_partition(item)]
        return Decimal(rows[keys.TOTAL]["on_hand"]["N"])

    @property
    def started(self) -> list[tuple[str, int]]:
        """(job, attempt) of every task that ECS started, oldest first."""
        pairs = (task["startedBy"].rpartition("-") for task in self.cloud.ecs.tasks)
        return [(job_id, int(attempt)) for job_id, _, attempt in pairs]

    def task(self, job_id: str, attempt: int = 1) -> str:
        """The ARN of an attempt's task."""
        return str(self.cloud.ecs.tasks[self.started.index((job_id, attempt))]["taskArn"])

    def task_events(self) -> list[Json]:
        """Every state change that ECS told the queue of, oldest first."""
        return [message.body for message in self.cloud.sqs.messages(EVENTS_QUEUE)]

    def messages(self, queue: str = DISPATCH_QUEUE) -> list[Json]:
        """What lies in the dispatch queue, or in that of the dead letters, oldest first."""
        return [json.loads(message.body) for message in self.cloud.sqs.messages(queue)]

    def put(self, key: str, body: bytes | None) -> StoredObject:
        """What somebody with the right to do so may do: a new version, or (None) a delete marker."""
        version = self.cloud.s3.store(BUCKET, key, body)
        return StoredObject(key, version.id, len(body or b""), "")

    def upload(self, upload: Json, body: bytes) -> int:
        """The status that a browser gets which sends the body to an upload's presigned PUT (`url`, `headers`)."""
        return self.cloud.s3.upload(upload["url"], upload["headers"], body)

    def swap(self, key: str, body: bytes) -> None:
        """What must never happen: other bytes under the same version."""
        self.cloud.s3.swap(BUCKET, key, body)

    def expire(self, key: str) -> None:
        """What the lifecycle does in the end: all versions are gone."""
        self.cloud.s3.expire(BUCKET, key)

    def tags(self, key: str) -> dict[str, str]:
        """The tags of an object's newest version."""
        return dict(self.cloud.s3.versions(BUCKET, key)[-1].tags)

    def keys(self, prefix: str) -> list[str]:
        """The keys of all objects below a prefix."""
        return [key for key in self.cloud.s3.keys(BUCKET) if key.startswith(prefix)]

    def change_job(self, job_id: str, **members: Any) -> None:
        """Makes a job something else, whatever the rules say."""
        table = self.cloud.dynamodb.tables[JOBS]
        row = table.get(table.key(job_key(job_id)))
        assert row is not None, f"there is no job {job_id}"
        changed = job_row(dataclasses.replace(read_job(to_row(row)), **members))
        kept = {name: value for name, value in row.items() if name not in changed}
        table.put(table.key(job_key(job_id)), stored(kept | to_attributes(changed)))

    def hold_stock(self, holder: str | None) -> None:
        """Makes a job the holder of the stock, or nobody."""
        table = self.cloud.dynamodb.tables[LEDGER]
        row = dict(table.get(table.key(stock_key())) or stock_key() | to_attributes({"seq": 0}))
        row.pop("holder", None)
        table.put(table.key(stock_key()), stored(row | to_attributes({"holder": holder})))

    def _port(self, name: str, gateway: Any) -> Port:
        return Port(gateway, name, self.faults)


def at_once(failed: int) -> None:
    """A pause that does not sleep."""


class FakeVendors:
    """The port `Vendors`: vendors by the HTTP body `vendor`, whose `aliases` and `tax_ids` make their families."""

    def __init__(self, *vendors: Json) -> None:
        self._vendors = list(vendors)

    def all(self) -> list[Json]:
        return self._vendors

    def family(self, vendor_id: str) -> tuple[str, ...]:
        return family(self._vendors, vendor_id)
