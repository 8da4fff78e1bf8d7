"""The process of one function instance: `python -m invoiceplug_cloud.local.instance FD HANDLERS`.

Reads an event from the socket, calls the handler as Lambda does, writes what it returned; until the socket is closed.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

Handler = Callable[[dict[str, Any], "Context"], Any]


class Context:
    """The context object that a Lambda handler gets, as far as anybody uses it."""

    memory_limit_in_mb = 512

    def __init__(self, function: str, timeout: float) -> None:
        self.function_name = function
        self.function_version = "$LATEST"
        self.invoked_function_arn = f"arn:aws:lambda:us-east-1:000000000000:function:{function}"
        self.aws_request_id = str(uuid.uuid4())
        self._end = time.monotonic() + timeout

    def get_remaining_time_in_millis(self) -> int:
        """How long the handler may still take."""
        return max(0, int((self._end - time.monotonic()) * 1000))


def main() -> None:
    """Serves until the other end of the socket is closed."""
    connection = Connection(int(sys.argv[1]))
    handlers = {name: _load(place) for name, place in json.loads(sys.argv[2]).items()}
    while True:
        try:
            request = json.loads(connection.recv_bytes())
        except EOFError:
            return
        connection.send_bytes(_answer(handlers, request))


def _load(place: str) -> Handler:
    module, _, attribute = place.partition(":")
    handler: Handler = getattr(importlib.import_module(module), attribute)
    return handler


def _answer(handlers: dict[str, Handler], request: dict[str, Any]) -> bytes:
    function = request["function"]
    if not function:
        return b'{"result": null}'
    try:
        result = handlers[function](request["event"], Context(function, request["timeout"]))
        return json.dumps({"result": result}).encode()
    except Exception as problem:
        traceback.print_exc()
        sys.stderr.flush()
        return json.dumps({"error": repr(problem)}).encode()


if __name__ == "__main__":
    main()
