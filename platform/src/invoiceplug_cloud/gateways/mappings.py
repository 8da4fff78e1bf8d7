"""What vendors' articles map to, in the table inventory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes, to_row

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LAST = "\U0010ffff"  # sorts behind every character that a key holds

Article = tuple[str, str]


def find(client: DynamoDBClient, table: str, vendor_id: str, articles: list[Article]) -> dict[Article, list[Mapping]]:
    """For each (vendor_sku, uom) what it maps to, in one query over the range in which the articles lie."""
    prefixes = {article: keys.mapping_prefix(*article) for article in articles}
    if not prefixes:
        return {}
    terms = Terms()
    partition = terms.equal({"item_id": keys.mapping_partition(vendor_id)})
    lowest, highest = min(prefixes.values()), max(prefixes.values()) + _LAST
    between = f"{terms.name('entry')} BETWEEN {terms.value(lowest)} AND {terms.value(highest)}"
    query: Callable[..., Any] = client.get_paginator("query").paginate
    condition = f"{partition} AND {between}"
    by_prefix: dict[str, list[Mapping]] = {prefix: [] for prefix in prefixes.values()}
    for page in query(TableName=table, ConsistentRead=True, KeyConditionExpression=condition, **terms.parameters()):
        for row in map(to_row, page["Items"]):
            by_prefix.setdefault(_prefix(row), []).append(_read(row))
    return {article: by_prefix[prefix] for article, prefix in prefixes.items()}


def store(client: DynamoDBClient, table: str, mapping: Mapping) -> None:
    """Stores the mapping unless the same or a newer version is there. The cost is text, to keep its printed scale."""
    terms = Terms()
    cost = None if mapping.last_unit_cost is None else str(mapping.last_unit_cost)
    row = dataclasses.asdict(mapping) | {"last_unit_cost": cost, "factor": str(mapping.factor)}
    row["item_id"] = keys.mapping_partition(mapping.vendor_id)
    row["entry"] = keys.mapping(mapping.vendor_sku, mapping.uom, mapping.item)
    condition = f"{terms.absent('item_id')} OR {terms.name('version')} < {terms.value(mapping.version)}"
    try:
        client.put_item(TableName=table, Item=to_attributes(row), ConditionExpression=condition, **terms.parameters())
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


def _prefix(row: Row) -> str:
    article, unit, _ = row["entry"].split("#")
    return f"{article}#{unit}#"


def _read(row: Row) -> Mapping:
    fields = {field.name: row.get(field.name) for field in dataclasses.fields(Mapping)}
    cost = fields["last_unit_cost"]
    fields |= {"factor": Decimal(row["factor"]), "last_unit_cost": None if cost is None else Decimal(cost)}
    return Mapping(**fields)  # type: ignore[arg-type]
