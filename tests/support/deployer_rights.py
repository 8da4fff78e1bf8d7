"""Which IAM actions Terraform has needed, by what its provider's log says that it asked AWS for.

Actions are mostly called as the operations are. https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from __future__ import annotations

import re
from pathlib import Path

OPERATION = re.compile(r'rpc\.method="?(\w+)')
SERVICE = re.compile(r'rpc\.service="([^"]+)"|rpc\.service=(\S+)')
PREFIXES = {
    "CloudFront": "cloudfront", "CloudWatch": "cloudwatch", "CloudWatch Logs": "logs", "DynamoDB": "dynamodb",
    "EC2": "ec2", "ECS": "ecs", "EventBridge": "events", "IAM": "iam", "KMS": "kms", "Lambda": "lambda", "SNS": "sns",
    "SQS": "sqs", "Scheduler": "scheduler",
}  # fmt: skip
VERBS = {"Create": "POST", "Delete": "DELETE", "Get": "GET", "Update": "PATCH"}
NEEDS_NOTHING = {("STS", "GetCallerIdentity"), ("IAM", "GetUser")}  # the latter may fail: it is asked for the account
OTHERWISE = {
    "CreateDistributionWithTags": "CreateDistribution",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteObjects": "DeleteObjectVersion",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListObjectVersions": "ListBucketVersions",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}


def needed_rights(log: Path) -> set[str]:
    """The actions behind every request in a provider's log."""
    return {action for asked in _asked(log) if asked not in NEEDS_NOTHING for action in [_action(*asked)]}


def _asked(log: Path) -> set[tuple[str, str]]:
    asked = set()
    with log.open(errors="replace") as lines:
        for line in lines:
            operation, service = OPERATION.search(line), SERVICE.search(line)
            if operation and service:
                asked.add((service[1] or service[2], operation[1]))
    return asked


def _action(service: str, operation: str) -> str:
    if service == "ApiGatewayV2":
        return f"apigateway:{VERBS[re.split(r'(?<=[a-z])(?=[A-Z])', operation)[0]]}"
    if service == "Budgets":
        reads = operation.startswith(("Describe", "List"))
        return "budgets:ViewBudget" if reads else "budgets:ModifyBudget"
    prefix = PREFIXES.get(service, service.lower())
    return f"{prefix}:{OTHERWISE.get(operation, operation)}"
