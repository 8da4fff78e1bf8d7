"""A PDF at the front door: what it is refused with, and what is noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.door import Admitted, admit
from invoiceplug.limits import Limits

Refused = Callable[..., InvoiceplugError]


@pytest.fixture
def admitted() -> Callable[..., Admitted]:
    """`admitted(pdf, **limits)`: what comes through the door."""

    def through(pdf: bytes, password: str | None = None, **limits: int) -> Admitted:
        return admit(pdf, Limits(**limits), password)

    return through


@pytest.fixture
def refused(admitted: Callable[..., Admitted]) -> Refused:
    """`refused(pdf, **limits)`: the error with which the PDF is turned away."""

    def away(pdf: bytes, **given: Any) -> InvoiceplugError:
        with pytest.raises(InvoiceplugError) as caught:
            admitted(pdf, **given)
        return caught.value

    return away


@pytest.fixture
def said(admitted: Callable[..., Admitted]) -> Callable[..., dict[str, str]]:
    """`said(pdf)`: code -> message of every finding."""

    def findings(pdf: bytes, **limits: int) -> dict[str, str]:
        found = admitted(pdf, **limits).findings
        assert {each.severity for each in found} <= {"warning"}
        return {each.code: each.message for each in found}

    return findings
