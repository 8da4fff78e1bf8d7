"""Messages of a queue reach a function in Lambda's shape, and only what it handled is gone."""

from __future__ import annotations

import json
import queue
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from invoiceplug_cloud.local.event_source import EventSource
from invoiceplug_cloud.local.gateway import Event, FunctionCrashError
from invoiceplug_cloud.local.schedule import Schedule
from invoiceplug_cloud.local.sqs import Queue, QueueError
from invoiceplug_cloud.local.task_events import TaskEvents, task_event

TASK = {
    "taskArn": "arn:aws:ecs:us-east-1:000000000000:task/local/1",
    "lastStatus": "STOPPED",
    "stopCode": "EssentialContainerExited",
    "stoppedReason": "Essential container in task exited",
    "startedBy": "job-1-1",
    "createdAt": 1767225600.25,
    "version": 4,
    "containers": [{"name": "task", "exitCode": 137}],
}


class Function:
    """Stands in for the functions: keeps what it was invoked with, and answers what it was told to."""

    def __init__(self, *answers: Any) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self._answers = list(answers)

    def __call__(self, function: str, event: Event) -> Any:
        answer = self._answers.pop(0) if self._answers else None
        self.events.put(event)
        if isinstance(answer, Exception):
            raise answer
        return answer(event) if callable(answer) else answer

    def next_bodies(self) -> list[str]:
        return [record["body"] for record in self.events.get(timeout=30)["Records"]]


@pytest.fixture
def open_queue(emulator: Any) -> Iterator[Callable[[], Queue]]:
    """Opens the test's own queue; a message that was not deleted is there again after a second."""
    name, opened = f"q-{uuid.uuid4()}", []
    emulator.client("sqs").create_queue(QueueName=name, Attributes={"VisibilityTimeout": "1"})

    def open_it() -> Queue:
        opened.append(Queue(emulator.process.url, name))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


@pytest.fixture
def listen(open_queue: Callable[[], Queue]) -> Iterator[Callable[[Function], EventSource]]:
    started: list[EventSource] = []

    def start(function: Function) -> EventSource:
        started.append(EventSource(open_queue(), "q", "events", function))
        return started[-1]

    yield start
    for source in started:
        source.close()


def test_a_message_comes_as_lambda_gets_it_and_once(open_queue: Callable[[], Queue], listen: Any) -> None:
    function = Function()
    listen(function)
    open_queue().send("hello")
    [record] = function.events.get(timeout=30)["Records"]
    assert (record["body"], record["eventSource"], record["attributes"]["ApproximateReceiveCount"]) == (
        "hello",
        "aws:sqs",
        "1",
    )
    open_queue().send("next")
    assert function.next_bodies() == ["next"]


def unless_first(event: Event) -> dict[str, Any]:
    """Reports the message "bad" as failed when it is seen for the first time."""
    bad = [
        record["messageId"]
        for record in event["Records"]
        if record["body"] == "bad" and record["attributes"]["ApproximateReceiveCount"] == "1"
    ]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in bad]}


def test_only_what_failed_comes_again(open_queue: Callable[[], Queue], listen: Any) -> None:
    for body in ("good", "bad", "good too"):
        open_queue().send(body)
    function = Function(unless_first, unless_first)
    listen(function)
    assert sorted(function.next_bodies()) == ["bad", "good", "good too"]
    assert function.next_bodies() == ["bad"]


@pytest.mark.parametrize(
    "answer",
    [FunctionCrashError("a bug"), {"batchItemFailures": [{"itemIdentifier": "another"}]}, "nonsense"],
)
def test_what_a_function_does_not_answer_well_comes_again(
    open_queue: Callable[[], Queue], listen: Any, answer: Any
) -> None:
    open_queue().send("hello")
    function = Function(answer)
    listen(function)
    assert function.next_bodies() == ["hello"]
    assert function.next_bodies() == ["hello"]


def test_a_long_poll_ends_when_its_queue_is_closed(open_queue: Callable[[], Queue]) -> None:
    polled = open_queue()
    outcome: queue.Queue[BaseException] = queue.Queue()

    def poll() -> None:
        try:
            polled.receive()
        except QueueError as problem:
            outcome.put(problem)

    thread = threading.Thread(target=poll)
    thread.start()
    polled.close()
    thread.join(10)  # half as long as the poll would last
    assert not thread.is_alive() and isinstance(outcome.get_nowait(), QueueError)


@pytest.mark.parametrize("deliveries", [1, 2])
def test_a_changed_task_is_an_event_in_the_queue(open_queue: Callable[[], Queue], deliveries: int) -> None:
    events = TaskEvents(open_queue())
    events.deliveries = deliveries
    events.changed(TASK)
    found: list[Any] = []
    while len(found) < deliveries:
        found += open_queue().receive(wait_seconds=5)
    events.close()
    event = json.loads(found[0]["Body"])
    assert (event["source"], event["detail-type"], event["resources"]) == (
        "aws.ecs",
        "ECS Task State Change",
        [TASK["taskArn"]],
    )
    assert event["detail"].pop("updatedAt").endswith("Z")
    assert event["detail"] == {**TASK, "createdAt": "2026-01-01T00:00:00.250Z"}
    assert {each["Body"] for each in found} == {found[0]["Body"]}


def test_the_tasks_own_row_is_not_changed_by_its_event() -> None:
    task_event(TASK)
    assert TASK["createdAt"] == 1767225600.25


def test_a_schedule_begins_at_once_and_goes_on_after_a_failure() -> None:
    function = Function(FunctionCrashError("a bug"))
    schedule = Schedule("sweep", "events", 0.01, function)
    first, second = function.events.get(timeout=30), function.events.get(timeout=30)
    schedule.close()
    assert (first["source"], first["detail-type"]) == ("aws.scheduler", "Scheduled Event")
    assert first["id"] != second["id"]
