"""ECS: one Fargate task an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from invoiceplug_cloud.domain.messages import is_message
from invoiceplug_cloud.domain.records import Task, TaskState
from invoiceplug_cloud.domain.task_changes import task_state
from invoiceplug_cloud.domain.transient import reason_passes
from invoiceplug_cloud.gateways.start_failures import not_started, refused, unanswered

if TYPE_CHECKING:
    from mypy_boto3_ecs import ECSClient


class EcsRunner:
    """The port `Runner` on ECS. Throttling and lost answers are sent again by the client, with the same token."""

    def __init__(
        self,
        client: ECSClient,
        *,
        cluster: str,
        task_definition: str,
        container: str,
        subnets: tuple[str, ...] = (),
        security_groups: tuple[str, ...] = (),
    ) -> None:
        self._client = client
        self._cluster = cluster
        self._where: dict[str, Any] = {"cluster": cluster, "taskDefinition": task_definition, "launchType": "FARGATE"}
        if subnets:
            # Public subnets without NAT: the task reaches the registry and the endpoints by its own address.
            network = {"subnets": subnets, "securityGroups": security_groups, "assignPublicIp": "ENABLED"}
            self._where["networkConfiguration"] = {"awsvpcConfiguration": network}
        self._container = container

    def run(
        self,
        job_id: str,
        attempt: int,
        *,
        read_as: str | None = None,
        memory_mib: int | None = None,
        correlation_id: str | None = None,
    ) -> Task:
        """Starts the task, or finds the one that this job and attempt started before; TASK_START_FAILED.

        The error's facts say `reason`, `transient` (worth another try) and `unknown`: whether this attempt may have a
        task all the same, by this request or by somebody else's, so that the next try must be of the same attempt.
        """
        token = f"{job_id}-{attempt}"  # 36 + 1 + a few characters of 64
        told = {"JOB_ID": job_id, "ATTEMPT": str(attempt), "VENDOR": read_as, "CORRELATION_ID": correlation_id}
        overrides = self._overrides(told, memory_mib)
        try:
            answer = self._client.run_task(
                **self._where, clientToken=token, startedBy=token, count=1, overrides=overrides
            )
        except ClientError as error:
            return _adopted(error)
        except BotoCoreError as error:
            raise unanswered(error) from error
        if not answer["tasks"]:
            # Answered with 200: "Capacity is unavailable at this time" arrives here.
            reasons = [failure.get("reason", "unknown") for failure in answer["failures"]]
            reason = "; ".join(reasons) or "no task and no reason"
            raise not_started(reason, transient=reason_passes(reason) is True)
        return Task(answer["tasks"][0]["taskArn"])

    def state(self, arn: str) -> TaskState | None:
        """How the task stands; None when ECS does not know it (any more, or yet).

        A message is over: whoever sent it had a queue, and since tasks are run there are no workers at it.
        """
        if is_message(arn):
            return TaskState("STOPPED", reason="there are no workers at the queue any more")
        answer = self._client.describe_tasks(cluster=self._cluster, tasks=[arn])
        return task_state(answer["tasks"][0]) if answer["tasks"] else None

    def stop(self, arn: str, reason: str) -> None:
        """Asks ECS to stop it; nothing when it is not there any more."""
        if is_message(arn):
            return
        try:
            self._client.stop_task(cluster=self._cluster, task=arn, reason=reason)
        except ClientError as error:
            if error.response["Error"]["Code"] != "InvalidParameterException":
                raise

    def wake(self, waiting: int) -> None:
        """Nothing: a task works by itself."""

    def _overrides(self, told: dict[str, str | None], memory_mib: int | None) -> Any:
        environment = [{"name": name, "value": value} for name, value in told.items() if value is not None]
        container: dict[str, Any] = {"name": self._container, "environment": environment}
        if memory_mib is None:
            return {"containerOverrides": [container]}
        return {"containerOverrides": [{**container, "memory": memory_mib}], "memory": str(memory_mib)}


def _adopted(error: ClientError) -> Task:
    # The token was used with other parameters: after a deployment, by the attempt's first RunTask.
    response: Any = error.response
    arns = response.get("resourceIds") or []
    if response["Error"]["Code"] == "ConflictException" and arns:
        return Task(arns[0])
    raise refused(error) from error
