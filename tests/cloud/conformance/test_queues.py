"""A message is hidden while somebody works on it, and gone only when it is deleted by its newest receipt."""

from __future__ import annotations

import pytest


@pytest.fixture
def queue(aws):
    return aws.sqs.create_queue(QueueName=aws.mine)["QueueUrl"]


def receive(aws, queue, **more):
    return aws.sqs.receive_message(QueueUrl=queue, **more).get("Messages", [])


def test_a_received_message_is_hidden(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (message,) = receive(aws, queue, VisibilityTimeout=30)
    assert message["Body"] == "hello"
    assert receive(aws, queue) == []


@pytest.mark.differs(emulator="the local stack has no use for it and lets nobody in")
def test_a_message_is_given_back_before_its_time(aws, queue):
    aws.sqs.send_message(QueueUrl=queue, MessageBody="hello")
    (message,) = receive(aws, queue, VisibilityTimeout=30)
    aws.sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    assert [again["MessageId"] for again in receive(aws, queue)] == [message["MessageId"]]


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
    receive(aws, queue, VisibilityTimeout=30)
    found = aws.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    counts = found["ApproximateNumberOfMessages"], found["ApproximateNumberOfMessagesNotVisible"]
    assert counts == ("2", "1")


def test_at_most_ten_are_received_at_once(aws, queue, refused):
    with refused("InvalidParameterValue", "AWS.SimpleQueueService.ReadCountOutOfRange"):
        receive(aws, queue, MaxNumberOfMessages=11)


def test_a_queue_that_is_not_there(aws, queue, refused):
    with refused("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"):
        receive(aws, f"{queue}-gone")
