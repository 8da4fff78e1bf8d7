"""The table inventory: items and their movements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Item, Mapping, Movement, StockSeq
from invoiceplug_cloud.gateways import mappings
from invoiceplug_cloud.gateways.batch import get_rows
from invoiceplug_cloud.gateways.patience import Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Row, Terms, to_row
from invoiceplug_cloud.gateways.scans import scan_items, scan_movements
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.stock_rows import (
    found_by,
    item_key,
    put_item,
    put_movement,
    raise_sequence,
    read_item,
    read_movement,
)
from invoiceplug_cloud.gateways.transactions import ConditionFailedError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOVEMENTS_SHOWN = 1000


class DynamoInventory:
    """The port `Inventory` on DynamoDB."""

    def __init__(self, client: DynamoDBClient, *, inventory: str, ledger: str = "", pause: Pause = full_jitter) -> None:
        """`ledger` is needed only by who creates items: the row that orders stock changes stands there."""
        self._client = client
        self._table, self._ledger = inventory, ledger
        self._pause = pause
        self._transactions = Transactions(client, pause=pause)

    def items(self, ids: list[str]) -> dict[str, Item]:
        """Those of the items that exist, read consistently."""
        rows = get_rows(self._client, self._table, [item_key(item) for item in dict.fromkeys(ids)], pause=self._pause)
        return {item.item: item for item in map(read_item, rows)}

    def item(self, item: str) -> tuple[Item, list[Movement]] | None:
        """An item and its newest thousand movements, newest first, in one consistent query."""
        terms = Terms()
        condition = terms.equal({"item_id": keys.item_partition(item)})
        # `total` comes after every `move#…`, so backwards it is the first row.
        rows = self._query(terms, condition, ConsistentRead=True, ScanIndexForward=False)
        total = next(rows, None)
        if total is None:
            return None
        found = read_item(total)
        return found, [read_movement(row, found.scale) for row in islice(rows, MOVEMENTS_SHOWN)]

    def opening(self, item: str) -> Movement | None:
        """The item's first movement; None when there is no such item."""
        terms = Terms()
        condition = terms.equal({"item_id": keys.item_partition(item)})
        rows = self._query(terms, condition, ConsistentRead=True, Limit=1)
        first = next(rows, None)
        total = self.items([item]).get(item)
        return None if first is None or total is None else read_movement(first, total.scale)

    def search(
        self, query: str, *, limit: int, after: str | None, backwards: bool = False
    ) -> tuple[list[Item], str | None]:
        """Items whose id or name contains the text, whatever the case, by id, and the last id when there are more."""
        terms = Terms()
        condition = terms.equal({"listing": keys.listing()})
        if after:
            condition += f" AND {terms.name('item')} {'<' if backwards else '>'} {terms.value(after)}"
        wanted = keys.folded(query)
        only = {"FilterExpression": f"contains({terms.name('found_by')}, {terms.value(wanted)})"} if wanted else {}
        rows = self._query(terms, condition, IndexName="totals", ScanIndexForward=not backwards, **only)
        page = [read_item(row) for row in islice(rows, limit + 1)]
        return page[:limit], page[limit - 1].item if len(page) > limit else None

    def create(self, item: Item, opening: Movement, stock: StockSeq) -> bool:
        """Creates the item with its opening movement and raises the sequence; False when it exists."""
        actions = [
            put_item(self._table, item),
            raise_sequence(self._ledger, stock),
            put_movement(self._table, opening),
        ]
        try:
            self._transactions.write(actions)
        except ConditionFailedError as failed:
            if failed.action == 0:
                return False
            raise InvoiceplugError("STALE_PREVIEW", "Other stock changed meanwhile.", seq=stock.seq) from failed
        return True

    @busy_when_slow()
    def rename(self, item: Item) -> None:
        """Changes name and unit of an existing item, never its quantity or scale; REQUEST_INVALID without it."""
        terms = Terms()
        values = {"name": item.name, "unit": item.unit, "updated_at": item.updated_at, "found_by": found_by(item)}
        update = terms.assign(values)
        condition = terms.present("item_id")
        try:
            self._client.update_item(
                TableName=self._table,
                Key=item_key(item.item),
                UpdateExpression=update,
                ConditionExpression=condition,
                **terms.parameters(),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            raise InvoiceplugError("REQUEST_INVALID", f"There is no item {item.item}.", item=item.item) from error

    def mappings(self, vendor_id: str, articles: list[tuple[str, str]]) -> dict[tuple[str, str], list[Mapping]]:
        """For each (vendor_sku, uom) what it maps to, by item, tombstones among them, read consistently."""
        return mappings.find(self._client, self._table, vendor_id, articles)

    def totals(self) -> Iterator[Item]:
        """Every item, in any order, read consistently; for the audit."""
        return scan_items(self._client, self._table)

    def movements(self) -> Iterator[Movement]:
        """Every movement of every item, in any order, read consistently; for the audit."""
        return scan_movements(self._client, self._table)

    def learn(self, mappings_: list[Mapping]) -> None:
        """Stores them idempotently; a newer version is never overwritten by an older one."""
        mappings.learn(self._transactions, self._table, mappings_)

    def teach(self, mapping: Mapping) -> bool:
        """Stores what a person says, over any lesson up to its version; False when a newer one is there."""
        return mappings.store(self._client, self._table, mapping, over_equal=True)

    def vendor_mappings(self, vendor_id: str, *, limit: int, after: str | None) -> tuple[list[Mapping], str | None]:
        """What is known of a vendor's articles, tombstones left out, by article, and where to go on."""
        return mappings.page(self._client, self._table, vendor_id, limit, after)

    def _query(self, terms: Terms, condition: str, **more: Any) -> Iterator[Row]:
        query: Callable[..., Any] = self._client.get_paginator("query").paginate
        with busy_when_slow():
            for page in query(TableName=self._table, KeyConditionExpression=condition, **terms.parameters(), **more):
                yield from map(to_row, page["Items"])
