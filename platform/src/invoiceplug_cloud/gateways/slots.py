"""The places of live tasks: a fixed number of rows of the table jobs, counted from nowhere else.

A counter would leak with every crash between a start and its end. A row names the attempt it is taken by and the time
until which it is: what nobody gives back comes back by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoSlots:
    """The port `Slots` on DynamoDB."""

    def __init__(self, client: DynamoDBClient, table: str, *, count: int) -> None:
        self._client = client
        self._table = table
        self._count = count

    def take(self, job_id: str, attempt: int, *, at: str, until: str) -> bool:
        """Whether the attempt has a place, be it taken now or before."""
        rows = {row["entry"]: row for row in self._rows()}
        if any(_is_of(row, job_id, attempt) and row["until"] > at for row in rows.values()):
            return True
        places = [keys.slot(number) for number in range(self._count)]
        open_places = [place for place in places if rows.get(place, {}).get("until", "") <= at]
        return any(self._take(place, job_id, attempt, at, until) for place in open_places)

    def free(self, job_id: str, attempt: int) -> None:
        """Gives the attempt's place back, if it has one."""
        for row in self._rows():
            if _is_of(row, job_id, attempt):
                self._free(row["entry"], job_id, attempt)

    def taken(self) -> list[tuple[str, int]]:
        """Every (job, attempt) that has a place."""
        return [(row["id"], row["attempt"]) for row in self._rows() if "until" in row]

    def _take(self, place: str, job_id: str, attempt: int, at: str, until: str) -> bool:
        terms = Terms()
        row = {"job_id": keys.slots_partition(), "entry": place, "id": job_id, "attempt": attempt, "until": until}
        own = terms.equal({"id": job_id, "attempt": attempt})  # a try whose answer was lost
        condition = f"{terms.absent('until')} OR {terms.name('until')} <= {terms.value(at)} OR ({own})"
        request: Any = {"Item": to_attributes(row), "ConditionExpression": condition, **terms.parameters()}
        return self._made(self._client.put_item, request)

    def _free(self, place: str, job_id: str, attempt: int) -> None:
        terms = Terms()
        request: Any = {
            "Key": to_attributes({"job_id": keys.slots_partition(), "entry": place}),
            "UpdateExpression": f"REMOVE {terms.name('until')}",
            "ConditionExpression": terms.equal({"id": job_id, "attempt": attempt}),
        }
        self._made(self._client.update_item, {**request, **terms.parameters()})

    @busy_when_slow()
    def _made(self, write: Any, request: dict[str, Any]) -> bool:
        try:
            write(TableName=self._table, **request)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    @busy_when_slow()
    def _rows(self) -> list[Row]:
        terms = Terms()
        found = self._client.query(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression=terms.equal({"job_id": keys.slots_partition()}),
            **terms.parameters(),
        )
        return [to_row(item) for item in found["Items"]]


def _is_of(row: Row, job_id: str, attempt: int) -> bool:
    return "until" in row and (row["id"], row["attempt"]) == (job_id, attempt)
