"""An ECS endpoint whose tasks are processes of this machine: RunTask, StopTask and three that look.

It speaks ECS' own JSON 1.1 protocol, so boto3 needs nothing but AWS_ENDPOINT_URL_ECS. One cluster and one task
definition are given; unknown operations and parameters of other shapes are refused in ECS' words. While all places are
taken a task waits as PROVISIONING; beyond `MAX_WAITING` RunTask answers with a failure, as Fargate does at a quota.
"""

from __future__ import annotations

import hashlib
import json
import queue
import re
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invoiceplug_cloud.local.environment import ACCOUNT, TASK_MEMORY_MIB
from invoiceplug_cloud.local.faults import AnswerLost, Fault, Refused, Unplaced
from invoiceplug_cloud.local.places import Places
from invoiceplug_cloud.local.task_store import Task, TaskStore

MAX_WAITING = 10_000
STARTED_BY = re.compile(r"[A-Za-z0-9/_-]{0,128}")
MEMORY = re.compile(r"[1-9][0-9]{1,5}")
MAX_TOKEN_CHARACTERS = 64


class EcsError(Exception):
    """A refusal with ECS' error code and what else its body holds."""

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.status = 500 if code == "ServerException" else 400
        self.body = {"__type": code, "message": message, **facts}


@dataclass(frozen=True, slots=True)
class TaskDefinition:
    """What a task runs: the family, its one container and the command."""

    family: str
    container: str
    command: Sequence[str]
    image: str = "invoiceplug-task:local"
    memory_mib: int = TASK_MEMORY_MIB


