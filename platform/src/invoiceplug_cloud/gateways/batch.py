"""Many rows of a DynamoDB table at once, read consistently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.gateways.patience import TRIES, Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Row, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MAX_KEYS = 100


def get_rows(
    client: DynamoDBClient, table: str, keys: list[dict[str, Any]], *, pause: Pause = full_jitter
) -> list[Row]:
    """The rows that exist, in any order; each key at most once. BUSY when the table stays too slow to answer."""
    chunks = (keys[start : start + MAX_KEYS] for start in range(0, len(keys), MAX_KEYS))
    return [row for chunk in chunks for row in _get_chunk(client, table, chunk, pause)]


@busy_when_slow()
def _get_chunk(client: DynamoDBClient, table: str, keys: list[dict[str, Any]], pause: Pause) -> list[Row]:
    rows: list[Row] = []
    asked: Any = {table: {"Keys": keys, "ConsistentRead": True}}
    for failed in range(TRIES):
        answer = client.batch_get_item(RequestItems=asked)
        rows += map(to_row, answer["Responses"].get(table, []))
        asked = answer.get("UnprocessedKeys")
        if not asked:
            return rows
        pause(failed)
    raise InvoiceplugError("BUSY", "The stored rows could not all be read in time.", tries=TRIES)
