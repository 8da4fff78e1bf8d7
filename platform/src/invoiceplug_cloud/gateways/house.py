"""The switches and counters of the whole house, in the table jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Accepting, Day
from invoiceplug_cloud.gateways.day_rows import day_key
from invoiceplug_cloud.gateways.rows import to_attributes, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoHouse:
    """The port `House` on DynamoDB."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def accepting(self) -> Accepting:
        """Whether new jobs are taken; yes while nobody said otherwise."""
        row = self._row(_switch())
        return Accepting(row.get("accepting", True), row.get("reason"))

    @busy_when_slow()
    def accept(self, accepting: Accepting) -> None:
        """Turns the switch."""
        told = to_attributes({"accepting": accepting.accepting, "reason": accepting.reason})
        self._client.put_item(TableName=self._table, Item={**_switch(), **told})

    def day(self, day: str) -> Day:
        """What was taken on that day so far."""
        row = self._row(day_key(day))
        return Day(day, jobs=row.get("jobs", 0), pages=row.get("pages", 0))

    @busy_when_slow()
    def _row(self, key: dict[str, Any]) -> dict[str, Any]:
        found = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True)
        return to_row(found.get("Item", {}))


def _switch() -> dict[str, Any]:
    return to_attributes({"job_id": keys.settings_partition(), "entry": keys.SETTINGS})
