"""Regexes with a budget of CPU time (a busy machine does not use it up), so that one bad pattern cannot hang a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from functools import cached_property
from time import thread_time
from typing import TypeVar

import regex

from invoiceplug.errors import InvoiceplugError
from invoiceplug.record import Record
from invoiceplug.template.literals import literal_of, looks_back

SECONDS = 0.5  # a search on one text line; honest patterns need microseconds
DOCUMENT_SECONDS = 10.0  # all searches on one document: a slow pattern meets thousands of lines

T = TypeVar("T")


class _Budget(Record, frozen=False):
    left: float


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def regex_budget(seconds: float = DOCUMENT_SECONDS) -> Iterator[None]:
    """All regexes inside the block share this time; LIMIT_TIME when it is used up."""
    token = _budget.set(_Budget(seconds))
    try:
        yield
    finally:
        _budget.reset(token)


class Pattern(Record, slots=False):
    """A regex and the `file:line` it stands at; compiled when it is first needed (its groups may be `known`)."""

    text: str
    at: str
    known: tuple[str, ...] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.text)

    @cached_property
    def literal(self) -> str:
        """Characters that every match holds; "" where none are certain."""
        return literal_of(self.text)

    @cached_property
    def looks_back(self) -> bool:
        """Whether it can match at the beginning of a text though it does not in the middle of one."""
        return looks_back(self.text)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The names of its groups."""
        return tuple(self.compiled.groupindex) if self.known is None else self.known

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in the text, or None; LIMIT_TIME when the search takes longer than its budget."""
        if self.literal not in text:
            return None
        return self._within(lambda seconds: self.compiled.search(text, timeout=seconds), text)

    def every(self, text: str) -> list[regex.Match[str]]:
        """All matches in the text that do not overlap; LIMIT_TIME when the search takes longer than its budget."""
        if self.literal not in text:
            return []
        return self._within(lambda seconds: list(self.compiled.finditer(text, timeout=seconds)), text)

    def _within(self, find: Callable[[float], T], text: str) -> T:
        budget = _budget.get() or _Budget(DOCUMENT_SECONDS)
        start = thread_time()
        try:
            if budget.left <= 0:
                raise TimeoutError
            found = find(min(SECONDS, budget.left))
        except TimeoutError:
            one = f"took longer than {SECONDS} s"
            why = one if budget.left >= SECONDS else f"is over the {DOCUMENT_SECONDS} s that all regexes have together"
            message = f'{self.at}: the regex {self.text} {why} on "{text[:80]}".'
            raise InvoiceplugError("LIMIT_TIME", message, at=self.at, text=text[:200]) from None
        budget.left -= thread_time() - start
        return found


def compile_pattern(text: str, at: str) -> Pattern:
    """The pattern, compiled; ValueError says what is wrong with it."""
    pattern = Pattern(text, at)
    try:
        pattern.compiled  # noqa: B018 - it is asked for to see whether it can be had
    except regex.error as error:
        raise ValueError(f"the regex {text} does not compile: {error}") from None
    return pattern


def however_spaced(tax_id: str) -> str:
    """A regex for the tax id whatever stands between its characters, but not inside a longer number."""
    marks = [regex.escape(ch) for ch in tax_id if ch.isalnum()]
    return r"(?i)(?<![A-Z0-9])" + r"[\s.\-/]*".join(marks) + r"(?![A-Z0-9])"
