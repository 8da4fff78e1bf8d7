"""EventBridge's rule for task states on this machine: each change of a task goes to the queue, in its event's shape."""

from __future__ import annotations

import contextlib
import copy
import json
import queue
import threading
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from invoiceplug_cloud.local.environment import ACCOUNT, REGION
from invoiceplug_cloud.local.sqs import Queue, QueueError
from invoiceplug_cloud.local.task_store import Task


class TaskEvents:
    """Sends in the background, so that no task waits for the queue. An event that cannot be sent is lost, as on AWS."""

    def __init__(self, target: Queue) -> None:
        self._target = target
        self.deliveries = 1
        """How often each event is sent; tests send them twice, as SQS may deliver them."""
        self._line: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._send, name="task-events", daemon=True)
        self._thread.start()

    def changed(self, task: Task) -> None:
        """Announces the task as it is now; returns at once."""
        self._line.put(task_event(task))

    def close(self) -> None:
        """Sends no more; what waits is lost, and a sweep finds what it was about."""
        self._target.close()
        self._line.put(None)
        self._thread.join()

    def _send(self) -> None:
        while (event := self._line.get()) is not None:
            for _ in range(self.deliveries):
                with contextlib.suppress(QueueError):
                    self._target.send(json.dumps(event))


def task_event(task: Task) -> dict[str, Any]:
    """The event "ECS Task State Change" of a task as DescribeTasks shows it; its times are text here."""
    detail = {name: _text(name, value) for name, value in copy.deepcopy(task).items()}
    now = time.time()
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "ECS Task State Change",
        "source": "aws.ecs",
        "account": ACCOUNT,
        "time": _iso(now, "seconds"),
        "region": REGION,
        "resources": [task["taskArn"]],
        "detail": {**detail, "updatedAt": _iso(now)},
    }


def _text(name: str, value: Any) -> Any:
    return _iso(value) if name.endswith("At") and isinstance(value, float) else value


def _iso(seconds: float, precision: str = "milliseconds") -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec=precision).replace("+00:00", "Z")
