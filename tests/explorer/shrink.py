"""A shorter list of choices that still fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Fails = Callable[[Sequence[int]], bool]


def shrink(choices: Sequence[int], fails: Fails, *, most: int = 4000) -> list[int]:
    """The list without what the failure does not need: cut off, taken out in blocks, set to 0, made smaller.

    `fails` says whether a list still fails; it is asked at most `most` times.
    """
    left = [most]

    def still(candidate: list[int]) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(candidate)

    best = _trimmed(list(choices))
    while True:
        smaller = _pass(best, still)
        if smaller == best or left[0] <= 0:
            return smaller
        best = smaller


def _pass(best: list[int], still: Callable[[list[int]], bool]) -> list[int]:
    size = len(best)
    while size:
        best = _each_block(best, size, still, _without)
        best = _each_block(best, size, still, _zeroed)
        size //= 2
    for at, choice in enumerate(best):
        for lower in range(1, choice):
            candidate = [*best[:at], lower, *best[at + 1 :]]
            if still(candidate):
                best = candidate
                break
    return best


def _each_block(
    best: list[int], size: int, still: Callable[[list[int]], bool], change: Callable[[list[int], int, int], list[int]]
) -> list[int]:
    at = 0
    while at < len(best):
        candidate = _trimmed(change(best, at, at + size))
        if candidate != best and still(candidate):
            best = candidate
        else:
            at += size
    return best


def _without(choices: list[int], start: int, end: int) -> list[int]:
    return choices[:start] + choices[end:]


def _zeroed(choices: list[int], start: int, end: int) -> list[int]:
    return choices[:start] + [0] * len(choices[start:end]) + choices[end:]


def _trimmed(choices: list[int]) -> list[int]:
    end = len(choices)
    while end and not choices[end - 1]:
        end -= 1
    return choices[:end]
