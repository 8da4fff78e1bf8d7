"""Makes the tables, the bucket and the queue of the local stack, or leaves them as they are; run at every start.

`python -m invoiceplug_cloud.local.bootstrap`, in a process of its own: whoever starts the stack may have a profile, an
endpoint or a proxy of their own in their environment, and here only the stack's may count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from invoiceplug_cloud.domain.tables import TABLES, Table
from invoiceplug_cloud.local.environment import BUCKET, TASK_EVENTS_QUEUE, table_name

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


def main() -> None:
    """Makes everything the application finds in a fresh cloud account after Terraform has run."""
    import boto3
    from botocore.config import Config

    # The emulator may still be replaying its log; it answers when it is done.
    config = Config(read_timeout=600, retries={"total_max_attempts": 1})
    make_tables(boto3.client("dynamodb", config=config))
    make_bucket(boto3.client("s3", config=config))
    make_queue(boto3.client("sqs", config=config))


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


def make_queue(sqs: Any) -> None:
    """Makes the queue of task events, which no emulator has kept."""
    attributes = {
        # Longer than a function may take, so that no message is handled twice at the same time.
        "VisibilityTimeout": "60",
        # A message that no function can handle is forgotten; many sweeps have looked at its job by then.
        "MessageRetentionPeriod": "900",
    }
    sqs.create_queue(QueueName=TASK_EVENTS_QUEUE, Attributes=attributes)


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
