"""Workers at the dispatch queue, as actors: they read what they receive, die, stall, and let their children die."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.schedule import Actor, CrashError
from fake_aws.cloud import DEAD_LETTERS, DISPATCH_QUEUE
from fake_worker import FakeProtection
from greenlet import getcurrent

from invoiceplug_cloud.domain.exits import DONE, TRY_AGAIN
from invoiceplug_cloud.domain.messages import Message, read_dead_letter
from invoiceplug_cloud.usecases.work import Worker

if TYPE_CHECKING:
    from explorer.world import Run

KILLED = -9
MOST_STEPS = 12  # of one worker in one phase: it must come to an end also when there are always messages


class ChildAtOnce:
    """The port `Child`: it reads when its worker first looks after it, and may die without it."""

    def __init__(self, run: Run, message: Message) -> None:
        self._run, self._message = run, message
        self._status: int | None = None

    def poll(self) -> int | None:
        """Its exit status, after it has read."""
        if self._status is None:
            self._status = self._read()
        return self._status

    def kill(self) -> None:
        """It reads no more."""
        self._status = self._status or KILLED

    def _read(self) -> int:
        me, job = getcurrent(), (self._message.job_id, self._message.attempt)
        if isinstance(me, Actor):
            me.task = job
        read = partial(self._run.world.tasks.read, self._message.attempt, self._message.read_as)
        try:
            self._run.product.task(read)(*job)
        except CrashError:
            if not isinstance(me, Actor) or self._run.schedule.trouble(2):
                raise  # its worker dies with it
            self._run.schedule.revive()
            return KILLED
        except Exception:
            return TRY_AGAIN
        finally:
            if isinstance(me, Actor):
                me.task = None
        return DONE


def work(run: Run) -> Callable[[], None]:
    """A worker's program: it steps for as long as there are messages; sometimes it is asked to stop in the middle."""

    def program() -> None:
        product = run.product
        start = partial(ChildAtOnce, run)
        parts = (product.line, start, FakeProtection(), product.house, product.now, lambda: 0.5, product.limits)
        worker = Worker(*parts, _unlogged)
        for _ in range(MOST_STEPS):
            worker.step()
            if not worker.busy and not _visible(run):
                break
        worker.stop()

    return program


def deliver_twice(run: Run) -> None:
    """Every message that waits is there once more."""
    sqs = run.world.cloud.sqs
    for message in sqs.messages(DISPATCH_QUEUE):
        sqs.duplicate(DISPATCH_QUEUE, message.id)


def bury(run: Run) -> None:
    """The function handles every dead letter; what fails is there another time."""
    sqs = run.world.cloud.sqs
    for letter in sqs.messages(DEAD_LETTERS):
        change = read_dead_letter(json.loads(letter.body))
        assert change is not None
        run.product.task_changed(change)


def _visible(run: Run) -> bool:
    now = run.world.cloud.clock.seconds
    return any(message.visible_at <= now for message in run.world.cloud.sqs.messages(DISPATCH_QUEUE))


def _unlogged(**line: Any) -> None:
    """Nobody reads it here."""
