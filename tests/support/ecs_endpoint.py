"""The local ECS endpoint as a part of a test: running, with a client of it, and told of every change."""

from __future__ import annotations

import copy
import os
import threading
from pathlib import Path
from typing import Any

import boto3
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.server import Server, listen
from invoiceplug_cloud.local.task_store import TaskStore

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-local"], "securityGroups": ["sg-local"]}}


class Watched(TaskStore):
    """A store that tells when a task has stopped or started."""

    def __init__(self, path: Path) -> None:
        self.told: list[Any] = []
        self.changed = threading.Condition()
        super().__init__(path, self._tell)

    def _tell(self, task: Any) -> None:
        with self.changed:
            self.told.append(copy.deepcopy(task))
            self.changed.notify_all()

    def wait_for(self, arn: str, status: str) -> Any:
        with self.changed:
            assert self.changed.wait_for(lambda: self.told_of(arn)[-1:] == [status], timeout=PATIENCE_SECONDS)
        return self.get(arn)

    def told_of(self, arn: str) -> list[str]:
        """Each status that was told of a task, in order."""
        return [task["lastStatus"] for task in self.told if task["taskArn"] == arn]


class Endpoint:
    """A running endpoint, a client of it, and its store."""

    def __init__(self, folder: Path, env: dict[str, str], command: list[str], places: int, most_waiting: int) -> None:
        self.logs = folder / "tasks"
        self.store = Watched(folder / "tasks.sqlite")
        self.ecs = Ecs(
            self.store,
            TaskDefinition("family", "parser", [*command, "0"]),
            {**os.environ, **env},
            self.logs,
            cluster="local",
            region="us-east-1",
            places=places,
            most_waiting=most_waiting,
        )
        self.server = Server(listen(0), ecs_responder(self.ecs))
        self.client = boto3.client(
            "ecs",
            endpoint_url=self.server.url,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )
        self._command = command

    def run(self, what: str = "0", token: str | None = None, **more: Any) -> dict[str, Any]:
        override = {
            "name": "parser",
            "command": [*self._command, what],
            "environment": [{"name": "JOB_ID", "value": "job"}, {"name": "ATTEMPT", "value": "1"}],
        }
        request: dict[str, Any] = {
            "cluster": "local",
            "taskDefinition": "family",
            "launchType": "FARGATE",
            "networkConfiguration": NETWORK,
            "overrides": {"containerOverrides": [override]},
            **({} if token is None else {"clientToken": token}),
            **more,
        }
        answer: dict[str, Any] = self.client.run_task(**request)
        return answer

    def describe(self, arn: str) -> dict[str, Any]:
        (task,) = self.client.describe_tasks(cluster="local", tasks=[arn])["tasks"]
        return dict(task)

    def close(self) -> None:
        self.server.close()
        self.ecs.close()


def arn_of(answer: dict[str, Any]) -> str:
    """The task that RunTask has answered with."""
    assert answer["failures"] == []
    (task,) = answer["tasks"]
    arn: str = task["taskArn"]
    return arn
