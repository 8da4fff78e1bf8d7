"""Dates as they are printed, in six languages: where they stand in a text, and what they may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from invoiceplug.toolkit.dates import CENTURY, MONTHS, USUAL

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
FIRST_YEAR, LAST_YEAR = 1990, 2099  # of a date that an invoice may tell

NUMERIC = re.compile(r"(?<![\w.,/-])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\w/]|[.,-]\d)")
_RANGE = re.compile(r"\s*(?:-|–|to|bis|au|al|a|t/m|tot)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """`text[start:end]` says one of the `choices`: with the day first, and with the month first where that is another.

    `in_range` says that it is an end of a period.
    """

    start: int
    end: int
    choices: tuple[date, ...]
    in_range: bool


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """The dates in the text from left to right."""
    found = [(each.span(), _numeric(each)) for each in NUMERIC.finditer(text)]
    found += [(each.span(), _written(each)) for pattern in _months() for each in pattern.finditer(text)]
    begins = {span[0] for span, choices in found if choices}
    last = 0
    for (start, end), choices in sorted(found):
        if choices and start >= last:
            before, after = last and _RANGE.fullmatch(text, last, start), _RANGE.match(text, end)
            yield PrintedDate(start, end, choices, bool(before) or (after is not None and after.end() in begins))
            last = end


def _numeric(found: re.Match[str]) -> tuple[date, ...]:
    """What the three numbers say: day before month first; a full stop never parts a month from a day."""
    one, mark, two, three = found[1], found[2], int(found[3]), found[4]
    if len(one) == 4:
        return tuple(_days((int(one), two, int(three)))) if len(three) <= 2 else ()
    if len(one) > 2:
        return ()
    year = int(three) if len(three) == 4 else CENTURY + int(three)
    orders = [(year, two, int(one))] + ([(year, int(one), two)] if mark != "." else [])
    return tuple(_days(*orders))


def _written(found: re.Match[str]) -> tuple[date, ...]:
    year = int(found["year"])
    return tuple(
        _days((year if year > 99 else CENTURY + year, _month_names()[_plain(found["month"])], int(found["day"])))
    )


def _days(*orders: tuple[int, int, int]) -> Iterator[date]:
    for year, month, day in orders:
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if FIRST_YEAR <= year <= LAST_YEAR:
            yield when


@cache
def _months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, _month_names()), key=len, reverse=True))
    month, year = rf"(?P<month>{names})\b\.?", r"['’]?(?P<year>\d{4}|\d{2})(?![\w.,:]*\d)"
    day = r"(?<![\w.,/-])(?P<day>\d{1,2})"
    return (
        re.compile(
            rf"{day}(?:st|nd|rd|th|er|º|°)?\s?[. /-]?\s?(?:de |of )?{month}\s?[,. /-]?\s?(?:de |del |of )?{year}", re.I
        ),
        re.compile(rf"(?<!\w){month}\s?-?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?[, -]\s?{year}", re.I),
    )


@cache
def _month_names() -> dict[str, int]:
    """Every month's name and its abbreviations of three letters or more -> its number; never one of two months."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        named = {name.casefold(): number for number, name in enumerate(MONTHS[language], start=1)}
        for name, number in (*named.items(), *USUAL.get(language, {}).items()):
            for length in range(min(3, len(name)), len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def _plain(month: str) -> str:
    return month.casefold().rstrip(".")
