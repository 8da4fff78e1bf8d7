"""Many runs by chance: which scenario, which choices, and what is told of a run that breaks an invariant."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from explorer import trace
from explorer.choosers import Chance, Replay
from explorer.memo import remembering
from explorer.scenario import Scenario
from explorer.schedule import Bounds, Chooser
from explorer.shrink import shrink

FAULTS, PREEMPTIONS = 3, 10
RUNS_BETWEEN_COLLECTIONS = 400  # a run leaves cycles behind; to look for them all the time takes a third of it


@dataclass(slots=True)
class Violation:
    """A run that broke an invariant: enough to make it again."""

    scenario: Scenario
    choices: list[int]
    error: str

    def told(self) -> str:
        """What broke, how to see it again, and what happened."""
        again = f"python -m explorer replay {self.scenario.name!r} {','.join(map(str, self.choices)) or 0}"
        return "\n".join(["", f"VIOLATION in {self.scenario.name!r}: {self.error}", again, *self._trace()])

    def _trace(self) -> list[str]:
        error = failure(self.scenario, Replay(self.choices))
        return [*trace.lines(self.scenario.schedule.trace), f"  {error}"]


def bounds() -> Bounds:
    """Those of a run by chance."""
    return Bounds(FAULTS, PREEMPTIONS)


def failure(scenario: Scenario, choose: Chooser, within: Bounds | None = None) -> str | None:
    """What the run broke; None when it broke nothing."""
    try:
        scenario.run(choose, within or bounds())
    except Exception as error:  # whatever an actor or a check raised
        return f"{type(error).__name__}: {error}"
    return None


def run_once(scenario: Scenario, rng: random.Random) -> Violation | None:
    """One run by chance."""
    choose = Chance(rng, scenario.calls)
    error = failure(scenario, choose)
    return None if error is None else Violation(scenario, choose.made, error)


def shrunk(violation: Violation) -> Violation:
    """The same kind of violation with as few choices as possible."""

    def fails(choices: Sequence[int]) -> bool:
        return failure(violation.scenario, Replay(choices)) is not None

    small = shrink(violation.choices, fails)
    return Violation(violation.scenario, small, failure(violation.scenario, Replay(small)) or violation.error)


def mixed(scenarios: Sequence[Scenario], seed: int, numbers: Iterable[int]) -> Iterator[Violation | None]:
    """The runs of a seed that have these numbers, the scenarios by their weights; each is the same for ever."""
    weights = [scenario.weight for scenario in scenarios]
    for made, number in enumerate(numbers):
        if made % RUNS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
        rng = random.Random(f"{seed}/{number}")
        (scenario,) = rng.choices(scenarios, weights)
        yield run_once(scenario, rng)


@contextmanager
def exploring() -> Iterator[None]:
    """As fast as it goes: pure functions remembered, garbage collected now and then only."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        with remembering():
            yield
    finally:
        if enabled:
            gc.enable()
