"""Enumeration is complete and makes no run twice; what fails is shrunk to what it needs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from typing import Any

from explorer.choosers import Chance, Enumeration, Replay
from explorer.faults import kinds_of
from explorer.shrink import shrink


def test_enumeration_makes_every_interleaving_once(toy: Any) -> None:
    logs = [tuple(toy(choose).run("a", "b").log) for choose in Enumeration()]
    possible = {
        order for order in permutations(["get_a", "put_a", "get_b", "put_b"])
        if order.index("get_a") < order.index("put_a") and order.index("get_b") < order.index("put_b")
    }  # fmt: skip
    assert len(logs) == len(set(logs)) == 6
    assert set(logs) == possible


def test_three_actors_have_all_ninety_interleavings(toy: Any) -> None:
    logs = [tuple(toy(choose).run("a", "b", "c").log) for choose in Enumeration()]
    assert len(logs) == len(set(logs)) == 90


def test_enumeration_places_every_fault_at_every_call(toy: Any) -> None:
    runs = 0
    for choose in Enumeration():
        runs += 1
        try:
            toy(choose, faults=1).run("a")
        except Exception:
            continue
    kinds = [len(kinds_of(type("C", (), {"service": "s3", "operation": name}))) - 1 for name in ("get_a", "put_a")]
    assert runs == 1 + sum(kinds)


def test_preemptions_bound_the_enumeration(toy: Any) -> None:
    none = [tuple(toy(choose, preemptions=0).run("a", "b").log) for choose in Enumeration()]
    assert len(none) == 2


def test_enumeration_and_chance_find_the_lost_update(toy: Any) -> None:
    assert {toy(choose).run("a", "b").number for choose in Enumeration()} == {1, 2}
    by_chance = {toy(Chance(random.Random(seed), calls=4)).run("a", "b").number for seed in range(40)}
    assert by_chance == {1, 2}


def test_a_failing_run_is_shrunk_to_the_switch_that_it_needs(toy: Any) -> None:
    def fails(choices: Sequence[int]) -> bool:
        return toy(Replay(choices)).run("a", "b", "c").number < 3

    seed = next(seed for seed in range(99) if fails(by_chance(toy, seed)))
    small = shrink(by_chance(toy, seed), fails)
    assert fails(small)
    assert sum(1 for choice in small if choice) == 1


def test_shrinking_asks_no_more_than_it_may() -> None:
    asked = []

    def fails(choices: Sequence[int]) -> bool:
        asked.append(choices)
        return True

    shrink([1] * 500, fails, most=7)
    assert len(asked) <= 7


def by_chance(toy: Any, seed: int) -> list[int]:
    choose = Chance(random.Random(seed), calls=6)
    toy(choose).run("a", "b", "c")
    return choose.made
