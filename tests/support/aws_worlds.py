"""Implementations of the ports to test against, each over tables and a bucket of its own."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.config import Config
from fake_aws.cloud import FakeCloud
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.domain.ports import House, Inventory, Jobs, Ledger, Objects, Slots
from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.gateways.clients import CONFIGS, session
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.local.bootstrap import table_request

CREDENTIALS = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}
SLOTS = 3


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients of one AWS."""

    s3: Any
    dynamodb: Any


@dataclass(frozen=True, slots=True)
class World:
    """The ports of one AWS."""

    objects: Objects
    jobs: Jobs
    ledger: Ledger
    inventory: Inventory
    slots: Slots
    house: House


def fake_world() -> World:
    """The gateways over AWS in memory."""
    cloud = FakeCloud()
    return real_world(Clients(cloud.client("s3"), cloud.client("dynamodb")))


def real_world(clients: Clients) -> World:
    """The gateways over those clients."""
    prefix = make_storage(clients)
    names = {"inventory": f"{prefix}-inventory", "ledger": f"{prefix}-apply-ledger"}
    return World(
        S3Objects(clients.s3, prefix),
        DynamoJobs(clients.dynamodb, f"{prefix}-jobs"),
        DynamoLedger(clients.dynamodb, jobs=f"{prefix}-jobs", **names),
        DynamoInventory(clients.dynamodb, **names),
        DynamoSlots(clients.dynamodb, f"{prefix}-jobs", count=SLOTS),
        DynamoHouse(clients.dynamodb, f"{prefix}-jobs"),
    )


def patient_client(service: str, url: str) -> Any:
    """A client as the product's own is, but for how long it waits: a slow answer is none that was lost."""
    config = CONFIGS[service].merge(Config(connect_timeout=PATIENCE_SECONDS, read_timeout=PATIENCE_SECONDS))
    return session().client(service, endpoint_url=url, config=config, **CREDENTIALS)


def make_storage(clients: Clients) -> str:
    """Makes the tables and a bucket; the bucket's name, which the tables' names start with."""
    prefix = f"t-{uuid.uuid4().hex[:12]}"
    for name, table in TABLES.items():
        with suppress(clients.dynamodb.exceptions.ResourceInUseException):  # its answer was late
            clients.dynamodb.create_table(**table_request(f"{prefix}-{name}", table))
    clients.s3.create_bucket(Bucket=prefix)
    clients.s3.put_bucket_versioning(Bucket=prefix, VersioningConfiguration={"Status": "Enabled"})
    return prefix
