"""A desk over empty fakes; whatever a test does, the stock's invariants hold at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from desk import Desk
from fake_aws.world import FakeAws

from invoiceplug.errors import InvoiceplugError

Refusing = Callable[[str], AbstractContextManager[pytest.ExceptionInfo[InvoiceplugError]]]


@pytest.fixture
def aws() -> FakeAws:
    return FakeAws()


@pytest.fixture
def desk(aws: FakeAws) -> Iterator[Desk]:
    desk = Desk(aws)
    yield desk
    aws.check()


@pytest.fixture
def refuses() -> Refusing:
    """`with refuses("CODE") as refused:` - the block must raise that code."""

    @contextmanager
    def refusing(code: str) -> Iterator[pytest.ExceptionInfo[InvoiceplugError]]:
        with pytest.raises(InvoiceplugError) as refused:
            yield refused
        assert refused.value.code == code, refused.value

    return refusing
