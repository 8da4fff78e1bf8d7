"""Tasks: at most one an attempt, never more places taken than there are."""

from __future__ import annotations

from collections import Counter

from explorer.books import Books


def check(books: Books, slots: int) -> None:
    """AssertionError when an attempt has two tasks, or too many places are taken."""
    twice = [attempt for attempt, count in Counter(task["startedBy"] for task in books.tasks).items() if count > 1]
    assert not twice, f"two tasks of one attempt: {twice}"
    taken = [(row["id"], row["attempt"]) for row in books.slots if "until" in row]
    assert len(taken) <= slots, f"{len(taken)} places are taken of {slots}"
    assert len(set(taken)) == len(taken), f"an attempt has two places: {taken}"
