"""What all tests may ask for: the whole local stack, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from api_client import ApiClient

from invoiceplug_cloud.local.stack import LocalStack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """The whole product on a free port, with a data folder of its own, for every test that walks through it."""
    with LocalStack(tmp_path_factory.mktemp("data"), port=0) as running:
        yield running


@pytest.fixture
def api(stack: LocalStack) -> ApiClient:
    """An operator at that stack."""
    return ApiClient(stack.url)
