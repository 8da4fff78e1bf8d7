"""Printed words -> Field under the template's locale; what cannot be read names the template's line and the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Source
from invoiceplug.invoice_json import MAX_TEXT, clean_text
from invoiceplug.template.names import HEADER_DATES, LINE_COUNT, LINE_DATES, LINE_NUMBERS, TOTALS
from invoiceplug.toolkit.numbers import plain_number
from invoiceplug.toolkit.values import (
    Locale,
    read_count,
    read_currency,
    read_date,
    read_decimal,
    read_money,
    read_percent,
)
from invoiceplug.validate import most_characters

_MONEY = frozenset(["unit_price", "line_total", "discount_amount", "discount_amount_2", "discount_price"])
_RATES = frozenset(["tax_rate", "rate", "discount_percent", "discount_percent_2"])
_AMOUNTS = TOTALS - {LINE_COUNT} | {"amount", "basis"}
_MARKS = ".,'\u2019"  # within a number
_PLAIN = _MONEY | _RATES | _AMOUNTS | LINE_NUMBERS  # all of which mean the same by digits and marks alone
_WHOLE = _PLAIN | {LINE_COUNT}

Value = str | Decimal | date


@cache
def reader_of(name: str) -> Callable[[str, Locale], Any]:
    """How a value of that name is read from text."""
    if name == "currency":
        return read_currency
    if name == LINE_COUNT:
        return read_count
    if name in _MONEY | _AMOUNTS:
        return read_money
    if name in _RATES:
        return read_percent
    if name in LINE_NUMBERS:
        return read_decimal
    if name in LINE_DATES | HEADER_DATES:
        return read_date
    return _stripped


def read_field(name: str, text: str, sources: tuple[Source, ...], at: str, locale: Locale) -> Field[Any]:
    """The text as the value `name`; VALUE_UNREADABLE with the template's `file:line`, page and printed text."""
    reader = reader_of(name)
    if reader is _stripped and len(text) <= _most_characters(name):
        return Field(text.strip(), sources)
    if name in _PLAIN and len(sources) == 1 and sources[0].text == text:
        plain = plain_number(text, locale.decimal, locale.grouping)
        if plain is not None:
            return Field(plain, sources)
    try:
        if reader is _stripped:
            _refuse_long(text, _most_characters(name))
        if name in _WHOLE:
            _refuse_part(text, sources)
        return Field(reader(text, locale), sources)
    except InvoiceplugError as error:
        place = f" on page {sources[0].page}" if sources else ""
        detail = f"{at}: {name}{place}: {error.detail}"
        where = {"page": sources[0].page, "box": list(sources[0].box or ()), "text": sources[0].text} if sources else {}
        raise InvoiceplugError(error.code, detail, **{**error.facts, **where, "at": at, "field": name}) from None


def is_number(name: str, text: str, locale: Locale) -> bool:
    """Whether the text is meant as a number: it can be read as one, or is made of digits and marks alone."""
    try:
        reader_of(name)(text, locale)
    except InvoiceplugError:
        bare = text.replace(locale.currency, "").strip("€$£%").removesuffix("CR")
        return any(ch.isdigit() for ch in bare) and all(not ch.isalpha() for ch in bare)
    return True


def _stripped(text: str, locale: Locale) -> str:
    return text.strip()


@cache
def _most_characters(name: str) -> int:
    """How long the value may be; what may have as many as a text may is cut when it is written, and never refused."""
    return most_characters().get("references" if name == "reference" else name, MAX_TEXT)


def _refuse_long(text: str, most: int) -> None:
    """Does nothing unless the text, as it would be written, is too long for what it was read as."""
    if len(clean_text(text)) > most:
        raise InvoiceplugError("VALUE_UNREADABLE", f"{text[:most]!r} goes on, and at most {most} characters are kept.")


def _refuse_part(text: str, sources: tuple[Source, ...]) -> None:
    """Does nothing unless a regex took digits out of the middle of a longer number: 234,56 is not 1.234,56."""
    if len(sources) == 1 and sources[0].text == text:
        return  # the whole of what is printed there
    words = " ".join(source.text for source in sources)
    alone = rf"(?<![0-9])(?<![0-9][{_MARKS}]){re.escape(text)}(?![{_MARKS}]?[0-9])"
    if text in words and not re.search(alone, words):
        raise InvoiceplugError("VALUE_UNREADABLE", f"{text!r} is only a part of {words!r}.", text=words)
