"""A queue of the emulator's SQS, asked over its own JSON protocol.

The stack's own process has no SDK in it: that would cost half a second and forty megabytes, and read whatever AWS
settings the user has.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from invoiceplug_cloud.local.environment import queue_url

TARGET = "AmazonSQS."
WAIT_SECONDS = 20  # the longest long poll that SQS allows
MOST_MESSAGES = 10  # in one receive or delete
ANSWER_SECONDS = 60.0  # an event that is not sent by then is lost, and a busy disk may hold up the emulator

Message = dict[str, Any]  # as ReceiveMessage shows it


class QueueError(Exception):
    """The queue did not do what it was asked, or could not be reached."""


class Queue:
    """A standard queue. Safe for use by several threads; `close` ends a long poll that is under way."""

    def __init__(self, endpoint: str, name: str) -> None:
        self._netloc = urlsplit(endpoint).netloc
        self._url = queue_url(endpoint, name)
        self._lock = threading.Lock()
        self._closed = False
        self._open: set[socket.socket] = set()

    def send(self, body: str) -> None:
        """Puts a message in. Raises QueueError."""
        self._call("SendMessage", {"MessageBody": body})

    def receive(self, wait_seconds: int = WAIT_SECONDS) -> list[Message]:
        """Up to ten messages, as soon as there are any; none after the wait. Raises QueueError."""
        wanted = {"MaxNumberOfMessages": MOST_MESSAGES, "WaitTimeSeconds": wait_seconds, "AttributeNames": ["All"]}
        messages: list[Message] = self._call("ReceiveMessage", wanted, wait_seconds).get("Messages", [])
        return messages

    def delete(self, messages: Sequence[Message]) -> None:
        """Takes out up to ten messages that were received. Raises QueueError."""
        entries = [{"Id": str(n), "ReceiptHandle": each["ReceiptHandle"]} for n, each in enumerate(messages)]
        if entries:
            self._call("DeleteMessageBatch", {"Entries": entries})

    def close(self) -> None:
        """Ends every call under way; calls after it raise QueueError."""
        with self._lock:
            self._closed = True
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _call(self, operation: str, body: dict[str, Any], wait: float = 0) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._netloc, timeout=wait + ANSWER_SECONDS)
        headers = {"x-amz-target": TARGET + operation, "content-type": "application/x-amz-json-1.0"}
        try:
            with contextlib.closing(connection), self._closable(connection):
                connection.request("POST", "/", json.dumps({"QueueUrl": self._url, **body}), headers)
                response = connection.getresponse()
                answer = response.read()
        except (OSError, http.client.HTTPException) as problem:
            raise QueueError(f"{operation}: {problem!r}") from problem
        if response.status != 200:
            raise QueueError(f"{operation}: {answer.decode(errors='replace')}")
        parsed: dict[str, Any] = json.loads(answer or b"{}")
        return parsed

    @contextlib.contextmanager
    def _closable(self, connection: http.client.HTTPConnection) -> Iterator[None]:
        connection.connect()
        opened = connection.sock
        with self._lock:
            if self._closed:
                raise ConnectionAbortedError("the queue is closed")
            self._open.add(opened)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(opened)
