"""One write to a table, checked and ready to be made: the same for single requests and for transactions' actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from fake_aws.conditions import condition
from fake_aws.errors import invalid
from fake_aws.expressions import Compiled, ExpressionInvalidError
from fake_aws.rows import MAX_ROW_BYTES, FakeTable, Key, KeyInvalidError
from fake_aws.updates import check_paths, update
from fake_aws.values import Row, ValueInvalidError, stored, within

_NOTHING: dict[str, Any] = {}
_NONE: frozenset[str] = frozenset()


class Write(NamedTuple):
    """Where it goes, what makes the new row of the old one (None: a check only), and what must hold before."""

    table: FakeTable
    key: Key
    change: Callable[[Row | None], Row | None] | None
    holds: Callable[[Mapping[str, Any]], bool] | None
    show_old: bool  # in the refusal
    size: int  # of what the request carries


def prepare(kind: str, table: FakeTable, given: Mapping[str, Any]) -> Write:
    """The write of a Put, Update, Delete or ConditionCheck. ValidationException for what can never succeed."""
    try:
        if kind == "Put":
            row = stored(given["Item"])
            if not within(row, MAX_ROW_BYTES):
                raise ValueInvalidError("Item size has exceeded the maximum allowed size")
            key = table.key_of(row)
            return _write(table, key, lambda old: row, given, bound(given), row.most)
        key = table.key(given["Key"])
        if kind == "Update" and "UpdateExpression" in given:
            return _update(table, key, given)
        change: Any = {"Update": lambda old: old or _only_key(table, key), "Delete": lambda old: None}.get(kind)
        return _write(table, key, change, given, bound(given), 0)
    except (ExpressionInvalidError, ValueInvalidError, KeyInvalidError) as error:
        raise invalid(kind, str(error)) from error


def bound(given: Mapping[str, Any], *expressions: Compiled) -> tuple[Mapping[str, str], Row]:
    """The request's names and values, when each is used by some expression and none is missing."""
    names = given.get("ExpressionAttributeNames", _NOTHING)
    values = given.get("ExpressionAttributeValues", _NOTHING)
    used = expressions
    if "ConditionExpression" in given:
        used = (condition(given["ConditionExpression"]), *expressions)
    if used or names or values:
        _compare("ExpressionAttributeNames", names, _NONE.union(*[each.names for each in used]), given)
        _compare("ExpressionAttributeValues", values, _NONE.union(*[each.values for each in used]), given)
    return names, stored(values)


def _compare(member: str, bound_: Mapping[str, Any], used: frozenset[str], given: Mapping[str, Any]) -> None:
    if bound_.keys() == used:
        if member in given and not bound_:
            raise ExpressionInvalidError(f"{member} must not be empty")
        return
    unused, missing = bound_.keys() - used, used - bound_.keys()
    if unused:
        raise ExpressionInvalidError(f"Value provided in {member} unused in expressions: keys: {sorted(unused)}")
    what = f"An expression attribute placeholder used in the expression is not defined; {sorted(missing)}"
    raise ExpressionInvalidError(what)


def _update(table: FakeTable, key: Key, given: Mapping[str, Any]) -> Write:
    compiled = update(given["UpdateExpression"])
    names, values = bound(given, compiled)
    check_paths(compiled.run.paths, names, (table.partition, table.sort))

    def change(old: Row | None) -> Row:
        new: Row = compiled.run.run(_only_key(table, key) if old is None else old, names, values)
        if not within(new, MAX_ROW_BYTES):
            raise ValueInvalidError("Item size to update has exceeded the maximum allowed size")
        table.check_indexed(new)
        return new

    return _write(table, key, change, given, (names, values), values.most)


def _write(
    table: FakeTable,
    key: Key,
    change: Callable[[Row | None], Row | None] | None,
    given: Mapping[str, Any],
    placeholders: tuple[Mapping[str, str], Row],
    size: int,
) -> Write:
    holds = None
    if "ConditionExpression" in given:
        run = condition(given["ConditionExpression"]).run
        names, values = placeholders

        def holds(row: Mapping[str, Any]) -> bool:
            return bool(run(row, names, values))

    show_old = given.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
    return Write(table, key, change, holds, show_old, size)


def _only_key(table: FakeTable, key: Key) -> Row:
    return stored({table.partition: {"S": key[0]}, table.sort: {"S": key[1]}})
