"""Messages of a queue reach a function in Lambda's shape, and only what it handled is gone."""

from __future__ import annotations

import json
import queue
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from waiting import PATIENCE_SECONDS, wait_for

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

    def next_records(self) -> list[Any]:
        return list(self.events.get(timeout=PATIENCE_SECONDS)["Records"])

    def next_bodies(self) -> list[str]:
        return [record["body"] for record in self.next_records()]


class Kept:
    """The queue as the emulator keeps it."""

    def __init__(self, sqs: Any, name: str) -> None:
        self._sqs = sqs
        self._url = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "600"})["QueueUrl"]

    def hidden(self) -> int:
        """How many messages somebody has received and not deleted."""
        count = "ApproximateNumberOfMessagesNotVisible"
        return int(self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[count])["Attributes"][count])

    def show_again(self, record: Any) -> None:
        """What happens to a message whose visibility ends."""
        receipt = record["receiptHandle"]
        self._sqs.change_message_visibility(QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=0)


@pytest.fixture
def name() -> str:
    return f"q-{uuid.uuid4()}"


@pytest.fixture
def kept(emulator: Any, name: str) -> Kept:
    """The test's own queue; a received message stays hidden until the test shows it again."""
    return Kept(emulator.client("sqs"), name)


@pytest.fixture
def open_queue(emulator: Any, name: str, kept: Kept) -> Iterator[Callable[[], Queue]]:
    """Opens that queue."""
    opened: list[Queue] = []

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


def test_a_message_comes_as_lambda_gets_it_and_once(open_queue: Callable[[], Queue], listen: Any, kept: Kept) -> None:
    function = Function()
    listen(function)
    open_queue().send("hello")
    [record] = function.next_records()
    assert (record["body"], record["eventSource"], record["attributes"]["ApproximateReceiveCount"]) == (
        "hello",
        "aws:sqs",
        "1",
    )
    wait_for(lambda: kept.hidden() == 0, named="the end of the message")
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


def test_only_what_failed_comes_again(open_queue: Callable[[], Queue], listen: Any, kept: Kept) -> None:
    for body in ("good", "bad", "good too"):
        open_queue().send(body)
    function = Function(unless_first, unless_first)
    listen(function)
    records = {record["body"]: record for record in function.next_records()}
    assert sorted(records) == ["bad", "good", "good too"]
    wait_for(lambda: kept.hidden() == 1, named="the end of what was handled")
    kept.show_again(records["bad"])
    assert function.next_bodies() == ["bad"]


@pytest.mark.parametrize(
    "answer",
    [FunctionCrashError("a bug"), {"batchItemFailures": [{"itemIdentifier": "another"}]}, "nonsense"],
)
def test_what_a_function_does_not_answer_well_comes_again(
    open_queue: Callable[[], Queue], listen: Any, kept: Kept, answer: Any
) -> None:
    open_queue().send("hello")
    function = Function(answer)
    listen(function)
    [record] = function.next_records()
    kept.show_again(record)
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
    thread.join()
    assert isinstance(outcome.get_nowait(), QueueError), "it lasted for as long as a poll lasts"


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
    first, second = function.events.get(timeout=PATIENCE_SECONDS), function.events.get(timeout=PATIENCE_SECONDS)
    schedule.close()
    assert (first["source"], first["detail-type"]) == ("aws.scheduler", "Scheduled Event")
    assert first["id"] != second["id"]
