"""What differs between the invoice that was expected and the one that was read, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any


class Missing:
    """What is not there; there is one of it, in other processes too."""

    def __repr__(self) -> str:
        return "MISSING"

    def __reduce__(self) -> str:
        return "MISSING"


MISSING: Any = Missing()


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not as expected. `pointer` is in the expected file, `read_at` in the invoice that was read."""

    pointer: str
    expected: Any
    actual: Any
    read_at: str


def differences(expected: Any, actual: Any) -> list[Difference]:
    """Everything that differs, in the order of the expected file; MISSING stands for what is not there."""
    return list(_walk(expected, actual, "", ""))


def count_values(data: Any) -> int:
    """How many single values a document holds."""
    if isinstance(data, dict):
        return sum(map(count_values, data.values()))
    return sum(map(count_values, data)) if isinstance(data, list) else 1


def _walk(expected: Any, actual: Any, pointer: str, read_at: str) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in [*expected, *(key for key in actual if key not in expected)]:
            step = f"/{key.replace('~', '~0').replace('/', '~1')}"
            yield from _walk(expected.get(key, MISSING), actual.get(key, MISSING), pointer + step, read_at + step)
    elif isinstance(expected, list) and isinstance(actual, list):
        for left, right in _pairs(expected, actual):
            yield from _walk(
                MISSING if left is None else expected[left],
                MISSING if right is None else actual[right],
                f"{pointer}/{right if left is None else left}",
                f"{read_at}/{left if right is None else right}",
            )
    elif expected is MISSING or actual is MISSING or expected != actual:
        yield Difference(pointer, expected, actual, read_at)


def _pairs(expected: list[Any], actual: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Which elements belong together: by place, or, when one list is longer, by what they say.

    So one lost line is one difference, not one for every line after it.
    """
    if len(expected) == len(actual):
        yield from ((index, index) for index in range(len(expected)))
        return
    matcher = SequenceMatcher(None, list(map(_likeness, expected)), list(map(_likeness, actual)), autojunk=False)
    for _, left, left_end, right, right_end in matcher.get_opcodes():
        for step in range(max(left_end - left, right_end - right)):
            yield (
                left + step if left + step < left_end else None,
                right + step if right + step < right_end else None,
            )


def _likeness(element: Any) -> str:
    if not isinstance(element, dict):
        return str(element)
    return str(element.get("vendor_sku") or element.get("description") or sorted(element.items(), key=str))
