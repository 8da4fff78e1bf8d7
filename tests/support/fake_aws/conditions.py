"""Condition, filter and key condition expressions."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from fake_aws.expressions import (
    COMPARATORS,
    Attributes,
    Compiled,
    Condition,
    ExpressionInvalidError,
    Names,
    Operand,
    Parser,
    Values,
)
from fake_aws.values import Attribute, size_of

ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@lru_cache(maxsize=8192)
def condition(text: str) -> Compiled:
    """(row, names, values) -> whether the condition holds; a row that is not there is empty."""
    parser = Parser(text)
    return parser.end(_any(parser))


class KeyTerm(NamedTuple):
    """One half of a key condition: an attribute's name or placeholder, how it is compared, and with which values."""

    name: str
    comparator: str
    values: tuple[str, ...]


@lru_cache(maxsize=4096)
def key_condition(text: str) -> Compiled:
    """One or two KeyTerms in `run`, as they stand in the text."""
    parser = Parser(text)
    terms = [_key_term(parser)]
    while parser.keyword("AND"):
        terms.append(_key_term(parser))
    return parser.end(tuple(terms))


def holds(comparator: str, text: str, given: list[str]) -> bool:
    """Whether a sort key's text compares so with the given texts."""
    match comparator:
        case "=":
            return text == given[0]
        case "BETWEEN":
            return given[0] <= text <= given[1]
        case "BEGINS_WITH":
            return text.startswith(given[0])
    return bool(ORDER[comparator](text, given[0]))


def _key_term(parser: Parser) -> KeyTerm:
    if parser.next == "(":
        parser.take()
        term = _key_term(parser)
        parser.expect(")")
        return term
    if parser.keyword("BEGINS_WITH"):
        parser.expect("(")
        name = parser.path().root
        parser.expect(",")
        value = parser.value()
        parser.expect(")")
        return KeyTerm(name, "BEGINS_WITH", (value,))
    name = parser.path().root
    if parser.keyword("BETWEEN"):
        low = parser.value()
        if not parser.keyword("AND"):
            raise parser.wrong()
        return KeyTerm(name, "BETWEEN", (low, parser.value()))
    comparator = parser.take()
    if comparator not in COMPARATORS or comparator == "<>":
        raise ExpressionInvalidError(f"Invalid operator used in KeyConditionExpression: {comparator}")
    return KeyTerm(name, comparator, (parser.value(),))


def _any(parser: Parser) -> Condition:
    parts = [_all(parser)]
    while parser.keyword("OR"):
        parts.append(_all(parser))
    if len(parts) == 1:
        return parts[0]

    def either(row: Attributes, names: Names, values: Values) -> bool:
        return any(part(row, names, values) for part in parts)

    return either


def _all(parser: Parser) -> Condition:
    parts = [_not(parser)]
    while parser.keyword("AND"):
        parts.append(_not(parser))
    if len(parts) == 1:
        return parts[0]

    def every(row: Attributes, names: Names, values: Values) -> bool:
        return all(part(row, names, values) for part in parts)

    return every


def _not(parser: Parser) -> Condition:
    if not parser.keyword("NOT"):
        return _primary(parser)
    inner = _not(parser)
    return lambda row, names, values: not inner(row, names, values)


def _primary(parser: Parser) -> Condition:
    if parser.next == "(":
        parser.take()
        inner = _any(parser)
        parser.expect(")")
        return inner
    word = parser.keyword("ATTRIBUTE_EXISTS", "ATTRIBUTE_NOT_EXISTS", "ATTRIBUTE_TYPE", "BEGINS_WITH", "CONTAINS")
    if word:
        return _function(parser, word)
    return _comparison(parser)


def _function(parser: Parser, word: str) -> Condition:
    parser.expect("(")
    path = parser.path()
    if word in ("ATTRIBUTE_EXISTS", "ATTRIBUTE_NOT_EXISTS"):
        parser.expect(")")
        wanted, root = word == "ATTRIBUTE_EXISTS", path.root
        if not path.steps:
            return lambda row, names, values: (names.get(root, root) in row) is wanted
        return lambda row, names, values: (path.get(row, names) is not None) is wanted
    parser.expect(",")
    other = _operand(parser)
    parser.expect(")")
    test = {"ATTRIBUTE_TYPE": _is_of_type, "BEGINS_WITH": _begins, "CONTAINS": _contains}[word]

    def tested(row: Attributes, names: Names, values: Values) -> bool:
        found, given = path.get(row, names), other(row, names, values)
        return found is not None and given is not None and test(found, given)

    return tested


def _comparison(parser: Parser) -> Condition:
    left = _operand(parser)
    if parser.keyword("BETWEEN"):
        low = _operand(parser)
        if not parser.keyword("AND"):
            raise parser.wrong()
        high = _operand(parser)
        return lambda row, names, values: (
            _ordered(operator.ge, left(row, names, values), low(row, names, values))
            and _ordered(operator.le, left(row, names, values), high(row, names, values))
        )
    if parser.keyword("IN"):
        return _membership(parser, left)
    comparator = parser.take()
    if comparator not in COMPARATORS:
        raise ExpressionInvalidError(f'Syntax error; token: "{comparator}", near: "{parser.text}"')
    right = _operand(parser)
    if comparator == "=":
        return lambda row, names, values: (
            (found := left(row, names, values)) is not None and found == right(row, names, values)
        )
    if comparator == "<>":
        return lambda row, names, values: left(row, names, values) != right(row, names, values)
    order = ORDER[comparator]
    return lambda row, names, values: _ordered(order, left(row, names, values), right(row, names, values))


def _membership(parser: Parser, left: Operand) -> Condition:
    parser.expect("(")
    members = [_operand(parser)]
    while parser.next == ",":
        parser.take()
        members.append(_operand(parser))
    parser.expect(")")

    def among(row: Attributes, names: Names, values: Values) -> bool:
        found = left(row, names, values)
        return found is not None and any(found == member(row, names, values) for member in members)

    return among


def _operand(parser: Parser) -> Operand:
    if parser.next.startswith(":"):
        placeholder = parser.value()
        return lambda row, names, values: values[placeholder]
    if parser.keyword("SIZE"):
        parser.expect("(")
        path = parser.path()
        parser.expect(")")
        return lambda row, names, values: _size(path.get(row, names))
    path = parser.path()
    if path.steps:
        return lambda row, names, values: path.get(row, names)
    root = path.root
    return lambda row, names, values: row.get(names.get(root, root))


def _ordered(order: Callable[[Any, Any], Any], left: Attribute | None, right: Attribute | None) -> bool:
    if left is None or right is None or left.keys() != right.keys():
        return False
    ((kind, mine),), ((_, other),) = left.items(), right.items()
    if kind == "N":
        return bool(order(Decimal(mine), Decimal(other)))
    return kind in ("S", "B") and bool(order(mine, other))


def _size(found: Attribute | None) -> Attribute | None:
    if found is None:
        return None
    ((kind, value),) = found.items()
    return {"N": str(size_of(found) if kind in ("S", "B") else len(value))}


def _is_of_type(found: Attribute, given: Attribute) -> bool:
    return given.get("S") in found


def _begins(found: Attribute, given: Attribute) -> bool:
    return "S" in found and "S" in given and found["S"].startswith(given["S"])


def _contains(found: Attribute, given: Attribute) -> bool:
    ((kind, value),), ((wanted, part),) = found.items(), given.items()
    if kind == "L":
        return given in value
    return (kind == wanted and kind in ("S", "B") and part in value) or (kind == f"{wanted}S" and part in value)
