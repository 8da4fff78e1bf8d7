"""What DynamoDB takes: request units of every call, and what one partition may have of them in a second.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html,
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from explorer.faults import touched_keys
from fake_aws.cloud import FakeCloud
from fake_aws.rows import FakeTable, Key
from fake_aws.service import Call
from fake_aws.values import Row

WRITE_BYTES, READ_BYTES = 1024, 4096
MOST_OF_A_PARTITION = {"write": 1000, "read": 3000}
TRANSACTION = 2  # times of what the same write alone takes
WRITES = ("put_item", "update_item", "delete_item", "transact_write_items")

Place = tuple[str, ...]  # table or index, and a value of its partition key


class Capacity:
    """Counts request units; strict: no credit for seconds in which a partition was idle."""

    def __init__(self, cloud: FakeCloud) -> None:
        self.units = {"write": 0.0, "read": 0.0}
        self.busiest: dict[str, tuple[float, Place]] = {"write": (0.0, ()), "read": (0.0, ())}
        self._cloud = cloud
        self._second = -1
        self._spent: dict[tuple[str, Place], float] = {}  # in this second

    def has_room(self, call: Call) -> bool:
        """Whether no partition of the call is used up in this second."""
        self._pass_time()
        kind = "write" if call.operation in WRITES else "read"
        return all(self._spent.get((kind, place), 0.0) < MOST_OF_A_PARTITION[kind] for place in self._places(call))

    def spend(self, call: Call, effect: Callable[[], Any]) -> Any:
        """What the call answers; refusals of conditions are paid, too."""
        if call.operation not in WRITES:
            answer = effect()
            self._read(call, answer)
            return answer
        rows = rows_of(self._cloud, call)
        before = [table.get(key) for table, key in rows]
        try:
            return effect()
        finally:
            times = TRANSACTION if call.operation == "transact_write_items" else 1
            for (table, key), old in zip(rows, before, strict=True):
                self._written(table, old, table.get(key), times)

    def _read(self, call: Call, answer: Mapping[str, Any]) -> None:
        given = call.parameters
        found = {given.get("TableName", ""): answer.get("Items", [answer["Item"]] if "Item" in answer else [])}
        found |= answer.get("Responses", {})
        sizes = [self._size(name, item) for name, items in found.items() for item in items]
        share = 1.0 if given.get("ConsistentRead") else 0.5
        if call.operation == "query":
            sizes = [sum(sizes)]  # its page, not each of its items, is rounded up
        units = share * sum(max(1, math.ceil(size / READ_BYTES)) for size in sizes or [0])
        places = self._places(call)
        for place in places:
            self._count("read", place, units / len(places))

    def _written(self, table: FakeTable, old: Row | None, new: Row | None, times: int) -> None:
        units = times * max(_units(old), _units(new))
        row = new or old
        self._count("write", (table.name, _text(row, table.partition) if row else ""), units)
        if new is not old:
            for name, index in table.indexes.items():
                shown = [row for row in (old, new) if row and index.partition in row and index.sort in row]
                moved = len({(_text(row, index.partition), _text(row, index.sort)) for row in shown}) > 1
                for row in shown if moved else shown[-1:]:
                    self._count("write", (name, _text(row, index.partition)), _units(row))

    def _count(self, kind: str, place: Place, units: float) -> None:
        self._pass_time()
        self.units[kind] += units
        spent = self._spent[kind, place] = self._spent.get((kind, place), 0.0) + units
        if spent > self.busiest[kind][0]:
            self.busiest[kind] = spent, place

    def _pass_time(self) -> None:
        second = int(self._cloud.clock.seconds)
        if second != self._second:
            self._second = second
            self._spent.clear()

    def _places(self, call: Call) -> list[Place]:
        given = call.parameters
        if call.operation == "query":
            return [(given.get("IndexName", given["TableName"]), str(given["ExpressionAttributeValues"][":v0"]["S"]))]
        if call.operation == "batch_get_item":
            asked = given["RequestItems"].items()
            return [(name, _text(key, self._table(name).partition)) for name, each in asked for key in each["Keys"]]
        return [(table.name, key[0]) for table, key in rows_of(self._cloud, call)]

    def _size(self, table: str, item: Mapping[str, Any]) -> int:
        rows = self._table(table)
        row = rows.get((_text(item, rows.partition), _text(item, rows.sort)))
        return row.size if row is not None else 0

    def _table(self, name: str) -> FakeTable:
        return self._cloud.dynamodb.tables[name]


def rows_of(cloud: FakeCloud, call: Call) -> list[tuple[FakeTable, Key]]:
    """Table and key of every row that a read or a write of single rows names."""
    named = [(cloud.dynamodb.tables[name], row) for name, row in touched_keys(call)]
    return [(table, (_text(row, table.partition), _text(row, table.sort))) for table, row in named]


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row[name]["S"])


def _units(row: Row | None) -> int:
    return max(1, math.ceil(row.size / WRITE_BYTES)) if row is not None else 1
