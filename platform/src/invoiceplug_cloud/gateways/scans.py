"""Whole tables, read row by row for the audit, a page of one megabyte at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import InvoiceKey, Item, LedgerEntry, Movement
from invoiceplug_cloud.gateways.ledger_rows import read_entry, read_invoice_key
from invoiceplug_cloud.gateways.rows import Row, Terms, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.stock_rows import read_item, read_movement

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

R = TypeVar("R")


def scan_items(client: DynamoDBClient, table: str) -> Iterator[Item]:
    """The total of every item, in any order, read consistently."""
    terms = Terms()
    only = terms.equal({"entry": keys.TOTAL})
    for row in _scan(client, table, FilterExpression=only, **terms.parameters()):
        yield _read(row, "item_id", read_item)


def scan_movements(client: DynamoDBClient, table: str) -> Iterator[Movement]:
    """Every movement of every item, in any order, read consistently."""
    terms = Terms()
    only = terms.present("delta")
    for row in _scan(client, table, FilterExpression=only, **terms.parameters()):
        yield _read(row, "item_id", _movement)


def scan_entries(client: DynamoDBClient, table: str) -> Iterator[LedgerEntry]:
    """Every change that the ledger tells of, of both kinds, in any order, read consistently."""
    terms = Terms()
    only = f"{terms.name('entry')} IN ({terms.value(keys.APPLY)}, {terms.value(keys.REVERSE)})"
    for row in _scan(client, table, FilterExpression=only, **terms.parameters()):
        yield _read(row, "job_id", read_entry)


def scan_invoice_keys(client: DynamoDBClient, table: str) -> Iterator[tuple[str, InvoiceKey]]:
    """Every business key's partition and row, in any order, read consistently."""
    terms = Terms()
    only = terms.equal({"entry": keys.KEY})
    for row in _scan(client, table, FilterExpression=only, **terms.parameters()):
        yield row["job_id"], _read(row, "job_id", read_invoice_key)


def _movement(row: Row) -> Movement:
    exponent = Decimal(row["delta"]).as_tuple().exponent
    movement = read_movement(row, max(0, -exponent) if isinstance(exponent, int) else 0)
    if (row["item_id"], row["entry"]) != (keys.item_partition(movement.item), _entry(movement)):
        # It counts where it stands, and there no plan has put it.
        return dataclasses.replace(movement, item=f"{row['item_id']} {row['entry']}")
    return movement


def _entry(movement: Movement) -> str:
    return keys.movement(movement.seq, movement.job_id)


def _read(row: Row, partition: str, reader: Callable[[Row], R]) -> R:
    try:
        return reader(row)
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        detail = f"The row {row[partition]} {row['entry']} cannot be read ({type(error).__name__}: {error})."
        raise InvoiceplugError("INTERNAL", detail) from error


def _scan(client: DynamoDBClient, table: str, **only: Any) -> Iterator[Row]:
    scan: Callable[..., Any] = client.get_paginator("scan").paginate
    with busy_when_slow():
        for page in scan(TableName=table, ConsistentRead=True, **only):
            yield from map(to_row, page["Items"])
