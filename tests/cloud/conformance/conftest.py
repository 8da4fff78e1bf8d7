"""The same cases against AWS in memory, moto and the local stack's emulator, so that the fake cannot drift.

`@pytest.mark.differs(moto="why")` declares where one of them is known to differ from AWS: there the case must fail,
and a case that no longer does fails the run.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aws_worlds import CREDENTIALS, Clients, make_storage
from botocore.exceptions import ClientError
from fake_aws.cloud import FakeCloud
from moto import mock_aws

from invoiceplug_cloud.wiring import make_client

WORLDS = ("fake", "moto", "emulator")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Aws:
    """One AWS with a table, a bucket and a queue; each test has a partition and a prefix of its own."""

    name: str
    dynamodb: Any
    s3: Any
    sqs: Any
    storage: str
    mine: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def table(self) -> str:
        """The table jobs, with its index by_status over status_key and created_at."""
        return f"{self.storage}-jobs"

    def key(self, entry: str = "row", partition: str | None = None) -> Json:
        return {"job_id": {"S": partition or self.mine}, "entry": {"S": entry}}

    def put(self, entry: str = "row", /, **attributes: Any) -> None:
        self.dynamodb.put_item(TableName=self.table, Item=self.key(entry) | attributes)

    def get(self, entry: str = "row") -> Json | None:
        """The row without its key."""
        found = self.dynamodb.get_item(TableName=self.table, Key=self.key(entry), ConsistentRead=True).get("Item")
        return (
            None if found is None else {name: each for name, each in found.items() if name not in ("job_id", "entry")}
        )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "differs(world=reason): where this case fails, and why")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "aws" in metafunc.fixturenames:
        metafunc.parametrize("aws", WORLDS, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        world = (
            item.callspec.params.get("aws") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
        )
        for mark in item.iter_markers("differs"):
            if world in mark.kwargs:
                item.add_marker(pytest.mark.xfail(strict=True, reason=mark.kwargs[world]))


@pytest.fixture(scope="session")
def fake_clients() -> tuple[Clients, Any, str]:
    cloud = FakeCloud()
    clients = Clients(cloud.client("s3"), cloud.client("dynamodb"))
    return clients, cloud.client("sqs"), make_storage(clients)


@pytest.fixture(scope="session")
def mocked_clients() -> Iterator[tuple[Clients, Any, str]]:
    clients = Clients(make_client("s3", **CREDENTIALS), make_client("dynamodb", **CREDENTIALS))
    sqs = make_plain_client("sqs")
    mock = mock_aws()
    mock.start()
    storage = make_storage(clients)
    mock.stop(remove_data=False)
    yield clients, sqs, storage
    for client in (clients.s3, clients.dynamodb, sqs):
        client.close()


@pytest.fixture(scope="session")
def emulator_clients(emulated: Clients, emulator_url: str) -> Iterator[tuple[Clients, Any, str]]:
    sqs = make_plain_client("sqs", endpoint_url=emulator_url)
    yield emulated, sqs, make_storage(emulated)
    sqs.close()


@pytest.fixture
def aws(request: pytest.FixtureRequest) -> Iterator[Aws]:
    """Every AWS in turn, without anything of other tests in its partition."""
    match request.param:
        case "fake":
            clients, sqs, storage = request.getfixturevalue("fake_clients")
            yield Aws("fake", clients.dynamodb, clients.s3, sqs, storage)
        case "moto":
            clients, sqs, storage = request.getfixturevalue("mocked_clients")
            mock = mock_aws()
            mock.start(reset=False)
            yield Aws("moto", clients.dynamodb, clients.s3, sqs, storage)
            mock.stop(remove_data=False)
        case "emulator":
            clients, sqs, storage = request.getfixturevalue("emulator_clients")
            yield Aws("emulator", clients.dynamodb, clients.s3, sqs, storage)


@pytest.fixture
def refused() -> Any:
    """`with refused("Code") as error:` - the block must be refused with that code (or one of them)."""

    class Refused:
        def __init__(self, *codes: str) -> None:
            self.codes = codes
            self.response: Json = {}

        def __enter__(self) -> Refused:
            return self

        def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
            assert isinstance(error, ClientError), f"expected {self.codes}, got {error!r}"
            self.response = dict(error.response)
            assert self.response["Error"]["Code"] in self.codes, self.response
            return True

    return Refused


def make_plain_client(service: str, **more: Any) -> Any:
    import boto3

    return boto3.client(service, **CREDENTIALS, **more)
