"""Lambda: functions are callables that the world gives; asynchronous invocations wait until somebody delivers them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

from botocore.response import StreamingBody
from fake_aws.errors import refusal
from fake_aws.service import Answer, Given, Service, operation

Function = Callable[[Any], Any]  # the event -> what it answers


class FakeLambda(Service):
    """The client of Lambda. `functions` are by name; `waiting` lists asynchronous events that were accepted."""

    name = "lambda"

    def __init__(self, cloud: Any) -> None:
        super().__init__(cloud)
        self.functions: dict[str, Function] = {}
        self.waiting: tuple[tuple[str, Any], ...] = ()

    def snapshot(self) -> Any:
        return self.waiting

    def restore(self, state: Any) -> None:
        self.waiting = state

    def deliver(self) -> list[Any]:
        """Runs every waiting invocation once; what each answered."""
        waiting, self.waiting = self.waiting, ()
        return [self.functions[name](event) for name, event in waiting]

    @operation("FunctionName", "InvocationType Payload LogType Qualifier ClientContext", locked=False)
    def invoke(self, given: Given) -> Answer:
        name = given["FunctionName"].rsplit(":", 1)[-1]
        if name not in self.functions:
            raise refusal("invoke", "ResourceNotFoundException", f"Function not found: {name}", status=404)
        event = json.loads(given.get("Payload") or b"null")
        if given.get("InvocationType") == "Event":
            self.waiting = (*self.waiting, (name, event))
            return {"StatusCode": 202, "Payload": _body(b"")}
        try:
            answer = self.functions[name](event)
        except Exception as error:
            failed = {"errorMessage": str(error), "errorType": type(error).__name__}
            return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": _body(json.dumps(failed).encode())}
        return {"StatusCode": 200, "Payload": _body(json.dumps(answer).encode()), "ExecutedVersion": "$LATEST"}


def _body(data: bytes) -> StreamingBody:
    return StreamingBody(io.BytesIO(data), len(data))
