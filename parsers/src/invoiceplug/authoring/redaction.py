"""A Document without anybody's data: other words of the same shape at the same places, the same amounts.

Kept are: the words that the vendor's template looks for and general invoice words; amounts, percentages and dates;
whole numbers that a reading took for a quantity, years, and those of at most two digits. Everything else is replaced,
run by run of letters or digits, the same run by the same one, with the same length and case.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from invoiceplug.authoring.printed import DATES, NUMBERS
from invoiceplug.document import Document, Word
from invoiceplug.geometry import Box, contains
from invoiceplug.toolkit.dates import MONTHS
from invoiceplug.toolkit.labels import label_words
from invoiceplug.toolkit.numbers import MINUS, SYMBOLS
from invoiceplug.toolkit.units import unit_table

LONG = 4  # letters: no run of so many that is not kept may be left anywhere
FEW_DIGITS = 2  # of a whole number that is nobody's: a page, a rate, a quantity

_RUN = re.compile(r"[^\W\d_]+|\d+")
_SIGN = rf"[({MINUS}+€$£]*"
_AMOUNT = re.compile(rf"{_SIGN}(?:\d{{1,3}}(?:[.,'’]\d{{3}})+|\d+)(?:[.,]\d{{1,4}})?[){MINUS}%€$£]*(?:CR)?[:;.,]?")
_DAY, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:19|20)[0-9]{2}"
_DATE = re.compile(rf"(?:{_DAY}([./-]){_DAY}\1(?:{_YEAR}|\d{{2}})|{_YEAR}([./-]){_DAY}\2{_DAY})[,;.]?")
_INNER = re.compile(r"\d[.,'’]\d|%")
_WHOLE = re.compile(r"\d+")
_MONTHS = frozenset(name[:n].casefold() for names in MONTHS.values() for name in names for n in range(3, len(name) + 1))
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


@dataclass(frozen=True, slots=True)
class Keep:
    """What stays: words by their letters (case folded), and single words on the page."""

    letters: frozenset[str] = frozenset()
    words: frozenset[Word] = frozenset()


@dataclass(slots=True)
class Redaction:
    """The new document, and every run of letters that was replaced (case folded) with what stands for it."""

    document: Document
    replaced: dict[str, str] = field(default_factory=dict)


def redact(document: Document, keep: Keep, reading: Mapping[str, Any] | None = None) -> Redaction:
    """The document without names, numbers of accounts, addresses; see above for what stays.

    `reading` (reading.v1 of the same document) says which whole numbers are quantities; without one, those of up to
    three digits stay.
    """
    numeric = _numeric_words(document, reading)
    few = FEW_DIGITS if reading else FEW_DIGITS + 1
    scribe = _Scribe(document, keep.letters)
    pages = tuple(
        replace(page, words=tuple(
            word if word in keep.words or word in numeric or _stays(word.text, few) else scribe.rewritten(word)
            for word in page.words
        ))
        for page in document.pages
    )  # fmt: skip
    return Redaction(replace(document, pages=pages, metadata={}), scribe.replaced)


def leaks(redaction: Redaction, text: str) -> list[str]:
    """The replaced runs of four letters and more that the text still holds."""
    runs = {run.casefold() for run in _RUN.findall(text)}
    return sorted(run for run in redaction.replaced if len(run) >= LONG and run in runs)


class _Scribe:
    """Replaces runs of letters and digits; the same file gives the same text, and no one without it can tell why."""

    def __init__(self, document: Document, kept: frozenset[str]) -> None:
        self.key = document.sha256
        self.kept = kept | label_words() | _MONTHS | {code.casefold() for code in SYMBOLS}
        self.original = {run.casefold() for run in _RUN.findall(document.text)}
        self.replaced: dict[str, str] = {}

    def rewritten(self, word: Word) -> Word:
        return word._replace(text=_RUN.sub(lambda found: self._run(found[0]), word.text))

    def _run(self, run: str) -> str:
        if run.isdigit():
            return self._digits(run)
        plain = run.casefold()
        if plain in self.kept or plain in unit_table():
            return run
        made = self._letters(run)
        self.replaced[plain] = made
        return "".join(new.upper() if old.isupper() else new for old, new in zip(run, made, strict=True))

    def _letters(self, run: str) -> str:
        """Other letters, that are no word of the original."""
        for attempt in range(1000):
            noise = self._noise(f"{run.casefold()}/{attempt}", len(run))
            vowel_first = noise[0] % 2
            letters = (_VOWELS if (n + vowel_first) % 2 else _CONSONANTS for n in range(len(run)))
            made = "".join(alphabet[byte % len(alphabet)] for alphabet, byte in zip(letters, noise, strict=True))
            if len(made) < LONG or made not in self.original:
                return made
        raise AssertionError("every replacement is a word of the original")  # it would need thousands of words

    def _digits(self, run: str) -> str:
        """Other digits behind the first, by which vendors tell series of numbers apart."""
        return run[0] + "".join(str(byte % 10) for byte in self._noise(run, len(run))[1:])

    def _noise(self, text: str, size: int) -> bytes:
        return hashlib.shake_256(f"{self.key}/{text}".encode()).digest(size)


def _stays(text: str, few: int) -> bool:
    if _WHOLE.fullmatch(text):
        return len(text) <= few or re.fullmatch(_YEAR, text) is not None
    is_amount = _AMOUNT.fullmatch(text) and _INNER.search(text)
    return bool(is_amount or _DATE.fullmatch(text))


def _numeric_words(document: Document, reading: Mapping[str, Any] | None) -> set[Word]:
    """The words at the places of values that are numbers or dates."""
    found: set[Word] = set()
    for pointer, sources in (reading or {}).get("sources", {}).items():
        if pointer.rpartition("/")[2] in NUMBERS | DATES:
            found |= {word for source in sources if "page" in source for word in _words_in(document, source)}
    return found


def _words_in(document: Document, source: Mapping[str, Any]) -> Iterable[Word]:
    box = Box(*source["box"])
    return (word for word in document.pages[source["page"] - 1].words if contains(box, word.box.middle))
