"""The port Runner on the dispatch queue, and the service of workers that it wakes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
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
from invoiceplug_cloud.gateways.line import count_messages
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
    clock, sqs, url = cloud.clock, cloud.client("sqs"), queue_url(DISPATCH_QUEUE)
    named: Any = {"cluster": CLUSTER, "service": WORKERS, "most": 20, "clock": lambda: clock.seconds}
    workers = EcsWorkers(cloud.client("ecs"), count=partial(count_messages, sqs, url), **named)
    return QueueRunner(sqs, url, workers, tasks)


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


def test_workers_are_woken_once_a_minute_at_most_and_only_when_there_are_too_few(cloud, runner):
    asked = []
    cloud.hook = lambda call, effect: (asked.append(call.operation), effect())[1]
    runner.run(new_id(), 1)
    runner.run(new_id(), 1)
    assert asked == ["send_message", "get_queue_attributes", "describe_services", "update_service", "send_message"]
    cloud.clock.advance(ASK_SECONDS)
    cloud.ecs.services[WORKERS] = 7
    runner.run(new_id(), 1)
    assert asked[5:] == ["send_message", "get_queue_attributes", "describe_services"]
    assert cloud.ecs.services[WORKERS] == 7


@pytest.mark.parametrize(("messages", "workers"), [(0, 0), (1, 1), (15, 1), (16, 2), (45, 3), (10_000, 20)])
def test_as_many_workers_are_woken_as_messages_wait(cloud, runner, messages, workers):
    for _ in range(messages):
        cloud.sqs.put(DISPATCH_QUEUE, "{}")
    runner.wake(0)
    assert cloud.ecs.services[WORKERS] == workers


def test_a_queue_that_does_not_know_of_its_messages_yet_is_not_believed(cloud, runner):
    runner.wake(31)
    assert cloud.ecs.services[WORKERS] == 3


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
        runner.wake(1)


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
