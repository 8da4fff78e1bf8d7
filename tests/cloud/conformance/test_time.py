"""What only time shows, and what is late: in memory, where the clock is a variable. The numbers are AWS' own."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from fake_aws.cloud import BUCKET, EVENTS_QUEUE, FakeCloud
from fake_aws.errors import throttled, unreachable

KEY = {"job_id": {"S": "a"}, "entry": {"S": "row"}}
COUNT = {
    "Update": {
        "TableName": "jobs", "Key": KEY, "UpdateExpression": "ADD n :1", "ExpressionAttributeValues": {":1": {"N": "1"}}
    }
}  # fmt: skip


@pytest.fixture
def cloud():
    return FakeCloud()


def counted(cloud):
    return cloud.dynamodb.get_item(TableName="jobs", Key=KEY)["Item"]["n"]["N"]


def test_a_token_of_a_transaction_holds_for_ten_minutes(cloud):
    for seconds, count in ((0, "1"), (599, "1"), (1, "2"), (600, "3")):
        cloud.clock.advance(seconds)
        cloud.dynamodb.transact_write_items(TransactItems=[COUNT], ClientRequestToken="token")
        assert counted(cloud) == count


def test_a_message_comes_again_when_its_time_is_over(cloud):
    url = cloud.sqs.get_queue_url(QueueName=EVENTS_QUEUE)["QueueUrl"]
    cloud.sqs.send_message(QueueUrl=url, MessageBody="hello")
    (first,) = cloud.sqs.receive_message(QueueUrl=url, VisibilityTimeout=30)["Messages"]
    cloud.clock.advance(29)
    assert "Messages" not in cloud.sqs.receive_message(QueueUrl=url)
    cloud.clock.advance(1)
    (again,) = cloud.sqs.receive_message(QueueUrl=url)["Messages"]
    cloud.sqs.delete_message(QueueUrl=url, ReceiptHandle=first["ReceiptHandle"])  # too late: it is somebody else's
    assert len(cloud.sqs.messages(EVENTS_QUEUE)) == 1
    cloud.sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    assert cloud.sqs.messages(EVENTS_QUEUE) == []


def test_messages_come_in_any_order_and_more_than_once(cloud):
    url = cloud.sqs.get_queue_url(QueueName=EVENTS_QUEUE)["QueueUrl"]
    for body in ("a", "b"):
        sent = cloud.sqs.send_message(QueueUrl=url, MessageBody=body)
    cloud.sqs.duplicate(EVENTS_QUEUE, sent["MessageId"])
    cloud.sqs.order = lambda messages: messages[::-1]
    received = cloud.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [message["Body"] for message in received] == ["b", "b", "a"]


def test_an_index_may_be_late_by_some_writes_and_a_table_never(cloud):
    for number in range(3):
        row = {**KEY, "entry": {"S": str(number)}, "status_key": {"S": "s"}, "created_at": {"S": str(number)}}
        cloud.dynamodb.put_item(TableName="jobs", Item=row)
    cloud.dynamodb.delete_item(TableName="jobs", Key={**KEY, "entry": {"S": "0"}})

    def seen(lag):
        cloud.dynamodb.lag = lag
        found = cloud.dynamodb.query(
            TableName="jobs", IndexName="by_status", KeyConditionExpression="status_key = :s",
            ExpressionAttributeValues={":s": {"S": "s"}},
        )  # fmt: skip
        return [item["entry"]["S"] for item in found["Items"]]

    assert [seen(lag) for lag in range(5)] == [["1", "2"], ["0", "1", "2"], ["0", "1"], ["0"], []]
    assert cloud.dynamodb.scan(TableName="jobs", ConsistentRead=True)["Count"] == 2


def run(cloud, **more):
    return cloud.ecs.run_task(cluster="c", taskDefinition="f", clientToken="token", **more)["tasks"][0]["taskArn"]


def test_a_tokens_task_is_found_until_an_hour_after_its_end_or_for_a_day(cloud):
    first = run(cloud)
    cloud.ecs.exit(first, 0)
    cloud.clock.advance(3599)
    assert run(cloud) == first
    cloud.clock.advance(1)
    assert cloud.ecs.describe_tasks(cluster="c", tasks=[first])["failures"][0]["reason"] == "MISSING"
    second = run(cloud)
    assert second != first
    cloud.clock.advance(24 * 3600)
    assert run(cloud) not in (first, second)


def test_a_new_task_is_not_shown_at_once(cloud):
    cloud.ecs.delay = 10
    arn = run(cloud)
    assert cloud.ecs.describe_tasks(cluster="c", tasks=[arn])["tasks"] == []
    assert cloud.ecs.list_tasks(cluster="c")["taskArns"] == []
    cloud.clock.advance(10)
    assert cloud.ecs.list_tasks(cluster="c")["taskArns"] == [arn]


def test_every_change_of_a_task_is_told(cloud):
    arn = run(cloud, startedBy="job-1")
    cloud.ecs.move(arn, "RUNNING")
    cloud.ecs.exit(arn, 65)
    url = cloud.sqs.get_queue_url(QueueName=EVENTS_QUEUE)["QueueUrl"]
    received = cloud.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    events = [json.loads(message["Body"]) for message in received]
    assert {event["detail-type"] for event in events} == {"ECS Task State Change"}
    assert [event["detail"]["lastStatus"] for event in events] == ["PROVISIONING", "RUNNING", "STOPPED"]
    assert events[-1]["detail"]["containers"][0]["exitCode"] == 65


def test_a_presigned_upload_is_bound_to_what_was_signed(cloud):
    given = {"Bucket": BUCKET, "Key": "raw/x", "ContentType": "application/pdf", "ContentLength": 3, "IfNoneMatch": "*"}
    url = cloud.s3.generate_presigned_url("put_object", Params=given, ExpiresIn=300)
    headers = {"content-type": "application/pdf", "if-none-match": "*"}
    assert cloud.s3.upload(url, headers, b"four") == 403
    assert cloud.s3.upload(url, {**headers, "content-type": "text/html"}, b"one") == 403
    assert cloud.s3.upload(url, {"content-type": "application/pdf"}, b"one") == 403
    assert cloud.s3.upload(url, headers, b"one") == 200
    assert cloud.s3.upload(url, headers, b"one") == 412
    cloud.clock.advance(301)
    assert cloud.s3.upload(url, headers, b"one") == 403


def test_a_function_is_called_or_waits_until_it_is_delivered(cloud):
    cloud.functions.functions["echo"] = lambda event: {"got": event}
    answer = cloud.client("lambda").invoke(FunctionName="echo", Payload=b'{"a": 1}')
    assert json.loads(answer["Payload"].read()) == {"got": {"a": 1}}
    accepted = cloud.client("lambda").invoke(FunctionName="echo", InvocationType="Event", Payload=b"2")
    assert accepted["StatusCode"] == 202
    assert (cloud.functions.deliver(), cloud.functions.deliver()) == ([{"got": 2}], [])


def test_the_sdk_sends_again_what_failed_in_passing(cloud):
    cloud.dynamodb.put_item(TableName="jobs", Item=KEY)
    calls = []

    def hook(call, effect):
        calls.append(call.operation)
        if len(calls) < 3:
            raise (unreachable if len(calls) == 1 else throttled)(call)
        return effect()

    cloud.hook = hook
    with pytest.raises(EndpointConnectionError):
        cloud.dynamodb.get_item(TableName="jobs", Key=KEY)
    cloud.tries = 3
    calls.clear()
    assert cloud.dynamodb.get_item(TableName="jobs", Key=KEY)["Item"] == KEY
    assert len(calls) == 3


def test_a_state_is_restored_whole(cloud):
    cloud.dynamodb.transact_write_items(TransactItems=[COUNT], ClientRequestToken="token")
    cloud.s3.put_object(Bucket=BUCKET, Key="k", Body=b"one")
    arn = run(cloud)
    state = cloud.snapshot()
    for _ in range(2):
        cloud.clock.advance(1000)
        cloud.dynamodb.transact_write_items(TransactItems=[COUNT])
        cloud.s3.put_object(Bucket=BUCKET, Key="k", Body=b"two")
        cloud.ecs.exit(arn, 0)
        cloud.restore(state)
        cloud.dynamodb.transact_write_items(TransactItems=[COUNT], ClientRequestToken="token")
        assert counted(cloud) == "1"
        assert cloud.s3.get_object(Bucket=BUCKET, Key="k")["Body"].read() == b"one"
        assert cloud.ecs.describe_tasks(cluster="c", tasks=[arn])["tasks"][0]["lastStatus"] == "PROVISIONING"
        assert len(cloud.sqs.messages(EVENTS_QUEUE)) == 1
        with pytest.raises(ClientError):
            cloud.s3.put_object(Bucket=BUCKET, Key="k", Body=b"three", IfNoneMatch="*")
