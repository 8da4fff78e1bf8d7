"""What items, movements and the row that orders all stock changes look like, and the actions that change them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Item, Movement, StockChange, StockSeq
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes

Action = dict[str, Any]

_MOVEMENT_FIELDS = tuple(field.name for field in dataclasses.fields(Movement))


def item_key(item: str) -> dict[str, Any]:
    """The key of an item's total."""
    return to_attributes({"item_id": keys.item_partition(item), "entry": keys.TOTAL})


def item_row(item: Item) -> Row:
    """The total of an item without its key; `found_by` is what a search looks into."""
    row: Row = {field.name: getattr(item, field.name) for field in dataclasses.fields(Item)}
    return {**row, "listing": keys.listing(), "found_by": found_by(item)}


def found_by(item: Item) -> str:
    """Id and name of an item in the form in which texts are compared."""
    return keys.folded(f"{item.item} {item.name}")


def read_item(row: Mapping[str, Any]) -> Item:
    """The item of a total's row, its quantity at the item's scale (DynamoDB trims zeros)."""
    fields = {field.name: row[field.name] for field in dataclasses.fields(Item)}
    return Item(**{**fields, "on_hand": at_scale(row["on_hand"], row["scale"])})


def read_movement(row: Mapping[str, Any], scale: int) -> Movement:
    """The movement of a row, its quantity at the item's scale."""
    fields = {name: row[name] for name in _MOVEMENT_FIELDS if name in row}
    fields |= {"delta": at_scale(row["delta"], scale), "lines": tuple(row["lines"])}
    if "unit_cost" in row:
        fields["unit_cost"] = Decimal(row["unit_cost"])
    return Movement(**fields)


def at_scale(number: int | Decimal, scale: int) -> Decimal:
    """The number with that many decimal places; it never has more."""
    return Decimal(number).quantize(Decimal(1).scaleb(-scale))


def put_item(table: str, item: Item) -> Action:
    """The action that creates an item's total, unless it exists."""
    return _put_new(table, {**item_key(item.item), **to_attributes(item_row(item))}, "item_id")


def put_movement(table: str, movement: Movement) -> Action:
    """The action that adds a movement. The unit cost is text: a number would lose its printed scale."""
    cost = None if movement.unit_cost is None else str(movement.unit_cost)
    row = {name: getattr(movement, name) for name in _MOVEMENT_FIELDS} | {"unit_cost": cost}
    row["item_id"] = keys.item_partition(movement.item)
    row["entry"] = keys.movement(movement.seq, movement.job_id)
    return _put_new(table, to_attributes(row), "item_id")


def change_item(table: str, change: StockChange) -> Action:
    """The action that changes an item's total, if it is what it was when the change was planned."""
    terms = Terms()
    movement = change.movement
    values = {"on_hand": change.before + movement.delta, "updated_at": movement.at}
    update = {
        "TableName": table,
        "Key": item_key(movement.item),
        "UpdateExpression": terms.assign(values),
        "ConditionExpression": terms.equal({"on_hand": change.before}),
    }
    return {"Update": {**update, **terms.parameters()}}


def move_item(table: str, movement: Movement) -> Action:
    """The action that adds a movement's change to its item's total, whatever that is: the stock is held for it."""
    terms = Terms()
    on_hand = terms.name("on_hand")
    assigned = terms.assign({"updated_at": movement.at})
    update = {
        "TableName": table,
        "Key": item_key(movement.item),
        "UpdateExpression": f"{assigned}, {on_hand} = {on_hand} + {terms.value(movement.delta)}",
    }
    return {"Update": {**update, **terms.parameters()}}


def raise_sequence(table: str, stock: StockSeq, *, holder: str | None = None) -> Action:
    """The action that takes the next number of all stock changes, if it is free and no job holds the stock.

    `holder` is the job that holds the stock from then on, until `let_go`.
    """
    terms = Terms()
    unchanged = terms.equal({"seq": stock.seq}) if stock.seq else terms.absent("seq")
    update = {
        "TableName": table,
        "Key": stock_key(),
        "UpdateExpression": terms.assign({"seq": stock.seq + 1, "holder": holder}),
        "ConditionExpression": f"{unchanged} AND {terms.absent('holder')}",
    }
    return {"Update": {**update, **terms.parameters()}}


def let_go(table: str, holder: str) -> Action:
    """The action that ends a job's hold on the stock."""
    terms = Terms()
    update = {
        "TableName": table,
        "Key": stock_key(),
        "UpdateExpression": f"REMOVE {terms.name('holder')}",
        "ConditionExpression": terms.equal({"holder": holder}),
    }
    return {"Update": {**update, **terms.parameters()}}


def stock_key() -> dict[str, Any]:
    """The key of the row that orders all stock changes."""
    return to_attributes({"job_id": keys.stock_partition(), "entry": keys.STOCK})


def _put_new(table: str, attributes: Mapping[str, Any], partition: str) -> Action:
    terms = Terms()
    condition = terms.absent(partition)
    return {"Put": {"TableName": table, "Item": attributes, "ConditionExpression": condition, **terms.parameters()}}
