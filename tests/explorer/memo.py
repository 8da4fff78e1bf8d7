"""Pure functions of the product, remembered: thousands of runs ask them the same questions over and over."""

from __future__ import annotations

import functools
import marshal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from invoiceplug import canonical
from invoiceplug_cloud.domain import apply, keys, schemas, times
from invoiceplug_cloud.usecases import documents

Function = Callable[..., Any]
MOST = 50_000

PURE: tuple[Function, ...] = (
    canonical.canonical_bytes, canonical.hash_without, schemas._check, documents.rechecked, apply.plan_apply,
    keys._part, keys._key, keys.folded, times.time_text,
)  # fmt: skip


class Remembered:
    """A pure function: the same arguments by value, the same answer, which is shared and must not be changed."""

    def __init__(self, function: Function) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._answers: dict[Any, Any] = {}

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        key = _key(arguments), _key(named) if named else None
        if key in self._answers:
            return self._answers[key]
        if len(self._answers) > MOST:
            self._answers.clear()
        answer = self._answers[key] = self._function(*arguments, **named)
        return answer

    def forget(self) -> None:
        """Asks the function anew from now on."""
        self._answers.clear()


@contextmanager
def remembering() -> Iterator[None]:
    """With the pure functions remembered, wherever the product has imported them."""
    remembered = {id(function): Remembered(function) for function in PURE}
    places = [
        (module, name, value)
        for module in _modules()
        for name, value in vars(module).items()
        if id(value) in remembered
    ]
    for module, name, value in places:
        setattr(module, name, remembered[id(value)])
    _ALL.extend(remembered.values())
    try:
        yield
    finally:
        _ALL.clear()
        for module, name, value in places:
            setattr(module, name, value)


def forget() -> None:
    """Forgets every answer: the functions are about to change."""
    for each in _ALL:
        each.forget()


_ALL: list[Remembered] = []


def _modules() -> list[Any]:
    return [module for name, module in list(sys.modules.items()) if name.startswith("invoiceplug")]


def _key(value: Any) -> Any:
    if isinstance(value, str | bytes | int | None):
        return value
    try:
        return marshal.dumps(value, 2)  # version 2 writes equal values alike, whoever else refers to them
    except ValueError:
        pass  # Decimal, a dataclass
    if isinstance(value, Mapping):
        return tuple((name, _key(member)) for name, member in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_key, value))
    return value
