"""Rows of DynamoDB's tables from and to plain values: numbers are Decimal or int, never float."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

Row = dict[str, Any]  # attribute name -> plain value
Attributes = dict[str, Any]  # attribute name -> {"S": …}, {"N": …}, …


def to_attributes(row: Mapping[str, Any]) -> Attributes:
    """The row as DynamoDB takes it; members that are None are left out."""
    return {name: to_attribute(value) for name, value in row.items() if value is not None}


def to_row(attributes: Mapping[str, Any]) -> Row:
    """The row as plain values: a number without a fraction is an int, any other a Decimal."""
    return {name: _to_value(attribute) for name, attribute in attributes.items()}


def to_attribute(value: Any) -> dict[str, Any]:
    """One value as DynamoDB takes it. TypeError for a float or anything that has no place in a row."""
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case Decimal():
            return {"N": _digits(value)}
        case Mapping():
            return {"M": to_attributes(value)}
        case list() | tuple():
            return {"L": [to_attribute(member) for member in value]}
    raise TypeError(f"A row cannot hold a {type(value).__name__}.")


class Terms:
    """The placeholders of one request's expressions; every name gets one, since many are reserved words."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._values: dict[str, Any] = {}

    def name(self, attribute: str) -> str:
        """The placeholder of an attribute's name."""
        self._names[f"#{attribute}"] = attribute
        return f"#{attribute}"

    def value(self, value: Any) -> str:
        """The placeholder of a value."""
        placeholder = f":v{len(self._values)}"
        self._values[placeholder] = to_attribute(value)
        return placeholder

    def equal(self, expected: Mapping[str, Any]) -> str:
        """The condition that all these attributes are as expected."""
        return " AND ".join(f"{self.name(name)} = {self.value(value)}" for name, value in expected.items())

    def absent(self, attribute: str) -> str:
        """The condition that the row has no such attribute; of a key's attribute, that there is no row."""
        return f"attribute_not_exists({self.name(attribute)})"

    def present(self, attribute: str) -> str:
        """The condition that the row has such an attribute; of a key's attribute, that there is a row."""
        return f"attribute_exists({self.name(attribute)})"

    def assign(self, values: Mapping[str, Any], removed: Iterable[str] = ()) -> str:
        """The update that sets the values (those that are None are left as they are) and removes the others."""
        sets = [f"{self.name(name)} = {self.value(value)}" for name, value in values.items() if value is not None]
        gone = [self.name(name) for name in removed]
        return f"SET {', '.join(sets)}" + (f" REMOVE {', '.join(gone)}" if gone else "")

    def parameters(self) -> dict[str, Any]:
        """The parameters of the request that explain the placeholders."""
        values = {"ExpressionAttributeValues": self._values} if self._values else {}
        return {"ExpressionAttributeNames": self._names, **values}


def _to_value(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "N":
            number = Decimal(value)
            return number if "." in value or "E" in value.upper() else int(number)
        case "M":
            return to_row(value)
        case "L":
            return [_to_value(member) for member in value]
    return value


def _digits(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"A row cannot hold {number}.")
    return format(number, "f")
