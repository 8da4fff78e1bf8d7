"""Every invariant, a file a subject: of what is stored, of one call, and of the end."""

from __future__ import annotations

from explorer.books import Books
from explorer.invariants import bucket, end, jobs, ledger, lessons, stock, tasks

__all__ = ["check", "check_end", "check_step", "is_settled"]

check_end, is_settled = end.check, end.is_settled


def check(books: Books, shown: ledger.Shown, chunk_items: int, slots: int) -> None:
    """AssertionError when what is stored contradicts itself, or what people were shown."""
    stock.check(books, chunk_items)
    ledger.check(books, shown)
    jobs.check(books)
    tasks.check(books, slots)


def check_step(before: Books, now: Books, task: tuple[str, int] | None) -> None:
    """AssertionError when one call changed what no call may; `task` is the attempt whose task made it."""
    bucket.check_step(before, now)
    ledger.check_step(before, now)
    jobs.check_step(before, now, task)
    lessons.check_step(before, now)
