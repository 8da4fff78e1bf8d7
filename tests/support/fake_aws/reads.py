"""What queries and scans read, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fake_aws.conditions import condition, holds, key_condition
from fake_aws.errors import invalid
from fake_aws.expressions import Compiled, ExpressionInvalidError, projection
from fake_aws.rows import FakeTable, Index, KeyInvalidError, Position
from fake_aws.service import Answer, Given
from fake_aws.values import Row, ValueInvalidError
from fake_aws.writes import bound

PAGE_BYTES = 1024 * 1024
BATCH_KEYS = 100


def shown(name: str, given: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """The row, or the part of it that the request asks for."""
    if "ProjectionExpression" not in given:
        return dict(row)
    try:
        compiled = projection(given["ProjectionExpression"])
        names, _ = bound(given, compiled)
        projected: dict[str, Any] = compiled.run(row, names)
    except (ExpressionInvalidError, ValueInvalidError) as error:
        raise invalid(name, str(error)) from error
    return projected


def read_page(name: str, table: FakeTable, given: Given, lag: int) -> Answer:
    """One page of a query or a scan, and where the next one begins."""
    try:
        index = _index(table, given)
        compiled = {member: _COMPILE[member](given[member]) for member in _COMPILE if member in given}
        names, values = bound(given, *compiled.values())
        rows = _candidates(table, index, compiled.get("KeyConditionExpression"), names, values, lag)
        if not given.get("ScanIndexForward", True):
            rows.reverse()
        if given.get("ExclusiveStartKey"):
            start = table.position(given["ExclusiveStartKey"], index, whole=name == "scan")
            rows = _after(rows, start, forward=given.get("ScanIndexForward", True))
    except (ExpressionInvalidError, KeyInvalidError, ValueInvalidError) as error:
        raise invalid(name, str(error)) from error
    page, read, last = _take(rows, given.get("Limit"))
    if "FilterExpression" in compiled:
        page = [row for row in page if compiled["FilterExpression"].run(row, names, values)]
    answer: Answer = {"Count": len(page), "ScannedCount": read}
    if given.get("Select") != "COUNT":
        show = compiled.get("ProjectionExpression")
        answer["Items"] = [show.run(row, names) if show else dict(row) for row in page]
    if last is not None:
        answer["LastEvaluatedKey"] = table.key_attributes(last[0], last[1], index)
    return answer


def _index(table: FakeTable, given: Given) -> Index | None:
    if "IndexName" not in given:
        return None
    if given["IndexName"] not in table.indexes:
        raise KeyInvalidError(f"The table does not have the specified index: {given['IndexName']}")
    if given.get("ConsistentRead"):
        raise KeyInvalidError("Consistent reads are not supported on global secondary indexes")
    return table.indexes[given["IndexName"]]


def _candidates(
    table: FakeTable,
    index: Index | None,
    terms: Compiled | None,
    names: Mapping[str, str],
    values: Mapping[str, Any],
    lag: int,
) -> list[tuple[Position, Row]]:
    if terms is None:
        return table.in_order() if index is None else table.in_index(index, None, lag)
    keys = (table.partition, table.sort) if index is None else (index.partition, index.sort)
    by_name = {names.get(term.name, term.name): term for term in terms.run}
    if len(by_name) < len(terms.run) or not by_name.keys() <= set(keys):
        raise KeyInvalidError("Query key condition not supported")
    partition = by_name.get(keys[0])
    if partition is None or partition.comparator != "=":
        raise KeyInvalidError(f"Query condition missed key schema element: {keys[0]}")
    wanted = _given_text(values[partition.values[0]])
    rows = table.in_partition(wanted) if index is None else table.in_index(index, wanted, lag)
    sort = by_name.get(keys[1])
    if sort is None:
        return rows
    texts = [_given_text(values[value]) for value in sort.values]
    if sort.comparator == "BETWEEN" and texts[0] > texts[1]:
        what = "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
        raise KeyInvalidError(f"Invalid KeyConditionExpression: {what}")
    return [(position, row) for position, row in rows if holds(sort.comparator, position[0], texts)]


def _given_text(value: Mapping[str, Any]) -> str:
    if "S" not in value:
        raise KeyInvalidError("One or more parameter values were invalid: Condition parameter type does not match")
    return str(value["S"])


def _after(rows: list[tuple[Position, Row]], start: Position, *, forward: bool) -> list[tuple[Position, Row]]:
    return [pair for pair in rows if (pair[0] > start if forward else pair[0] < start)]


def _take(rows: list[tuple[Position, Row]], limit: int | None) -> tuple[list[Row], int, tuple[Position, Row] | None]:
    # The limit and the megabyte count what is read, before the filter; a page that ends at one says where it did.
    size = 0
    page: list[Row] = []
    last: tuple[Position, Row] | None = None
    for pair in rows:
        size += pair[1].most
        if size > PAGE_BYTES:
            size = sum(row.size for row in (*page, pair[1]))
        if size > PAGE_BYTES:
            return page, len(page), last
        page.append(pair[1])
        if len(page) == limit:
            return page, len(page), pair
        last = pair
    return page, len(page), None


_COMPILE = {
    "KeyConditionExpression": key_condition,
    "FilterExpression": condition,
    "ProjectionExpression": projection,
}
