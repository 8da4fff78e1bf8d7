"""What vendors' articles map to, in the table inventory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.mappings import Article
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.transactions import MAX_ACTIONS, ConditionFailedError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LAST = "\U0010ffff"  # sorts behind every character that a key holds


def find(client: DynamoDBClient, table: str, vendor_id: str, articles: list[Article]) -> dict[Article, list[Mapping]]:
    """For each (vendor_sku, uom) what it maps to, tombstones too, in one query over the range of these articles."""
    prefixes = {article: keys.mapping_prefix(*article) for article in articles}
    if not prefixes:
        return {}
    lowest, highest = min(prefixes.values()), max(prefixes.values()) + _LAST
    by_prefix: dict[str, list[Mapping]] = {prefix: [] for prefix in prefixes.values()}
    for row in _query(client, table, vendor_id, lambda terms: _between(terms, lowest, highest)):
        by_prefix.setdefault(_prefix(row), []).append(_read(row))
    return {article: by_prefix[prefix] for article, prefix in prefixes.items()}


def page(
    client: DynamoDBClient, table: str, vendor_id: str, limit: int, after: str | None
) -> tuple[list[Mapping], str | None]:
    """A vendor's mappings by article, without tombstones, and the last one's entry when there are more."""
    rows = _query(client, table, vendor_id, lambda terms: _after(terms, after), Limit=limit + 1)
    found = list(islice((row for row in rows if not row.get("deleted")), limit + 1))
    following = found[limit - 1]["entry"] if len(found) > limit else None
    return [_read(row) for row in found[:limit]], following


@busy_when_slow()
def store(client: DynamoDBClient, table: str, mapping: Mapping, *, over_equal: bool = False) -> bool:
    """Stores the mapping unless a newer version is there, or (without `over_equal`) the same; whether it did."""
    try:
        client.put_item(**_put(table, mapping, over_equal=over_equal))
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


def learn(transactions: Transactions, table: str, lessons: Iterable[Mapping]) -> None:
    """Stores those of the lessons of which no newer and no equal version is there, a hundred at a time; BUSY.

    One by one, the lessons of two thousand lines would take longer than the chunks that move the stock.
    """
    puts = [_put(table, lesson, over_equal=False) for lesson in _newest(lessons)]
    for start in range(0, len(puts), MAX_ACTIONS):
        some = puts[start : start + MAX_ACTIONS]
        while some:
            try:
                transactions.write([{"Put": put} for put in some])
                break
            except ConditionFailedError as failed:
                some = [put for at, put in enumerate(some) if at not in failed.actions]


def _newest(lessons: Iterable[Mapping]) -> list[Mapping]:
    # No transaction may name a row twice, and an article that is written in two ways has one.
    by_row: dict[tuple[str, str], Mapping] = {}
    for lesson in lessons:
        row = lesson.vendor_id, keys.mapping(lesson.vendor_sku, lesson.uom, lesson.item)
        if row not in by_row or by_row[row].version < lesson.version:
            by_row[row] = lesson
    return list(by_row.values())


def _put(table: str, mapping: Mapping, *, over_equal: bool) -> dict[str, Any]:
    """The request that stores a mapping. The cost is text, to keep its printed scale."""
    terms = Terms()
    cost = None if mapping.last_unit_cost is None else str(mapping.last_unit_cost)
    row = dataclasses.asdict(mapping) | {"last_unit_cost": cost, "factor": str(mapping.factor)}
    row["deleted"] = mapping.deleted or None
    row["item_id"] = keys.mapping_partition(mapping.vendor_id)
    row["entry"] = keys.mapping(mapping.vendor_sku, mapping.uom, mapping.item)
    older = "<=" if over_equal else "<"
    condition = f"{terms.absent('item_id')} OR {terms.name('version')} {older} {terms.value(mapping.version)}"
    return {
        "TableName": table,
        "Item": to_attributes(row),
        "ConditionExpression": condition,
        **terms.parameters(),
    }


def _query(
    client: DynamoDBClient, table: str, vendor_id: str, entries: Callable[[Terms], str], **more: Any
) -> Iterator[Row]:
    terms = Terms()
    condition = terms.equal({"item_id": keys.mapping_partition(vendor_id)}) + entries(terms)
    query: Callable[..., Any] = client.get_paginator("query").paginate
    asked = {"KeyConditionExpression": condition, **terms.parameters(), **more}
    with busy_when_slow():
        for answer in query(TableName=table, ConsistentRead=True, **asked):
            yield from map(to_row, answer["Items"])


def _between(terms: Terms, lowest: str, highest: str) -> str:
    return f" AND {terms.name('entry')} BETWEEN {terms.value(lowest)} AND {terms.value(highest)}"


def _after(terms: Terms, entry: str | None) -> str:
    return f" AND {terms.name('entry')} > {terms.value(entry)}" if entry else ""


def _prefix(row: Row) -> str:
    article, unit, _ = row["entry"].split("#")
    return f"{article}#{unit}#"


def _read(row: Row) -> Mapping:
    fields = {field.name: row.get(field.name) for field in dataclasses.fields(Mapping)}
    cost = fields["last_unit_cost"]
    fields |= {"factor": Decimal(row["factor"]), "last_unit_cost": None if cost is None else Decimal(cost)}
    return Mapping(**fields | {"deleted": bool(row.get("deleted"))})  # type: ignore[arg-type]
