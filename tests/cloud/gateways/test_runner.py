"""The port Runner: against the local stack's ECS endpoint, and against answers that only real AWS gives."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aws_worlds import CREDENTIALS
from botocore.stub import ANY, Stubber
from made import new_id

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Task, TaskState
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.server import Server, listen
from invoiceplug_cloud.local.task_store import TaskStore
from invoiceplug_cloud.wiring import make_client

WHERE = {"cluster": "invoices", "task_definition": "reader", "container": "task"}
ARN = "arn:aws:ecs:us-east-1:000000000000:task/invoices/0123456789abcdef0123456789abcdef"


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    definition = TaskDefinition("reader", "task", [sys.executable, "-c", "pass"])
    ecs = Ecs(TaskStore(tmp_path / "tasks.sqlite"), definition, {}, tmp_path / "logs", cluster="invoices",
              region="us-east-1", places=1)  # fmt: skip
    server = Server(listen(0), ecs_responder(ecs))
    yield server.url
    server.close()
    ecs.close()


def test_an_attempt_starts_one_task_however_often_it_is_asked_for(endpoint):
    client = make_client("ecs", endpoint_url=endpoint, **CREDENTIALS)
    runner = EcsRunner(client, **WHERE, subnets=("subnet-1",), security_groups=("sg-1",))
    job_id = new_id()
    task = runner.run(job_id, 1)
    assert runner.run(job_id, 1) == task
    assert runner.run(job_id, 2) != task
    (described,) = client.describe_tasks(cluster="invoices", tasks=[task.arn])["tasks"]
    assert described["startedBy"] == f"{job_id}-1"
    (override,) = described["overrides"]["containerOverrides"]
    assert override["environment"] == [{"name": "JOB_ID", "value": job_id}, {"name": "ATTEMPT", "value": "1"}]
    client.close()


@pytest.fixture
def stubbed() -> Iterator[tuple[EcsRunner, Stubber]]:
    client = make_client("ecs", **CREDENTIALS)
    with Stubber(client) as stubber:
        yield EcsRunner(client, **WHERE), stubber
        stubber.assert_no_pending_responses()


def test_without_subnets_no_network_is_asked_for(stubbed):
    runner, ecs = stubbed
    job_id = new_id()
    expected = {"cluster": "invoices", "taskDefinition": "reader", "launchType": "FARGATE", "count": 1,
                "clientToken": f"{job_id}-12", "startedBy": f"{job_id}-12", "overrides": ANY}  # fmt: skip
    ecs.add_response("run_task", {"tasks": [{"taskArn": ARN}], "failures": []}, expected)
    assert runner.run(job_id, 12) == Task(ARN)


def test_a_failure_that_is_answered_with_success_is_a_failure_with_its_reason(stubbed):
    runner, ecs = stubbed
    reason = "Capacity is unavailable at this time. Please try again later or in a different availability zone"
    ecs.add_response("run_task", {"tasks": [], "failures": [{"reason": reason}]})
    assert refusal(runner).facts == {"reason": reason, "transient": True, "unknown": False}


def test_a_failure_that_nobody_knows_or_that_stays_is_none_to_wait_for(stubbed):
    runner, ecs = stubbed
    for failures in ([{"reason": "MISSING"}], []):
        ecs.add_response("run_task", {"tasks": [], "failures": failures})
        assert not refusal(runner).facts["transient"]


def test_a_token_used_before_a_deployment_leads_to_the_task_it_started(stubbed):
    runner, ecs = stubbed
    ecs.add_client_error("run_task", "ConflictException", modeled_fields={"resourceIds": [ARN]})
    assert runner.run(new_id(), 1) == Task(ARN)


@pytest.mark.parametrize(
    ("code", "status", "transient", "unknown"),
    [
        ("AccessDeniedException", 400, False, False),
        ("ClusterNotFoundException", 400, False, False),
        ("ConflictException", 400, True, False),
        ("ThrottlingException", 400, True, True),
        ("ServerException", 500, True, True),
    ],
)
def test_a_refusal_is_told_by_its_name_and_whether_it_passes(stubbed, code, status, transient, unknown):
    runner, ecs = stubbed
    for _ in range(3):  # what may pass is sent again by the client itself
        ecs.add_client_error("run_task", code, http_status_code=status)
    assert refusal(runner).facts == {"reason": code, "transient": transient, "unknown": unknown}
    ecs._queue.clear()


def test_a_vendor_and_more_memory_reach_the_task(stubbed):
    runner, ecs = stubbed
    job_id = new_id()
    environment = [{"name": "JOB_ID", "value": job_id}, {"name": "ATTEMPT", "value": "2"},
                   {"name": "VENDOR", "value": "nordkontor"}]  # fmt: skip
    container = {"name": "task", "environment": environment, "memory": 4096}
    expected = {"cluster": "invoices", "taskDefinition": "reader", "launchType": "FARGATE", "count": 1,
                "clientToken": ANY, "startedBy": ANY,
                "overrides": {"containerOverrides": [container], "memory": "4096"}}  # fmt: skip
    ecs.add_response("run_task", {"tasks": [{"taskArn": ARN}], "failures": []}, expected)
    assert runner.run(job_id, 2, read_as="nordkontor", memory_mib=4096) == Task(ARN)


def test_a_task_tells_how_it_stands_and_may_be_stopped_more_than_once(endpoint):
    client = make_client("ecs", endpoint_url=endpoint, **CREDENTIALS)
    runner = EcsRunner(client, **WHERE, subnets=("subnet-1",), security_groups=("sg-1",))
    task = runner.run(new_id(), 1)
    assert runner.state(task.arn).status in ("PROVISIONING", "PENDING", "RUNNING", "STOPPED")
    runner.stop(task.arn, "a test")
    runner.stop(task.arn, "a test")
    unknown = task.arn[:-4] + "0000"
    assert runner.state(unknown) is None
    runner.stop(unknown, "a test")
    client.close()


def test_a_stopped_task_says_why(stubbed):
    runner, ecs = stubbed
    container = {"name": "task", "exitCode": 137, "reason": "OutOfMemoryError: killed"}
    task = {"taskArn": ARN, "lastStatus": "STOPPED", "stopCode": "EssentialContainerExited",
            "stoppedReason": "Essential container in task exited", "containers": [container]}  # fmt: skip
    ecs.add_response("describe_tasks", {"tasks": [task], "failures": []}, {"cluster": "invoices", "tasks": [ARN]})
    reason = "Essential container in task exited; OutOfMemoryError: killed"
    assert runner.state(ARN) == TaskState("STOPPED", "EssentialContainerExited", reason, 137)


def test_an_endpoint_that_is_not_there_is_a_task_that_did_not_start():
    with socket.socket() as taken:  # by somebody who does not listen
        taken.bind(("127.0.0.1", 0))
        client = make_client("ecs", endpoint_url=f"http://127.0.0.1:{taken.getsockname()[1]}", **CREDENTIALS)
        assert refusal(EcsRunner(client, **WHERE)).facts == {
            "reason": "EndpointConnectionError",
            "transient": True,
            "unknown": True,
        }


def refusal(runner: EcsRunner) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        runner.run(new_id(), 1)
    assert refused.value.code == "TASK_START_FAILED"
    return refused.value
