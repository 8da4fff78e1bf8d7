"""The ECS service of workers: as many as its messages ask for, when there are fewer.

Scaling does the rest: it alone sends workers home. It cannot begin, since backlog per task cannot be computed without a
task, and the figures of a queue that nobody has used for six hours come up to a quarter of an hour late. Whoever counts
messages uses the queue, so a sweep that does keeps its figures coming.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-access-metrics.html
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ecs import ECSClient

ASK_SECONDS = 60.0  # scaling in takes longer than that, and a burst must not ask ECS for each of its files
MESSAGES_PER_WORKER = 15  # about a minute of work; scaling aims at the same


class EcsWorkers:
    """The port `Workers` on ECS: at most `most` of them. `count` counts the queue's messages, `clock` gives seconds."""

    def __init__(
        self,
        client: ECSClient,
        *,
        cluster: str,
        service: str,
        most: int,
        count: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._cluster = cluster
        self._service = service
        self._most = most
        self._count = count
        self._clock = clock
        self._asked: float | None = None

    def wake(self, waiting: int) -> None:
        """Raises how many workers are wanted, never lowers it; asks once a minute at most."""
        now = self._clock()
        if self._asked is not None and now - self._asked < ASK_SECONDS:
            return
        messages = max(waiting, self._count())  # the queue does not know of the newest ones yet
        if messages:
            self._raise(min(self._most, math.ceil(messages / MESSAGES_PER_WORKER)))
        self._asked = now

    def _raise(self, wanted: int) -> None:
        found = self._client.describe_services(cluster=self._cluster, services=[self._service])["services"]
        if found and found[0]["desiredCount"] < wanted:
            self._client.update_service(cluster=self._cluster, service=self._service, desiredCount=wanted)
