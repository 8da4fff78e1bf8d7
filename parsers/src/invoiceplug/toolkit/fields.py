"""Words to Fields: the value, and where every part of it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from invoiceplug.document import Word, row_box, row_text
from invoiceplug.invoice import Field, Source
from invoiceplug.toolkit.values import Locale, read_date, read_decimal, read_money, read_percent, read_unit


def text_field(words: Iterable[Word]) -> Field[str]:
    """The words as one text; words of several rows or pages give one source a row."""
    some = tuple(words)
    return Field(row_text(some), sources_of(some))


def decimal_field(words: Iterable[Word], locale: Locale) -> Field[Decimal]:
    """The words as a number (a quantity, a unit price without a currency)."""
    some = tuple(words)
    return Field(read_decimal(row_text(some), locale), sources_of(some))


def money_field(words: Iterable[Word], locale: Locale) -> Field[Decimal]:
    """The words as an amount, with or without the locale's currency beside it."""
    some = tuple(words)
    return Field(read_money(row_text(some), locale), sources_of(some))


def percent_field(words: Iterable[Word], locale: Locale) -> Field[Decimal]:
    """The words as a rate in percent."""
    some = tuple(words)
    return Field(read_percent(row_text(some), locale), sources_of(some))


def date_field(words: Iterable[Word], locale: Locale) -> Field[date]:
    """The words as a date."""
    some = tuple(words)
    return Field(read_date(row_text(some), locale), sources_of(some))


def unit_field(words: Iterable[Word], locale: Locale) -> Field[str]:
    """The words as a code of Rec 20; VALUE_UNREADABLE when the unit is unknown."""
    some = tuple(words)
    return Field(read_unit(row_text(some), locale), sources_of(some))


def sources_of(words: Iterable[Word]) -> tuple[Source, ...]:
    """One source a printed row, in the order of the words."""
    words = tuple(words)
    if len(words) == 1:
        return (Source(*words[0]),)
    return tuple([Source(row_text(row), row[0].page, row_box(row)) for row in _rows(words)])


def _rows(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words, parted where a row ends."""
    levels = {(page, top, bottom) for _, page, (_, top, _, bottom) in words}
    if len(levels) == 1 and all(top < bottom for _, top, bottom in levels):  # as in most rows
        return [words]
    starts = [at for at, pair in enumerate(pairwise(words), start=1) if not _same_row(*pair)]
    return [words[start:end] for start, end in pairwise((0, *starts, len(words))) if words]


def _same_row(before: Word, word: Word) -> bool:
    _, page, (_, top, _, bottom) = before
    _, other_page, (_, other_top, _, other_bottom) = word
    lower = min(bottom - top, other_bottom - other_top)
    return page == other_page and max(0.0, min(bottom, other_bottom) - max(top, other_top)) > lower / 2
