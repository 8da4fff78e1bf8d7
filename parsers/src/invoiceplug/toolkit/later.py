"""What is made when it is first looked at: a sequence that most documents are read without, a property of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Later(Sequence[T]):
    """What `made` gives, called at most once; equal to a tuple of the same."""

    def __init__(self, made: Callable[[], tuple[T, ...]]) -> None:
        self._made = made

    @cached_property
    def _items(self) -> tuple[T, ...]:
        return self._made()

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Later) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)


class Once(Generic[T]):
    """A property that is worked out when it is first asked for, and is an attribute like any other from then on.

    For objects of which there are very many: before Python 3.12, functools.cached_property takes a lock, and a
    dictionary for each object.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, it: Any, owner: type) -> T:
        if it is None:
            return self  # type: ignore[return-value]  # asked of the class, as `help` does
        found = self._work(it)
        setattr(it, self._name, found)
        return found
