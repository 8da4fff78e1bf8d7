"""What the tests of gateways and handlers share: the local stack's emulator, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aws_worlds import Clients, patient_client

from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.emulator_process import EmulatorProcess


@pytest.fixture(scope="session")
def emulator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The emulator in a process of its own, on a port of its own."""
    children = Children()
    with DataFolder(tmp_path_factory.mktemp("emulator")) as data:
        process = EmulatorProcess(children, data, ["http://127.0.0.1:1"], lambda: None)
        try:
            process.wait_until_ready()
            yield process.url
        finally:
            process.close()
            children.close()


@pytest.fixture(scope="session")
def emulated(emulator_url: str) -> Iterator[Clients]:
    """Clients of the emulator who send nothing twice: a slow answer is none that was lost."""
    clients = Clients(*(patient_client(name, emulator_url) for name in ("s3", "dynamodb")))
    yield clients
    clients.s3.close()
    clients.dynamodb.close()
