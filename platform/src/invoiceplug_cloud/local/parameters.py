"""The Parameter Store on this machine, as far as a function reads it: AWS_ENDPOINT_URL_SSM leads here.

The emulator has one too, and would keep what is secret in its log of all writes.
"""

from __future__ import annotations

import json
from typing import Any

from invoiceplug_cloud.local.server import Request, Response

TARGET = "AmazonSSM."


class Parameters:
    """Answers GetParameter by `values`, which may change at any time; nothing is kept."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def respond(self, request: Request) -> Response:
        """SSM's answer. The required X-Amz-Target keeps web pages out: with it a browser asks first, in vain."""
        if request.method != "POST" or request.headers.get("x-amz-target") != f"{TARGET}GetParameter":
            return _json(400, {"__type": "UnknownOperationException", "message": "Only GetParameter is answered."})
        name = json.loads(request.body or b"{}").get("Name")
        if name not in self.values:
            return _json(400, {"__type": "ParameterNotFound"})
        return _json(200, {"Parameter": {"Name": name, "Type": "SecureString", "Value": self.values[name]}})


def _json(status: int, body: dict[str, Any]) -> Response:
    return Response(status, [("content-type", "application/x-amz-json-1.1")], json.dumps(body).encode())
