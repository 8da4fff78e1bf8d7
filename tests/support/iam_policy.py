"""Whether IAM allows a right by a role's statements: the part of its rules that our policies use."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import Any

from needed_rights import Right

Statement = dict[str, Any]
_OPERATORS = {
    "StringEquals": lambda wanted, found: wanted == found,
    "StringLike": lambda wanted, found: fnmatch.fnmatchcase(found, wanted),
    "ArnEquals": lambda wanted, found: wanted == found,
}


def allows(statements: list[Statement], right: Right) -> bool:
    """Whether one statement allows it; our roles have no other effect than Allow."""
    return any(covers(statement, right) for statement in statements)


def covers(statement: Statement, right: Right) -> bool:
    """Whether this statement speaks of that action, resource and context."""
    assert statement["Effect"] == "Allow"
    return (
        right.action in listed(statement["Action"])  # none of ours has a wildcard
        and any(fnmatch.fnmatchcase(right.resource, pattern) for pattern in listed(statement["Resource"]))
        and all(_holds(*condition, dict(right.context)) for condition in statement.get("Condition", {}).items())
    )


def grants(statements: list[Statement]) -> Iterator[tuple[str, str]]:
    """Every pair of an action and a resource that the statements allow."""
    for statement in statements:
        for action in listed(statement["Action"]):
            for resource in listed(statement["Resource"]):
                yield action, resource


def listed(value: str | list[str]) -> list[str]:
    """One or many, as IAM writes both."""
    return [value] if isinstance(value, str) else value


def _holds(operator: str, asked: dict[str, str | list[str]], context: dict[str, str]) -> bool:
    fits = _OPERATORS[operator]
    return all(
        name in context and any(fits(each, context[name]) for each in listed(wanted)) for name, wanted in asked.items()
    )
