"""DynamoDB: conditions, transactions with their token and their limits, consistent queries and late indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fake_aws.errors import cancelled, invalid, refusal
from fake_aws.reads import BATCH_KEYS, read_page, shown
from fake_aws.rows import FakeTable, Key, KeyInvalidError
from fake_aws.service import Answer, Given, Service, operation
from fake_aws.updates import UpdateImpossibleError
from fake_aws.values import Row, ValueInvalidError
from fake_aws.writes import Write, prepare

MAX_ACTIONS, MAX_TRANSACTION_BYTES = 100, 4 * 1024 * 1024
TOKEN_SECONDS, TOKEN_CHARACTERS = 600, 36

_EXPRESSION = "ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity"
_CONDITION = f"ConditionExpression ReturnValues ReturnValuesOnConditionCheckFailure {_EXPRESSION}"
_READ = f"ConsistentRead ProjectionExpression {_EXPRESSION}"
_PAGE = f"{_READ} IndexName FilterExpression Limit ExclusiveStartKey Select"


class FakeDynamoDB(Service):
    """The client of DynamoDB. `lag` is how many writes to a table its indexes are behind."""

    name = "dynamodb"
    pages = dict.fromkeys(("query", "scan"), (("ExclusiveStartKey",), ("LastEvaluatedKey",)))

    def __init__(self, cloud: Any) -> None:
        super().__init__(cloud)
        self.tables: dict[str, FakeTable] = {}
        self.lag = 0
        self.writes = 0  # how many rows were written so far
        self._tokens: dict[str, tuple[float, Any]] = {}

    def snapshot(self) -> Any:
        tables = {name: table.snapshot() for name, table in self.tables.items()}
        return tables, dict(self._tokens), self.lag, self.writes

    def restore(self, state: Any) -> None:
        tables, tokens, self.lag, self.writes = state
        self._tokens = dict(tokens)
        for name, table in tables.items():
            self.tables[name].restore(table)

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table, read behind everybody's back."""
        return (row for _, row in self.tables[table].rows())

    def make_table(self, request: Mapping[str, Any]) -> None:
        """A new empty table, of CreateTable's parameters."""
        self.tables[request["TableName"]] = FakeTable(request)

    @operation("TableName KeySchema AttributeDefinitions", "BillingMode GlobalSecondaryIndexes")
    def create_table(self, given: Given) -> Answer:
        self.make_table(given)
        return {"TableDescription": {"TableName": given["TableName"], "TableStatus": "ACTIVE"}}

    @operation("TableName Key", _READ)
    def get_item(self, given: Given) -> Answer:
        table = self._table("get_item", given)
        row = table.get(self._key("get_item", table, given["Key"]))
        return {} if row is None else {"Item": shown("get_item", given, row)}

    @operation("RequestItems", "ReturnConsumedCapacity")
    def batch_get_item(self, given: Given) -> Answer:
        found: dict[str, list[Any]] = {}
        count = 0
        for name, asked in given["RequestItems"].items():
            table = self._table("batch_get_item", {"TableName": name})
            keys = [self._key("batch_get_item", table, key) for key in asked["Keys"]]
            if len(set(keys)) < len(keys):
                raise invalid("batch_get_item", "Provided list of item keys contains duplicates")
            count += len(keys)
            rows = (row for key in keys if (row := table.get(key)) is not None)
            found[name] = [shown("batch_get_item", asked, row) for row in rows]
        if not 1 <= count <= BATCH_KEYS:
            raise invalid("batch_get_item", "Too many items requested for the BatchGetItem call")
        return {"Responses": found, "UnprocessedKeys": {}}

    @operation("TableName Item", _CONDITION)
    def put_item(self, given: Given) -> Answer:
        return self._single("Put", given)

    @operation("TableName Key", f"UpdateExpression {_CONDITION}")
    def update_item(self, given: Given) -> Answer:
        return self._single("Update", given)

    @operation("TableName Key", _CONDITION)
    def delete_item(self, given: Given) -> Answer:
        return self._single("Delete", given)

    @operation("TableName KeyConditionExpression", f"ScanIndexForward {_PAGE}")
    def query(self, given: Given) -> Answer:
        return read_page("query", self._table("query", given), given, self.lag)

    @operation("TableName", _PAGE)
    def scan(self, given: Given) -> Answer:
        return read_page("scan", self._table("scan", given), given, self.lag)

    @operation("TransactItems", "ClientRequestToken ReturnConsumedCapacity ReturnItemCollectionMetrics")
    def transact_write_items(self, given: Given) -> Answer:
        writes = self._prepared(given["TransactItems"])
        token = given.get("ClientRequestToken")
        if token is not None and self._is_repeated(token, given["TransactItems"]):
            return {}
        made = _decide(writes)
        for write, (_, new) in zip(writes, made, strict=True):
            if write.change is not None:
                self._store(write, new)
        if token is not None:
            self._tokens[token] = (self.cloud.clock.seconds, given["TransactItems"])
        return {}

    def _prepared(self, actions: list[Any]) -> list[Write]:
        if not 1 <= len(actions) <= MAX_ACTIONS:
            message = "Member must have length less than or equal to 100"
            raise invalid("transact_write_items", f"Value at 'transactItems' failed to satisfy constraint: {message}")
        writes = []
        for action in actions:
            ((kind, given),) = action.items()
            writes.append(prepare(kind, self._table("transact_write_items", given), given))
        if len({(write.table.name, write.key) for write in writes}) < len(writes):
            message = "Transaction request cannot include multiple operations on one item"
            raise invalid("transact_write_items", message)
        if sum(write.size for write in writes) > MAX_TRANSACTION_BYTES:
            raise invalid("transact_write_items", "Collection size of items exceeds the limit of 4 MB")
        return writes

    def _is_repeated(self, token: str, actions: list[Any]) -> bool:
        if not 1 <= len(token) <= TOKEN_CHARACTERS:
            message = f"Member must have length less than or equal to {TOKEN_CHARACTERS}"
            raise invalid("transact_write_items", f"'clientRequestToken' failed to satisfy constraint: {message}")
        made_at, earlier = self._tokens.get(token, (float("-inf"), None))
        if self.cloud.clock.seconds - made_at >= TOKEN_SECONDS:
            return False
        if earlier != actions:
            message = "The token was used with other parameters within the last ten minutes"
            raise refusal("transact_write_items", "IdempotentParameterMismatchException", message)
        return True

    def _single(self, kind: str, given: Given) -> Answer:
        name = f"{kind.lower()}_item"
        write = prepare(kind, self._table(name, given), given)
        old = write.table.get(write.key)
        if write.holds is not None and not write.holds(old or {}):
            more = {"Item": dict(old)} if write.show_old and old is not None else {}
            raise refusal(name, "ConditionalCheckFailedException", "The conditional request failed", **more)
        try:
            new = write.change(old) if write.change else None
        except (UpdateImpossibleError, ValueInvalidError, KeyInvalidError) as error:
            raise invalid(name, str(error)) from error
        self._store(write, new)
        return _returned(given.get("ReturnValues", "NONE"), old, new)

    def _store(self, write: Write, new: Row | None) -> None:
        write.table.put(write.key, new)
        self.writes += 1

    def _table(self, name: str, given: Mapping[str, Any]) -> FakeTable:
        table = self.tables.get(given["TableName"])
        if table is None:
            raise refusal(name, "ResourceNotFoundException", "Requested resource not found")
        return table

    def _key(self, name: str, table: FakeTable, given: Mapping[str, Any]) -> Key:
        try:
            return table.key(given)
        except KeyInvalidError as error:
            raise invalid(name, str(error)) from error


