"""The harness' own test: a seeded bug must be found, from every seed, within so many schedules."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from explorer import memo
from explorer.exploration import run_once
from explorer.mutation import Mutant
from explorer.scenario import Scenario
from explorer.scenarios import SCENARIOS

MOST = 2000
MISFITS = ("TypeError", "NameError", "AttributeError")  # the edit itself is wrong


@dataclass(slots=True)
class Result:
    """After how many schedules the bug was found from each seed; None where it was not."""

    mutant: Mutant
    tries: list[int | None]
    example: str = ""

    @property
    def found(self) -> bool:
        """Whether it was found from every seed."""
        return all(each is not None for each in self.tries)

    def __str__(self) -> str:
        counts = [each for each in self.tries if each is not None]
        told = f"median {statistics.median(counts):.0f}, most {max(counts)}" if counts else "never"
        missed = "" if self.found else f"  NOT FOUND from {len(self.tries) - len(counts)} of {len(self.tries)} seeds"
        return f"{self.mutant.name:<42} {told:<26}{missed} {self.example}"


def hunt(mutant: Mutant, seeds: Iterable[int], most: int = MOST) -> Result:
    """Runs the mutant's scenarios by their weights until one breaks, from each seed."""
    scenarios = [SCENARIOS[name] for name in mutant.scenarios]
    result = Result(mutant, [])
    for scenario in scenarios:
        scenario.ready()  # by the product as it is
    try:
        _hunt(mutant, scenarios, seeds, most, result)
    except LookupError as error:  # the product was changed: the mutant must follow
        result.tries, result.example = [None], str(error)
    memo.forget()
    return result


def _hunt(mutant: Mutant, scenarios: list[Scenario], seeds: Iterable[int], most: int, result: Result) -> None:
    with mutant.alive():
        memo.forget()
        for seed in seeds:
            tries, example = _first_violation(scenarios, seed, most)
            result.tries.append(tries)
            result.example = result.example or example
            gc.collect()
            if tries is None:
                break  # it counts as not found, whatever the other seeds say


def _first_violation(scenarios: list[Scenario], seed: int, most: int) -> tuple[int | None, str]:
    picker = random.Random(f"mutant {seed}")
    weights = [scenario.weight for scenario in scenarios]
    for number in range(1, most + 1):
        (scenario,) = picker.choices(scenarios, weights)
        violation = run_once(scenario, random.Random(f"mutant {seed}/{number}"))
        if violation is not None:
            told = f"[{scenario.name}] {violation.error[:110]}"
            return (None if violation.error.startswith(MISFITS) else number), told
    return None, ""
