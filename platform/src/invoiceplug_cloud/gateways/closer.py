"""Lambda Invoke: the function jobs asks the function apply, the only one that may change stock."""

from __future__ import annotations

import json
from typing import Any

ROLL_FORWARD = {"invoiceplug": "roll_forward"}


class LambdaCloser:
    """The port `Closer` on Lambda."""

    def __init__(self, client: Any, function: str) -> None:
        self._client = client
        self._function = function

    def roll_forward(self) -> None:
        """Asks that whatever holds the stock is finished; the outcome is not waited for."""
        self._client.invoke(
            FunctionName=self._function, InvocationType="Event", Payload=json.dumps(ROLL_FORWARD).encode()
        )
