"""ECS task protection, by the endpoint of the agent that runs beside the worker's container.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
"""

from __future__ import annotations

import json
import urllib.request
from typing import Any

SECONDS = 5.0


class ProtectionError(Exception):
    """The agent did not do it, and why."""


class AgentProtection:
    """The port `Protection`; without an agent (`url` is empty: not on ECS) there is nothing to protect from."""

    def __init__(self, url: str) -> None:
        self._url = url and f"{url}/task-protection/v1/state"

    def protect(self, minutes: int) -> None:
        """ECS does not end the task for so long. Raises ProtectionError or OSError."""
        self._put({"ProtectionEnabled": True, "ExpiresInMinutes": minutes})

    def release(self) -> None:
        """ECS may end the task. Raises ProtectionError or OSError."""
        self._put({"ProtectionEnabled": False})

    def _put(self, state: dict[str, Any]) -> None:
        if not self._url:
            return
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(self._url, json.dumps(state).encode(), headers, method="PUT")  # noqa: S310
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the agent's own address
            said = json.load(answer)
        wrong = said.get("error") or said.get("failure")  # answered with 200, too
        if wrong:
            raise ProtectionError(str(wrong))
