"""One suite, three worlds: the fakes, moto in this process, and the local stack's emulator behind a real socket.

moto checks syntax and conditions, one call at a time (it is not atomic under threads and ignores tokens); the emulator
is atomic, verifies presigned requests and knows tokens. What passes on both and on the fakes is the ports' contract.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects
from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.local.bootstrap import table_request
from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.emulator_process import EmulatorProcess
from invoiceplug_cloud.wiring import make_client

CREDENTIALS = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}


@dataclass(frozen=True, slots=True)
class World:
    """The ports over tables and a bucket of this test's own."""

    objects: Objects
    jobs: Jobs
    ledger: Ledger
    inventory: Inventory


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients of one AWS, and how its tables are read behind the ports' backs."""

    s3: Any
    dynamodb: Any


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    """The local stack's emulator in a process of its own, on a port of its own."""
    children = Children()
    with DataFolder(tmp_path_factory.mktemp("emulator")) as data:
        process = EmulatorProcess(children, data, ["http://127.0.0.1:1"], lambda: None)
        try:
            process.wait_until_ready()
            endpoint = {"endpoint_url": process.url}
            clients = [make_client(name, **endpoint, **CREDENTIALS) for name in ("s3", "dynamodb")]
            yield Clients(*clients)
            for client in clients:
                client.close()
        finally:
            process.close()
            children.close()


@pytest.fixture(scope="session")
def moto_clients() -> Clients:
    """Clients that moto answers while it is switched on."""
    return Clients(make_client("s3", **CREDENTIALS), make_client("dynamodb", **CREDENTIALS))


@pytest.fixture(params=["moto", "emulator"])
def clients(request: pytest.FixtureRequest) -> Iterator[Clients]:
    """Both AWSes in turn."""
    if request.param == "emulator":
        yield request.getfixturevalue("emulator")
    else:
        mocked: Clients = request.getfixturevalue("moto_clients")
        with mock_aws():
            yield mocked


@pytest.fixture(params=["moto", "emulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Every implementation of the ports in turn."""
    if request.param == "emulator":
        yield make_world(request.getfixturevalue("emulator"))
    else:
        mocked: Clients = request.getfixturevalue("moto_clients")
        with mock_aws():
            yield make_world(mocked)


def make_world(clients: Clients) -> World:
    """The gateways over fresh tables and a fresh bucket."""
    prefix = uuid.uuid4().hex[:12]
    for name, table in TABLES.items():
        clients.dynamodb.create_table(**table_request(f"{prefix}-{name}", table))
    clients.s3.create_bucket(Bucket=prefix)
    clients.s3.put_bucket_versioning(Bucket=prefix, VersioningConfiguration={"Status": "Enabled"})
    names = {"inventory": f"{prefix}-inventory", "ledger": f"{prefix}-apply-ledger"}
    return World(
        S3Objects(clients.s3, prefix),
        DynamoJobs(clients.dynamodb, f"{prefix}-jobs"),
        DynamoLedger(clients.dynamodb, jobs=f"{prefix}-jobs", **names),
        DynamoInventory(clients.dynamodb, **names),
    )
