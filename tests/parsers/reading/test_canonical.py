"""Canonical JSON is that of RFC 8785, whichever of the two writers wrote it."""

from __future__ import annotations

import random
from typing import Any

import pytest
import rfc8785

from invoiceplug.canonical import canonical_bytes

ODD: tuple[Any, ...] = (
    *(0, 1.0, -0.0, [1.0], {"a": 0.0}, [1e-05], [0.0001], [1e-7], [5e-324], [1e15], [1e16], [1e21], [1.5e300]),
    *([2**53 - 1], [-(2**53) + 1], [123456789012345.6], {"box": [0.5, 1.0, 0, 0.25]}, (1, 2), {"a": (True, None)}),
    *("a,1.0,", "[1.0]", "20e-bike", "GTIN 4012345678901234", '\x7f\x00\x1f"\\/\u2028é', "😀", {"é": 1, "z": 2}),
    {"😀": 1, "\uffff": 2, "a": 3},  # by UTF-16 the first comes before the second
    {"lines": [{"text": "Übertrag €", "page": 1}]},
)


@pytest.mark.parametrize("data", ODD, ids=ascii)
def test_what_the_two_would_write_differently_is_written_as_the_rfc_says(data: Any) -> None:
    assert canonical_bytes(data) == rfc8785.dumps(data)


def test_numbers_of_every_size() -> None:
    some = random.Random(8785)
    numbers: list[float] = [some.random() * 10.0 ** some.randint(-12, 25) for _ in range(2_000)]
    numbers += [round(some.random(), 5) for _ in range(2_000)]
    assert [canonical_bytes([each]) for each in numbers] == [rfc8785.dumps([each]) for each in numbers]


@pytest.mark.parametrize(
    "data",
    [[2**53], float("nan"), [float("inf")], "\ud800", {"a": {1}}, object()],
    ids=["large", "nan", "inf", "surrogate", "set", "object"],
)
def test_what_json_cannot_hold_is_refused(data: Any) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical_bytes(data)
