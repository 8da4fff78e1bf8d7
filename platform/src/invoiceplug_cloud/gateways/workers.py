"""The ECS service of workers: from none to one, which its own scaling cannot do.

Backlog per task cannot be computed without a task, and the metrics of a queue that was idle come minutes late.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ecs import ECSClient

ASK_SECONDS = 60.0  # scaling in takes longer than that, and a burst must not ask ECS for each of its files


class EcsWorkers:
    """The port `Workers` on ECS. `clock` gives seconds."""

    def __init__(
        self, client: ECSClient, *, cluster: str, service: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._cluster = cluster
        self._service = service
        self._clock = clock
        self._asked: float | None = None

    def wake(self) -> None:
        """Starts the first worker when none is wanted; asks ECS once a minute at most."""
        now = self._clock()
        if self._asked is not None and now - self._asked < ASK_SECONDS:
            return
        found = self._client.describe_services(cluster=self._cluster, services=[self._service])["services"]
        if found and found[0]["desiredCount"] == 0:
            self._client.update_service(cluster=self._cluster, service=self._service, desiredCount=1)
        self._asked = now
