"""Faults on the wire of real boto3 clients: one request does not arrive, or its answer does not."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import EndpointConnectionError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

WRITES = {
    "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "PutObject", "PutObjectTagging", "RunTask", "StopTask"
}  # fmt: skip
UNREACHED, ANSWER_LOST = "unreached", "answer lost"


class Wire:
    """Counts the writes of its clients and spoils one of them.

    botocore asks whoever listens to `before-send` for an answer: raising there is what a broken connection does, and
    a listener that sends the request itself and then raises has lost the answer of something that happened.
    """

    def __init__(self, *clients: Any) -> None:
        self.sent: list[str] = []
        self.spoilt: str | None = None
        self._number, self._fault = -1, ""
        self._session = URLLib3Session()
        for client in clients:
            client.meta.events.register("before-send", self._before_send)

    def spoil(self, number: int, fault: str) -> None:
        """Spoils the write of that number, counted from now on; later tries of it go through."""
        self.sent, self.spoilt = [], None
        self._number, self._fault = number, fault

    def _before_send(self, request: Any, event_name: str, **_: Any) -> None:
        operation = event_name.rsplit(".", 1)[-1]
        if operation not in WRITES:
            return
        self.sent.append(operation)
        if len(self.sent) - 1 != self._number or self.spoilt is not None:
            return
        self.spoilt = operation
        if self._fault == UNREACHED:
            raise EndpointConnectionError(endpoint_url=request.url)
        self._session.send(request)
        raise ReadTimeoutError(endpoint_url=request.url)

    def close(self) -> None:
        """Gives the connections back."""
        self._session.close()
