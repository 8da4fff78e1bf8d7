"""Printed text to Decimal under a stated locale; fails closed with VALUE_UNREADABLE.

`1,50` under a dot-decimal locale is refused and both readings are named; it never becomes 150.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.locale import SPACES, Locale, NegativeStyle, grouping_marks

MINUS = "-\u2212\u2010\u2011\u2013\u00ad\ufe63\uff0d"  # all that prints as a minus, the soft hyphen of some fonts too
MOST_DIGITS, MOST_DECIMALS = 15, 9  # what invoice.v1 can carry
SYMBOLS = {"EUR": ("€",), "USD": ("$", "US$"), "GBP": ("£",), "CHF": ("Fr.", "SFr."), "JPY": ("¥",), "PLN": ("zł",)}
SYMBOLS |= {"SEK": ("kr",), "DKK": ("kr", "kr."), "NOK": ("kr",), "CZK": ("Kč",), "CAD": ("$", "CA$"), "AUD": ("$",)}

_SIGNED: dict[NegativeStyle, str] = {  # as text: most numbers have no sign, and compiling takes longer than a page
    "-1": rf"(?s)[{MINUS}][{SPACES}]?(.*)",
    "1-": rf"(?s)(.*?)[{SPACES}]?[{MINUS}]",
    "(1)": r"(?s)\((.*)\)",
    "1 CR": rf"(?s)(.*?)[{SPACES}]?CR",
}


def read_decimal(text: str, locale: Locale) -> Decimal:
    """The number with its printed scale; VALUE_UNREADABLE when the text is anything else under this locale."""
    plain = plain_number(text, locale.decimal, locale.grouping)
    if plain is not None:
        return plain
    bare, negative = _sign(text.strip(), locale)
    value = _unsigned(bare, text, locale)
    return -value if negative else value


def read_money(text: str, locale: Locale) -> Decimal:
    """The amount, with or without the locale's own currency (code or symbol) before or after it, in or out of its sign.

    "$ -5.00", "-$5.00", "(5.00) USD" and "($5.00)" under a locale in USD; another currency is VALUE_UNREADABLE.
    """
    plain = plain_number(text, locale.decimal, locale.grouping)
    if plain is not None:
        return plain
    outer = _without_currency(text.strip(), locale)
    bare, negative = _sign(outer, locale)
    if outer == text.strip():
        bare = _without_currency(bare, locale)
    value = _unsigned(bare, text, locale)
    return -value if negative else value


def read_percent(text: str, locale: Locale) -> Decimal:
    """The rate in percent, with or without the percent sign: "19,0 %" is 19.0."""
    return read_decimal(text.strip().removesuffix("%"), locale)


def read_count(text: str, locale: Locale) -> int:
    """A whole number; VALUE_UNREADABLE when it has decimals."""
    value = read_decimal(text, locale)
    if value != int(value):
        raise InvoiceplugError("VALUE_UNREADABLE", f"{text!r} is no whole number.", text=text)
    return int(value)


def read_currency(text: str, locale: Locale) -> str:
    """The ISO 4217 code: printed as such, by a symbol of the locale's own currency, or by one that only one has."""
    bare = text.strip()
    if bare in (locale.currency, *locale.symbols, *SYMBOLS.get(locale.currency, ())):
        return locale.currency
    owners = [code for code, symbols in SYMBOLS.items() if bare in symbols]
    if len(owners) == 1 or re.fullmatch("[A-Z]{3}", bare):
        return owners[0] if owners else bare
    known = f"; it could be {' or '.join(sorted(owners))}" if owners else ""
    raise InvoiceplugError("VALUE_UNREADABLE", f"{text!r} is no currency that is known here{known}.", text=text)


@lru_cache(maxsize=1024)  # what stands in a row is asked for twice: is it a number, and which one
def plain_number(text: str, decimal: str, grouping: str) -> Decimal | None:
    """The number where the text is digits and marks alone, as most are: without sign, currency and spaces; else None.

    `grouping` is the locale's; None also where there are more digits than an invoice can carry.
    """
    if plain_shape(decimal, grouping).fullmatch(text) is None:
        return None
    whole, _, decimals = text.partition(decimal)
    digits = (whole if whole.isdecimal() else re.sub(r"[^0-9]", "", whole)).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


@lru_cache(maxsize=32)
def plain_shape(decimal: str, grouping: str) -> re.Pattern[str]:
    """What a number without sign, currency and spaces looks like under a locale's marks."""
    group, point = re.escape(grouping_marks(grouping)), re.escape(decimal)
    grouped = rf"[1-9][0-9]{{0,2}}(?:[{group}][0-9]{{3}})+|" if group else ""
    return re.compile(rf"(?:(?:{grouped}[0-9]+)(?:{point}[0-9]+)?|{point}[0-9]+)")


def _sign(bare: str, locale: Locale) -> tuple[str, bool]:
    """The text without its sign, and whether that was one of the stated negative styles."""
    for style in locale.negative:
        if signed := re.fullmatch(_SIGNED[style], bare):
            return signed[1], True
    return bare, False


def _unsigned(bare: str, text: str, locale: Locale) -> Decimal:
    value = plain_number(bare, locale.decimal, locale.grouping)
    if value is not None:
        return value
    if plain_shape(locale.decimal, locale.grouping).fullmatch(bare):
        raise InvoiceplugError("VALUE_UNREADABLE", f"{text!r} has more digits than an invoice can carry.", text=text)
    raise _unreadable(text, bare, locale)


def _unreadable(text: str, bare: str, locale: Locale) -> InvoiceplugError:
    """The error, with what the text would be under each decimal mark when it is made of digits and marks."""
    expected = f"decimal mark {locale.decimal!r}, " + (
        f"grouping mark {locale.grouping!r}" if locale.grouping else "no grouping mark"
    )
    readings = _readings(bare)
    said = f"{text!r} is no number under {expected}"
    if readings:
        said += f"; it could be {' or '.join(readings)}"
    facts = {"text": text, "decimal": locale.decimal, "grouping": locale.grouping, "readings": readings}
    return InvoiceplugError("VALUE_UNREADABLE", f"{said}.", **facts)


def _readings(bare: str) -> list[str]:
    """What digits with marks between them may mean: the last mark as decimal mark, and all marks as grouping."""
    unsigned = bare.strip(f"()CR{MINUS}{SPACES}")
    if not re.fullmatch(r"[0-9]+(?:[^0-9A-Za-z][0-9]+)+", unsigned):
        return []
    *whole, decimals = re.findall(r"[0-9]+", unsigned)
    return [f"{''.join(whole)}.{decimals}", "".join((*whole, decimals))]


def _without_currency(text: str, locale: Locale) -> str:
    for mark in _currency_marks(locale.currency, locale.symbols) if locale.currency else ():
        if text.startswith(mark):
            return text[len(mark) :].strip()
        if text.endswith(mark):
            return text[: -len(mark)].strip()
    return text


@lru_cache(maxsize=64)
def _currency_marks(currency: str, symbols: tuple[str, ...]) -> tuple[str, ...]:
    """What may stand beside an amount for its currency, longest first."""
    return tuple(sorted((currency, *symbols, *SYMBOLS.get(currency, ())), key=len, reverse=True))
