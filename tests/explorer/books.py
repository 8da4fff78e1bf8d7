"""What is stored at one moment, read straight from the fake's tables and bucket, past every gateway."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import unquote

from explorer.faults import Call, touched_keys
from fake_aws.cloud import BUCKET, DEAD_LETTERS, DISPATCH_QUEUE, START, FakeCloud

Row = dict[str, Any]
_PREFIX = "T#default#"


@dataclass(slots=True)
class Books:
    """The rows by what they are about; numbers are Decimal."""

    jobs: dict[str, Row] = field(default_factory=dict)
    events: dict[str, dict[str, Row]] = field(default_factory=dict)  # by job and entry
    slots: dict[str, Row] = field(default_factory=dict)
    items: dict[str, Row] = field(default_factory=dict)
    movements: dict[str, dict[str, Row]] = field(default_factory=dict)  # by item and entry
    mappings: dict[tuple[str, str], Row] = field(default_factory=dict)  # by partition and entry
    entries: dict[tuple[str, str], Row] = field(default_factory=dict)  # by job and kind
    invoice_keys: dict[str, Row] = field(default_factory=dict)  # by partition
    stock: Row = field(default_factory=lambda: {"seq": Decimal(0)})
    objects: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # by key, every version, oldest first
    tasks: tuple[Any, ...] = ()  # as ECS shows them
    in_line: frozenset[tuple[str, int]] = frozenset()  # attempts whose message is in the queue, or with a worker
    buried: frozenset[tuple[str, int]] = frozenset()  # attempts with a dead letter
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
        books = _beside(Books(), cloud)
        for table in TABLES:
            for attributes in cloud.dynamodb.rows(table):
                self._file(books, table, attributes)
        return books

    def read_after(self, before: Books, call: Call, cloud: FakeCloud) -> Books:
        """The books of this moment, when nothing but that call has happened since; `before` stays as it is."""
        books = _beside(replace(before), cloud)
        for table, attributes in touched_keys(call):
            rows = cloud.dynamodb.tables[table]
            row = rows.get((attributes[rows.partition]["S"], attributes[rows.sort]["S"]))
            if row is not None:
                self._file(books, table, row)
        return books

    def _file(self, books: Books, table: str, attributes: dict[str, Any]) -> None:
        _FILED[table](books, self._row(attributes))

    def _row(self, attributes: dict[str, Any]) -> Row:
        known = self._decoded.get(id(attributes))
        if known is not None and known[0] is attributes:
            return known[1]
        row = {name: _value(attribute) for name, attribute in attributes.items()}
        if len(self._decoded) > 100_000:
            self._decoded.clear()
        self._decoded[id(attributes)] = attributes, row
        return row


def _beside(books: Books, cloud: FakeCloud) -> Books:
    s3 = cloud.s3
    books.objects = {key: s3.versions(BUCKET, key) for key in s3.keys(BUCKET)}
    books.tasks, books.at = tuple(cloud.ecs.tasks), cloud.clock.now()
    books.in_line, books.buried = _named(cloud, DISPATCH_QUEUE), _named(cloud, DEAD_LETTERS)
    return books


def _named(cloud: FakeCloud, queue: str) -> frozenset[tuple[str, int]]:
    bodies = (json.loads(message.body) for message in cloud.sqs.messages(queue))
    return frozenset((body["job_id"], body["attempt"]) for body in bodies)


# Books share what did not change: what changes is always a new dict.


def _file_job_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["job_id"])
    if kind == "slots":
        books.slots = {**books.slots, row["entry"]: row}
    elif kind == "job" and row["entry"] == "job":
        books.jobs = {**books.jobs, name: row}
    elif kind == "job":
        books.events = {**books.events, name: {**books.events.get(name, {}), row["entry"]: row}}


def _file_inventory_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["item_id"])
    if kind == "map":
        books.mappings = {**books.mappings, (row["item_id"], row["entry"]): row}
    elif row["entry"] == "total":
        books.items = {**books.items, name: row}
    else:
        books.movements = {**books.movements, name: {**books.movements.get(name, {}), row["entry"]: row}}


def _file_ledger_row(books: Books, row: Row) -> None:
    kind, name = _partition(row["job_id"])
    if kind == "stock":
        books.stock = row
    elif kind == "invoice":
        books.invoice_keys = {**books.invoice_keys, row["job_id"]: row}
    else:
        books.entries = {**books.entries, (name, row["entry"]): row}


_FILED = {"jobs": _file_job_row, "inventory": _file_inventory_row, "apply-ledger": _file_ledger_row}
TABLES = tuple(_FILED)


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
