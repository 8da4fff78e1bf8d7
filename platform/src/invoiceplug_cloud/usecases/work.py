"""Work: what a worker at the dispatch queue does - one message at a time, each read by a fresh child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from invoiceplug_cloud.domain.exits import BAD_PDF, DONE, TRY_AGAIN
from invoiceplug_cloud.domain.limits import MOST_RECEIVES, WORK_SECONDS, Limits
from invoiceplug_cloud.domain.messages import Message, read_message
from invoiceplug_cloud.domain.ports import House
from invoiceplug_cloud.domain.records import Delivery
from invoiceplug_cloud.domain.times import day_text
from invoiceplug_cloud.domain.worker_ports import Child, Line, Protection

POLL_SECONDS = 20  # the longest that SQS lets a receive wait
REST_SECONDS = 60.0  # with today's pages used up; and the longest pause after trouble
PROTECTED_MINUTES = 20
MOST_WAIT_SECONDS = 60 * 60

Start = Callable[[Message], Child]
Log = Callable[..., None]  # members of one line


@dataclass(slots=True)
class _Work:
    """The message that a worker has, the child that reads it, and until when it may."""

    delivery: Delivery
    message: Message
    ends: datetime
    beat: datetime
    child: Child | None = None

    def named(self) -> dict[str, Any]:
        """As a line of the log names it."""
        known = {"correlation_id": self.message.correlation_id} if self.message.correlation_id else {}
        return {"job_id": self.message.job_id, "attempt": self.message.attempt, "times": self.delivery.times, **known}


class Worker:
    """Steps from message to message; nothing it does waits, but the receipt of a message.

    It may die at any call: the message comes again, to whoever is free. `rng` gives numbers from 0 up to 1.
    """

    def __init__(
        self,
        line: Line,
        start: Start,
        protection: Protection,
        house: House,
        now: Callable[[], datetime],
        rng: Callable[[], float],
        limits: Limits,
        log: Log,
    ) -> None:
        self._line = line
        self._start = start
        self._protection = protection
        self._house = house
        self._now = now
        self._rng = rng
        self._limits = limits
        self._log = log
        self._work: _Work | None = None
        self._protected: datetime | None = None
        self._troubles = 0  # of storage, network or queue, one after the other

    @property
    def busy(self) -> bool:
        """Whether it has a message."""
        return self._work is not None

    @property
    def child(self) -> Child | None:
        """The process that reads at this moment."""
        return None if self._work is None else self._work.child

    def step(self) -> float:
        """Does what is due; for how many seconds nothing is, unless the child ends before. 0: step again at once."""
        work = self._work
        if work is None:
            return self._next()
        if work.child is None:
            return self._begin(work)
        status = work.child.poll()
        if status is not None:
            return self._settled(work, status)
        return self._watched(work, work.child)

    def stop(self) -> None:
        """Ends the child and gives its message back at once; the worker is not to be stepped any more."""
        work, self._work = self._work, None
        if work is not None:
            if work.child is not None:
                work.child.kill()
            with self._trouble("give_back"):
                self._line.hide(work.delivery.receipt, 0)
            self._log(outcome="given_back", **work.named())
        self._unprotect()

    def _next(self) -> float:
        with self._trouble("receive"):
            if self._house.day(day_text(self._now())).pages >= self._limits.pages_a_day:
                self._unprotect()
                return REST_SECONDS
            delivery = self._line.receive(wait_seconds=POLL_SECONDS, hidden_seconds=self._limits.hidden_seconds)
            self._troubles = 0
            if delivery is None:
                self._unprotect()
            else:
                self._receive(delivery)
            return 0
        return self._pause()

    def _receive(self, delivery: Delivery) -> None:
        message = read_message(delivery.body)
        if message is None:
            self._log(outcome="not_understood")
            self._line.done(delivery.receipt)
            return
        now = self._now()
        ends = now + timedelta(seconds=WORK_SECONDS)
        self._work = _Work(delivery, message, ends, self._next_beat(now))

    def _begin(self, work: _Work) -> float:
        self._protect()
        work.child = self._start(work.message)
        return 0

    def _watched(self, work: _Work, child: Child) -> float:
        now = self._now()
        if now >= work.ends:
            child.kill()
            return 0
        if now >= work.beat:
            with self._trouble("beat"):
                self._line.hide(work.delivery.receipt, self._limits.hidden_seconds)
            work.beat = self._next_beat(now)
        return (min(work.ends, work.beat) - now).total_seconds()

    def _settled(self, work: _Work, status: int) -> float:
        self._work = None
        with self._trouble("settle"):
            if status in (DONE, BAD_PDF):
                self._line.done(work.delivery.receipt)
                return 0
            self._line.hide(work.delivery.receipt, self._wait(work.delivery.times))
        self._log(outcome="given_back", exit=status, **work.named())
        if status != TRY_AGAIN:
            return 0
        self._troubles += 1  # what this child met others will meet: fewer messages are tried in vain
        return self._pause()

    def _wait(self, times: int) -> int:
        """How long a message waits that was received so often: half of it is chance, and each is four times the last.

        After its last receipt there is nothing to wait for; the waits before it must outlast what passes.
        """
        if times >= MOST_RECEIVES:
            return 0
        longest: int = self._limits.retry_seconds * 4 ** (times - 1)
        return min(round(longest * (1 + self._rng()) / 2), MOST_WAIT_SECONDS)

    def _next_beat(self, now: datetime) -> datetime:
        """Four times in the time that a message is hidden: three beats may fail."""
        return now + timedelta(seconds=self._limits.hidden_seconds / 4)

    def _pause(self) -> float:
        return min(REST_SECONDS, 2.0**self._troubles) * (1 + self._rng()) / 2

    def _protect(self) -> None:
        """Before every message, unless what was asked for lasts for another one."""
        now = self._now()
        if self._protected is not None and now + timedelta(seconds=2 * WORK_SECONDS) < self._protected:
            return
        with self._trouble("protect"):
            self._protection.protect(PROTECTED_MINUTES)
            self._protected = now + timedelta(minutes=PROTECTED_MINUTES)

    def _unprotect(self) -> None:
        if self._protected is None:
            return
        with self._trouble("release"):
            self._protection.release()
            self._protected = None

    @contextmanager
    def _trouble(self, where: str) -> Iterator[None]:
        """Tells of an error and goes on: nothing a worker asks for is lost for good when it fails."""
        try:
            yield
        except Exception as error:
            self._troubles = min(self._troubles + 1, 10)
            self._log(outcome="trouble", where=where, kind=type(error).__name__)