def _decide(writes: list[Write]) -> list[tuple[Row | None, Row | None]]:
    made: list[tuple[Row | None, Row | None]] = []
    reasons: list[dict[str, Any]] = []
    for write in writes:
        old = write.table.get(write.key)
        reason: dict[str, Any] = {"Code": "None"}
        if write.holds is not None and not write.holds(old or {}):
            shown_ = {"Item": dict(old)} if write.show_old and old is not None else {}
            reason = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", **shown_}
        else:
            try:
                made.append((old, write.change(old) if write.change else old))
            except (UpdateImpossibleError, ValueInvalidError, KeyInvalidError) as error:
                reason = {"Code": "ValidationError", "Message": str(error)}
        reasons.append(reason)
    if len(made) < len(writes):
        raise cancelled("transact_write_items", reasons)
    return made


def _returned(wanted: str, old: Row | None, new: Row | None) -> Answer:
    if wanted == "ALL_OLD":
        return {} if old is None else {"Attributes": dict(old)}
    if wanted == "ALL_NEW":
        return {} if new is None else {"Attributes": dict(new)}
    if wanted in ("UPDATED_NEW", "UPDATED_OLD"):
        rows = (new or {}, old or {}) if wanted == "UPDATED_NEW" else (old or {}, new or {})
        return {"Attributes": {name: value for name, value in rows[0].items() if rows[1].get(name) != value}}
    return {}
