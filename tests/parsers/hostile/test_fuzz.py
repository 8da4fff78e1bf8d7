"""Vendors' samples, damaged at random, end in a code or are read; one that lost lines says that something is wrong.

A commit tries a few; `--nightly` very many, from `--seed` on. What fails is named by its own seed and belongs into
the catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fixtures.hostile.mutations import mutated
from guarded import assert_contained, outcome_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAMPLES = sorted(path.with_suffix("").with_suffix(".pdf") for path in FIXTURES.glob("*/*.expected.json"))
FEW, MANY = 5, 1_000


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    first = metafunc.config.getoption("--seed") * MANY
    count = MANY if metafunc.config.getoption("--nightly") else FEW
    metafunc.parametrize("mutation", range(first, first + count))


@cache
def honest_lines(path: Path) -> int:
    """How many lines the sample has while it is whole."""
    outcome = outcome_of(path.read_bytes())
    assert outcome.reading is not None
    return len(outcome.reading["invoice"]["lines"])


def test_no_damage_goes_unnoticed(mutation: int) -> None:
    path, damaged = mutated(SAMPLES, mutation)
    outcome = outcome_of(damaged)
    assert_contained(outcome)
    if outcome.reading is not None and not outcome.findings:
        assert len(outcome.reading["invoice"]["lines"]) == honest_lines(path), f"{path}: {outcome}"
