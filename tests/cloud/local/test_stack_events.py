"""The whole stack's events: task changes and the schedule reach the function `jobs`, functions one another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from waiting import wait_for, whole_lines

from invoiceplug_cloud.local.stack import Application, LocalStack

pytestmark = pytest.mark.flaky(reruns=1)  # a real stack of processes: see CONTRIBUTING.md

SUPPORT = Path(__file__).parent / "support"
STATUSES = {"PROVISIONING", "PENDING", "RUNNING", "STOPPED"}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file in which the function `jobs` keeps what it gets, a line each."""
    monkeypatch.setenv("PYTHONPATH", str(SUPPORT))
    monkeypatch.setenv("KEPT_EVENTS", str(tmp_path / "events"))
    return tmp_path / "events"


@pytest.fixture
def application(task_command: list[str]) -> Application:
    handlers = {"jobs": "small_handlers:keep", "echo": "small_handlers:echo"}
    return Application({}, handlers, [*task_command, "0"])


def client(stack: LocalStack, service: str) -> Any:
    env = stack.environment
    return boto3.client(
        service,
        endpoint_url=env[f"AWS_ENDPOINT_URL_{service.upper()}"],
        region_name=env["AWS_REGION"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    )


def run_task(stack: LocalStack, started_by: str) -> None:
    env = stack.environment
    client(stack, "ecs").run_task(
        cluster=env["ECS_CLUSTER"],
        taskDefinition=env["TASK_DEFINITION"],
        launchType="FARGATE",
        startedBy=started_by,
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["s"], "securityGroups": ["g"]}},
    )


def kept_events(kept: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in whole_lines(kept)]


def statuses_of(kept: Path, started_by: str) -> list[str]:
    records = [record for event in kept_events(kept) for record in event.get("Records", [])]
    details = [json.loads(record["body"])["detail"] for record in records]
    return [detail["lastStatus"] for detail in details if detail["startedBy"] == started_by]


def test_a_tasks_changes_and_the_schedule_reach_the_function(
    kept: Path, application: Application, tmp_path: Path
) -> None:
    with LocalStack(tmp_path / "data", 0, application=application, sweep_seconds=0.05) as stack:
        # The function fails at first, and nothing but that one event is the worse for it.
        wait_for(lambda: sum(event.get("source") == "aws.scheduler" for event in kept_events(kept)) > 1)
        stack.task_events.deliveries = 2
        run_task(stack, "job-1-1")
        wait_for(lambda: statuses_of(kept, "job-1-1").count("STOPPED") >= 2)
        wait_for(lambda: set(statuses_of(kept, "job-1-1")) == STATUSES)  # in whichever order the queue hands them out
        assert not stack.lost.is_set()


def test_a_function_is_invoked_by_the_name_that_its_neighbours_know(
    kept: Path, application: Application, tmp_path: Path
) -> None:
    with LocalStack(tmp_path / "data", 0, application=application) as stack:
        answer = client(stack, "lambda").invoke(FunctionName="echo", Payload=b'{"asked": "by events"}')
        seen = json.loads(json.load(answer["Payload"])["body"])
    assert (seen["event"], seen["function"]) == ({"asked": "by events"}, "echo")
    assert seen["env"]["APPLY_FUNCTION"] == "apply"
