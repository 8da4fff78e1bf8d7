"""The world of a run: the fake cloud, the product over it, what people were shown and promised, and its checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from explorer import invariants
from explorer.books import Books, Reader
from explorer.faults import Call, is_read
from explorer.product import Product
from explorer.schedule import Actor, Bounds, Chooser, Program, Schedule
from explorer.tasks import Tasks
from fake_aws.cloud import FakeCloud
from greenlet import getcurrent

JUMP_SECONDS = 11 * 60  # longer than a transaction's token lives


@dataclass(slots=True)
class Memory:
    """What is known outside of the cloud: on screens, in answers."""

    shown: set[tuple[str, str, str]] = field(default_factory=set)  # job, review and plan of a preview that was seen
    screens: dict[str, dict[str, Any]] = field(default_factory=dict)  # by job: what its page holds
    answers: dict[Any, Any] = field(default_factory=dict)  # by request: what was answered to it
    readings: dict[bytes, dict[str, Any]] = field(default_factory=dict)  # by file: the invoice that it holds

    def copy(self) -> Memory:
        """A memory of its own."""
        screens = {job: dict(screen) for job, screen in self.screens.items()}
        return Memory(set(self.shown), screens, dict(self.answers), self.readings)


class World:
    """One cloud, restored to the same state before each run."""

    def __init__(self, chunk_items: int, slots: int = 5, *, queue: bool = False) -> None:
        self.cloud = FakeCloud()
        self.product = Product(self.cloud, self.now, slots, queue=queue)
        self.memory = Memory()
        self.chunk_items = chunk_items
        self.slots = slots
        self._reader = Reader()
        self._books = Books()
        self._writes = 0
        self._state: Any = None
        self.schedule: Schedule | None = None
        self.tasks = Tasks(self)

    def now(self) -> datetime:
        """The time of day; nobody's clock agrees quite with another's."""
        me = getcurrent()
        skew = me.skew if isinstance(me, Actor) else 0
        return self.cloud.clock.now() + timedelta(seconds=skew)

    def prepared(self) -> None:
        """Every run begins as the world is now."""
        self._state = self.cloud.snapshot(), self.memory.copy(), self._reader.read(self.cloud)

    def begin(self, choose: Chooser, bounds: Bounds) -> Schedule:
        """The schedule of a new run over the prepared world."""
        state, memory, self._books = self._state
        self.cloud.restore(state)
        self.memory = memory.copy()
        self._writes = self.cloud.dynamodb.writes
        self.schedule = Schedule(choose, bounds, self.watch, jump=lambda: self.cloud.clock.advance(JUMP_SECONDS))
        self.cloud.hook = self.schedule.at_call
        self.tasks = Tasks(self)
        return self.schedule

    def watch(self, call: Call) -> None:
        """Checks every invariant, when the call changed anything."""
        if call.operation == "run_task":
            self.tasks.spawn_new()
        if self._may_have_changed(call):
            before, self._books = self._books, self._reader.read_after(self._books, call, self.cloud)
            me = getcurrent()
            task = me.task if isinstance(me, Actor) else None
            invariants.check_step(before, self._books, task)
            invariants.check(self._books, self.memory.shown, self.chunk_items, self.slots)

    @property
    def books(self) -> Books:
        """What is stored now."""
        return self._books

    def _may_have_changed(self, call: Call) -> bool:
        if is_read(call):
            return False
        if call.service != "dynamodb":
            return True
        before, self._writes = self._writes, self.cloud.dynamodb.writes
        return self._writes != before


@dataclass(slots=True)
class Run:
    """One run of a scenario: phases of actors, time that passes, the end when nothing goes wrong any more."""

    world: World
    schedule: Schedule
    choose: Chooser

    @property
    def product(self) -> Product:
        """The use cases."""
        return self.world.product

    @property
    def memory(self) -> Memory:
        """What people know."""
        return self.world.memory

    def phase(self, **actors: Program) -> None:
        """These actors run, beside whoever of an earlier phase was woken; returns when nobody can go on."""
        for name, program in actors.items():
            self.schedule.spawn(name, program)
        self.schedule.run()

    def later(self, seconds: float) -> None:
        """Time passes; who stalled perhaps goes on."""
        self.world.cloud.clock.advance(seconds)
        self.world.tasks.stop()
        self.schedule.trace.append(f"{seconds} seconds later")
        if any(actor.stalled for actor in self.schedule.actors) and self.choose(2, "wake"):
            self.schedule.wake()

    def end(self, *settle: Callable[[], Any]) -> None:
        """Faults stop, everybody goes on to the end, then `settle` does what sweeps would do while it is needed."""
        with self.schedule.quiet():
            self.schedule.trace.append("nothing goes wrong any more")
            self.schedule.wake()
            self.schedule.run()
            for each in settle:
                if invariants.is_settled(self.world.books):
                    break
                self.schedule.spawn("settle", each)
                self.schedule.run()
        invariants.check_end(self.world.books, self.memory.answers)
