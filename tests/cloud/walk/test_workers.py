"""Jobs that are sent to workers: read as ever, whatever becomes of the workers and of the messages.

A job may have two messages: a sweep between the sending of one and the note of it sends another.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from api_client import ApiClient, sample, send
from aws_worlds import patient_client
from waiting import has_ended, wait_for, whole_lines

from invoiceplug_cloud.domain.limits import MOST_RECEIVES
from invoiceplug_cloud.domain.messages import Message, body_of
from invoiceplug_cloud.gateways.line import count_messages
from invoiceplug_cloud.local.environment import DISPATCH_QUEUE, queue_url
from invoiceplug_cloud.local.sqs import Queue
from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

STEERED_TASK = Path(__file__).parents[2] / "support" / "steered_task.py"
INVOICE = "nordkontor/2026-04-rechnung.pdf"
# That a message is hidden when its worker was killed. Two minutes would be long to wait for, and in a few seconds the
# machine may stand still: then others get the messages of workers that are well.
HIDDEN_SECONDS = "20"


class Gate:
    """Holds the tasks of the invoices that bear its name, until it is opened."""

    def __init__(self, folder: Path) -> None:
        self.name = uuid.uuid4().hex
        self._folder = folder
        self._seen: set[int] = set()

    def next_held(self) -> int:
        """A process that waits here and that nobody was told of before."""

        def new() -> set[int]:
            there = {int(file.name.rpartition("-")[2]) for file in self._folder.glob(f"{self.name}-[0-9]*")}
            return there - self._seen

        process = min(wait_for(new, named="a task at the gate"))
        self._seen.add(process)
        return process

    def open(self) -> None:
        (self._folder / f"{self.name}-open").touch()


@pytest.fixture(scope="module")
def gates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder by which held tasks are let go on."""
    return tmp_path_factory.mktemp("gates")


@pytest.fixture
def gate(gates: Path) -> Iterator[Gate]:
    """A gate of the test's own, open in the end whatever happens: who is held keeps a worker from everybody else."""
    own = Gate(gates)
    yield own
    own.open()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, gates: Path) -> Iterator[LocalStack]:
    """A stack with workers whose tasks can be steered."""
    application = replace(invoiceplug_application(), task_command=[sys.executable, str(STEERED_TASK), str(gates)])
    folder = tmp_path_factory.mktemp("workers")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HIDDEN_SECONDS", HIDDEN_SECONDS)
        running = LocalStack(folder, 0, application=application, sweep_seconds=1.0, dispatch="queue")
        with running:
            yield running


def an_invoice(*line: str) -> bytes:
    """Bytes of its own: a comment after the end of the file changes nothing that is printed."""
    return sample(INVOICE) + f"\n% {' '.join(line)} {time.time_ns()}\n".encode()


def worker_of(child: int) -> int:
    return int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1])


def told_of(stack: LocalStack, job_id: str, outcome: str) -> list[dict[str, Any]]:
    """What the workers have logged so far of a job that ended with them in that way."""
    # Tasks write into the same log, in their own words.
    lines = [json.loads(line) for line in whole_lines(stack.logs / "workers.log") if line.startswith("{")]
    return [line for line in lines if line.get("job_id") == job_id and line.get("outcome") == outcome]


def tries_of(stack: LocalStack, job_id: str) -> set[tuple[int, int]]:
    """How often its message had been received, and with which exit status its reading ended, for each try so far."""
    return {(line["times"], line["exit"]) for line in told_of(stack, job_id, "given_back")}


def in_line(stack: LocalStack) -> int:
    """How many messages are in the queue, those that workers have among them."""
    with closing(patient_client("sqs", stack.aws_endpoint)) as sqs:
        return count_messages(sqs, queue_url(stack.aws_endpoint, DISPATCH_QUEUE))


def test_an_invoice_is_read_by_a_worker_and_applied(api: ApiClient) -> None:
    job_id = api.upload(sample(INVOICE), "april.pdf")
    assert api.wait(job_id)["status"] == "parsed"
    expected = json.loads(sample("nordkontor/2026-04-rechnung.expected.json"))
    link = api.call("GET", f"/jobs/{job_id}/reading")
    assert json.loads(send("GET", link["url"], None, {}))["invoice"] == expected
    item = f"LINE-{uuid.uuid4().hex[:8].upper()}"
    api.put_item(item, opening="10", scale=4)
    review = api.review(job_id, [item])
    plan = api.preview(job_id, review)["plan_sha256"]
    api.apply(job_id, review, plan, duplicate_reason="a test that failed after this is tried again")
    shipped = sum(Decimal(line["qty_shipped"]) for line in expected["lines"] if line["kind"] == "item")
    assert Decimal(api.on_hand(item)) == 10 + shipped


def test_a_bad_file_fails_its_own_job_with_its_own_code(api: ApiClient) -> None:
    job = api.wait(api.upload(sample("bad/encrypted.pdf")))
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, "ENCRYPTED_PDF")


def test_a_message_that_comes_again_and_again_changes_nothing(stack: LocalStack, api: ApiClient) -> None:
    job_id = api.upload(an_invoice("twice"))
    queue = Queue(stack.aws_endpoint, DISPATCH_QUEUE)
    for _ in range(2):
        queue.send(json.dumps(body_of(Message(job_id, 1))))
    job = api.wait(job_id)
    later = api.wait(api.upload(an_invoice("after the copies")))
    assert (job["status"], later["status"]) == ("parsed", "parsed")
    assert api.call("GET", f"/jobs/{job_id}")["job"] == job


def test_a_worker_that_is_killed_leaves_its_message_to_others(stack: LocalStack, api: ApiClient, gate: Gate) -> None:
    job_id = api.upload(an_invoice("held", gate.name))
    child = gate.next_held()
    os.kill(worker_of(child), signal.SIGKILL)
    wait_for(lambda: has_ended(child), named="the end of the worker's child")
    gate.next_held()
    gate.open()
    job = api.wait(job_id)
    assert (job["status"], job["attempt"]) == ("parsed", 1)
    wait_for(lambda: in_line(stack) == 0, named="the end of every message")


def test_a_worker_that_is_asked_to_stop_gives_its_message_back(stack: LocalStack, api: ApiClient, gate: Gate) -> None:
    job_id = api.upload(an_invoice("held", gate.name))
    child = gate.next_held()
    os.kill(worker_of(child), signal.SIGTERM)
    wait_for(lambda: has_ended(child), named="the end of the worker's child")
    gate.next_held()
    gate.open()
    assert api.wait(job_id)["status"] == "parsed"
    given_back = wait_for(lambda: told_of(stack, job_id, "given_back"), named="a word of it in the log")[0]
    assert (given_back["attempt"], given_back["times"], bool(given_back["correlation_id"])) == (1, 1, True)


def test_a_poison_file_ends_as_lost_and_slows_nobody(stack: LocalStack, api: ApiClient) -> None:
    poison = api.upload(an_invoice("poison"))
    others = [api.upload(an_invoice("other", str(number))) for number in range(2)]
    assert [api.wait(job)["status"] for job in others] == ["parsed"] * 2
    job = api.wait(poison)
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, "TASK_LOST")
    wait_for(lambda: len(tries_of(stack, poison)) == MOST_RECEIVES, named="a word of each try in the log")
    assert tries_of(stack, poison) == {(1, -9), (2, -9), (3, -9)}
