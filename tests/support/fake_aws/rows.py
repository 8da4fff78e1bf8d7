"""One DynamoDB table in memory: its rows by key, and what its indexes show, which may be late."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from fake_aws.values import Row

MAX_LAG = 64  # writes that an index may be behind
MAX_ROW_BYTES = 400 * 1024

Key = tuple[str, str]
Position = tuple[str, ...]  # where a row stands in the order of what is read


class KeyInvalidError(Exception):
    """A key that does not fit the table; the message is DynamoDB's."""


class Index(NamedTuple):
    """A global secondary index over two attributes that hold texts."""

    partition: str
    sort: str


class FakeTable:
    """Rows by partition and sort key, both texts."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.name: str = request["TableName"]
        self.partition, self.sort = _schema(request["KeySchema"])
        indexes = request.get("GlobalSecondaryIndexes", [])
        self.indexes = {index["IndexName"]: Index(*_schema(index["KeySchema"])) for index in indexes}
        self._indexed = {name for index in self.indexes.values() for name in index}
        self.partitions: dict[str, dict[str, Row]] = {}
        self._written: deque[tuple[Key, Row | None]] = deque(maxlen=MAX_LAG)
        self._listed: dict[Index, dict[str, dict[Key, Row]]] = {}  # rows by partition, of indexes that were asked

    def snapshot(self) -> Any:
        return {key: dict(rows) for key, rows in self.partitions.items()}, tuple(self._written)

    def restore(self, state: Any) -> None:
        partitions, written = state
        self.partitions = {key: dict(rows) for key, rows in partitions.items()}
        self._written = deque(written, maxlen=MAX_LAG)
        self._listed = {}

    def key(self, given: Mapping[str, Any]) -> Key:
        """The key of a request's `Key`. Raises KeyInvalidError."""
        if len(given) != 2 or self.partition not in given or self.sort not in given:
            raise KeyInvalidError("The provided key element does not match the schema")
        return _text(given[self.partition], 2048), _text(given[self.sort], 1024)

    def key_of(self, row: Mapping[str, Any]) -> Key:
        """The key of a whole item, whose indexed attributes are checked too. Raises KeyInvalidError."""
        for name in (self.partition, self.sort):
            if name not in row:
                raise KeyInvalidError(f"One or more parameter values were invalid: Missing the key {name} in the item")
        self.check_indexed(row)
        return _text(row[self.partition], 2048), _text(row[self.sort], 1024)

    def check_indexed(self, row: Mapping[str, Any]) -> None:
        """Raises KeyInvalidError when an attribute of an index is no text."""
        for name in self._indexed:
            if name in row:
                _text(row[name], 1024)

    def get(self, key: Key) -> Row | None:
        return self.partitions.get(key[0], {}).get(key[1])

    def put(self, key: Key, row: Row | None) -> None:
        """Stores the row in its place, or takes the one there away."""
        rows = self.partitions.setdefault(key[0], {})
        old = rows.get(key[1])
        self._written.append((key, old))
        for index, listed in self._listed.items():
            _list(index, listed, key, old, row)
        if row is not None:
            rows[key[1]] = row
        else:
            rows.pop(key[1], None)
            if not rows:
                del self.partitions[key[0]]

    def rows(self) -> Iterator[tuple[Key, Row]]:
        """Every row as it is now, in no order."""
        for partition, rows in self.partitions.items():
            for sort, row in rows.items():
                yield (partition, sort), row

    def in_order(self) -> list[tuple[Position, Row]]:
        """Every row by its key: what a scan reads."""
        return sorted(self.rows(), key=_position)

    def in_partition(self, partition: str) -> list[tuple[Position, Row]]:
        """The rows of a partition by their sort key."""
        rows = self.partitions.get(partition, {})
        return [((sort,), rows[sort]) for sort in sorted(rows)]

    def in_index(self, index: Index, partition: str | None, lag: int) -> list[tuple[Position, Row]]:
        """The rows of an index's partition (None: of all), as they were so many writes ago, by their sort attribute."""
        if partition is not None and not lag:
            rows: Iterable[tuple[Key, Row]] = self._in_list(index).get(partition, {}).items()
        else:
            shown = (pair for pair in self._as_of(lag) if _is_in(index, pair[1]))
            rows = (pair for pair in shown if partition in (None, pair[1][index.partition]["S"]))
        return sorted((((row[index.sort]["S"], *key), row) for key, row in rows), key=_position)

    def key_attributes(self, position: Position, row: Mapping[str, Any], index: Index | None) -> dict[str, Any]:
        """LastEvaluatedKey of a row."""
        names = (self.partition, self.sort, *(index or ()))
        return {name: row[name] for name in names}

    def position(self, given: Mapping[str, Any], index: Index | None, *, whole: bool) -> Position:
        """Where ExclusiveStartKey stands; `whole` when partitions are read one after the other."""
        try:
            partition, sort = given[self.partition]["S"], given[self.sort]["S"]
            if index is not None:
                return given[index.sort]["S"], partition, sort
        except KeyError as error:
            raise KeyInvalidError("The provided starting key is invalid") from error
        return (partition, sort) if whole else (sort,)

    def _in_list(self, index: Index) -> dict[str, dict[Key, Row]]:
        """The index's rows by its partitions, kept from the first time on: to look at every row each time is slow."""
        if index not in self._listed:
            listed = self._listed[index] = {}
            for key, row in self.rows():
                _list(index, listed, key, None, row)
        return self._listed[index]

    def _as_of(self, lag: int) -> Iterable[tuple[Key, Row]]:
        if not lag:
            yield from self.rows()
            return
        undone = dict(reversed(list(self._written)[-lag:]))
        yield from ((key, row) for key, row in self.rows() if key not in undone)
        yield from ((key, row) for key, row in undone.items() if row is not None)


def _is_in(index: Index, row: Row) -> bool:
    return index.sort in row and index.partition in row


def _list(index: Index, listed: dict[str, dict[Key, Row]], key: Key, old: Row | None, new: Row | None) -> None:
    """Puts the new row of a key in the place of the old one."""
    if old is not None and _is_in(index, old):
        del listed[old[index.partition]["S"]][key]
    if new is not None and _is_in(index, new):
        listed.setdefault(new[index.partition]["S"], {})[key] = new


def _schema(given: list[dict[str, str]]) -> tuple[str, str]:
    names = {each["KeyType"]: each["AttributeName"] for each in given}
    return names["HASH"], names["RANGE"]


def _position(pair: tuple[Position, Row]) -> Position:
    return pair[0]


def _text(attribute: Mapping[str, Any], most: int) -> str:
    text = attribute.get("S")
    if not isinstance(text, str):
        raise KeyInvalidError("The provided key element does not match the schema")
    if not text:
        what = "The AttributeValue for a key attribute cannot contain an empty string value."
        raise KeyInvalidError(f"One or more parameter values are not valid. {what}")
    if len(text) * 4 > most and len(text.encode()) > most:
        raise KeyInvalidError(f"One or more parameter values were invalid: Size of key has exceeded {most} bytes")
    return text
