"""Every hostile file ends as the catalogue says, within the limits, and nobody else notices.

A commit reads the quick ones, which show every mechanism once; `--nightly` reads all.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fixtures.hostile.carrier import SECRET, sample
from fixtures.hostile.case import Case, End
from fixtures.hostile.catalogue import CASES, ELSEWHERE, ROWS
from guarded import Outcome, assert_contained, outcome_of

ROOT = Path(__file__).parents[3]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        nightly = metafunc.config.getoption("--nightly")
        metafunc.parametrize("case", [each for each in CASES if each.quick or nightly], ids=lambda case: case.id)


@cache
def honest() -> dict[str, Any]:
    """The invoice that most of the files carry."""
    outcome = outcome_of(sample())
    assert outcome.reading is not None and outcome.findings == set() and len(outcome.reading["invoice"]["lines"]) == 6
    return dict(outcome.reading["invoice"])


def test_it_ends_as_the_catalogue_says(
    case: Case, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    honest()
    with caplog.at_level(logging.DEBUG):
        outcome = outcome_of(case.build())
    assert any(is_end(outcome, end) for end in case.ends), str(outcome)
    assert_contained(outcome)
    assert SECRET not in " ".join(outcome.messages)
    assert (*capfd.readouterr(), caplog.text) == ("", "", "")


def is_end(outcome: Outcome, end: End) -> bool:
    """Whether the file ended so: with this code, or read with what must be found and nothing that may not be."""
    if outcome.reading is None or isinstance(end, str):
        return outcome.error is not None and outcome.error.code == end
    same = outcome.reading["invoice"] == honest()
    return end.findings <= outcome.findings <= end.findings | end.may and (same or end.changed)


def test_the_catalogue_is_whole() -> None:
    ids = [case.id for case in CASES]
    assert len(set(ids)) == len(ids) >= 150
    rows = {case.row for case in CASES}
    assert rows | ELSEWHERE.keys() == set(range(1, ROWS + 1))
    assert {case.row for case in CASES if case.quick} == rows


@pytest.mark.parametrize(("row", "path"), ELSEWHERE.items())
def test_a_row_without_a_file_is_tested_elsewhere(row: int, path: str) -> None:
    assert (ROOT / path).exists(), row
