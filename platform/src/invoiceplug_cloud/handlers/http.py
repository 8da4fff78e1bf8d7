"""What the three functions share: how a request is read, how an answer and a refusal are told, what is logged."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.metrics import SIGN_INS_REFUSED, Figure
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.handlers import access, correlation, problems, strict_json
from invoiceplug_cloud.handlers.large_answers import fitted
from invoiceplug_cloud.handlers.problems import HttpError

OK, CREATED, ACCEPTED = 200, 201, 202
MAX_BODY_BYTES = 256 * 1024
MAX_REVIEW_BYTES = 2 * 1024 * 1024

# Answers are one operator's data, made for this moment.
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}

_log = Logger(service="invoiceplug")


def make_app() -> APIGatewayHttpResolver:
    """A resolver that answers who may ask, and tells every error as problem+json."""
    app = APIGatewayHttpResolver()
    app.use([access.admit])
    app.not_found(lambda _: _refused(app, HttpError(problems.NOT_FOUND, "There is no such address.")))
    app.exception_handler(HttpError)(lambda error: _refused(app, error))
    app.exception_handler(InvoiceplugError)(lambda error: _problem(app, error))
    app.exception_handler(Exception)(lambda error: _unknown(app, error))
    return app


def handle(app: APIGatewayHttpResolver, event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The answer to an event, and a line in the log: ids, route and status, never a word of a body."""
    event, correlation_id = correlation.identified(event)
    with _log.append_context_keys(correlation_id=correlation_id):
        answer = _fitted(app.resolve(event, context), event, context)
        _told(answer["statusCode"], event, context)
    return {**answer, "headers": {**answer.get("headers", {}), correlation.HEADER: correlation_id}}


def answer(body: Mapping[str, Any], status: int = OK, **headers: str) -> Response[str]:
    """The body as JSON. Names of headers are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, "application/json", _json(body), {**_HEADERS, **named})


def read_body(app: APIGatewayHttpResolver, definition: str, *, most: int = MAX_BODY_BYTES) -> dict[str, Any]:
    """The request's body, a valid `$defs/<definition>` of http.v1; HttpError (413, 415), REQUEST_INVALID."""
    event = app.current_event.raw_event
    sent = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if sent.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise HttpError(problems.UNSUPPORTED, "The body must be application/json.")
    if sent.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(problems.UNSUPPORTED, "The body must not be compressed.")
    body: dict[str, Any] = _parsed(event, most)
    check_body(definition, body)
    return body


def check_job_id(job_id: str) -> str:
    """The id of a path, in a form that a job can have; JOB_NOT_FOUND."""
    try:
        check_body("job_id", job_id)
    except InvoiceplugError:
        raise InvoiceplugError("JOB_NOT_FOUND") from None
    return job_id


@contextmanager
def named_by_path() -> Iterator[None]:
    """What is invalid inside is the name in the path: 404 instead of 400."""
    try:
        yield
    except InvoiceplugError as error:
        if error.code != "REQUEST_INVALID":
            raise
        raise HttpError(problems.NOT_FOUND, error.detail, **error.facts) from error


def correlation_id(app: APIGatewayHttpResolver) -> str:
    """The id that goes through all logs of what this request begins."""
    found: str = app.current_event.raw_event["headers"][correlation.HEADER]
    return found


def if_match(app: APIGatewayHttpResolver) -> int:
    """The version that the request builds on, from `If-Match: "3"`; HttpError (428), REQUEST_INVALID."""
    text = app.current_event.headers.get("if-match")
    if text is None:
        detail = 'Say which version this builds on: If-Match: "0" for the first.'
        raise HttpError(problems.PRECONDITION_REQUIRED, detail)
    quoted = re.fullmatch(r'"(0|[1-9][0-9]{0,8})"', text.strip())
    if quoted is None:
        raise InvoiceplugError("REQUEST_INVALID", 'If-Match must be one version in quotes, like "3".')
    return int(quoted[1])


def if_none_match(app: APIGatewayHttpResolver) -> bool:
    """Whether the request says `If-None-Match: *`, and so must not change what is there; REQUEST_INVALID."""
    text = app.current_event.headers.get("if-none-match")
    if text not in (None, "*"):
        raise InvoiceplugError("REQUEST_INVALID", "If-None-Match can only be *.")
    return text == "*"


def query(app: APIGatewayHttpResolver, name: str) -> str | None:
    """A parameter of the query, or None."""
    value = (app.current_event.raw_event.get("queryStringParameters") or {}).get(name)
    if value is not None and len(value.encode("utf-8", "surrogatepass")) > 1024:  # no sort key of DynamoDB is longer
        raise InvoiceplugError("REQUEST_INVALID", f"`{name}` is longer than 1024 bytes.")
    return value


def limit(app: APIGatewayHttpResolver, default: int) -> int:
    """The parameter `limit`; REQUEST_INVALID when it is no number."""
    return number(app, "limit", default)


def number(app: APIGatewayHttpResolver, name: str, default: int) -> int:
    """A parameter that counts something; REQUEST_INVALID when it is no number."""
    text = query(app, name) or str(default)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise InvoiceplugError("REQUEST_INVALID", f"`{name}` is a number.")
    return int(text)


def _told(status: int, event: dict[str, Any], context: Any) -> None:
    if status in (problems.UNAUTHORIZED, problems.FORBIDDEN):
        wiring.meter().count([Figure(SIGN_INS_REFUSED, 1)])
    facts = {
        "route": event.get("routeKey"),
        "status": status,
        "job_id": (event.get("pathParameters") or {}).get("id"),
        "request_id": context.aws_request_id,
    }
    _log.info("answered", extra={name: value for name, value in facts.items() if value is not None})


def _fitted(answer: dict[str, Any], event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        return fitted(answer, event)
    except InvoiceplugError as error:
        told = problems.problem(error, context.aws_request_id)
        headers = {**_HEADERS, "content-type": "application/problem+json"}
        return {"statusCode": told["status"], "headers": headers, "body": _json(told), "isBase64Encoded": False}


def _parsed(event: Mapping[str, Any], most: int) -> Any:
    text = event.get("body") or ""
    raw = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode("utf-8", "surrogatepass")
    if len(raw) > most:
        raise HttpError(problems.TOO_LARGE, f"The body has {len(raw)} bytes; at most {most} are taken.", limit=most)
    try:
        return strict_json.parse(raw.decode("utf-8"))
    except ValueError as error:
        raise InvoiceplugError("REQUEST_INVALID", f"The body is not valid JSON: {error}.") from error


def _problem(app: APIGatewayHttpResolver, error: InvoiceplugError, status: int | None = None) -> Response[str]:
    told = problems.problem(error, app.lambda_context.aws_request_id, status)
    _log.info("refused", extra={"code": error.code, "request_id": told["instance"]})
    headers = {**_HEADERS, **problems.headers(told["status"], error)}
    return Response(told["status"], "application/problem+json", _json(told), headers)


def _refused(app: APIGatewayHttpResolver, error: HttpError) -> Response[str]:
    return _problem(app, error.error, error.status)


def _unknown(app: APIGatewayHttpResolver, error: Exception) -> Response[str]:
    request_id = app.lambda_context.aws_request_id
    _log.error("failed", extra={"where": problems.where(error), "request_id": request_id})
    return _problem(app, InvoiceplugError("INTERNAL"))


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
