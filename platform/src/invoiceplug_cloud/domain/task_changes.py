"""What ECS tells of a task: as DescribeTasks answers it, and as a state-change event carries it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from invoiceplug_cloud.domain.records import TaskState

_STARTED_BY = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class TaskChange:
    """Which attempt's task changed, and how it stands since."""

    job_id: str
    attempt: int
    arn: str
    state: TaskState
    correlation_id: str | None = None


def task_state(task: Mapping[str, Any]) -> TaskState:
    """The state of a task; ours have one container. `reason` is the task's, then its container's."""
    containers = task.get("containers") or []
    reasons = [task.get("stoppedReason"), *(container.get("reason") for container in containers)]
    exit_codes = [container["exitCode"] for container in containers if container.get("exitCode") is not None]
    return TaskState(
        task["lastStatus"],
        stop_code=task.get("stopCode"),
        reason="; ".join(reason for reason in reasons if reason) or None,
        exit_code=exit_codes[0] if exit_codes else None,
    )


def read_change(event: Mapping[str, Any]) -> TaskChange | None:
    """The change that an EventBridge event "ECS Task State Change" tells; None when it is not of a task of ours.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
    """
    detail = event.get("detail")
    if event.get("detail-type") != "ECS Task State Change" or not isinstance(detail, Mapping):
        return None
    ours = _STARTED_BY.fullmatch(detail.get("startedBy") or "")
    if ours is None or not detail.get("taskArn") or not detail.get("lastStatus"):
        return None
    return TaskChange(ours[1], int(ours[2]), detail["taskArn"], task_state(detail), _correlation_id(detail))


def _correlation_id(task: Mapping[str, Any]) -> str | None:
    """The job's id in logs, which its task was told by its environment."""
    containers = (task.get("overrides") or {}).get("containerOverrides") or []
    told = [pair for container in containers for pair in container.get("environment") or []]
    return next((pair.get("value") for pair in told if pair.get("name") == "CORRELATION_ID"), None)
