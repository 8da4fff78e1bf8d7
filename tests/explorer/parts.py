"""Much work in parts, one processor each; the parts are the same however many there are to do them."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from explorer import hunt
from explorer.exploration import exploring, mixed
from explorer.mutants import MUTANTS
from explorer.scenarios import SCENARIOS

RUNS_IN_A_PART = 1000

Broken = tuple[str, list[int], str]  # the scenario's name, the choices, the error
A = TypeVar("A")
B = TypeVar("B")


def in_parts(names: list[str], seed: int, count: int) -> Iterator[tuple[list[Broken], float]]:
    """The runs of a seed: of each part what broke, in order, and the seconds of processor time that it took."""
    starts = range(0, count, RUNS_IN_A_PART)
    return _spread(_explored, [(names, seed, start, min(start + RUNS_IN_A_PART, count)) for start in starts])


def hunted(names: list[str], seeds: int) -> Iterator[tuple[str, bool]]:
    """Each mutant's hunt, told in a line, and whether it was found from every seed."""
    return _spread(_hunted, [(name, seeds) for name in names])


def _explored(part: tuple[list[str], int, int, int]) -> tuple[list[Broken], float]:
    names, seed, start, end = part
    began = time.process_time()
    with exploring():
        found = mixed([SCENARIOS[name] for name in names], seed, range(start, end))
        broken = [(each.scenario.name, each.choices, each.error) for each in found if each is not None]
    return broken, time.process_time() - began


def _hunted(part: tuple[str, int]) -> tuple[str, bool]:
    name, seeds = part
    (mutant,) = (each for each in MUTANTS if each.name == name)
    with exploring():
        result = hunt.hunt(mutant, range(1, seeds + 1))
    return str(result), result.found


def _spread(work: Callable[[A], B], parts: Iterable[A]) -> Iterator[B]:
    # Spawned, not forked: no actor of this process goes along.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(work, parts)
