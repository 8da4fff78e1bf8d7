"""Jobs that are sent to workers: read as ever, whatever becomes of the workers and of the messages."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from api_client import ApiClient, sample, send

from invoiceplug_cloud.domain.messages import Message, body_of
from invoiceplug_cloud.local.environment import DISPATCH_QUEUE
from invoiceplug_cloud.local.sqs import Queue
from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

STEERED_TASK = Path(__file__).parents[2] / "support" / "steered_task.py"
INVOICE = "nordkontor/2026-04-rechnung.pdf"
HIDDEN_SECONDS = "5"  # that a message is hidden when its worker was killed; two minutes would be long to wait for


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where held tasks are let go on."""
    return tmp_path_factory.mktemp("gate")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, gate: Path) -> Iterator[LocalStack]:
    """A stack with workers whose tasks can be steered."""
    application = replace(invoiceplug_application(), task_command=[sys.executable, str(STEERED_TASK), str(gate)])
    folder = tmp_path_factory.mktemp("workers")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HIDDEN_SECONDS", HIDDEN_SECONDS)
        running = LocalStack(folder, 0, application=application, sweep_seconds=1.0, dispatch="queue")
        with running:
            yield running


def an_invoice(*line: str) -> bytes:
    """Bytes of its own: a comment after the end of the file changes nothing that is printed."""
    return sample(INVOICE) + f"\n% {' '.join(line)} {time.time_ns()}\n".encode()


def wait_for(found: Callable[[], Any]) -> Any:
    end = time.monotonic() + 60
    while not (thing := found()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
    return thing


def held(gate: Path, name: str) -> list[int]:
    """The processes that have waited at the gate under that name."""
    return [int(file.name.rpartition("-")[2]) for file in gate.glob(f"{name}-[0-9]*")]


def worker_of(child: int) -> int:
    return int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1])


def open_gate(gate: Path, name: str) -> None:
    (gate / f"{name}-open").touch()


def test_an_invoice_is_read_by_a_worker_and_applied(api: ApiClient) -> None:
    job_id = api.upload(sample(INVOICE), "april.pdf")
    assert api.wait(job_id)["status"] == "parsed"
    expected = json.loads(sample("nordkontor/2026-04-rechnung.expected.json"))
    link = api.call("GET", f"/jobs/{job_id}/reading")
    assert json.loads(send("GET", link["url"], None, {}))["invoice"] == expected
    api.put_item("LINE", opening="10", scale=4)
    review = api.review(job_id, ["LINE"])
    api.apply(job_id, review, api.preview(job_id, review)["plan_sha256"])
    shipped = sum(Decimal(line["qty_shipped"]) for line in expected["lines"] if line["kind"] == "item")
    assert Decimal(api.on_hand("LINE")) == 10 + shipped


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


def test_a_worker_that_is_killed_leaves_its_message_to_others(stack: LocalStack, api: ApiClient, gate: Path) -> None:
    job_id = api.upload(an_invoice("held", "killed"))
    (child,) = wait_for(lambda: held(gate, "killed"))
    os.kill(worker_of(child), signal.SIGKILL)
    wait_for(lambda: not Path(f"/proc/{child}").exists())
    wait_for(lambda: len(held(gate, "killed")) == 2)
    open_gate(gate, "killed")
    job = api.wait(job_id)
    assert (job["status"], job["attempt"]) == ("parsed", 1)


def test_a_worker_that_is_asked_to_stop_gives_its_message_back(stack: LocalStack, api: ApiClient, gate: Path) -> None:
    job_id = api.upload(an_invoice("held", "stopped"))
    (child,) = wait_for(lambda: held(gate, "stopped"))
    os.kill(worker_of(child), signal.SIGTERM)
    wait_for(lambda: len(held(gate, "stopped")) == 2)
    assert not Path(f"/proc/{child}").exists()
    open_gate(gate, "stopped")
    assert api.wait(job_id)["status"] == "parsed"
    lines = [json.loads(line) for line in (stack.logs / "workers.log").read_text().splitlines()]
    (given_back,) = [line for line in lines if line.get("outcome") == "given_back" and line["job_id"] == job_id]
    assert (given_back["attempt"], given_back["times"], bool(given_back["correlation_id"])) == (1, 1, True)


def test_a_poison_file_ends_as_lost_and_slows_nobody(stack: LocalStack, api: ApiClient) -> None:
    poison = api.upload(an_invoice("poison"))
    others = [api.upload(an_invoice("other", str(number))) for number in range(2)]
    assert [api.wait(job)["status"] for job in others] == ["parsed"] * 2
    job = api.wait(poison)
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, "TASK_LOST")
    lines = [json.loads(line) for line in (stack.logs / "workers.log").read_text().splitlines()]
    tries = [line for line in lines if line.get("job_id") == poison]
    assert [(line["times"], line["exit"]) for line in tries] == [(1, -9), (2, -9), (3, -9)]
