"""The queue as a worker sees it, against the local stack's emulator."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from aws_worlds import patient_client

from invoiceplug_cloud.gateways.line import SqsLine


@pytest.fixture
def sqs(emulator_url: str) -> Iterator[Any]:
    client = patient_client("sqs", emulator_url)
    yield client
    client.close()


@pytest.fixture
def queue(sqs: Any) -> str:
    url: str = sqs.create_queue(QueueName=f"line-{uuid.uuid4().hex}")["QueueUrl"]
    return url


def received(line: SqsLine) -> Any:
    return line.receive(wait_seconds=0, hidden_seconds=60)


def test_a_message_comes_with_how_often_it_was_received(sqs, queue):
    line = SqsLine(sqs, queue)
    assert received(line) is None
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps({"job_id": "j"}))
    first = received(line)
    assert (first.times, first.body) == (1, {"job_id": "j"})
    assert received(line) is None
    line.hide(first.receipt, 0)
    second = received(line)
    assert (second.times, second.body) == (2, first.body)
    line.done(second.receipt)
    line.hide(second.receipt, 0)
    line.done(second.receipt)
    assert received(line) is None


def test_a_body_that_is_no_json_is_none(sqs, queue):
    sqs.send_message(QueueUrl=queue, MessageBody="{")
    assert received(SqsLine(sqs, queue)).body is None
