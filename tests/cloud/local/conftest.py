"""Parts of the local stack, each with a data folder of its own and stopped after its test."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from ecs_endpoint import Endpoint

from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.emulator_process import EmulatorProcess
from invoiceplug_cloud.local.environment import sdk_variables

PAGE_ORIGIN = "http://127.0.0.1:8080"
SUPPORT = Path(__file__).parent / "support"


@dataclass
class RunningEmulator:
    """The emulator's process and clients of it."""

    process: EmulatorProcess
    died: threading.Event

    def client(self, service: str) -> Any:
        """A boto3 client that neither retries nor pools too few connections."""
        return boto3.client(
            service,
            endpoint_url=self.process.url,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(
                retries={"max_attempts": 0},
                max_pool_connections=40,
                signature_version="s3v4" if service == "s3" else None,
            ),
        )

    @property
    def pid(self) -> int:
        """The emulator's process."""
        return self.process._process.pid


@pytest.fixture
def children() -> Iterator[Children]:
    parts = Children()
    yield parts
    parts.close()


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataFolder]:
    with DataFolder(tmp_path / "data") as folder:
        yield folder


@pytest.fixture
def start_emulator(children: Children, data: DataFolder) -> Iterator[Callable[..., RunningEmulator]]:
    """Starts the emulator on the test's data folder; call it again after it was killed."""
    started: list[EmulatorProcess] = []

    def start(*arguments: str) -> RunningEmulator:
        died = threading.Event()
        process = EmulatorProcess(children, data, [PAGE_ORIGIN], died.set, *arguments)
        started.append(process)
        process.wait_until_ready()
        return RunningEmulator(process, died)

    yield start
    for process in started:
        process.close()


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningEmulator]:
    """One emulator for all tests of a file; give tables, buckets and keys names of their own."""
    parts, died = Children(), threading.Event()
    with DataFolder(tmp_path_factory.mktemp("emulator") / "data") as data:
        process = EmulatorProcess(parts, data, [PAGE_ORIGIN], died.set)
        process.wait_until_ready()
        yield RunningEmulator(process, died)
        process.close()
    parts.close()


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of function instances and tasks of a test."""
    return {**sdk_variables("http://127.0.0.1:1"), "PYTHONPATH": str(SUPPORT)}


@pytest.fixture
def task_command() -> list[str]:
    """Runs `small_handlers.task`; its argument says what it does."""
    return [sys.executable, str(SUPPORT / "small_handlers.py")]


@pytest.fixture
def start_endpoint(
    tmp_path: Path, environment: dict[str, str], task_command: list[str]
) -> Iterator[Callable[..., Endpoint]]:
    started: list[Endpoint] = []

    def start(places: int = 2, most_waiting: int = 100) -> Endpoint:
        started.append(Endpoint(tmp_path, environment, task_command, places, most_waiting))
        return started[-1]

    yield start
    for endpoint in started:
        endpoint.close()


@pytest.fixture
def endpoint(start_endpoint: Callable[..., Endpoint]) -> Endpoint:
    return start_endpoint()
