"""Whether a value is what is printed at its place: the digits of a number, the day of a date, the letters of a text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from invoiceplug.toolkit.dates import LEAST_ABBREVIATION, MONTHS

OURS = frozenset({"uom", "weight_uom", "price_uom", "kind", "type_code", "category", "currency", "price_includes_tax"})
DATES = frozenset({"invoice_date", "due_date", "delivery_date", "expiry"})
NUMBERS = frozenset(
    (
        *("qty_ordered", "qty_shipped", "qty_backordered", "qty_billed", "weight", "unit_price", "price_qty"),
        *("line_total", "tax_rate", "amount", "basis", "rate", "percent", "lines_net", "allowances", "charges"),
        *("tax", "grand", "prepaid", "rounding", "amount_due"),
    )
)
COMPUTED = re.compile(r"/lines/\d+/allowances/\d+/amount$")  # may come from a printed percentage

_NUMBER = re.compile(r"[0-9]+(?:[^0-9A-Za-z]{1,2}[0-9]+)*")
_MARKS = re.compile(r"[^0-9]+")


def is_printed(pointer: str, value: Any, text: str) -> bool:
    """Whether the text normalises to the value under some locale; what we coded ourselves is taken as it is."""
    name = pointer.rpartition("/")[2]
    if name in OURS or not isinstance(value, str) or COMPUTED.search(pointer):
        return True
    if name in DATES:
        return _holds_date(date.fromisoformat(value), text)
    if name in NUMBERS:
        return _holds_number(value, text)
    return letters_and_digits(value) in letters_and_digits(text)


def letters_and_digits(text: str) -> str:
    """The text without spaces and signs, case folded."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def _holds_number(value: str, text: str) -> bool:
    """Whether one of the numbers in the text is it, whatever its marks mean and on whichever side its sign stands."""
    try:
        wanted = abs(Decimal(value))
    except InvalidOperation:
        return False
    return any(wanted in _meanings(found[0]) for found in _NUMBER.finditer(text)) or (
        text.strip().startswith((".", ",")) and wanted in _meanings(f"0{text.strip()}")
    )


def _meanings(printed: str) -> set[Decimal]:
    """The number with its last mark as decimal mark, without any, and each of its parts alone."""
    parts = _MARKS.split(printed.strip())
    digits = [part for part in parts if part]
    meant = {Decimal("".join(digits)), *map(Decimal, digits)}
    for at in range(1, len(digits)):
        meant |= {Decimal(f"{''.join(digits[:at])}.{digits[at]}"), Decimal("".join(digits[: at + 1]))}
        meant |= {Decimal("".join(digits[at:]))}
    return meant


def _holds_date(value: date, text: str) -> bool:
    digits = _MARKS.sub(" ", text).split()
    numbers = set(map(int, digits))
    if {f"{value:%Y%m%d}", f"{value:%d%m%Y}", f"{value:%m%d%Y}", f"{value:%d%m%y}", f"{value:%y%m%d}"} & set(digits):
        return True
    month = value.month in numbers or any(
        name[value.month - 1][:LEAST_ABBREVIATION].casefold() in text.casefold() for name in MONTHS.values()
    )
    return month and value.day in numbers and bool({value.year, value.year % 100} & numbers)
