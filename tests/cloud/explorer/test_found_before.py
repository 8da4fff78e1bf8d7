"""Runs that broke an invariant once: each is made again, choice by choice, and breaks none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from explorer.choosers import Replay
from explorer.exploration import exploring, failure
from explorer.scenarios import SCENARIOS

FOUND = [
    # A start that stood still for longer than its place was its own ran a task in a place that was another's by then.
    ("few places", "0,0,0,0,0,0,0,0,0,0,0,9,0,9"),
]


@pytest.fixture(scope="module", autouse=True)
def _fast() -> Iterator[None]:
    with exploring():
        yield


@pytest.mark.parametrize(("scenario", "choices"), FOUND)
def test_what_was_found_before_is_found_no_more(scenario: str, choices: str) -> None:
    assert failure(SCENARIOS[scenario], Replay([int(choice) for choice in choices.split(",")])) is None