class Ecs:
    """The endpoint's operations. Safe for use by several threads; `close` ends every task."""

    def __init__(
        self,
        store: TaskStore,
        definition: TaskDefinition,
        env: Mapping[str, str],
        logs: Path,
        *,
        cluster: str,
        region: str,
        places: int,
        most_waiting: int = MAX_WAITING,
    ) -> None:
        self._store = store
        self._definition = definition
        self._arn_base = f"arn:aws:ecs:{region}:{ACCOUNT}"
        self._cluster = cluster
        self._most_waiting = most_waiting
        self._submit = threading.Lock()
        self._faults: queue.SimpleQueue[Fault] = queue.SimpleQueue()
        self._places = Places(store, definition.command, env, logs, count=places)
        self._operations = {
            "RunTask": self.run_task,
            "DescribeTasks": self.describe_tasks,
            "ListTasks": self.list_tasks,
            "StopTask": self.stop_task,
            "DescribeTaskDefinition": self.describe_task_definition,
        }
        self._recover()

    def close(self) -> None:
        """Ends every task and closes the store."""
        self._places.close()
        self._store.close()

    def fail_next(self, *faults: Fault) -> None:
        """For tests: lets the next new tasks go wrong, one fault each; a known client token uses up none."""
        for fault in faults:
            self._faults.put(fault)

    def forget_faults(self) -> None:
        """For tests: lets whatever comes next go well."""
        while self._next_fault() is not None:
            pass

    def processes(self) -> dict[str, int]:
        """For tests: the process of each running task, by ARN."""
        return self._places.processes()

    def call(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        """What ECS answers. Raises EcsError."""
        if operation not in self._operations:
            raise EcsError("UnknownOperationException", f"The local ECS endpoint does not know {operation}.")
        return self._operations[operation](body)

    def run_task(self, body: dict[str, Any]) -> dict[str, Any]:
        """Starts one task, or answers with the one that its client token has started."""
        self._require_valid(body)
        cluster = self._require_cluster(body)
        request = {name: value for name, value in body.items() if name != "clientToken"}
        digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
        with self._submit:
            earlier = self._store.of_token(cluster, body.get("clientToken"))
            if earlier is None:
                return self._start(cluster, body, digest)
        task, earlier_digest = earlier
        if earlier_digest != digest:
            message = "The clientToken is already in use with another request."
            raise EcsError("ConflictException", message, resourceIds=[task["taskArn"]])
        return {"tasks": [task], "failures": []}

    def describe_tasks(self, body: dict[str, Any]) -> dict[str, Any]:
        """The tasks asked for; an unknown one is a failure with the reason MISSING."""
        cluster = self._require_cluster(body)
        arns = [self._task_arn(cluster, reference) for reference in body.get("tasks", [])]
        found = {arn: self._store.get(arn) for arn in arns}
        return {
            "tasks": [task for task in found.values() if task is not None],
            "failures": [{"arn": arn, "reason": "MISSING"} for arn, task in found.items() if task is None],
        }

    def list_tasks(self, body: dict[str, Any]) -> dict[str, Any]:
        """The ARNs of tasks by `desiredStatus` (RUNNING when not given) and `startedBy`, at most 100."""
        cluster = self._require_cluster(body)
        wanted, started_by = body.get("desiredStatus", "RUNNING"), body.get("startedBy")
        tasks = [task for task in self._store.of_cluster(cluster) if task["desiredStatus"] == wanted]
        return {"taskArns": [t["taskArn"] for t in tasks if started_by in (None, t["startedBy"])][:100]}

    def stop_task(self, body: dict[str, Any]) -> dict[str, Any]:
        """Asks a task to stop and answers with it as it is now."""
        arn = self._task_arn(self._require_cluster(body), body.get("task", ""))
        reason = body.get("reason", "Task stopped by user")
        task = self._store.change(arn, desiredStatus="STOPPED", stopCode="UserInitiated", stoppedReason=reason)
        if task is None:
            raise EcsError("InvalidParameterException", "The referenced task was not found.")
        self._places.stop(arn)
        return {"task": self._store.get(arn)}

    def describe_task_definition(self, body: dict[str, Any]) -> dict[str, Any]:
        """The one task definition there is."""
        self._require_definition(body)
        container = {"name": self._definition.container, "image": self._definition.image, "essential": True}
        return {
            "taskDefinition": {
                "taskDefinitionArn": self._definition_arn(),
                "family": self._definition.family,
                "revision": 1,
                "status": "ACTIVE",
                "networkMode": "awsvpc",
                "containerDefinitions": [container],
            }
        }

    def _start(self, cluster: str, body: dict[str, Any], digest: str) -> dict[str, Any]:
        fault = self._next_fault()
        if isinstance(fault, Refused):
            raise EcsError(fault.code, "The request was refused, as a test wished.")
        if isinstance(fault, Unplaced):
            return {"tasks": [], "failures": [{"arn": cluster, "reason": fault.reason}]}
        if self._store.count_unfinished() >= self._most_waiting:
            failure = {"arn": cluster, "reason": "RESOURCE:CPU", "detail": f"{self._most_waiting} tasks are waiting"}
            return {"tasks": [], "failures": [failure]}
        task = self._new_task(cluster, body)
        self._store.add(task, body.get("clientToken"), digest)
        self._places.enqueue(task["taskArn"], fault)
        if isinstance(fault, AnswerLost):
            raise EcsError("ServerException", "The answer was lost, as a test wished.")
        return {"tasks": [task], "failures": []}

    def _next_fault(self) -> Fault | None:
        try:
            return self._faults.get_nowait()
        except queue.Empty:
            return None

    def _recover(self) -> None:
        for task in self._store.unfinished():
            if task["lastStatus"] == "PROVISIONING" and task["desiredStatus"] == "RUNNING":
                self._places.enqueue(task["taskArn"])  # it had no process yet
                continue
            self._store.change(
                task["taskArn"],
                lastStatus="STOPPED",
                desiredStatus="STOPPED",
                stopCode=task.get("stopCode", "InfrastructureHealth"),
                stoppedReason=task.get("stoppedReason", "The machine that ran the task was stopped"),
                stoppedAt=time.time(),
            )

    def _require_valid(self, body: dict[str, Any]) -> None:
        self._require_definition(body)
        if body.get("count", 1) != 1:
            raise EcsError("InvalidParameterException", "The local ECS endpoint starts one task at a time.")
        if not body.get("networkConfiguration"):
            message = "Network Configuration must be provided when networkMode 'awsvpc' is specified."
            raise EcsError("InvalidParameterException", message)
        if not STARTED_BY.fullmatch(body.get("startedBy", "")):
            raise EcsError("InvalidParameterException", "startedBy: letters, numbers, -, _ and /, at most 128.")
        if len(body.get("clientToken", "")) > MAX_TOKEN_CHARACTERS:
            raise EcsError("InvalidParameterException", f"clientToken: at most {MAX_TOKEN_CHARACTERS} characters.")
        overrides = body.get("overrides", {})
        for override in overrides.get("containerOverrides", []):
            if override.get("name") != self._definition.container:
                message = f"TaskDefinition containers do not include {override.get('name')}"
                raise EcsError("InvalidParameterException", message)
        self._require_memory(overrides, *overrides.get("containerOverrides", []))

    def _require_memory(self, *overrides: dict[str, Any]) -> None:
        for asked in (override["memory"] for override in overrides if "memory" in override):
            if not MEMORY.fullmatch(str(asked)):
                raise EcsError("InvalidParameterException", f"memory: a number of MiB, not {asked!r}.")

    def _require_definition(self, body: dict[str, Any]) -> None:
        family = body.get("taskDefinition", "").rsplit("/", 1)[-1]
        if family not in (self._definition.family, f"{self._definition.family}:1"):
            raise EcsError("ClientException", "Unable to find task definition.")

    def _require_cluster(self, body: dict[str, Any]) -> str:
        name = body.get("cluster", "default").rsplit("/", 1)[-1]
        if name != self._cluster:
            raise EcsError("ClusterNotFoundException", "Cluster not found.")
        return f"{self._arn_base}:cluster/{name}"

    def _new_task(self, cluster: str, body: dict[str, Any]) -> Task:
        arn = f"{self._arn_base}:task/{self._cluster}/{uuid.uuid4().hex}"
        container = {"name": self._definition.container, "image": self._definition.image, "lastStatus": "PENDING"}
        return {
            "taskArn": arn,
            "clusterArn": cluster,
            "taskDefinitionArn": self._definition_arn(),
            "lastStatus": "PROVISIONING",
            "desiredStatus": "RUNNING",
            "launchType": "FARGATE",
            "startedBy": body.get("startedBy", ""),
            "group": f"family:{self._definition.family}",
            "overrides": body.get("overrides", {}),
            "createdAt": time.time(),
            "version": 1,
            "memory": str(body.get("overrides", {}).get("memory", self._definition.memory_mib)),
            "containers": [{**container, "taskArn": arn, "containerArn": arn.replace(":task/", ":container/")}],
        }

    def _definition_arn(self) -> str:
        return f"{self._arn_base}:task-definition/{self._definition.family}:1"

    def _task_arn(self, cluster: str, reference: str) -> str:
        return reference if reference.startswith("arn:") else f"{cluster.replace(':cluster/', ':task/')}/{reference}"
