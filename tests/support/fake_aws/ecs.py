"""ECS on Fargate: tasks that change only when somebody says so, and an event for every change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fake_aws.errors import refusal
from fake_aws.service import Answer, Given, Service, operation

ACCOUNT, REGION = "000000000000", "us-east-1"
TOKEN_SECONDS = 24 * 3600
AFTERLIFE_SECONDS = 3600  # how long a stopped task is still shown and holds its token
_RUN = (
    "cluster clientToken count launchType networkConfiguration overrides startedBy group platformVersion tags"
    " propagateTags enableECSManagedTags enableExecuteCommand capacityProviderStrategy"
)

Task = Mapping[str, Any]  # as DescribeTasks shows it; never changed, always replaced
Event = dict[str, Any]


class FakeEcs(Service):
    """The client of ECS. `capacity` is how many tasks may live; `delay` for how many seconds a new one is not shown."""

    name = "ecs"
    pages = {"list_tasks": (("nextToken",), ("nextToken",))}

    def __init__(self, cloud: Any) -> None:
        super().__init__(cloud)
        self.capacity = 1_000_000
        self.delay = 0.0
        self.on_change: Callable[[Event], None] = lambda event: None
        self.services: dict[str, int] = {}  # how many tasks each service wants
        self._tasks: dict[str, Task] = {}
        self._tokens: dict[tuple[str, str], tuple[str, str, float]] = {}  # -> hash of the request, ARN, when
        self._stopped_at: dict[str, float] = {}
        self._started_at: dict[str, float] = {}
        self._count = 0

    def snapshot(self) -> Any:
        kept = (self._tasks, self._tokens, self._stopped_at, self._started_at)
        return [dict(each) for each in kept], self.capacity, self.delay, self._count, dict(self.services)

    def restore(self, state: Any) -> None:
        kept, self.capacity, self.delay, self._count, services = state
        self.services = dict(services)
        self._tasks, self._tokens, self._stopped_at, self._started_at = (dict(each) for each in kept)

    @property
    def tasks(self) -> list[Task]:
        """Every task that ever was, oldest first."""
        return list(self._tasks.values())

    @property
    def live(self) -> list[Task]:
        """The tasks that have not stopped."""
        return [task for task in self._tasks.values() if task["lastStatus"] != "STOPPED"]

    def move(
        self,
        arn: str,
        status: str,
        *,
        stop_code: str | None = None,
        reason: str | None = None,
        exit_code: int | None = None,
        container_reason: str | None = None,
    ) -> Task:
        """A task goes on: PENDING, RUNNING, DEPROVISIONING or, with its reasons, STOPPED. A stopped one stays."""
        task = self._tasks[arn]
        if task["lastStatus"] == "STOPPED":
            return task
        container = {"lastStatus": status, "exitCode": exit_code, "reason": container_reason}
        changes: dict[str, Any] = {"lastStatus": status, "version": task["version"] + 1}
        if status == "STOPPED":
            self._stopped_at[arn] = self.cloud.clock.seconds
            changes |= {"desiredStatus": "STOPPED", "stoppedAt": self.cloud.clock.now()}
            changes |= {"stopCode": task.get("stopCode", stop_code), "stoppedReason": task.get("stoppedReason", reason)}
        changes["containers"] = [{**task["containers"][0], **_given(container)}]
        return self._keep({**task, **_given(changes)})

    def exit(self, arn: str, exit_code: int, reason: str = "Essential container in task exited") -> Task:
        """The task's one container ends with that status."""
        return self.move(arn, "STOPPED", stop_code="EssentialContainerExited", reason=reason, exit_code=exit_code)

    @operation("taskDefinition", _RUN)
    def run_task(self, given: Given) -> Answer:
        cluster = _cluster(given)
        token = given.get("clientToken")
        request = json.dumps({name: value for name, value in given.items() if name != "clientToken"}, sort_keys=True)
        earlier = self._of_token(cluster, token) if token else None
        if earlier is not None:
            if earlier[0] != request:
                message = "The clientToken is already in use with another request."
                raise refusal("run_task", "ConflictException", message, resourceIds=[earlier[1]])
            return {"tasks": [dict(self._tasks[earlier[1]])], "failures": []}
        if len(self.live) + given.get("count", 1) > self.capacity:
            failure = {"arn": cluster, "reason": "Capacity is unavailable at this time. Please try again later."}
            return {"tasks": [], "failures": [failure]}
        task = self._start(cluster, given)
        if token:
            self._tokens[cluster, token] = (request, task["taskArn"], self.cloud.clock.seconds)
        return {"tasks": [dict(task)], "failures": []}

    @operation("tasks", "cluster include")
    def describe_tasks(self, given: Given) -> Answer:
        cluster = _cluster(given)
        arns = [_task_arn(cluster, reference) for reference in given["tasks"]]
        shown = [dict(self._tasks[arn]) for arn in arns if self._is_shown(arn)]
        missing = [{"arn": arn, "reason": "MISSING"} for arn in arns if not self._is_shown(arn)]
        return {"tasks": shown, "failures": missing}

    @operation("", "cluster desiredStatus startedBy family launchType maxResults nextToken")
    def list_tasks(self, given: Given) -> Answer:
        cluster, wanted = _cluster(given), given.get("desiredStatus", "RUNNING")
        arns = [
            arn
            for arn, task in self._tasks.items()
            if task["clusterArn"] == cluster and task["desiredStatus"] == wanted and self._is_shown(arn)
            if given.get("startedBy") in (None, task["startedBy"])
        ]
        start, most = int(given.get("nextToken", 0)), given.get("maxResults", 100)
        more = {"nextToken": str(start + most)} if len(arns) > start + most else {}
        return {"taskArns": arns[start : start + most], **more}

    @operation("task", "cluster reason")
    def stop_task(self, given: Given) -> Answer:
        arn = _task_arn(_cluster(given), given["task"])
        if not self._is_shown(arn):
            raise refusal("stop_task", "InvalidParameterException", "The referenced task was not found.")
        task = self._tasks[arn]
        if task["desiredStatus"] != "STOPPED":
            reason = given.get("reason", "Task stopped by user")
            changes = {"desiredStatus": "STOPPED", "stopCode": "UserInitiated", "stoppedReason": reason}
            task = self._keep({**task, **changes, "version": task["version"] + 1})
        return {"task": dict(task)}

    @operation("services", "cluster include")
    def describe_services(self, given: Given) -> Answer:
        shown = [_service(given, name, self.services[name]) for name in given["services"] if name in self.services]
        missing = [{"arn": name, "reason": "MISSING"} for name in given["services"] if name not in self.services]
        return {"services": shown, "failures": missing}

    @operation("service", "cluster desiredCount")
    def update_service(self, given: Given) -> Answer:
        if given["service"] not in self.services:
            raise refusal("update_service", "ServiceNotFoundException", "Service not found.")
        self.services[given["service"]] = given.get("desiredCount", self.services[given["service"]])
        return {"service": _service(given, given["service"], self.services[given["service"]])}

    def _start(self, cluster: str, given: Given) -> Task:
        self._count += 1
        arn = cluster.replace(":cluster/", ":task/") + f"/{self._count:032x}"
        family = given["taskDefinition"].rsplit("/", 1)[-1].partition(":")[0]
        names = [each["name"] for each in given.get("overrides", {}).get("containerOverrides", [])] or [family]
        self._started_at[arn] = self.cloud.clock.seconds
        return self._keep(
            {
                "taskArn": arn,
                "clusterArn": cluster,
                "taskDefinitionArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{family}:1",
                "lastStatus": "PROVISIONING",
                "desiredStatus": "RUNNING",
                "launchType": given.get("launchType", "FARGATE"),
                "startedBy": given.get("startedBy", ""),
                "group": f"family:{family}",
                "overrides": given.get("overrides", {}),
                "createdAt": self.cloud.clock.now(),
                "version": 1,
                "containers": [{"name": names[0], "lastStatus": "PENDING", "taskArn": arn}],
            }
        )

    def _keep(self, task: Task) -> Task:
        self._tasks[task["taskArn"]] = task
        self.on_change(_event(task, self._count, self.cloud.clock.now().isoformat()))
        return task

    def _of_token(self, cluster: str, token: str) -> tuple[str, str, float] | None:
        earlier = self._tokens.get((cluster, token))
        if earlier is None:
            return None
        now = self.cloud.clock.seconds
        ended = self._stopped_at.get(earlier[1], now) + AFTERLIFE_SECONDS
        return earlier if now < min(earlier[2] + TOKEN_SECONDS, ended) else None

    def _is_shown(self, arn: str) -> bool:
        if arn not in self._tasks:
            return False
        now = self.cloud.clock.seconds
        gone = self._stopped_at.get(arn, now) + AFTERLIFE_SECONDS
        return self._started_at[arn] + self.delay <= now < gone


def _service(given: Given, name: str, desired: int) -> dict[str, Any]:
    return {"serviceName": name, "clusterArn": _cluster(given), "desiredCount": desired, "status": "ACTIVE"}


def _event(task: Task, number: int, at: str) -> Event:
    return {
        "version": "0",
        "id": f"{number:08x}-{task['version']:04x}-4000-8000-000000000000",
        "detail-type": "ECS Task State Change",
        "source": "aws.ecs",
        "account": ACCOUNT,
        "time": at,
        "region": REGION,
        "resources": [task["taskArn"]],
        "detail": task,
    }


def _given(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _cluster(given: Given) -> str:
    name = given.get("cluster", "default").rsplit("/", 1)[-1]
    return f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{name}"


def _task_arn(cluster: str, reference: str) -> str:
    return reference if reference.startswith("arn:") else f"{cluster.replace(':cluster/', ':task/')}/{reference}"
