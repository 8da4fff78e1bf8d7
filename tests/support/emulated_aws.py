"""The world of the use cases' tests over real clients of the local stack; clock and Lambda stay those of the fake."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aws_worlds import Clients, make_storage
from fake_aws.stock_check import check_stock
from fake_aws.world import JOBS, LEDGER, FakeAws, at_once

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import StoredObject
from invoiceplug_cloud.gateways.batch import get_rows
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.rows import to_attributes, to_row
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.slots import DynamoSlots


class EmulatedAws(FakeAws):
    """The ports over real clients; `storage` is the bucket, and what the tables' names start with."""

    def __init__(self, clients: Clients, ecs: Any, *, storage: str | None = None, slots: int = 5) -> None:
        super().__init__()
        self.clients, self.ecs = clients, ecs
        self.storage = storage or make_storage(clients)
        jobs, names = f"{self.storage}-{JOBS}", {"inventory": f"{self.storage}-inventory"}
        names["ledger"] = f"{self.storage}-{LEDGER}"
        dynamodb = clients.dynamodb
        network = {"subnets": ("subnet-local",), "security_groups": ("sg-local",)}
        runner = EcsRunner(ecs, cluster="local", task_definition="family", container="parser", **network)
        self.objects = self._port("objects", S3Objects(clients.s3, self.storage, pause=at_once))
        self.jobs = self._port("jobs", DynamoJobs(dynamodb, jobs, pause=at_once))
        self.ledger = self._port("ledger", DynamoLedger(dynamodb, jobs=jobs, pause=at_once, **names))
        self.inventory = self._port("inventory", DynamoInventory(dynamodb, pause=at_once, **names))
        self.runner = self._port("runner", runner)
        self.slots = self._port("slots", DynamoSlots(dynamodb, jobs, count=slots, pause=at_once))
        self.house = self._port("house", DynamoHouse(dynamodb, jobs))

    def check(self) -> None:
        """What holds after every step, of everything that is stored."""
        check_stock(*(self._rows(name) for name in (JOBS, "inventory", LEDGER)))

    def on_hand(self, item: str) -> Decimal:
        """What is in stock."""
        found: dict[str, Any] = self.inventory.items([item])
        return Decimal(found[item].on_hand)

    def moved(self, items: list[str], job_id: str, seq: int) -> dict[str, Decimal]:
        """What a job's change with that number moved, by item."""
        wanted = [{"item_id": keys.item_partition(item), "entry": keys.movement(seq, job_id)} for item in items]
        found = get_rows(self.clients.dynamodb, f"{self.storage}-inventory", list(map(to_attributes, wanted)))
        return {row["item"]: row["delta"] for row in found}

    def put(self, key: str, body: bytes | None) -> StoredObject:
        """What the browser does with its presigned PUT."""
        assert body is not None
        stored: StoredObject = self.objects.put_once(key, body)
        return stored

    def _rows(self, name: str) -> list[dict[str, Any]]:
        pages = self.clients.dynamodb.get_paginator("scan").paginate(TableName=f"{self.storage}-{name}")
        return [to_row(item) for page in pages for item in page["Items"]]
