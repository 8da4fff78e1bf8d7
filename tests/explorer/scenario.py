"""A scenario: a prepared world, what happens in it, and how much of it is explored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from explorer.schedule import Bounds, Chooser, Schedule
from explorer.world import Run, World

from invoiceplug_cloud.domain import commits
from invoiceplug_cloud.gateways import batch, objects, transactions

Prepare = Callable[[World], None]
Play = Callable[[Run], None]


@dataclass(slots=True)
class Scenario:
    """`weight` is its share of a mixed exploration; `calls` about how many calls one run makes."""

    name: str
    prepare: Prepare
    play: Play
    weight: int = 4
    calls: int = 30
    chunk_items: int = 48
    slots: int = 5
    queue: bool = False  # whether jobs are sent to workers
    _world: World | None = field(default=None, repr=False)

    def run(self, choose: Chooser, bounds: Bounds) -> Schedule:
        """The schedule of one run, to its end; raises what an invariant raised, with the schedule in `.schedule`."""
        with self._small():
            world = self._world or self._made()
            schedule = world.begin(choose, bounds)
            self.play(Run(world, schedule, choose))
        return schedule

    @property
    def schedule(self) -> Schedule:
        """That of the last run."""
        assert self._world is not None and self._world.schedule is not None
        return self._world.schedule

    def ready(self) -> None:
        """Prepares the world, if it is not yet."""
        with self._small():
            self._world = self._world or self._made()

    def _made(self) -> World:
        world = World(self.chunk_items, self.slots, queue=self.queue)
        self.prepare(world)
        world.prepared()
        self._world = world
        return world

    @contextmanager
    def _small(self) -> Iterator[None]:
        """With small chunks, and so few tries that faults can outlast them."""
        with ExitStack() as stack:
            for module, name, value in ((commits, "CHUNK_ITEMS", self.chunk_items), *_FEW_TRIES):
                stack.callback(setattr, module, name, getattr(module, name))
                setattr(module, name, value)
            yield


_FEW_TRIES = tuple((module, "TRIES", 2) for module in (transactions, objects, batch))
