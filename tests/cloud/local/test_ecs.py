"""The ECS endpoint, asked by boto3: tasks are processes, tokens are kept, nothing runs twice."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.places import log_file
from invoiceplug_cloud.local.server import Server, listen
from invoiceplug_cloud.local.task_store import TaskStore

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-local"], "securityGroups": ["sg-local"]}}


class Watched(TaskStore):
    """A store that tells when a task has stopped or started."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.changed = threading.Condition()

    def change(self, arn: str, **values: Any) -> Any:
        task = super().change(arn, **values)
        with self.changed:
            self.changed.notify_all()
        return task

    def wait_for(self, arn: str, status: str) -> Any:
        with self.changed:
            assert self.changed.wait_for(lambda: (self.get(arn) or {})["lastStatus"] == status, timeout=30)
        return self.get(arn)


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


@pytest.fixture
def start_endpoint(
    tmp_path: Path, environment: dict[str, str], task_command: list[str]
) -> Iterator[Callable[..., Endpoint]]:
    started: list[Endpoint] = []

    def start(places: int = 2, most_waiting: int = 100) -> Endpoint:
        started.append(Endpoint(tmp_path, environment, task_command, places, most_waiting))
        return started[-1]

    yield start
    for endpoint in started:
        endpoint.close()


@pytest.fixture
def endpoint(start_endpoint: Callable[..., Endpoint]) -> Endpoint:
    return start_endpoint()


def arn_of(answer: dict[str, Any]) -> str:
    assert answer["failures"] == []
    (task,) = answer["tasks"]
    arn: str = task["taskArn"]
    return arn


@pytest.mark.parametrize("code", [0, 65, 75])
def test_a_task_stops_with_the_exit_code_of_its_process_and_leaves_its_log(endpoint: Endpoint, code: int) -> None:
    arn = arn_of(endpoint.run(str(code), startedBy="job-1"))
    endpoint.store.wait_for(arn, "STOPPED")
    task = endpoint.describe(arn)
    assert (task["stopCode"], task["containers"][0]["exitCode"]) == ("EssentialContainerExited", code)
    assert (task["startedBy"], task["desiredStatus"]) == ("job-1", "STOPPED")
    assert log_file(endpoint.logs, task).read_text() == "job job attempt 1\n"


def test_a_task_that_a_signal_ends_has_the_exit_code_of_a_shell(endpoint: Endpoint) -> None:
    arn = arn_of(endpoint.run("wait"))
    endpoint.store.wait_for(arn, "RUNNING")
    os.kill(endpoint.ecs._places._running[arn].pid, signal.SIGKILL)
    assert endpoint.store.wait_for(arn, "STOPPED")["containers"][0]["exitCode"] == 137


def test_32_threads_with_one_token_start_one_task(endpoint: Endpoint) -> None:
    together = threading.Barrier(32)

    def run(_: int) -> str:
        together.wait()
        return arn_of(endpoint.run(token="job-1", startedBy="job-1"))

    with ThreadPoolExecutor(32) as threads:
        arns = set(threads.map(run, range(32)))
    assert len(arns) == 1
    assert len(endpoint.store.of_cluster("arn:aws:ecs:us-east-1:000000000000:cluster/local")) == 1


def test_a_token_with_another_request_is_a_conflict_that_names_the_task(endpoint: Endpoint) -> None:
    arn = arn_of(endpoint.run("0", token="job-1"))
    with pytest.raises(ClientError) as conflict:
        endpoint.run("1", token="job-1")
    assert conflict.value.response["Error"]["Code"] == "ConflictException"
    assert conflict.value.response["resourceIds"] == [arn]


def test_tokens_outlive_a_restart(start_endpoint: Callable[..., Endpoint]) -> None:
    first = start_endpoint()
    arn = arn_of(first.run(token="job-1"))
    first.store.wait_for(arn, "STOPPED")
    first.close()
    assert arn_of(start_endpoint().run(token="job-1")) == arn


def test_twenty_tasks_run_two_at_a_time_and_none_fails(endpoint: Endpoint) -> None:
    arns = [arn_of(endpoint.run(token=f"job-{n}")) for n in range(20)]
    for arn in arns:
        assert endpoint.store.wait_for(arn, "STOPPED")["containers"][0]["exitCode"] == 0


def test_while_all_places_are_taken_the_next_task_waits(start_endpoint: Callable[..., Endpoint]) -> None:
    endpoint = start_endpoint(places=1)
    first = arn_of(endpoint.run("wait"))
    endpoint.store.wait_for(first, "RUNNING")
    second = arn_of(endpoint.run())
    assert endpoint.describe(second)["lastStatus"] == "PROVISIONING"
    endpoint.client.stop_task(cluster="local", task=first)
    assert endpoint.store.wait_for(second, "STOPPED")["containers"][0]["exitCode"] == 0


