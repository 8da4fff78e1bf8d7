"""What is stored at one moment, read straight from the fake's tables and bucket, past every gateway."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import unquote

from fake_aws.cloud import BUCKET, START, FakeCloud

Row = dict[str, Any]
_PREFIX = "T#default#"


@dataclass(slots=True)
class Books:
    """The rows by what they are about; numbers are Decimal."""

    jobs: dict[str, Row] = field(default_factory=dict)
    events: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    slots: list[Row] = field(default_factory=list)
    items: dict[str, Row] = field(default_factory=dict)
    movements: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    mappings: dict[tuple[str, str], Row] = field(default_factory=dict)  # by partition and entry
    entries: dict[tuple[str, str], Row] = field(default_factory=dict)  # by job and kind
    invoice_keys: dict[str, Row] = field(default_factory=dict)  # by partition
    stock: Row = field(default_factory=lambda: {"seq": Decimal(0)})
    objects: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # by key, every version, oldest first
    tasks: tuple[Any, ...] = ()  # as ECS shows them
    at: datetime = START

    def plan(self, entry: Row) -> dict[str, Any]:
        """The stored plan that a row of the ledger names."""
        return document(self.body(entry["plan_key"]))

    def body(self, key: str) -> bytes:
        """The bytes of an object that was written once."""
        (version,) = self.objects[key]
        body: bytes = version.body
        return body

    def open_entry(self) -> Row | None:
        """The change that is under way, if any."""
        open_ = [entry for entry in self.entries.values() if entry["next"] < entry["chunks"]]
        assert len(open_) <= 1, f"two changes under way: {[entry['id'] for entry in open_]}"
        return open_[0] if open_ else None


@cache
def document(body: bytes) -> dict[str, Any]:
    """A stored JSON document; not to be changed."""
    found: dict[str, Any] = json.loads(body)
    return found


class Reader:
    """Reads books again and again; a row that did not change is decoded once."""

    def __init__(self) -> None:
        self._decoded: dict[int, tuple[Any, Row]] = {}  # by identity, and the row itself so that it stays alive

    def read(self, cloud: FakeCloud) -> Books:
        """The books of this moment."""
        s3, dynamodb = cloud.s3, cloud.dynamodb
        objects = {key: s3.versions(BUCKET, key) for key in s3.keys(BUCKET)}
        books = Books(objects=objects, tasks=tuple(cloud.ecs.tasks), at=cloud.clock.now())
        for attributes in dynamodb.rows("jobs"):
            _file_job_row(books, self._row(attributes))
        for attributes in dynamodb.rows("inventory"):
            _file_inventory_row(books, self._row(attributes))
        for attributes in dynamodb.rows("apply-ledger"):
            _file_ledger_row(books, self._row(attributes))
        return books

    def _row(self, attributes: dict[str, Any]) -> Row:
        known = self._decoded.get(id(attributes))
        if known is not None and known[0] is attributes:
            return known[1]
        row = {name: _value(attribute) for name, attribute in attributes.items()}
        if len(self._decoded) > 100_000:
            self._decoded.clear()
        self._decoded[id(attributes)] = attributes, row
        return row


def _file_job_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["job_id"])
    if kind == "slots":
        books.slots.append(row)
    elif kind == "job" and row["entry"] == "job":
        books.jobs[name] = row
    elif kind == "job":
        books.events[name].append(row)


def _file_inventory_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["item_id"])
    if kind == "map":
        books.mappings[(row["item_id"], row["entry"])] = row
    elif row["entry"] == "total":
        books.items[name] = row
    else:
        books.movements[name].append(row)


def _file_ledger_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["job_id"])
    if kind == "stock":
        books.stock = row
    elif kind == "invoice":
        books.invoice_keys[row["job_id"]] = row
    else:
        books.entries[(name, row["entry"])] = row


@cache
def _partition(key: str) -> tuple[str, str]:
    kind, _, name = key.removeprefix(_PREFIX).partition("#")
    return kind, unquote(name)


def _value(attribute: dict[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    if kind == "N":
        return Decimal(value)
    if kind == "M":
        return {name: _value(member) for name, member in value.items()}
    return [_value(member) for member in value] if kind == "L" else value
