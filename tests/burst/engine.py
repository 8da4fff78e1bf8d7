"""A discrete-event engine: actors wait on a virtual clock, which jumps to whatever is next."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import Any, Protocol

from greenlet import GreenletExit, getcurrent, greenlet

Program = Callable[[], Any]


class Clock(Protocol):
    """The time of day in a simulated world."""

    seconds: float


class Actor(greenlet):
    """A process of its own: a request, a worker, the child of one."""

    frozen_until: float = 0.0
    killed: bool = False
    interruption: BaseException | None = None
    ticket: int = 0  # of the one wake-up that counts
    waiting: Actor | None = None  # who waits for its end


class Engine:
    """Runs actors in the order of the times they wait for; two of the same time in the order they asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[tuple[float, int, int, Actor]] = []
        self._order = itertools.count()
        self._hub = getcurrent()

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return self._clock.seconds

    def spawn(self, program: Program, *, after: float = 0.0) -> Actor:
        """An actor that begins so much later."""
        actor = Actor(lambda: self._live(actor, program), self._hub)
        self._plan(actor, after)
        return actor

    def sleep(self, seconds: float) -> None:
        """Lets time pass for the actor that calls it."""
        self._plan(_me(), seconds)
        self._hub.switch()

    def wait(self, other: Actor, seconds: float) -> None:
        """Returns when the other one has ended, or after so long."""
        if not other.dead:
            other.waiting = _me()
            self.sleep(seconds)
            other.waiting = None

    def kill(self, actor: Actor) -> None:
        """The actor ends where it is; it makes no call any more."""
        actor.killed = True
        self.interrupt(actor, GreenletExit())

    def interrupt(self, actor: Actor, exception: BaseException) -> None:
        """The exception is raised where the actor waits, as a signal's would be."""
        if not actor.dead:
            actor.interruption = exception
            self._plan(actor, 0)

    def run(self) -> None:
        """Until nobody waits any more; raises what an actor raised."""
        while self._due:
            at, _, ticket, actor = heapq.heappop(self._due)
            if actor.dead or ticket != actor.ticket:
                continue
            self._clock.seconds = at
            if at < actor.frozen_until and not actor.killed:
                self._plan(actor, actor.frozen_until - at)
                continue
            interruption, actor.interruption = actor.interruption, None
            if interruption is None:
                actor.switch()
            elif actor:  # it has begun
                actor.throw(interruption)
            else:
                self._ended(actor)

    def _plan(self, actor: Actor, seconds: float) -> None:
        actor.ticket += 1
        heapq.heappush(self._due, (self.now + seconds, next(self._order), actor.ticket, actor))

    def _live(self, actor: Actor, program: Program) -> None:
        try:
            program()
        finally:
            self._ended(actor)

    def _ended(self, actor: Actor) -> None:
        if actor.waiting is not None:
            self._plan(actor.waiting, 0)


def acting() -> bool:
    """Whether an actor of some engine runs at this moment."""
    return isinstance(getcurrent(), Actor)


def _me() -> Actor:
    me = getcurrent()
    assert isinstance(me, Actor), "only actors wait"
    return me
