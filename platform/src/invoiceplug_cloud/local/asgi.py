"""Whole requests and answers over an ASGI application, so that what wraps it can be plain functions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

Message = dict[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY_BYTES = 64 * 1024 * 1024


class IncompleteBodyError(Exception):
    """The client went away, or sent more than `MAX_BODY_BYTES`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, headers with lower-case names, body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the request succeeded (2xx)."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its whole body. `path` is decoded; header names are lower case."""

    method: str
    path: str
    raw_path: bytes
    query: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def parameters(self) -> dict[str, str]:
        """The query parameters, the first value of each."""
        return {name: values[0] for name, values in parse_qs(self.query, keep_blank_values=True).items()}

    def without(self, *names: str) -> Request:
        """The same request without these headers."""
        return replace(self, headers={name: value for name, value in self.headers.items() if name not in names})


async def read_request(scope: Scope, receive: Receive) -> Request:
    """The request of a scope. Raises IncompleteBodyError."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    chunks, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise IncompleteBodyError
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > MAX_BODY_BYTES:
            raise IncompleteBodyError
        more = message.get("more_body", False)
    raw_path = scope.get("raw_path") or scope["path"].encode()
    query = scope.get("query_string", b"").decode("latin-1")
    return Request(scope["method"], scope["path"], raw_path, query, headers, b"".join(chunks))


async def send_answer(send: Send, answer: Answer, *, head: bool = False) -> None:
    """Sends a whole answer; of a HEAD request the headers only."""
    headers = dict(answer.headers)
    if not head:
        headers["content-length"] = str(len(answer.body))
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if head else answer.body})


async def call(application: Application, request: Request) -> Answer:
    """What the application answers to a request."""
    messages: list[Message] = []
    delivered = False

    async def receive() -> Message:
        nonlocal delivered
        if delivered:
            return {"type": "http.disconnect"}
        delivered = True
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await application(_scope(request), receive, send)
    start = messages[0]
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start.get("headers", [])}
    return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in messages[1:]))


def _scope(request: Request) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": request.method,
        "path": request.path,
        "raw_path": request.raw_path,
        "query_string": request.query.encode("latin-1"),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
    }
