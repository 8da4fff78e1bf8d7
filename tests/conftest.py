"""What all tests may ask for: the whole local stack, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from api_client import ApiClient

from invoiceplug_cloud.local.stack import LocalStack

SWEEP_SECONDS = 1.0  # nothing that a test walks through may mind being swept


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="the long form of the tests that have one")
    parser.addoption("--seed", type=int, default=1, help="of what the tests leave to chance")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells why the first try of each test failed that was tried again: a second that passed is no answer."""
    for first in terminalreporter.getreports("rerun"):
        terminalreporter.write_sep("_", f"RERUN {first.nodeid}")
        terminalreporter.write_line(first.longreprtext)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The number that a test's random choices come from."""
    number: int = request.config.getoption("--seed")
    return number


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """The whole product on a free port, with a data folder of its own, for every test that walks through it."""
    with LocalStack(tmp_path_factory.mktemp("data"), port=0, sweep_seconds=SWEEP_SECONDS) as running:
        yield running


@pytest.fixture
def api(stack: LocalStack) -> ApiClient:
    """An operator at that stack."""
    return ApiClient(stack.url)
