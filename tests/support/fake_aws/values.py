"""Attribute values as DynamoDB keeps them: numbers of 38 digits in one spelling, and how many bytes a row takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

Attribute = Mapping[str, Any]  # {"S": …}, {"N": …}, …

DIGITS = 38
_PLAIN = re.compile(r"0|-?[1-9][0-9]{0,30}")
_CONTEXT = Context(prec=60)
_LARGEST, _SMALLEST = Decimal("9.9999999999999999999999999999999999999E+125"), Decimal("1E-130")


class ValueInvalidError(Exception):
    """A value that DynamoDB does not take; the message is its own."""


class Row(dict[str, Any]):
    """A stored item: attribute name -> value, never changed once it is stored; it takes at most `most` bytes."""

    __slots__ = ("exact", "most")
    most: int
    exact: bool  # whether it takes so many

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        if not self.exact:
            self.most, self.exact = stored(self).most, True
        return self.most


def stored(attributes: Mapping[str, Any]) -> Row:
    """The item as it is stored, `most` its very size. Raises ValueInvalidError."""
    row = Row()
    size = 0
    for name, attribute in attributes.items():
        text = attribute.get("S")
        if text.__class__ is str and len(attribute) == 1:
            row[name] = attribute
            size += len(name) + (len(text) if text.isascii() else len(text.encode()))
        else:
            row[name], taken = _kept(attribute)
            size += len(name) + taken
    row.most, row.exact = size, True
    return row


def size_of(attribute: Attribute) -> int:
    """The bytes that a stored value takes."""
    return _text_size(attribute["S"]) if "S" in attribute else _kept(attribute)[1]


def within(row: Row, limit: int) -> bool:
    """Whether the row takes no more than that many bytes."""
    return row.most <= limit or row.size <= limit


@lru_cache(maxsize=4096)
def number(text: str) -> str:
    """The one spelling of a number: no exponent, no needless zero. Raises ValueInvalidError."""
    if _PLAIN.fullmatch(text):
        return text
    try:
        value = Decimal(text)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise ValueInvalidError(f"The parameter cannot be converted to a numeric value: {text}") from error
    if not value.is_finite():
        raise ValueInvalidError(f"The parameter cannot be converted to a numeric value: {text}")
    shortest = value.normalize(_CONTEXT)
    if len(shortest.as_tuple().digits) > DIGITS:
        raise ValueInvalidError("Attempting to store more than 38 significant digits in a Number")
    if abs(shortest) > _LARGEST:
        what = "Number overflow. Attempting to store a number with magnitude larger than supported range"
        raise ValueInvalidError(what)
    if shortest and abs(shortest) < _SMALLEST:
        what = "Number underflow. Attempting to store a number with magnitude smaller than supported range"
        raise ValueInvalidError(what)
    return format(shortest, "f") if shortest else "0"


def total(left: str, right: str, sign: int) -> str:
    """left + sign * right, as DynamoDB computes it."""
    return number(str(_CONTEXT.add(Decimal(left), _CONTEXT.multiply(Decimal(sign), Decimal(right)))))


def _text_size(text: Any) -> int:
    if not isinstance(text, str):
        raise ValueInvalidError(f"Invalid type for S: {type(text).__name__}")
    return len(text) if text.isascii() else len(text.encode())


def _kept(attribute: Attribute) -> tuple[Attribute, int]:
    if not isinstance(attribute, Mapping) or len(attribute) != 1:
        raise ValueInvalidError("Supplied AttributeValue has more than one datatypes set, must contain exactly one")
    ((kind, value),) = attribute.items()
    match kind:
        case "S":
            return attribute, _text_size(value)
        case "N":
            text = number(value)
            return {"N": text}, len(text) // 2 + 2
        case "BOOL" | "NULL":
            return attribute, 1
        case "B":
            return {"B": bytes(value)}, len(value)
        case "M":
            row = stored(value)
            return {"M": dict(row)}, row.most + 3 + len(row)
        case "L":
            members = [_kept(member) for member in value]
            return {"L": [member for member, _ in members]}, 3 + sum(size + 1 for _, size in members)
        case "SS" | "NS" | "BS":
            return _kept_set(kind, value)
    raise ValueInvalidError(f"Supplied AttributeValue is of no known type: {kind}")


def _kept_set(kind: str, value: Any) -> tuple[Attribute, int]:
    members = [_kept({kind[0]: member}) for member in value]
    if not members:
        raise ValueInvalidError("One or more parameter values were invalid: An set may not be empty")
    single = sorted({member[kind[0]] for member, _ in members})
    if len(single) < len(members):
        raise ValueInvalidError("One or more parameter values were invalid: Input collection contains duplicates")
    return {kind: single}, sum(size for _, size in members)
