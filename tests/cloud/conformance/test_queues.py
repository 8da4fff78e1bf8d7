"""A message is hidden while somebody works on it, and gone only when it is deleted by its newest receipt."""

from __future__ import annotations

import contextlib
import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def queue(aws):
    return aws.sqs.create_queue(QueueName=aws.mine)["QueueUrl"]


def receive(aws, queue, **more):
    return aws.sqs.receive_message(QueueUrl=queue, **more).get("Messages", [])


def test_a_received_message_is_hidden(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (message,) = receive(aws, queue, VisibilityTimeout=60)
    assert message["Body"] == "hello"
    assert receive(aws, queue) == []


def test_a_message_is_given_back_before_its_time(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (message,) = receive(aws, queue, VisibilityTimeout=60)
    aws.sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    assert [again["MessageId"] for again in receive(aws, queue)] == [message["MessageId"]]


def test_a_message_is_hidden_for_longer_while_somebody_works_on_it(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (message,) = receive(aws, queue, VisibilityTimeout=60)
    aws.sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=600)
    found = aws.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert found["ApproximateNumberOfMessagesNotVisible"] == "1"


def test_a_message_that_was_received_too_often_is_a_dead_letter(aws, queue):
    dead = aws.sqs.create_queue(QueueName=f"{aws.mine}-dead")["QueueUrl"]
    arn = aws.sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 2})
    attributes = {"RedrivePolicy": policy, "VisibilityTimeout": "0"}
    queue = aws.sqs.create_queue(QueueName=f"{aws.mine}-line", Attributes=attributes)["QueueUrl"]
    aws.sqs.send_message(QueueUrl=queue, MessageBody="poison")
    ids = [message["MessageId"] for _ in range(3) for message in receive(aws, queue)]
    (letter,) = receive(aws, dead)
    assert ids == [letter["MessageId"]] * 2
    assert letter["Body"] == "poison"
    assert receive(aws, queue) == []


@pytest.mark.differs(moto="deletes by any receipt that a message ever had")
def test_an_old_receipt_deletes_nothing(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (old,) = receive(aws, queue, VisibilityTimeout=0)
    receive(aws, queue, VisibilityTimeout=0)
    with contextlib.suppress(ClientError):  # answered like any other, or refused
        aws.sqs.delete_message(QueueUrl=queue, ReceiptHandle=old["ReceiptHandle"])
    assert len(receive(aws, queue)) == 1


def test_a_message_that_nobody_deletes_comes_again_under_another_receipt(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (first,) = receive(aws, queue, VisibilityTimeout=0)
    (second,) = receive(aws, queue, VisibilityTimeout=0, AttributeNames=["All"])
    assert first["MessageId"] == second["MessageId"]
    assert first["ReceiptHandle"] != second["ReceiptHandle"]
    assert second["Attributes"]["ApproximateReceiveCount"] == "2"


def test_a_deleted_message_is_gone(aws, queue):
    for body in ("a", "b", "c"):
        aws.sqs.send_message(QueueUrl=queue, MessageBody=body)
    messages = receive(aws, queue, MaxNumberOfMessages=10, VisibilityTimeout=0)
    assert sorted(message["Body"] for message in messages) == ["a", "b", "c"]
    aws.sqs.delete_message(QueueUrl=queue, ReceiptHandle=messages[0]["ReceiptHandle"])
    entries = [{"Id": str(n), "ReceiptHandle": each["ReceiptHandle"]} for n, each in enumerate(messages[1:])]
    answer = aws.sqs.delete_message_batch(QueueUrl=queue, Entries=entries)
    assert [each["Id"] for each in answer["Successful"]] == ["0", "1"]
    assert receive(aws, queue, MaxNumberOfMessages=10) == []


def test_a_queue_counts_what_is_visible_and_what_is_not(aws, queue):
    for body in ("a", "b", "c"):
        aws.sqs.send_message(QueueUrl=queue, MessageBody=body)
    receive(aws, queue, VisibilityTimeout=60)
    found = aws.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    counts = found["ApproximateNumberOfMessages"], found["ApproximateNumberOfMessagesNotVisible"]
    assert counts == ("2", "1")


def test_at_most_ten_are_received_at_once(aws, queue, refused):
    with refused("InvalidParameterValue", "AWS.SimpleQueueService.ReadCountOutOfRange"):
        receive(aws, queue, MaxNumberOfMessages=11)


def test_a_queue_that_is_not_there(aws, queue, refused):
    with refused("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"):
        receive(aws, f"{queue}-gone")
