"""The explorer over the real use cases: a run can be made again, nothing that is remembered changes it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from explorer import hunt
from explorer.__main__ import main
from explorer.choosers import Chance, Enumeration, Replay
from explorer.exploration import Violation, bounds, exploring, failure, run_once, shrunk
from explorer.mutants import MUTANTS
from explorer.mutation import Edit
from explorer.scenario import Scenario
from explorer.scenarios import SCENARIOS
from explorer.schedule import Bounds
from explorer.trace import lines

BY_NAME = {mutant.name: mutant for mutant in MUTANTS}


@pytest.fixture(scope="module", autouse=True)
def _fast() -> Iterator[None]:
    with exploring():
        yield


def told(scenario: Scenario, choose: Chance | Replay) -> list[str]:
    assert failure(scenario, choose) is None
    return lines(scenario.schedule.trace)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_same_choices_give_the_same_run(name: str) -> None:
    choose = Chance(random.Random(f"same {name}"), SCENARIOS[name].calls)
    first = told(SCENARIOS[name], choose)
    assert told(SCENARIOS[name], Replay(choose.made)) == first
    assert len(first) > 5


def test_a_scenario_without_any_choice_is_harmless() -> None:
    assert [name for name, scenario in SCENARIOS.items() if failure(scenario, Replay([]))] == []


def test_one_fault_at_every_call_of_an_apply_breaks_nothing() -> None:
    scenario, runs = SCENARIOS["two applies"], 0
    for choose in Enumeration():
        runs += 1
        assert failure(scenario, choose, Bounds(faults=1, preemptions=0)) is None, choose.made
    assert runs > 50


def violation_of(name: str) -> Violation:
    mutant = BY_NAME[name]
    scenario = SCENARIOS[mutant.scenarios[0]]
    found = (run_once(scenario, random.Random(f"{name} {number}")) for number in range(hunt.MOST))
    return next(each for each in found if each is not None)


def test_a_violation_is_told_so_that_it_can_be_made_again() -> None:
    mutant = BY_NAME["ledger and stock in two transactions"]
    SCENARIOS[mutant.scenarios[0]].ready()
    with mutant.alive():
        small = shrunk(violation_of(mutant.name))
        assert failure(small.scenario, Replay(small.choices)) == small.error
        text = small.told()
    assert f"replay {small.scenario.name!r}" in text
    assert "transact_write_items" in text
    assert failure(small.scenario, Replay(small.choices)) is None  # without the bug


def test_a_mutant_that_no_longer_fits_the_product_is_not_found() -> None:
    misfit = BY_NAME["sequence not raised"]
    edits = (Edit("gateways.stock_rows:raise_sequence", "what stood there once", "what never stood there"),)
    result = hunt.hunt(type(misfit)(misfit.name, misfit.what, misfit.scenarios, edits), [1])
    assert not result.found
    assert "what stood there once" in result.example


def test_the_product_is_itself_again_after_a_mutant() -> None:
    mutant = BY_NAME["sequence not raised"]
    assert hunt.hunt(mutant, [1]).found
    assert failure(SCENARIOS[mutant.scenarios[0]], Chance(random.Random(1), 20), bounds()) is None


@pytest.mark.parametrize("name", BY_NAME)
def test_a_seeded_bug_is_found(name: str) -> None:
    result = hunt.hunt(BY_NAME[name], [1])
    assert result.found, f"{BY_NAME[name].what} {result}"


def test_the_command_line_ends_in_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--schedules", "20", "--seed", "3"]) == 0
    assert capsys.readouterr().out.endswith("explored 20 schedules, 0 violations\n")
    assert main(["mutants", "--seeds", "1", "--only", "sequence not raised"]) == 0
    assert capsys.readouterr().out.endswith("found 1 of 1\n")
    assert main(["replay", "two applies", "0"]) == 0
    assert "nothing is wrong" in capsys.readouterr().out


def test_there_are_enough_bugs_each_with_a_sentence() -> None:
    assert len(BY_NAME) == len(MUTANTS) >= 25
    assert all(mutant.what.endswith(".") and set(mutant.scenarios) <= SCENARIOS.keys() for mutant in MUTANTS)
