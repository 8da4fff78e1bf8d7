"""ECS: one Fargate task an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Task

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
        self._where: dict[str, Any] = {"cluster": cluster, "taskDefinition": task_definition, "launchType": "FARGATE"}
        if subnets:
            # Public subnets without NAT: the task reaches the registry and the endpoints by its own address.
            network = {"subnets": subnets, "securityGroups": security_groups, "assignPublicIp": "ENABLED"}
            self._where["networkConfiguration"] = {"awsvpcConfiguration": network}
        self._container = container

    def run(self, job_id: str, attempt: int) -> Task:
        """Starts the task, or finds the one that this job and attempt started before; TASK_START_FAILED."""
        token = f"{job_id}-{attempt}"  # 36 + 1 + a few characters of 64
        environment = [{"name": "JOB_ID", "value": job_id}, {"name": "ATTEMPT", "value": str(attempt)}]
        overrides: Any = {"containerOverrides": [{"name": self._container, "environment": environment}]}
        try:
            answer = self._client.run_task(
                **self._where, clientToken=token, startedBy=token, count=1, overrides=overrides
            )
        except ClientError as error:
            return _adopted(error)
        except BotoCoreError as error:
            raise _failed(type(error).__name__) from error
        if not answer["tasks"]:
            # Answered with 200: "Capacity is unavailable at this time" arrives here.
            reasons = [failure.get("reason", "unknown") for failure in answer["failures"]]
            raise _failed("; ".join(reasons) or "no task and no reason")
        return Task(answer["tasks"][0]["taskArn"])


def _adopted(error: ClientError) -> Task:
    # The token was used with other parameters: after a deployment, by the attempt's first RunTask.
    response: Any = error.response
    arns = response.get("resourceIds") or []
    if response["Error"]["Code"] == "ConflictException" and arns:
        return Task(arns[0])
    raise _failed(response["Error"]["Code"]) from error


def _failed(reason: str) -> InvoiceplugError:
    return InvoiceplugError("TASK_START_FAILED", f"ECS did not start the task: {reason}.", reason=reason)
