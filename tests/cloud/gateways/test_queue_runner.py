"""The port Runner on the dispatch queue, and the service of workers that it wakes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from aws_worlds import CREDENTIALS
from botocore.stub import Stubber
from fake_aws.cloud import DISPATCH_QUEUE, WORKERS, FakeCloud
from fake_aws.sqs import queue_url
from fake_aws.world import CLUSTER, TASK_CONTAINER, TASK_FAMILY
from made import new_id

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import TaskState
from invoiceplug_cloud.gateways.queue_runner import QueueRunner
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.workers import ASK_SECONDS, EcsWorkers
from invoiceplug_cloud.wiring import make_client


@pytest.fixture
def cloud() -> FakeCloud:
    return FakeCloud()


@pytest.fixture
def tasks(cloud: FakeCloud) -> EcsRunner:
    return EcsRunner(cloud.client("ecs"), cluster=CLUSTER, task_definition=TASK_FAMILY, container=TASK_CONTAINER)


@pytest.fixture
def runner(cloud: FakeCloud, tasks: EcsRunner) -> QueueRunner:
    clock = cloud.clock
    workers = EcsWorkers(cloud.client("ecs"), cluster=CLUSTER, service=WORKERS, clock=lambda: clock.seconds)
    return QueueRunner(cloud.client("sqs"), queue_url(DISPATCH_QUEUE), workers, tasks)


def sent(cloud: FakeCloud) -> list[Any]:
    return [json.loads(message.body) for message in cloud.sqs.messages(DISPATCH_QUEUE)]


def test_all_messages_of_an_attempt_are_one_reference(cloud, runner):
    job_id = new_id()
    task = runner.run(job_id, 3, read_as="nordkontor", memory_mib=4096)
    assert runner.run(job_id, 3) == task
    assert runner.run(job_id, 4) != task
    assert sent(cloud)[0] == {"job_id": job_id, "attempt": 3, "read_as": "nordkontor"}
    assert runner.state(task.arn) == TaskState("IN_LINE")
    runner.stop(task.arn, "a test")
    assert len(sent(cloud)) == 3


def test_tasks_that_were_run_before_are_looked_after(cloud, runner, tasks):
    task = tasks.run(new_id(), 1)
    runner.stop(task.arn, "a test")
    assert runner.state(task.arn).status == "PROVISIONING"
    assert cloud.ecs.tasks[0]["stoppedReason"] == "a test"


def test_where_tasks_are_run_a_message_is_over(runner, tasks):
    message = runner.run(new_id(), 1)
    tasks.stop(message.arn, "a test")
    assert tasks.state(message.arn).status == "STOPPED"


def test_workers_are_woken_once_a_minute_at_most_and_only_when_there_are_none(cloud, runner):
    asked = []
    cloud.hook = lambda call, effect: (asked.append(call.operation), effect())[1]
    runner.run(new_id(), 1)
    runner.run(new_id(), 1)
    assert asked == ["send_message", "describe_services", "update_service", "send_message"]
    cloud.clock.advance(ASK_SECONDS)
    cloud.ecs.services[WORKERS] = 7
    runner.run(new_id(), 1)
    assert asked[4:] == ["send_message", "describe_services"]
    assert cloud.ecs.services[WORKERS] == 7


def test_workers_that_cannot_be_woken_do_not_keep_a_message_from_being_sent(cloud, runner):
    cloud.ecs.services = {}

    def refuse(call: Any, effect: Any) -> Any:
        if call.service == "ecs":
            raise ConnectionError
        return effect()

    cloud.hook = refuse
    runner.run(new_id(), 1)
    assert len(sent(cloud)) == 1
    with pytest.raises(ConnectionError):  # a sweep tells of it
        runner.wake()


@pytest.fixture
def stubbed(tasks: EcsRunner) -> Iterator[tuple[QueueRunner, Stubber]]:
    client = make_client("sqs", **CREDENTIALS)
    with Stubber(client) as stubber:
        yield QueueRunner(client, "https://sqs.test/line", None, tasks), stubber


@pytest.mark.parametrize(
    ("code", "status", "passes"),
    [
        ("AWS.SimpleQueueService.NonExistentQueue", 400, False),
        ("AccessDeniedException", 403, False),
        ("RequestThrottled", 400, True),
        ("InternalFailure", 500, True),
    ],
)
def test_a_refusal_is_told_by_its_name_and_whether_it_passes(stubbed, code, status, passes):
    runner, sqs = stubbed
    for _ in range(3):  # what may pass is sent again by the client itself
        sqs.add_client_error("send_message", code, http_status_code=status)
    with pytest.raises(InvoiceplugError) as refused:
        runner.run(new_id(), 1)
    assert refused.value.facts == {"reason": code, "transient": passes, "unknown": passes}
