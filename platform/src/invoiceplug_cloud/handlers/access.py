"""Asks every request who sends it: for as long as there is no login, one key that all operators share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import wiring
from invoiceplug_cloud.handlers import problems
from invoiceplug_cloud.handlers.problems import HttpError

ORIGIN_SECRET = "x-origin-secret"  # noqa: S105 - the header's name, which the distribution adds
KEYLESS = ("GET /healthz",)

Next = Callable[[APIGatewayHttpResolver], Response[Any]]


def admit(app: APIGatewayHttpResolver, answer: Next) -> Response[Any]:
    """The answer to whoever may ask; UNAUTHORIZED as 403 around the distribution, as 401 without the operator's key."""
    event = app.current_event.raw_event
    sent = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    asked = wiring.admit()
    if not asked.knows_origin(sent.get(ORIGIN_SECRET, "")):
        raise HttpError(problems.FORBIDDEN, "Requests come by the page's own address only.", code="UNAUTHORIZED")
    if event.get("routeKey") not in KEYLESS and not asked.knows_key(_bearer(sent.get("authorization", ""))):
        raise InvoiceplugError("UNAUTHORIZED")
    return answer(app)


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
