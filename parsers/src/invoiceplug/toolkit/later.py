"""A sequence that is made when it is first looked at: most documents are read without ever asking for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

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
