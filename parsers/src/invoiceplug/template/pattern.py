"""Regexes with a budget of CPU time (a busy machine does not use it up), so that one bad pattern cannot hang a task.

Only `regex` can be stopped; where a pattern is plain and a text short, `re` finds the same in bounded time
(`template/plain.py`), and the other, which takes long to import, is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from functools import cache, cached_property
from time import thread_time
from typing import TYPE_CHECKING, TypeVar

from invoiceplug.errors import InvoiceplugError
from invoiceplug.record import Record

if TYPE_CHECKING:
    from typing import TypeAlias

    import regex

    Match: TypeAlias = re.Match[str] | regex.Match[str]

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


class Known(Record):
    """What is known of a regex before any text is searched.

    `groups` are the names of its groups; `literal` stands in every match ("" where nothing is certain); `looks_back`
    says whether it can match at the beginning of a text though it does not in the middle of one. `plain` is the same
    regex for `re`, which may search texts of at most `longest` characters; "" and 0 where it may not.
    """

    groups: tuple[str, ...]
    literal: str
    looks_back: bool
    plain: str
    longest: int


class Pattern(Record, slots=False):
    """A regex and the `file:line` it stands at; compiled when it is first needed (what is known of it may be given)."""

    text: str
    at: str
    given: Known | None = field(default=None, compare=False, repr=False)

    @cached_property
    def known(self) -> Known:
        """What is known of it; `regex.error` where it does not compile."""
        if self.given is not None:
            return self.given
        from invoiceplug.template.known import known_of

        return known_of(self.text)

    @cached_property
    def literal(self) -> str:
        """Characters that every match holds; "" where none are certain."""
        return self.known.literal

    @property
    def looks_back(self) -> bool:
        """Whether it can match at the beginning of a text though it does not in the middle of one."""
        return self.known.looks_back

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of its groups."""
        return self.known.groups

    def search(self, text: str) -> Match | None:
        """The first match in the text, or None; LIMIT_TIME when the search takes longer than its budget."""
        if self.literal not in text:
            return None
        if self._is_plain_for(text):
            return self._within(lambda seconds: self._plain.search(text), text)
        return self._within(lambda seconds: self._whole.search(text, timeout=seconds), text)

    def every(self, text: str) -> list[Match]:
        """All matches in the text that do not overlap; LIMIT_TIME when the search takes longer than its budget."""
        if self.literal not in text:
            return []
        if self._is_plain_for(text):
            return self._within(lambda seconds: list(self._plain.finditer(text)), text)
        return self._within(lambda seconds: list(self._whole.finditer(text, timeout=seconds)), text)

    def _is_plain_for(self, text: str) -> bool:
        return len(text) <= self.known.longest and is_common(text)

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return re.compile(self.known.plain)

    @cached_property
    def _whole(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self.text)

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


def is_common(text: str) -> bool:
    """Whether `re` and `regex` take its characters for the same: digits, letters, spaces, in either case."""
    return (text.isascii() and text.isprintable()) or _common().fullmatch(text) is not None


@cache
def _common() -> re.Pattern[str]:
    spaces, latin = r"\t-\r -\x7f\xa0", r"\xa1-\xb1\xb4-\xb8\xba\xbb\xbf-\u012f\u0132-\u017e"
    marks = r"\u2010-\u2027\u2030-\u203a\u20a0-\u20bf\u2116\u2122\u2212"
    return re.compile(f"[{spaces}{latin}{marks}]*")


def compile_pattern(text: str, at: str) -> Pattern:
    """The pattern, compiled; ValueError says what is wrong with it."""
    import regex

    pattern = Pattern(text, at)
    try:
        pattern.known  # noqa: B018 - it is asked for to see whether it can be had
    except regex.error as error:
        raise ValueError(f"the regex {text} does not compile: {error}") from None
    return pattern


def however_spaced(tax_id: str) -> str:
    """A regex for the tax id whatever stands between its characters, but not inside a longer number."""
    marks = [f"[{ch.upper()}{ch.lower()}]" if ch.isalpha() else ch for ch in tax_id if ch.isalnum()]
    return r"(?<![A-Za-z0-9])" + r"[\s.\-/]*".join(marks) + r"(?![A-Za-z0-9])"
