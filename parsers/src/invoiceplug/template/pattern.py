"""Regexes with a time budget, so that one bad pattern cannot hang a task."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from invoiceplug.errors import InvoiceplugError

SECONDS = 0.5  # a search on one text line; honest patterns need microseconds


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled regex and the `file:line` it stands at."""

    text: str
    at: str
    compiled: regex.Pattern[str]

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of its groups."""
        return tuple(self.compiled.groupindex)

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in the text, or None; LIMIT_TIME when the search takes longer than its budget."""
        try:
            return self.compiled.search(text, timeout=SECONDS)
        except TimeoutError:
            raise self._too_slow(text) from None

    def every(self, text: str) -> list[regex.Match[str]]:
        """All matches in the text that do not overlap; LIMIT_TIME when the search takes longer than its budget."""
        try:
            return list(self.compiled.finditer(text, timeout=SECONDS))
        except TimeoutError:
            raise self._too_slow(text) from None

    def _too_slow(self, text: str) -> InvoiceplugError:
        message = f'{self.at}: the regex {self.text} took longer than {SECONDS} s on "{text[:80]}".'
        return InvoiceplugError("LIMIT_TIME", message, at=self.at, text=text[:200])


def compile_pattern(text: str, at: str) -> Pattern:
    """The pattern, compiled; ValueError says what is wrong with it."""
    try:
        return Pattern(text, at, regex.compile(text))
    except regex.error as error:
        raise ValueError(f"the regex {text} does not compile: {error}") from None
