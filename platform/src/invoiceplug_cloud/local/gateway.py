"""API Gateway's HTTP API on this machine: HTTP in, payload 2.0 to a function, HTTP out.

Like the gateway it answers by itself what never reaches a function: 404 for no route, 413 over 10 MB (in the server),
429 when throttled, 503 when a function takes too long, 500 when it crashes.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from invoiceplug_cloud.local.server import Request, Response

Event = dict[str, Any]
Invoke = Callable[[str, Event], Any]
TEXT_TYPES = re.compile(r"(text/|application/(json|problem\+json|javascript|xml|x-www-form-urlencoded))", re.IGNORECASE)
MAX_ANSWER_BYTES = 6 * 1024 * 1024  # what a Lambda may answer


class FunctionTimeoutError(Exception):
    """The function did not answer in time."""


class FunctionCrashError(Exception):
    """The function raised, or its process ended."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """Requests a second in the long run, and how many at once (a token bucket)."""

    rate: float = 200
    burst: int = 400


class Gateway:
    """Routes requests below `prefix` to functions by a table of `{function: ["METHOD /path/{parameter}", …]}`."""

    def __init__(
        self,
        routes: Mapping[str, Sequence[str]],
        invoke: Invoke,
        *,
        prefix: str = "/api",
        throttle: Throttle | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._routes = [_route(function, key) for function, keys in routes.items() for key in keys]
        self._invoke = invoke
        self.prefix = prefix
        self._bucket = _Bucket(throttle or Throttle(), clock)

    def respond(self, request: Request) -> Response:
        """The function's response, or the gateway's own."""
        if not self._bucket.take():
            return _message(429, "Too Many Requests")
        url = urlsplit(request.target)
        path = url.path.removeprefix(self.prefix)
        for route in self._routes:
            found = route.pattern.fullmatch(path) if route.method == request.method else None
            if found is not None:
                parameters = {name: unquote(value) for name, value in found.groupdict().items()}
                return self._call(route.function, _event(request, route.key, path, url.query, parameters))
        return _message(404, "Not Found")

    def _call(self, function: str, event: Event) -> Response:
        try:
            return _response(self._invoke(function, event))
        except FunctionTimeoutError:
            return _message(503, "Service Unavailable")
        except FunctionCrashError:
            return _message(500, "Internal Server Error")


@dataclass(frozen=True, slots=True)
class _Route:
    function: str
    key: str
    method: str
    pattern: re.Pattern[str]


class _Bucket:
    def __init__(self, throttle: Throttle, clock: Callable[[], float]) -> None:
        self._throttle = throttle
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = float(throttle.burst)
        self._filled = clock()

    def take(self) -> bool:
        with self._lock:
            now = self._clock()
            earned = (now - self._filled) * self._throttle.rate
            self._tokens = min(self._throttle.burst, self._tokens + earned)
            self._filled = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


def _route(function: str, key: str) -> _Route:
    method, path = key.split(" ", 1)
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))
    return _Route(function, key, method, re.compile(pattern))


def _event(request: Request, key: str, path: str, query: str, parameters: dict[str, str]) -> Event:
    # The gateway hands the path on decoded; the parameters too.
    decoded = unquote(path)
    event: Event = {
        "version": "2.0",
        "routeKey": key,
        "rawPath": decoded,
        "rawQueryString": query,
        "headers": request.headers,
        "requestContext": _context(request, key, decoded),
        "isBase64Encoded": False,
    }
    if query:
        event["queryStringParameters"] = _joined(parse_qsl(query, keep_blank_values=True))
    if parameters:
        event["pathParameters"] = parameters
    if request.body:
        text = _text(request)
        event["isBase64Encoded"] = text is None
        event["body"] = base64.b64encode(request.body).decode() if text is None else text
    return event


def _context(request: Request, key: str, path: str) -> dict[str, Any]:
    return {
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": request.headers.get("host", ""),
        "domainPrefix": "local",
        "http": {
            "method": request.method,
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": request.client,
            "userAgent": request.headers.get("user-agent", ""),
        },
        "requestId": str(uuid.uuid4()),
        "routeKey": key,
        "stage": "$default",
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()),
        "timeEpoch": int(time.time() * 1000),
    }


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _text(request: Request) -> str | None:
    if not TEXT_TYPES.match(request.headers.get("content-type", "")):
        return None
    try:
        return request.body.decode()
    except UnicodeDecodeError:
        return None


def _response(answer: Any) -> Response:
    if not isinstance(answer, dict) or "statusCode" not in answer:
        # Payload 2.0 lets a function answer with a bare value; it becomes the body of a 200.
        body = answer if isinstance(answer, str) else json.dumps(answer)
        answer = {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": body}
    text = answer.get("body") or ""
    data = base64.b64decode(text) if answer.get("isBase64Encoded") else text.encode()
    if len(data) > MAX_ANSWER_BYTES:
        return _message(500, "Internal Server Error")
    headers = [(name.lower(), str(value)) for name, value in (answer.get("headers") or {}).items()]
    headers = [(name, value) for name, value in headers if name != "content-length"]
    headers += [("set-cookie", cookie) for cookie in answer.get("cookies") or []]
    return Response(int(answer["statusCode"]), headers, data)


def _message(status: int, message: str) -> Response:
    return Response(status, [("content-type", "application/json")], json.dumps({"message": message}).encode())
