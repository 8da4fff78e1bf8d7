"""Canonical JSON is that of RFC 8785, whichever of the two writers wrote it."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict, namedtuple
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from invoiceplug.canonical import RUN, canonical_bytes, hash_without

Pair = namedtuple("Pair", "first second")


class Unit(StrEnum):
    """A text that is more than one."""

    PIECE = "C62"


class Size(IntEnum):
    """A number that is more than one."""

    SMALL = 1


class Text(str):
    """A text of another type."""

    __slots__ = ()


@dataclass
class Data:
    """What JSON has no word for."""

    value: int = 1


ODD: tuple[Any, ...] = (
    *(0, 1.0, -0.0, [1.0], {"a": 0.0}, [1e-05], [0.0001], [1e-7], [5e-324], [1e15], [1e16], [1e21], [1.5e300]),
    *([1e-6], [1.5e-06], {"a": -9.216726419022902e-06}, "1e-6", ["a,1e-6"]),
    *([2**53 - 1], [-(2**53) + 1], [123456789012345.6], {"box": [0.5, 1.0, 0, 0.25]}, (1, 2), {"a": (True, None)}),
    *("a,1.0,", "[1.0]", "20e-bike", "ab,5e-7", "GTIN 4012345678901234", '\x7f\x00\x1f"\\/\u2028é', "😀", "null"),
    *({"😀": 1, "\uffff": 2, "a": 3}, {"é": 1, "z": 2}),  # by UTF-16 the first of them comes before the second
    *({"lines": [{"text": "Übertrag €", "page": 1}]}, Unit.PIECE, Size.SMALL, Text("a"), {Text("b"): [Text("c")]}),
    *(OrderedDict(b=1, a=2), [Pair(1, "b")], {Unit.PIECE: 1}),
)


@pytest.mark.parametrize("data", ODD, ids=ascii)
def test_what_the_two_would_write_differently_is_written_as_the_rfc_says(data: Any) -> None:
    assert canonical_bytes(data) == rfc8785.dumps(data)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.floats(0, 1).map(lambda each: round(each, 5))
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e22, 1e22).map(math.floor).map(float)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["", "null", ",1.0]", ":1e+16", "\ue000"])
DRAWN = st.recursive(
    st.none() | st.booleans() | NUMBERS | WHOLE | TEXTS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXTS, inside, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(DRAWN)
def test_whatever_json_can_hold(data: Any) -> None:
    assert canonical_bytes(data) == rfc8785.dumps(data)


@pytest.mark.parametrize(
    "data",
    [
        *([2**53], math.nan, [math.inf], {"a": None, "b": -math.inf}, "\ud800", ["null", math.nan], {1: 2}),
        *({"a": {1}}, object(), [date(2026, 1, 2)], Data(), b"a"),
    ],
    ids=repr,
)
def test_what_json_cannot_hold_is_refused(data: Any) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical_bytes(data)


LONG = [{"line_id": str(number), "x0": number / 7} for number in range(2 * RUN + 5)]
NAMED = {f"/lines/{number}": [number] for number in range(2 * RUN)} | {"\U0001f600": 1, "\uffff": 2}


@pytest.mark.parametrize(
    "data",
    [{}, {"a": 1}, {"b": LONG, "a": 1}, {"invoice": {"lines": LONG, "extra": {}}, "sources": NAMED}, NAMED],
    ids=["empty", "short", "list", "reading", "names"],
)
def test_a_long_document_is_hashed_in_parts_as_the_whole_would_be(data: dict[str, Any]) -> None:
    whole = hashlib.sha256(rfc8785.dumps(data)).hexdigest()
    assert hash_without(data | {"own": "x"}, "own") == whole


def test_what_json_cannot_hold_is_refused_in_a_part_too() -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        hash_without({"lines": [*LONG, math.nan]}, "own")
    with pytest.raises(rfc8785.CanonicalizationError):
        hash_without(NAMED | {1: 2}, "own")
