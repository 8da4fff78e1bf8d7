"""Tasks of ECS: in memory as at the local endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ecs_endpoint import NETWORK, Endpoint
from fake_aws.cloud import FakeCloud

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A client of one ECS whose tasks do not end by themselves."""

    client: Any

    def run(self, token: str | None = None, *, job: str = "job", started_by: str = "") -> Json:
        override = {"name": "parser", "environment": [{"name": "JOB_ID", "value": job}]}
        answer: Json = self.client.run_task(
            cluster="local",
            taskDefinition="family",
            launchType="FARGATE",
            networkConfiguration=NETWORK,
            overrides={"containerOverrides": [override]},
            startedBy=started_by,
            **({} if token is None else {"clientToken": token}),
        )
        return answer

    def task(self, *arguments: Any, **named: Any) -> str:
        (task,) = self.run(*arguments, **named)["tasks"]
        return str(task["taskArn"])

    def describe(self, *arns: str) -> Json:
        answer: Json = self.client.describe_tasks(cluster="local", tasks=list(arns))
        return answer

    def listed(self, **more: Any) -> list[str]:
        arns: list[str] = self.client.list_tasks(cluster="local", **more)["taskArns"]
        return arns


@pytest.fixture(params=["fake", "endpoint"])
def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cluster]:
    """Without a place for tasks at the endpoint: they stay PROVISIONING."""
    if request.param == "fake":
        cloud = FakeCloud()
        cloud.ecs.capacity = 3
        yield Cluster(cloud.client("ecs"))
        return
    endpoint = Endpoint(tmp_path, {}, [sys.executable], places=0, most_waiting=3)
    yield Cluster(endpoint.client)
    endpoint.close()


def test_a_new_task_waits_for_its_place(cluster):
    arn = cluster.task(started_by="job-1")
    (task,) = cluster.describe(arn)["tasks"]
    shown = task["lastStatus"], task["desiredStatus"], task["startedBy"], task["launchType"]
    assert shown == ("PROVISIONING", "RUNNING", "job-1", "FARGATE")
    (container,) = task["containers"]
    assert (container["name"], container["lastStatus"]) == ("parser", "PENDING")
    assert task["overrides"]["containerOverrides"][0]["environment"] == [{"name": "JOB_ID", "value": "job"}]


def test_a_token_starts_one_task(cluster):
    assert cluster.task("token") == cluster.task("token") != cluster.task("other")
    assert len(cluster.listed()) == 2


def test_a_token_with_another_request_is_a_conflict_that_names_the_task(cluster, refused):
    arn = cluster.task("token")
    with refused("ConflictException") as error:
        cluster.run("token", job="other")
    assert error.response["resourceIds"] == [arn]


def test_a_task_that_nobody_knows_is_missing(cluster):
    arn = cluster.task()
    unknown = arn[:-4] + "beef"
    answer = cluster.describe(arn, unknown)
    assert [task["taskArn"] for task in answer["tasks"]] == [arn]
    assert answer["failures"] == [{"arn": unknown, "reason": "MISSING"}]


def test_without_capacity_a_task_is_a_failure_and_no_error(cluster):
    for _ in range(3):
        cluster.task()
    answer = cluster.run()
    assert (answer["tasks"], len(answer["failures"])) == ([], 1)


def test_tasks_are_listed_by_who_started_them(cluster):
    arns = [cluster.task(started_by=by) for by in ("job-1", "job-2", "job-1")]
    assert sorted(cluster.listed(startedBy="job-1")) == sorted(arns[::2])
    assert cluster.listed(desiredStatus="STOPPED") == []


def test_a_task_that_is_to_stop_says_who_asked_and_why(cluster):
    arn = cluster.task()
    cluster.client.stop_task(cluster="local", task=arn, reason="replaced")
    (task,) = cluster.describe(arn)["tasks"]
    assert (task["desiredStatus"], task["stopCode"], task["stoppedReason"]) == ("STOPPED", "UserInitiated", "replaced")
    assert cluster.listed() == []
    assert cluster.listed(desiredStatus="STOPPED") == [arn]


def test_a_task_that_nobody_knows_is_not_stopped(cluster, refused):
    with refused("InvalidParameterException"):
        cluster.client.stop_task(cluster="local", task=cluster.task()[:-4] + "beef")
