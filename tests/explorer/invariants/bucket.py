"""Documents: nothing is overwritten, nothing is deleted."""

from __future__ import annotations

from typing import Any

from explorer.books import Books


def check_step(before: Books, now: Books) -> None:
    """AssertionError when a stored document has another version or is gone."""
    for key, versions in before.objects.items():
        after = now.objects.get(key, ())
        assert after is versions or _bodies(after) == _bodies(versions), f"{key} was overwritten or deleted"
    if now.objects.keys() != before.objects.keys():
        for key in now.objects.keys() - before.objects.keys():
            assert len(now.objects[key]) == 1, f"{key} has {len(now.objects[key])} versions"


def _bodies(versions: tuple[Any, ...]) -> list[bytes | None]:
    return [version.body for version in versions]
