"""Lambda's Invoke on this machine, so that one function can ask another: AWS_ENDPOINT_URL_LAMBDA leads here."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote

from invoiceplug_cloud.local.gateway import FunctionCrashError, FunctionTimeoutError, Invoke
from invoiceplug_cloud.local.server import Request, Response

PATH = re.compile(r"/2015-03-31/functions/([\w:.-]+)/invocations")
JSON = ("content-type", "application/json")


class LambdaEndpoint:
    """Answers Invoke for the stack's functions, by name or ARN; InvocationType Event and RequestResponse.

    An asynchronous invocation that fails is not tried again, unlike on AWS: who asks here asks again by itself.
    """

    def __init__(self, functions: Collection[str], invoke: Invoke, invoke_later: Invoke) -> None:
        self._functions = frozenset(functions)
        self._invoke = invoke
        self._invoke_later = invoke_later
        self._later = ThreadPoolExecutor(1, thread_name_prefix="lambda")

    def close(self) -> None:
        """Gives up what has been asked for and not begun."""
        self._later.shutdown(wait=False, cancel_futures=True)

    def respond(self, request: Request) -> Response:
        """Lambda's answer. Only to who signs, by whatever key: a page's browser cannot add the header unasked."""
        found = PATH.fullmatch(unquote(request.target.partition("?")[0]))
        if request.method != "POST" or found is None or "authorization" not in request.headers:
            return _refusal(404, "UnknownOperationException", "Only Invoke is answered.")
        function = found[1].rpartition(":")[2]
        if function not in self._functions:
            return _refusal(404, "ResourceNotFoundException", f"Function not found: {found[1]}")
        try:
            event = json.loads(request.body or b"{}")
        except ValueError:
            return _refusal(400, "InvalidRequestContentException", "Could not parse request body into json.")
        match request.headers.get("x-amz-invocation-type", "RequestResponse"):
            case "Event":
                self._later.submit(self._invoke_later, function, event)
                return Response(202, [JSON])
            case "DryRun":
                return Response(204)
            case _:
                return self._result(function, event)

    def _result(self, function: str, event: Any) -> Response:
        try:
            return Response(200, [JSON], json.dumps(self._invoke(function, event)).encode())
        except FunctionTimeoutError:
            message = {"errorType": "Sandbox.Timedout", "errorMessage": "Task timed out"}
        except FunctionCrashError as crash:
            message = {"errorType": "Runtime.ExitError", "errorMessage": str(crash)}
        return Response(200, [JSON, ("x-amz-function-error", "Unhandled")], json.dumps(message).encode())


def _refusal(status: int, code: str, message: str) -> Response:
    return Response(status, [JSON, ("x-amzn-errortype", code)], json.dumps({"Message": message}).encode())
