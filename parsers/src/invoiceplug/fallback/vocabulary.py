"""What line tables and totals are called in six languages; the words stand in `header_words.json`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

from invoiceplug.fallback.model import Kind

Phrases = dict[tuple[str, ...], frozenset[str]]
LONGEST = 5  # words of a phrase that is looked for


def plain(text: str) -> tuple[str, ...]:
    """The text's words case folded and without accents, cut at marks other than % and #: "Art.-Nr." is art, nr."""
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(ch))
    return tuple(re.findall(r"[^\W_]+|[%#]", bare))


@cache
def column_phrases() -> Phrases:
    """Plain words of a column's header -> the kinds it may mean."""
    return _phrases(cast("dict[str, dict[str, list[str]]]", _all()["columns"]))


@cache
def column_beginnings() -> frozenset[tuple[str, ...]]:
    """Every beginning of a column's name, the whole names included."""
    return frozenset(phrase[:length] for phrase in column_phrases() for length in range(1, len(phrase) + 1))


@cache
def total_phrases() -> Phrases:
    """Plain words before a total -> its names in invoice.v1."""
    return _phrases(cast("dict[str, dict[str, list[str]]]", _all()["totals"]))


@cache
def charge_phrases() -> Phrases:
    """Plain words before an amount beside the lines -> its kinds of charge."""
    return _phrases(cast("dict[str, dict[str, list[str]]]", _all()["charges"]))


@cache
def carried_phrases() -> Phrases:
    """Plain words before what is carried over to or from another page."""
    return _phrases({"carried": cast("dict[str, list[str]]", _all()["carried"])})


@cache
def measure_words() -> frozenset[str]:
    """Plain words of what is counted or weighed and is no money: "Total weight 11.50"."""
    return frozenset(phrase[0] for phrase in _phrases({"measures": _all()["measures"]}))


@cache
def basis_words() -> frozenset[str]:
    """Words between a price and how many it is for: "12,50 je 100"."""
    return frozenset(word.casefold() for words in _all()["basis"].values() for word in words)


def texts_of(part: str, meaning: str, language: str) -> list[str]:
    """How a part of the table is written in a language (English where it has none): charges by kind, what is carried.

    For `measures`, `carried` and `basis` the meaning is "".
    """
    by_language = _all()[part][meaning] if meaning else _all()[part]
    found: list[str] = by_language.get(language) or by_language["en"]
    return found


def kinds_of(words: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the longest known phrases among these plain words mean; empty when none is known."""
    found = longest(words, column_phrases())
    return frozenset(cast("Iterable[Kind]", found))


def longest(words: Sequence[str], phrases: Phrases) -> frozenset[str]:
    """What the longest phrase in the words means, of equally long ones the first."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if meant := phrases.get(tuple(words[start : start + length])):
                return meant
    return frozenset()


def leading(words: Sequence[str], phrases: Phrases) -> frozenset[str]:
    """What the longest phrase means that the words begin with."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        if meant := phrases.get(tuple(words[:length])):
            return meant
    return frozenset()


def _phrases(by_meaning: dict[str, dict[str, list[str]]]) -> Phrases:
    table: dict[tuple[str, ...], set[str]] = {}
    for meaning, by_language in by_meaning.items():
        for phrase in (each for texts in by_language.values() for each in texts):
            table.setdefault(plain(phrase), set()).add(meaning)
    return {phrase: frozenset(meanings) for phrase, meanings in table.items()}


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files(__package__) / "header_words.json").read_text(encoding="utf-8"))
    return found
