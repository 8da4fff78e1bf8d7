"""One suite, three worlds: AWS in memory, moto in this process, and the local stack's emulator behind a real socket.

moto checks syntax and conditions, one call at a time (it is not atomic under threads and ignores tokens); the emulator
is atomic, verifies presigned requests and knows tokens. What passes on all of them is the ports' contract.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aws_worlds import CREDENTIALS, Clients, World, fake_world, real_world
from moto import mock_aws

from invoiceplug_cloud.wiring import make_client


@pytest.fixture(scope="session")
def mocked() -> Clients:
    """Clients that moto answers while it is switched on."""
    return Clients(make_client("s3", **CREDENTIALS), make_client("dynamodb", **CREDENTIALS))


@pytest.fixture(params=["fake", "moto", "emulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The gateways over every AWS in turn."""
    match request.param:
        case "fake":
            yield fake_world()
        case "emulator":
            yield real_world(request.getfixturevalue("emulated"))
        case "moto":
            clients = request.getfixturevalue("mocked")
            with mock_aws():
                yield real_world(clients)
