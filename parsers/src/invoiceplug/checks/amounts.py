"""Amounts of invoice.v1 as numbers, the two ways of rounding a half, and how a difference is said."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Any

from invoiceplug.invoice_json import decimal_text
from invoiceplug.reading import Finding, Severity

ZERO = Decimal(0)
EXACT = Context(prec=60)  # 24 digits times 24 digits fit into it
SCALES = {"BHD": 3, "CLP": 0, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3, "TND": 3, "UGX": 0, "VND": 0}
DEFAULT_SCALE = 2  # minor units of all other currencies (ISO 4217)

Data = dict[str, Any]


def currency_scale(currency: str) -> int:
    """How many decimal places amounts of the currency have (ISO 4217)."""
    return SCALES.get(currency, DEFAULT_SCALE)


def minor_unit(invoice: Data) -> Decimal:
    """0.01 for most currencies."""
    return Decimal(1).scaleb(-currency_scale(invoice["currency"]))


def number(data: Data, name: str) -> Decimal | None:
    """The member as a number, None when it is absent."""
    return Decimal(data[name]) if name in data else None


def of(data: Data, name: str) -> Decimal:
    """The member as a number, 0 when it is absent."""
    return Decimal(data.get(name, ZERO))


def sum_of(rows: Iterable[Data], name: str) -> Decimal:
    """The sum of that member over the rows."""
    return sum((of(row, name) for row in rows), ZERO)


def roundings(exact: Decimal, invoice: Data, printed: Decimal) -> list[Decimal]:
    """The amount rounded half up and half to even, to the currency's scale or the finer printed one."""
    scale = max(currency_scale(invoice["currency"]), -int(printed.as_tuple().exponent))
    unit = Decimal(1).scaleb(-scale)
    return [exact.quantize(unit, rounding, EXACT) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)]


def text(value: Decimal) -> str:
    """The number as it is said in a finding."""
    return decimal_text(value)


def differs(
    code: str,
    said: str,
    path: str,
    expected: Decimal,
    actual: Decimal,
    line_ids: tuple[str, ...] = (),
    *,
    severity: Severity = "error",
) -> Finding:
    """The finding that a printed number is not the one that was computed."""
    message = f"{said}, but {text(actual)} is printed."
    return Finding(code, severity, message, line_ids, path, text(expected), text(actual))
