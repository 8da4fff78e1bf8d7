"""Pure functions of the product, remembered: thousands of runs ask them the same questions over and over."""

from __future__ import annotations

import functools
import marshal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from fake_aws import values

from invoiceplug import canonical
from invoiceplug_cloud.domain import apply, keys, plan, schemas, stored_plan, times
from invoiceplug_cloud.gateways import rows
from invoiceplug_cloud.usecases import documents

Function = Callable[..., Any]
MOST = 50_000

PURE: tuple[Function, ...] = (
    canonical.canonical_bytes, canonical.hash_without, schemas._check, documents.rechecked, apply.plan_apply,
    stored_plan.stored_plan, keys._part, keys._key, keys.folded, keys.normalised, times.time_text, rows.to_row,
    rows.to_attributes, values.stored,
)  # fmt: skip
PLAN = ("seen", "facts")  # methods of a plan


class Remembered:
    """A pure function: the same arguments by value, the same answer, which is shared and must not be changed."""

    def __init__(self, function: Function) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._answers: dict[Any, Any] = {}

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        key = (_key(arguments), _key(named)) if named else _key(arguments)
        found = self._answers.get(key)
        if found is None:
            if len(self._answers) > MOST:
                self._answers.clear()
            # The arguments are kept too: their identity may be part of the key.
            found = self._answers[key] = self._function(*arguments, **named), arguments, named
        return found[0]

    def __get__(self, instance: Any, owner: Any) -> Any:
        return self if instance is None else functools.partial(self, instance)

    def forget(self) -> None:
        """Asks the function anew from now on."""
        self._answers.clear()


@contextmanager
def remembering() -> Iterator[None]:
    """With the pure functions remembered, wherever the product has imported them."""
    if _ALL:  # already
        yield
        return
    by_id = {id(function): Remembered(function) for function in PURE}
    places = [
        (module, name, value) for module in _modules() for name, value in vars(module).items() if id(value) in by_id
    ]
    methods = {name: Remembered(getattr(plan.Plan, name)) for name in PLAN}
    hash_ = Remembered(plan.Plan.sha256.fget)  # type: ignore[attr-defined]
    places += [(plan.Plan, name, vars(plan.Plan)[name]) for name in (*PLAN, "sha256")]
    for owner, name, value in places:
        setattr(owner, name, by_id.get(id(value)) or methods.get(name) or property(hash_))
    _ALL.extend([*by_id.values(), *methods.values(), hash_])
    try:
        yield
    finally:
        _ALL.clear()
        for owner, name, value in places:
            setattr(owner, name, value)


def forget() -> None:
    """Forgets every answer: the functions are about to change."""
    for each in _ALL:
        each.forget()


_ALL: list[Remembered] = []


def _modules() -> list[Any]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(("invoiceplug", "fake_aws"))]


def _key(value: Any) -> Any:
    if isinstance(value, str | bytes | int | None):
        return value
    try:
        return marshal.dumps(value, 2)  # version 2 writes equal values alike, whoever else refers to them
    except ValueError:
        pass
    if isinstance(value, Mapping):
        return tuple((name, _key(member)) for name, member in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_key, value))
    if isinstance(value, Decimal):
        return str(value)  # 1.0 equals 1, but is written otherwise
    return id(value) if isinstance(value, plan.Plan) else value
