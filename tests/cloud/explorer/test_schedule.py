"""The scheduler: whose turn it is, what goes wrong, and that the same choices give the same run."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, EndpointConnectionError, ReadTimeoutError
from explorer.choosers import Chance, Replay
from explorer.faults import BEFORE, CRASH, LOST, RESENT, STALL, kinds_of
from explorer.trace import lines


def write_fault(toy: Any, kind: int) -> int:
    return kinds_of(type("Put", (), {"service": "s3", "operation": "put_a"})).index(kind)


def test_without_choices_actors_run_one_after_the_other(toy: Any) -> None:
    ran = toy(Replay([])).run("a", "b")
    assert ran.log == ["get_a", "put_a", "get_b", "put_b"]
    assert ran.number == 2


def test_a_switch_between_read_and_write_loses_an_update(toy: Any) -> None:
    ran = toy(Replay([0, 1])).run("a", "b")
    assert ran.log == ["get_a", "get_b", "put_b", "put_a"]
    assert ran.number == 1


def test_the_same_choices_give_the_same_trace(toy: Any) -> None:
    choose = Chance(random.Random(3), calls=8)
    first = toy(choose, faults=2).run("a", "b", "c")
    again = toy(Replay(choose.made), faults=2).run("a", "b", "c")
    assert lines(again.schedule.trace) == lines(first.schedule.trace)
    assert len(first.log) > 3


def test_the_same_seed_gives_the_same_choices(toy: Any) -> None:
    made = []
    for _ in range(2):
        choose = Chance(random.Random(11), calls=8)
        with suppress(BotoCoreError):
            toy(choose, faults=2).run("a", "b", "c")
        made.append(choose.made)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("kind", "error", "number"), [(BEFORE, EndpointConnectionError, 0), (LOST, ReadTimeoutError, 1)]
)
def test_a_call_that_fails_says_the_same_whether_it_had_its_effect_or_not(
    toy: Any, kind: int, error: type[Exception], number: int
) -> None:
    ran = toy(Replay([0, write_fault(toy, kind)]), faults=1)
    with pytest.raises(error):
        ran.run("a")
    assert ran.number == number


def test_who_crashes_makes_no_call_any_more_and_nobody_else_notices(toy: Any) -> None:
    ran = toy(Replay([0, 0, write_fault(toy, CRASH)]), faults=1, preemptions=0).run("a", "b")
    assert ran.log == ["get_a", "get_b", "put_b"]


def test_who_stalls_goes_on_when_it_is_woken(toy: Any) -> None:
    ran = toy(Replay([0, 0, write_fault(toy, STALL)]), faults=1, preemptions=0).run("a", "b")
    assert ran.log == ["get_a", "get_b", "put_b"]
    ran.schedule.wake()
    ran.schedule.run()
    assert ran.log[-1] == "put_a"
    assert ran.number == 1


def test_what_the_sdk_sends_again_has_its_effect_twice(toy: Any) -> None:
    ran = toy(Replay([0, write_fault(toy, RESENT)]), faults=1).run("a")
    assert ran.log == ["get_a", "put_a", "put_a"]


def test_a_broken_invariant_ends_the_run_at_that_step(toy: Any) -> None:
    broken = toy(Replay([]))
    broken.highest = 0
    with pytest.raises(AssertionError):
        broken.run("a", "b")
    assert broken.log == ["get_a", "put_a"]


def test_nothing_goes_wrong_and_nobody_chooses_while_it_is_quiet(toy: Any) -> None:
    choose = Replay([1, 1, 1, 1, 1])
    ran = toy(choose, faults=3)
    with ran.schedule.quiet():
        ran.run("a", "b")
    assert choose.made == []
    assert ran.number == 2
