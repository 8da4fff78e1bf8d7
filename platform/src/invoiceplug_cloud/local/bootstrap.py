"""Makes the tables, the bucket and the queues of the local stack, or leaves them as they are; run at every start.

`python -m invoiceplug_cloud.local.bootstrap`, in a process of its own: whoever starts the stack may have a profile, an
endpoint or a proxy of their own in their environment, and here only the stack's may count.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from invoiceplug_cloud import settings
from invoiceplug_cloud.domain.limits import HIDDEN_SECONDS, MESSAGE_SECONDS, MOST_RECEIVES
from invoiceplug_cloud.domain.tables import TABLES, Table
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.local.environment import (
    BUCKET,
    DEAD_LETTER_QUEUE,
    DISPATCH_QUEUE,
    TASK_EVENTS_QUEUE,
    queue_arn,
    table_name,
)
from invoiceplug_cloud.local.line_again import send_again

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


def main() -> None:
    """Makes everything the application finds in a fresh cloud account after Terraform has run."""
    import boto3
    from botocore.config import Config

    # The emulator may still be replaying its log; it answers when it is done.
    config = Config(read_timeout=600, retries={"total_max_attempts": 1})
    dynamodb, sqs = boto3.client("dynamodb", config=config), boto3.client("sqs", config=config)
    make_tables(dynamodb)
    make_bucket(boto3.client("s3", config=config))
    make_queues(sqs)
    if settings.read(settings.RunnerSettings).dispatch == settings.QUEUE:
        url = settings.read(settings.QueueSettings).queue_url
        jobs = DynamoJobs(dynamodb, table_name("jobs"))
        send_again(jobs, lambda body: sqs.send_message(QueueUrl=url, MessageBody=body))


def make_tables(dynamodb: DynamoDBClient) -> None:
    """Makes the tables that are missing."""
    present = set(dynamodb.list_tables()["TableNames"])
    for name, table in TABLES.items():
        if table_name(name) not in present:
            dynamodb.create_table(**table_request(table_name(name), table))


def make_bucket(s3: S3Client) -> None:
    """Makes the bucket when it is missing, and sees to it that it keeps versions."""
    if BUCKET not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=BUCKET)
    if s3.get_bucket_versioning(Bucket=BUCKET).get("Status") != "Enabled":
        s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})


def make_queues(sqs: Any) -> None:
    """Makes the queues of task events and of dispatched jobs, which no emulator has kept."""
    attributes = {
        # Longer than a function may take, so that no message is handled twice at the same time.
        "VisibilityTimeout": "60",
        # A message that no function can handle is forgotten; many sweeps have looked at its job by then.
        "MessageRetentionPeriod": "900",
    }
    sqs.create_queue(QueueName=TASK_EVENTS_QUEUE, Attributes=attributes)
    kept = {"MessageRetentionPeriod": str(MESSAGE_SECONDS)}
    sqs.create_queue(QueueName=DEAD_LETTER_QUEUE, Attributes={**kept, "VisibilityTimeout": "60"})
    dead_letters = {"deadLetterTargetArn": queue_arn(DEAD_LETTER_QUEUE), "maxReceiveCount": MOST_RECEIVES}
    dispatch = {**kept, "VisibilityTimeout": str(HIDDEN_SECONDS), "RedrivePolicy": json.dumps(dead_letters)}
    sqs.create_queue(QueueName=DISPATCH_QUEUE, Attributes=dispatch)


def table_request(name: str, table: Table) -> dict[str, Any]:
    """CreateTable's parameters for a table definition."""
    keys = [(table.partition, table.sort), *((index.partition, index.sort) for index in table.indexes)]
    attributes = sorted({attribute for pair in keys for attribute in pair})
    request: dict[str, Any] = {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _key_schema(table.partition, table.sort),
        "AttributeDefinitions": [{"AttributeName": attribute, "AttributeType": "S"} for attribute in attributes],
    }
    if table.indexes:
        request["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index.name,
                "KeySchema": _key_schema(index.partition, index.sort),
                "Projection": {"ProjectionType": "ALL"},
            }
            for index in table.indexes
        ]
    return request


def _key_schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]


if __name__ == "__main__":
    main()
