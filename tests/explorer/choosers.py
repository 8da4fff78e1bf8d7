"""Who chooses: chance (seeded), a list from before, or every possibility in turn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.faults import LOST

FEW_SWITCHES, MANY_SWITCHES = 0.06, 0.35
TROUBLE = 0.12
BURST = 0.25  # of a fault right after a fault: outages last
KINDS_OF_READS = 3
WRITES_OFTENER = 1.6
ANSWER_LOST = 0.2  # more often than the rest: what happened and what is known differ most then


@dataclass(slots=True)
class Chance:
    """Weighted chance. Most runs see few faults, spread over all of their calls, and few or many switches.

    Uniform choices would waste the faults on the first calls and never come to the interesting ones.
    """

    rng: random.Random
    calls: float  # how many calls a run of this kind has, about
    made: list[int] = field(default_factory=list)
    _fault: float = 0.0
    _switch: float = 0.0
    _failing: bool = False

    def __post_init__(self) -> None:
        rng = self.rng
        self._fault = rng.choice((0, 1, 1, 2, 2, 3)) / max(self.calls, 1)
        self._switch = rng.choice((FEW_SWITCHES, FEW_SWITCHES, MANY_SWITCHES))

    def __call__(self, count: int, what: str) -> int:
        rng = self.rng
        if what == "fault":
            chosen = self._chosen_fault(count)
        elif what == "who":
            chosen = rng.randrange(count) if rng.random() < self._switch else 0
        elif what == "trouble":
            chosen = rng.randrange(1, count) if rng.random() < TROUBLE else 0
        else:  # of the scenario: what kind of run this is
            chosen = rng.randrange(count)
        self.made.append(chosen)
        return chosen

    def _chosen_fault(self, count: int) -> int:
        rng, often = self.rng, WRITES_OFTENER if count > KINDS_OF_READS else 1 / WRITES_OFTENER
        if rng.random() >= (BURST if self._failing else self._fault * often):
            self._failing = False
            return 0
        self._failing = True
        lost = count > KINDS_OF_READS and rng.random() < ANSWER_LOST
        return LOST if lost else rng.randrange(1, count)


@dataclass(slots=True)
class Replay:
    """The choices of an earlier run; harmless ones after their end, or where there is less to choose from."""

    choices: Sequence[int]
    made: list[int] = field(default_factory=list)

    def __call__(self, count: int, what: str) -> int:
        at = len(self.made)
        chosen = self.choices[at] if at < len(self.choices) else 0
        self.made.append(chosen if chosen < count else 0)
        return self.made[-1]


class Enumeration:
    """Every run there is, depth first: `for choose in Enumeration(): run(choose)`."""

    def __init__(self) -> None:
        self._path: list[list[int]] = []  # [chosen, how many there are]
        self._at = 0

    def __iter__(self) -> Enumeration:
        self._path, self._first = [], True
        return self

    def __next__(self) -> Enumeration:
        if not self._first:
            while self._path and self._path[-1][0] + 1 >= self._path[-1][1]:
                self._path.pop()
            if not self._path:
                raise StopIteration
            self._path[-1][0] += 1
        self._first, self._at = False, 0
        return self

    @property
    def made(self) -> list[int]:
        """The choices of the run so far."""
        return [chosen for chosen, _ in self._path[: self._at]]

    def __call__(self, count: int, what: str) -> int:
        if self._at == len(self._path):
            self._path.append([0, count])
        chosen, expected = self._path[self._at]
        assert count == expected, "the run is not the same the second time"
        self._at += 1
        return chosen
