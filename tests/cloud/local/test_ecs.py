"""The ECS endpoint, asked by boto3: tasks are processes, tokens are kept, nothing runs twice."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from ecs_endpoint import Endpoint, arn_of

from invoiceplug_cloud.local.places import log_file
from invoiceplug_cloud.local.task_store import TaskStore


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
    os.kill(endpoint.ecs.processes()[arn], signal.SIGKILL)
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
        ({"overrides": {"memory": "much"}}, "InvalidParameterException"),
    ],
)
def test_what_ecs_would_refuse_is_refused_by_its_code(endpoint: Endpoint, change: dict[str, Any], code: str) -> None:
    with pytest.raises(ClientError) as refused:
        endpoint.run(**change)
    assert refused.value.response["Error"]["Code"] == code


def test_operations_it_does_not_know_are_refused(endpoint: Endpoint) -> None:
    with pytest.raises(ClientError, match="UnknownOperationException"):
        endpoint.client.list_clusters()
