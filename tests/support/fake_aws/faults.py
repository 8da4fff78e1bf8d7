"""Acts that tests plant at named operations: of a port (`ledger.commit`) or of AWS (`dynamodb.get_item`)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fake_aws.service import Call

Act = BaseException | Callable[[], Any]


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

    def clear(self) -> None:
        """Nothing more happens."""
        self._before.clear()
        self._after.clear()

    @contextmanager
    def around(self, operation: str) -> Iterator[None]:
        _act(self._before[operation])
        yield
        _act(self._after[operation])

    def hook(self, call: Call, effect: Callable[[], Any]) -> Any:
        """The hook of a `FakeCloud` that lets the acts planted at AWS' own operations happen."""
        with self.around(f"{call.service}.{call.operation}"):
            return effect()


class Port:
    """A gateway whose every operation is a place for acts, under the port's name."""

    def __init__(self, gateway: Any, name: str, faults: Faults) -> None:
        self._gateway, self._name, self._faults = gateway, name, faults

    def __getattr__(self, operation: str) -> Any:
        call = getattr(self._gateway, operation)

        def perform(*arguments: Any, **named: Any) -> Any:
            with self._faults.around(f"{self._name}.{operation}"):
                return call(*arguments, **named)

        return perform


def _act(planned: deque[Act]) -> None:
    if not planned:
        return
    act = planned.popleft()
    if isinstance(act, BaseException):
        raise act
    act()
