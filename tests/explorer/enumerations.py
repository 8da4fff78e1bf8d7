"""Complete enumerations: small units of which every schedule is made, within bounds on faults and preemptions."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass

from explorer.choosers import Enumeration
from explorer.exploration import RUNS_BETWEEN_COLLECTIONS, Violation, failure
from explorer.scenarios import SCENARIOS
from explorer.schedule import Bounds


@dataclass(slots=True)
class Enumerated:
    """How many schedules there were, and the one that broke an invariant."""

    unit: Unit
    schedules: int
    seconds: float
    violation: Violation | None

    def __str__(self) -> str:
        told = "complete" if self.violation is None else self.violation.told()
        return f"{self.unit.name}: {self.schedules} schedules in {self.seconds:.0f} s, {told}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A scenario with its bounds; `quick` units are enumerated with every test."""

    scenario: str
    faults: int
    preemptions: int
    quick: bool = False

    @property
    def name(self) -> str:
        """What is enumerated, in words."""
        return f"{self.scenario}, up to {self.faults} faults and {self.preemptions} switches"

    def run(self) -> Enumerated:
        """Every schedule, or all until the first violation."""
        scenario, count, began = SCENARIOS[self.scenario], 0, time.perf_counter()
        violation = None
        for choose in Enumeration():
            count += 1
            if count % RUNS_BETWEEN_COLLECTIONS == 0:
                gc.collect()
            error = failure(scenario, choose, Bounds(self.faults, self.preemptions))
            if error is not None:
                violation = Violation(scenario, choose.made, error)
                break
        return Enumerated(self, count, time.perf_counter() - began, violation)


UNITS = (
    Unit("two applies", faults=1, preemptions=1, quick=True),
    Unit("two applies", faults=2, preemptions=1),
)
