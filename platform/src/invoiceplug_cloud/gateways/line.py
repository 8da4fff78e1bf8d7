"""The dispatch queue as a worker sees it."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from invoiceplug_cloud.domain.records import Delivery

TIMES = "ApproximateReceiveCount"
# Its visibility has ended: somebody else may have it by now, or it is gone.
TOO_LATE = ("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight", "ReceiptHandleIsInvalid")


class SqsLine:
    """The port `Line` on SQS; the client's time-out must be longer than the longest poll."""

    def __init__(self, client: Any, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def receive(self, *, wait_seconds: int, hidden_seconds: int) -> Delivery | None:
        """The next message, hidden from other workers for a while; None when there is none after the wait."""
        answer = self._client.receive_message(
            QueueUrl=self._queue_url,
            MaxNumberOfMessages=1,
            WaitTimeSeconds=wait_seconds,
            VisibilityTimeout=hidden_seconds,
            MessageSystemAttributeNames=[TIMES],
        )
        for message in answer.get("Messages", []):
            times = int(message.get("Attributes", {}).get(TIMES, "1"))
            return Delivery(message["ReceiptHandle"], times, _json(message["Body"]))
        return None

    def hide(self, receipt: str, seconds: int) -> None:
        """Hides a received message for so long from now; 0 gives it back at once. Too late is as good."""
        try:
            self._client.change_message_visibility(
                QueueUrl=self._queue_url, ReceiptHandle=receipt, VisibilityTimeout=seconds
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in TOO_LATE:
                raise

    def done(self, receipt: str) -> None:
        """Takes the message out of the queue."""
        try:
            self._client.delete_message(QueueUrl=self._queue_url, ReceiptHandle=receipt)
        except ClientError as error:
            if error.response["Error"]["Code"] not in TOO_LATE:
                raise


def count_messages(client: Any, queue_url: str) -> int:
    """How many messages are in the queue, those that workers have among them; SQS knows it approximately."""
    counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    told = client.get_queue_attributes(QueueUrl=queue_url, AttributeNames=counts)["Attributes"]
    return sum(int(told[name]) for name in counts)


def _json(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
