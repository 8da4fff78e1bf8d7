"""What the fake clients have in common: their operations are methods with boto3's names and parameters."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fake_aws.errors import Exceptions, malformed

if TYPE_CHECKING:
    from fake_aws.cloud import FakeCloud

Given = dict[str, Any]
Answer = dict[str, Any]


class Call(NamedTuple):
    """One request to AWS: which service, boto3's name of the operation, and its parameters."""

    service: str
    operation: str
    parameters: Given


class Service:
    """One service of a `FakeCloud`, which is at the same time its client."""

    name = ""
    pages: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}  # operation -> (tokens asked, tokens answered)

    def __init__(self, cloud: FakeCloud) -> None:
        self.cloud = cloud
        self.exceptions = Exceptions()

    def close(self) -> None:
        """Nothing; there is no connection."""

    def get_paginator(self, operation: str) -> Paginator:
        """Pages of an operation, each a call of its own."""
        return Paginator(getattr(self, operation), *self.pages[operation])


class Paginator:
    """What boto3's paginators do: ask until no token comes back."""

    def __init__(self, call: Callable[..., Answer], asked: tuple[str, ...], answered: tuple[str, ...]) -> None:
        self._call, self._asked, self._answered = call, asked, answered

    def paginate(self, **given: Any) -> Iterator[Answer]:
        given.pop("PaginationConfig", None)
        while True:
            answer = self._call(**given)
            yield answer
            tokens = [answer.get(name) for name in self._answered]
            if not any(tokens):
                return
            given |= {name: token for name, token in zip(self._asked, tokens, strict=True) if token}


def operation(required: str, optional: str = "", *, locked: bool = True) -> Callable[..., Any]:
    """Makes a method (self, given) the operation of its name; both texts list parameters by their names."""
    needed = frozenset(required.split())
    allowed = needed | frozenset(optional.split())

    def decorate(method: Callable[[Any, Given], Answer]) -> Callable[..., Answer]:
        name = method.__name__

        @functools.wraps(method)
        def perform(self: Any, **given: Any) -> Answer:
            if not (needed <= given.keys() <= allowed):
                raise malformed(f"{name}: missing {needed - given.keys()}, unknown {given.keys() - allowed}")
            return self.cloud.perform(Call(self.name, name, given), functools.partial(effect, self, given))

        def effect(self: Any, given: Given) -> Answer:
            if not locked:
                return method(self, given)
            with self.cloud.lock:
                return method(self, given)

        return perform

    return decorate
