"""The wire protocol of the ECS endpoint: JSON 1.1, the operation in X-Amz-Target."""

from __future__ import annotations

import json
from typing import Any

from invoiceplug_cloud.local.ecs import Ecs, EcsError
from invoiceplug_cloud.local.server import Request, Respond, Response

TARGET = "AmazonEC2ContainerServiceV20141113."
CONTENT_TYPE = "application/x-amz-json-1.1"


def ecs_responder(ecs: Ecs) -> Respond:
    """Answers HTTP requests by the endpoint's operations.

    The required X-Amz-Target keeps web pages out: with it a browser asks first, and never gets CORS headers back.
    """

    def respond(request: Request) -> Response:
        target = request.headers.get("x-amz-target", "")
        if request.method != "POST" or not target.startswith(TARGET):
            return _json(404, {"__type": "UnknownOperationException", "message": "Only ECS operations are answered."})
        try:
            body = json.loads(request.body or b"{}")
            return _json(200, ecs.call(target.removeprefix(TARGET), body))
        except ValueError:
            return _json(400, {"__type": "SerializationException", "message": "The body is not JSON."})
        except EcsError as refusal:
            return _json(refusal.status, refusal.body)

    return respond


def _json(status: int, body: dict[str, Any]) -> Response:
    return Response(status, [("content-type", CONTENT_TYPE)], json.dumps(body).encode())
