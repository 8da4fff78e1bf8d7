"""Lambda's event source mapping on this machine: takes messages from a queue to a function in batches."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any

from invoiceplug_cloud.local.environment import REGION, queue_arn
from invoiceplug_cloud.local.gateway import FunctionCrashError, FunctionTimeoutError, Invoke
from invoiceplug_cloud.local.sqs import Message, Queue, QueueError

PAUSE_SECONDS = 1.0  # after the queue could not be reached


class EventSource:
    """Polls from its start until `close`. What the function does not handle comes again when its visibility ends.

    It answers `{"batchItemFailures": [{"itemIdentifier": messageId}, …]}`; nothing at all means that all were handled.
    """

    def __init__(self, queue: Queue, queue_name: str, function: str, invoke: Invoke) -> None:
        self._queue = queue
        self._arn = queue_arn(queue_name)
        self._function = function
        self._invoke = invoke
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._poll, name="event-source", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Polls no more; a batch that the function has is given up, and is there again when its visibility ends."""
        self._closed.set()
        self._queue.close()

    def _poll(self) -> None:
        while not self._closed.is_set():
            try:
                messages = self._queue.receive()
                if messages:
                    self._queue.delete(self._handled(messages))
            except QueueError:
                self._closed.wait(PAUSE_SECONDS)
            except Exception:  # whatever a function answers must not end the source
                traceback.print_exc(file=sys.stderr)
                self._closed.wait(PAUSE_SECONDS)

    def _handled(self, messages: Sequence[Message]) -> Sequence[Message]:
        try:
            answer = self._invoke(self._function, {"Records": [self._record(message) for message in messages]})
        except (FunctionCrashError, FunctionTimeoutError):
            return []
        failed = {item.get("itemIdentifier") for item in (answer or {}).get("batchItemFailures") or []}
        if failed - {message["MessageId"] for message in messages}:
            return []  # Lambda takes an identifier that it does not know for a failure of the whole batch
        return [message for message in messages if message["MessageId"] not in failed]

    def _record(self, message: Message) -> dict[str, Any]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {},
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": REGION,
        }
