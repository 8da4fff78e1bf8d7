"""The gateway: HTTP to payload 2.0 and back, and what it answers by itself."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from invoiceplug_cloud.local.gateway import Event, FunctionCrashError, FunctionTimeoutError, Gateway, Throttle
from invoiceplug_cloud.local.server import Request, Response

ROUTES = {
    "jobs": ["GET /jobs", "GET /jobs/{id}", "PUT /jobs/{id}/review", "GET /jobs/{id}/reviews/{version}"],
    "apply": ["POST /jobs/{id}/apply"],
}


class Functions:
    """Remembers what it was invoked with and answers with what it was given."""

    def __init__(self, answer: Any = None) -> None:
        self.answer = {"statusCode": 200, "body": "{}"} if answer is None else answer
        self.invoked: list[tuple[str, Event]] = []

    def __call__(self, function: str, event: Event) -> Any:
        self.invoked.append((function, event))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    @property
    def event(self) -> Event:
        ((_, event),) = self.invoked
        return event


def request(method: str, target: str, body: bytes = b"", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, target, {"host": "127.0.0.1:8080", **named}, body)


def ask(functions: Functions, *arguments: Any, **headers: str) -> Response:
    return Gateway(ROUTES, functions).respond(request(*arguments, **headers))


def message(response: Response) -> str:
    return str(json.loads(response.body)["message"])


def test_a_route_names_its_function_and_its_parameters() -> None:
    functions = Functions()
    ask(functions, "GET", "/api/jobs/j%C3%A41/reviews/2?full=1&q=a&q=b%20c")
    assert [name for name, _ in functions.invoked] == ["jobs"]
    event = functions.event
    assert event["version"] == "2.0"
    assert event["routeKey"] == event["requestContext"]["routeKey"] == "GET /jobs/{id}/reviews/{version}"
    assert event["rawPath"] == event["requestContext"]["http"]["path"] == "/jobs/jä1/reviews/2"
    assert event["pathParameters"] == {"id": "jä1", "version": "2"}
    assert event["rawQueryString"] == "full=1&q=a&q=b%20c"
    assert event["queryStringParameters"] == {"full": "1", "q": "a,b c"}
    assert event["requestContext"]["http"]["method"] == "GET"
    assert event["requestContext"]["stage"] == "$default"
    assert "body" not in event


def test_json_travels_as_text_and_other_bytes_as_base64() -> None:
    text, binary = Functions(), Functions()
    ask(text, "PUT", "/api/jobs/1/review", '{"ä":1}'.encode(), content_type="application/json", if_match='"3"')
    assert (text.event["body"], text.event["isBase64Encoded"]) == ('{"ä":1}', False)
    assert text.event["headers"]["if-match"] == '"3"'
    ask(binary, "PUT", "/api/jobs/1/review", b"\xff\xfe", content_type="application/json")
    assert (base64.b64decode(binary.event["body"]), binary.event["isBase64Encoded"]) == (b"\xff\xfe", True)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/api/nothing"),
        ("DELETE", "/api/jobs"),
        ("GET", "/api/jobs/"),
        ("GET", "/api/jobs/a/b"),
        ("GET", "/api"),
    ],
)
def test_what_no_route_names_is_404_and_invokes_nothing(method: str, target: str) -> None:
    functions = Functions()
    response = ask(functions, method, target)
    assert (response.status, message(response), functions.invoked) == (404, "Not Found", [])


def test_status_headers_cookies_and_body_come_back() -> None:
    answer = {
        "statusCode": 409,
        "headers": {"Content-Type": "application/problem+json", "ETag": '"4"', "Content-Length": "999"},
        "cookies": ["a=1", "b=2"],
        "body": base64.b64encode(b"\x00\x01").decode(),
        "isBase64Encoded": True,
    }
    response = ask(Functions(answer), "GET", "/api/jobs")
    assert (response.status, response.body) == (409, b"\x00\x01")
    assert response.headers == [
        ("content-type", "application/problem+json"),
        ("etag", '"4"'),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
    ]


def test_a_bare_value_is_the_body_of_a_200() -> None:
    response = ask(Functions({"jobs": []}), "GET", "/api/jobs")
    assert (response.status, json.loads(response.body)) == (200, {"jobs": []})
    assert ("content-type", "application/json") in response.headers


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [
        (FunctionCrashError("a secret of the function"), 500, "Internal Server Error"),
        (FunctionTimeoutError(), 503, "Service Unavailable"),
        ({"statusCode": 200, "body": "x" * (6 * 1024 * 1024 + 1)}, 500, "Internal Server Error"),
    ],
)
def test_a_function_that_fails_is_answered_for_without_a_word_of_why(answer: Any, status: int, text: str) -> None:
    response = ask(Functions(answer), "GET", "/api/jobs")
    assert (response.status, json.loads(response.body)) == (status, {"message": text})


def test_a_burst_is_let_through_and_what_comes_too_fast_is_429() -> None:
    now = [100.0]
    functions = Functions()
    gateway = Gateway(ROUTES, functions, throttle=Throttle(rate=1, burst=3), clock=lambda: now[0])
    ask_once = lambda: gateway.respond(request("GET", "/api/jobs")).status  # noqa: E731
    assert [ask_once() for _ in range(4)] == [200, 200, 200, 429]
    now[0] += 2
    assert [ask_once() for _ in range(3)] == [200, 200, 429]
    assert len(functions.invoked) == 5