def test_beyond_the_bound_the_answer_is_a_failure_and_no_task(start_endpoint: Callable[..., Endpoint]) -> None:
    endpoint = start_endpoint(places=1, most_waiting=1)
    arn_of(endpoint.run("wait", token="job-1"))
    full = endpoint.run(token="job-2")
    assert full["tasks"] == []
    assert [failure["reason"] for failure in full["failures"]] == ["RESOURCE:CPU"]
    assert len(endpoint.run("wait", token="job-1")["tasks"]) == 1  # what is known already needs no place


def test_stop_task_ends_the_process_and_says_who_did(endpoint: Endpoint) -> None:
    arn = arn_of(endpoint.run("wait"))
    endpoint.store.wait_for(arn, "RUNNING")
    endpoint.client.stop_task(cluster="local", task=arn, reason="enough")
    task = endpoint.store.wait_for(arn, "STOPPED")
    assert (task["stopCode"], task["stoppedReason"], task["containers"][0]["exitCode"]) == (
        "UserInitiated",
        "enough",
        143,
    )


def test_a_waiting_task_that_is_stopped_never_starts(start_endpoint: Callable[..., Endpoint]) -> None:
    endpoint = start_endpoint(places=1)
    running = arn_of(endpoint.run("wait"))
    waiting = arn_of(endpoint.run(startedBy="waiting"))
    endpoint.client.stop_task(cluster="local", task=waiting)
    assert endpoint.describe(waiting)["lastStatus"] == "STOPPED"
    endpoint.client.stop_task(cluster="local", task=running)
    endpoint.store.wait_for(running, "STOPPED")
    assert not log_file(endpoint.logs, endpoint.describe(waiting)).exists()


def test_after_a_stop_running_tasks_are_lost_and_waiting_ones_go_on(start_endpoint: Callable[..., Endpoint]) -> None:
    first = start_endpoint(places=1)
    lost = arn_of(first.run("wait"))
    first.store.wait_for(lost, "RUNNING")
    waiting = arn_of(first.run("0"))
    first.close()

    second = start_endpoint(places=1)
    assert second.store.wait_for(waiting, "STOPPED")["containers"][0]["exitCode"] == 0
    task = second.describe(lost)
    assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "InfrastructureHealth")


def test_a_task_whose_endpoint_was_killed_is_lost_not_running(
    start_endpoint: Callable[..., Endpoint], tmp_path: Path
) -> None:
    first = start_endpoint()
    arn = arn_of(first.run("0"))
    first.store.wait_for(arn, "STOPPED")
    first.close()
    store = TaskStore(tmp_path / "tasks.sqlite")
    left = {**(store.get(arn) or {}), "taskArn": f"{arn}x", "lastStatus": "RUNNING", "desiredStatus": "RUNNING"}
    del left["stopCode"], left["stoppedReason"]
    store.add(left, "other", "request")
    store.close()
    task = start_endpoint().describe(f"{arn}x")
    assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "InfrastructureHealth")


def test_unknown_tasks_are_missing_and_lists_show_what_should_run(endpoint: Endpoint) -> None:
    described = endpoint.client.describe_tasks(cluster="local", tasks=["0" * 32])
    assert [failure["reason"] for failure in described["failures"]] == ["MISSING"]
    running = arn_of(endpoint.run("wait", startedBy="job-1"))
    done = arn_of(endpoint.run("0", startedBy="job-2"))
    endpoint.store.wait_for(done, "STOPPED")
    assert endpoint.client.list_tasks(cluster="local")["taskArns"] == [running]
    assert endpoint.client.list_tasks(cluster="local", startedBy="job-2")["taskArns"] == []
    assert endpoint.client.list_tasks(cluster="local", desiredStatus="STOPPED")["taskArns"] == [done]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cluster": "other"}, "ClusterNotFoundException"),
        ({"taskDefinition": "other"}, "ClientException"),
        ({"count": 2}, "InvalidParameterException"),
        ({"startedBy": "not allowed!"}, "InvalidParameterException"),
        ({"overrides": {"containerOverrides": [{"name": "other"}]}}, "InvalidParameterException"),
        ({"networkConfiguration": {}}, "InvalidParameterException"),
    ],
)
def test_what_ecs_would_refuse_is_refused_by_its_code(endpoint: Endpoint, change: dict[str, Any], code: str) -> None:
    with pytest.raises(ClientError) as refused:
        endpoint.run(**change)
    assert refused.value.response["Error"]["Code"] == code


def test_operations_it_does_not_know_are_refused(endpoint: Endpoint) -> None:
    with pytest.raises(ClientError, match="UnknownOperationException"):
        endpoint.client.list_clusters()
