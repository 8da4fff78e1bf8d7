"""What the local ECS endpoint tells of its tasks, and what tests let go wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from ecs_endpoint import Endpoint, arn_of

from invoiceplug_cloud.local.faults import AnswerLost, Interrupted, NeverStarted, Refused, Unplaced


def test_each_change_of_a_task_is_told_with_a_version_of_its_own(endpoint: Endpoint) -> None:
    arn = arn_of(endpoint.run("0"))
    endpoint.store.wait_for(arn, "STOPPED")
    assert endpoint.store.told_of(arn) == ["PROVISIONING", "PENDING", "RUNNING", "STOPPED"]
    assert [task["version"] for task in endpoint.store.told] == [1, 2, 3, 4]


def test_what_a_stop_has_ended_is_told_at_the_next_start(start_endpoint: Callable[..., Endpoint]) -> None:
    first = start_endpoint()
    arn = arn_of(first.run("wait"))
    first.store.wait_for(arn, "RUNNING")
    first.close()
    assert "STOPPED" not in first.store.told_of(arn)
    assert start_endpoint().store.told_of(arn) == ["STOPPED"]


@pytest.mark.parametrize("overrides", [{"memory": "4096"}, {"memory": "4096", "cpu": "1024"}])
def test_a_task_may_ask_for_more_memory(endpoint: Endpoint, overrides: dict[str, Any]) -> None:
    container = {"name": "parser", "memory": 4096}
    arn = arn_of(endpoint.run(overrides={**overrides, "containerOverrides": [container]}))
    assert endpoint.describe(arn)["memory"] == "4096"
    assert endpoint.describe(arn_of(endpoint.run()))["memory"] == "2048"


def test_a_task_may_be_refused_or_find_no_place_and_is_not_started(endpoint: Endpoint) -> None:
    endpoint.ecs.fail_next(Refused("AccessDeniedException"), Unplaced("RESOURCE:ENI"))
    with pytest.raises(ClientError, match="AccessDeniedException"):
        endpoint.run(token="job-1")
    answer = endpoint.run(token="job-1")
    assert (answer["tasks"], [failure["reason"] for failure in answer["failures"]]) == ([], ["RESOURCE:ENI"])
    assert endpoint.store.told == []


def test_a_task_whose_answer_was_lost_is_found_by_its_token(endpoint: Endpoint) -> None:
    endpoint.ecs.fail_next(AnswerLost())
    arn = arn_of(endpoint.run("0", token="job-1"))  # the SDK has sent it again
    assert endpoint.store.wait_for(arn, "STOPPED")["containers"][0]["exitCode"] == 0
    assert {task["taskArn"] for task in endpoint.store.told} == {arn}


def test_a_task_may_never_start(endpoint: Endpoint) -> None:
    endpoint.ecs.fail_next(NeverStarted())
    task = endpoint.store.wait_for(arn_of(endpoint.run()), "STOPPED")
    assert task["stopCode"] == "TaskFailedToStart" and task["stoppedReason"].startswith("CannotPullContainerError")
    assert "exitCode" not in task["containers"][0]
    assert endpoint.store.wait_for(arn_of(endpoint.run()), "STOPPED")["stopCode"] == "EssentialContainerExited"


def test_a_task_may_lose_its_capacity(endpoint: Endpoint) -> None:
    endpoint.ecs.fail_next(Interrupted())
    task = endpoint.store.wait_for(arn_of(endpoint.run("wait")), "STOPPED")
    assert (task["stopCode"], task["containers"][0]["exitCode"]) == ("SpotInterruption", 143)
