"""The places of live tasks: a fixed number of rows of the table jobs, counted from nowhere else.

A counter would leak with every crash between a start and its end. A row names the attempt it is taken by and the time
until which it is: what nobody gives back comes back by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.gateways.patience import TRIES, Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.transactions import ConditionFailedError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoSlots:
    """The port `Slots` on DynamoDB."""

    def __init__(self, client: DynamoDBClient, table: str, *, count: int, pause: Pause = full_jitter) -> None:
        self._client = client
        self._transactions = Transactions(client, pause=pause)
        self._table = table
        self._count = count

    def take(self, job_id: str, attempt: int, *, at: str, until: str) -> bool:
        """Whether the attempt has a place, be it taken now or before; not while others take theirs for too long."""
        for _ in range(TRIES):
            rows = {row["entry"]: row for row in self._rows()}
            if any(_is_of(row, job_id, attempt) and row["until"] > at for row in rows.values()):
                return True
            free = [place for place in self._places() if rows.get(place, {}).get("until", "") <= at]
            if not free:
                return False
            try:
                self._transactions.write(self._taking(free[0], job_id, attempt, at, until))
            except ConditionFailedError:
                continue  # somebody took it, or took one for this very attempt: look again
            except InvoiceplugError as error:
                if error.code != "BUSY":
                    raise
                return False
            return True
        return False

    def free(self, job_id: str, attempt: int) -> None:
        """Gives the attempt's place back, if it has one."""
        for row in self._rows():
            if _is_of(row, job_id, attempt):
                self._free(row["entry"], job_id, attempt)

    def taken(self) -> list[tuple[str, int]]:
        """Every (job, attempt) that has a place."""
        return [(row["id"], row["attempt"]) for row in self._rows() if "until" in row]

    def _taking(self, place: str, job_id: str, attempt: int, at: str, until: str) -> list[dict[str, Any]]:
        """The actions that take the place if it is open and no other place is this attempt's."""
        terms = Terms()
        row = {"job_id": keys.slots_partition(), "entry": place, "id": job_id, "attempt": attempt, "until": until}
        condition = f"{terms.absent('until')} OR {terms.name('until')} <= {terms.value(at)}"
        put = {"Item": to_attributes(row), "ConditionExpression": condition, **terms.parameters()}
        actions = [{"Put": {"TableName": self._table, **put}}]
        for other in self._places():
            if other != place:
                actions.append({"ConditionCheck": self._not_of(other, job_id, attempt, at)})
        return actions

    def _not_of(self, place: str, job_id: str, attempt: int, at: str) -> dict[str, Any]:
        terms = Terms()
        own = f"{terms.equal({'id': job_id, 'attempt': attempt})} AND {terms.name('until')} > {terms.value(at)}"
        return {
            "TableName": self._table,
            "Key": _key(place),
            "ConditionExpression": f"NOT ({own})",
            **terms.parameters(),
        }

    @busy_when_slow()
    def _free(self, place: str, job_id: str, attempt: int) -> None:
        terms = Terms()
        request: Any = {
            "TableName": self._table,
            "Key": _key(place),
            "UpdateExpression": f"REMOVE {terms.name('until')}",
            "ConditionExpression": terms.equal({"id": job_id, "attempt": attempt}),
        }
        try:
            self._client.update_item(**request, **terms.parameters())
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise

    def _places(self) -> list[str]:
        return [keys.slot(number) for number in range(self._count)]

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


def _key(place: str) -> dict[str, Any]:
    return to_attributes({"job_id": keys.slots_partition(), "entry": place})
