"""What the fakes share: one memory behind one lock, and faults that tests plant at named operations."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from invoiceplug_cloud.domain.records import (
    Commit,
    InvoiceKey,
    Item,
    Job,
    JobEvent,
    LedgerEntry,
    Mapping,
    Movement,
    StockSeq,
)

Act = BaseException | Callable[[], None]


class Faults:
    """Acts (an error to raise, or a call that lets somebody else go first) before or after operations, each once.

    After an operation means: its effect is there, only the answer is lost.
    """

    def __init__(self) -> None:
        self._before: dict[str, deque[Act]] = defaultdict(deque)
        self._after: dict[str, deque[Act]] = defaultdict(deque)

    def before(self, operation: str, *acts: Act) -> None:
        self._before[operation].extend(acts)

    def after(self, operation: str, *acts: Act) -> None:
        self._after[operation].extend(acts)

    @contextmanager
    def around(self, operation: str) -> Iterator[None]:
        _act(self._before[operation])
        yield
        _act(self._after[operation])


@dataclass
class Store:
    """Everything that is stored, as the gateways' tables and bucket hold it."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    faults: Faults = field(default_factory=Faults)
    objects: dict[str, list[tuple[str, bytes | None]]] = field(default_factory=dict)  # versions; None: delete marker
    jobs: dict[str, Job] = field(default_factory=dict)
    events: dict[str, dict[int, JobEvent]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    movements: dict[str, list[Movement]] = field(default_factory=dict)
    mappings: dict[str, dict[str, Mapping]] = field(default_factory=dict)  # by partition, by entry
    ledger: dict[str, LedgerEntry] = field(default_factory=dict)
    invoices: dict[str, InvoiceKey] = field(default_factory=dict)
    stock: StockSeq = field(default_factory=lambda: StockSeq(0))
    tokens: dict[str, Commit] = field(default_factory=dict)

    @contextmanager
    def operation(self, name: str) -> Iterator[None]:
        """One call of a port: its faults outside the lock, its effect inside."""
        with self.faults.around(name), self.lock:
            yield


def _act(planned: deque[Act]) -> None:
    if not planned:
        return
    act = planned.popleft()
    if isinstance(act, BaseException):
        raise act
    act()
