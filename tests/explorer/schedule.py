"""One run: actors take turns at every AWS call, and a chooser says who goes on and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from explorer.faults import CLOCK_JUMP, NONE, RESENT, STALL, Call, is_immutable, kinds_of, raise_after, raise_before
from explorer.trace import Step
from greenlet import GreenletExit, getcurrent, greenlet

Chooser = Callable[[int, str], int]  # (how many there are to choose from, what is chosen) -> 0 .. n-1; 0 is harmless
Program = Callable[[], Any]
Effect = Callable[[], Any]
MOST_STEPS = 3000


class CrashError(BaseException):
    """The process that made the call dies; no `except Exception` of the product survives it."""


class LivelockError(AssertionError):
    """The run does not end."""


@dataclass(slots=True)
class Bounds:
    """How much may happen in one run; everything within them can be enumerated."""

    faults: int = 3
    preemptions: int = 8


class Actor(greenlet):
    """A process of its own: a request to a Lambda, a task, a sweep."""

    name: str = ""
    stalled: bool = False
    crashed: bool = False
    fresh: bool = True
    skew: float = 0.0  # how many seconds its clock is fast
    task: tuple[str, int] | None = None  # the job and the attempt, of a task


@dataclass(slots=True)
class Schedule:
    """Runs actors until nobody can go on. `watch` is called after every effect, with the call that had it."""

    choose: Chooser
    bounds: Bounds
    watch: Callable[[Call], None]
    jump: Callable[[], None] = lambda: None
    actors: list[Actor] = field(default_factory=list)
    trace: list[Step | Exception | str] = field(default_factory=list)
    steps: int = 0
    _spawned: int = 0
    _faults: int = 0
    _main: Any = None
    _failure: BaseException | None = None
    _quiet: bool = False

    def spawn(self, name: str, program: Program) -> Actor:
        """An actor that runs when the schedule lets it, from its first AWS call on by turns."""
        actor = Actor(lambda: self._live(actor, program), self._main or getcurrent())
        actor.name = name
        self._spawned += 1
        actor.skew = float(self._spawned)
        self.actors.append(actor)
        return actor

    def run(self) -> None:
        """Until every actor has ended or is stalled; raises what a watcher or an actor's own check raised."""
        self._main = getcurrent()
        while runnable := self._runnable():
            index = self.choose(len(runnable), "who") if len(runnable) > 1 and not self._quiet else 0
            runnable[index].switch()
            if self._failure is not None:
                raise self._failure
        self.actors = [actor for actor in self.actors if not actor.dead]

    def wake(self) -> None:
        """Everyone who is stalled goes on with the next run."""
        for actor in self.actors:
            actor.stalled = False

    def revive(self) -> None:
        """The actor goes on after a crash: what died was a function that it called. Not when the run is over."""
        me = getcurrent()
        assert isinstance(me, Actor)
        if self._failure is not None:
            raise CrashError
        me.crashed = False

    @property
    def calm(self) -> bool:
        """Whether nothing has gone wrong in this run so far."""
        return not self._faults

    def trouble(self, count: int) -> int:
        """What becomes of something that is not a call: 0 is harmless, and so is everything once it is quiet."""
        chosen = 0 if self._quiet else self.choose(count, "trouble")
        self._faults += bool(chosen)
        return chosen

    def kill(self, actor: Actor) -> None:
        """The actor makes no call any more."""
        actor.crashed = True
        self.actors = [each for each in self.actors if each is not actor]

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Without faults and without choices: how things end when nothing goes wrong any more."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def at_call(self, call: Call, effect: Effect) -> Any:
        """The hook of the fake: a scheduling point, perhaps a fault, the effect, the check."""
        me = getcurrent()
        if not isinstance(me, Actor):
            return effect()
        if me.crashed:  # cleaning up after a crash is what a dead process does not do
            raise CrashError
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise self._fail(LivelockError(f"more than {MOST_STEPS} calls"))
        if me.fresh:  # it was just chosen to make this very call
            me.fresh = False
        elif not is_immutable(call):
            self._give_way(me)
        fault = self._fault(me, call)
        self.trace.append(Step(me.name, call, fault))
        return self._perform(me, call, effect, fault)

    def _perform(self, me: Actor, call: Call, effect: Effect, fault: int) -> Any:
        if fault == NONE:
            return self._effect(call, effect)
        if fault == STALL:
            me.stalled = True
            self._pass_on(me)
            return self._effect(call, effect)
        if fault == CLOCK_JUMP:
            self.jump()
            return self._effect(call, effect)
        raise_before(fault, call, self._crash)
        self._effect(call, effect)
        if fault == RESENT:  # the SDK tries again by itself; others may have been at it in between
            self._give_way(me)
            return self._effect(call, effect)
        return raise_after(fault, call, self._crash)

    def _effect(self, call: Call, effect: Effect) -> Any:
        answer: Any = None
        refusal: Exception | None = None
        try:
            answer = effect()
        except Exception as error:
            refusal = error
        try:
            self.watch(call)
        except Exception as error:
            raise self._fail(error) from error
        if refusal is not None:
            self.trace.append(refusal)
            raise refusal
        return answer

    def _fault(self, me: Actor, call: Call) -> int:
        if self._quiet or self.bounds.faults <= 0:
            return NONE
        kinds = kinds_of(call)
        chosen = self.choose(len(kinds), "fault")
        if chosen:
            self.bounds.faults -= 1
            self._faults += 1
        return kinds[chosen]

    def _give_way(self, me: Actor) -> None:
        if self._quiet or self.bounds.preemptions <= 0:
            return
        others = [actor for actor in self._runnable() if actor is not me]
        if not others:
            return
        chosen = self.choose(len(others) + 1, "who")
        if chosen:
            self.bounds.preemptions -= 1
            self._switch(me, others[chosen - 1])

    def _switch(self, me: Actor, other: Actor) -> None:
        other.switch()
        self._resumed(me)

    def _pass_on(self, me: Actor) -> None:
        self._main.switch()
        self._resumed(me)

    def _resumed(self, me: Actor) -> None:
        if self._failure is not None:
            me.crashed = True
            raise CrashError

    def _runnable(self) -> list[Actor]:
        return [actor for actor in self.actors if not actor.stalled and not actor.dead]

    def _crash(self) -> CrashError:
        me = getcurrent()
        assert isinstance(me, Actor)
        me.crashed = True
        return CrashError()

    def _fail(self, error: BaseException) -> CrashError:
        self._failure = error
        return self._crash()

    def _live(self, actor: Actor, program: Program) -> None:
        try:
            program()
        except (CrashError, GreenletExit):
            pass
        except BaseException as error:
            self._failure = self._failure or error
