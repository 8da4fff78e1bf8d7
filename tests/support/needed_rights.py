"""Which IAM actions on which resources a call to AWS needs, by the service authorization reference.

https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fake_aws.service import Call

REGION, ACCOUNT = "eu-central-1", "111122223333"
_TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}

Given = dict[str, Any]


class Right(NamedTuple):
    """An action on a resource, and what the request says that conditions may ask for."""

    action: str
    resource: str
    context: tuple[tuple[str, str], ...] = ()


def needed(call: Call) -> set[Right]:
    """What must be allowed for this call to succeed, or to be refused for what it is."""
    return set(_SERVICES[call.service](call.operation, call.parameters))


def _dynamodb(operation: str, given: Given) -> Iterator[Right]:
    if operation in ("transact_write_items", "transact_get_items"):
        for action in given["TransactItems"]:
            ((kind, parameters),) = action.items()
            yield Right(f"dynamodb:{_TRANSACTED[kind]}", _table(parameters["TableName"]))
    elif operation in ("batch_get_item", "batch_write_item"):
        for name in given["RequestItems"]:
            yield Right(f"dynamodb:{_camel(operation)}", _table(name))
    else:
        index = f"/index/{given['IndexName']}" if "IndexName" in given else ""
        yield Right(f"dynamodb:{_camel(operation)}", _table(given["TableName"]) + index)


def _s3(operation: str, given: Given) -> Iterator[Right]:
    bucket, key = f"arn:aws:s3:::{given['Bucket']}", given["Key"]
    version = "Version" if "VersionId" in given else ""
    if operation in ("get_object", "head_object"):
        yield Right(f"s3:GetObject{version}", f"{bucket}/{key}")
        # A missing object is told from a forbidden one only to who may list it; S3 compares its key with the prefix.
        yield Right("s3:ListBucket", bucket, (("s3:prefix", key),))
    elif operation == "put_object":
        yield Right("s3:PutObject", f"{bucket}/{key}")
        if "Tagging" in given:
            yield Right("s3:PutObjectTagging", f"{bucket}/{key}")
    elif operation == "put_object_tagging":
        yield Right(f"s3:PutObject{version}Tagging", f"{bucket}/{key}")
    else:
        raise AssertionError(f"which rights does {operation} need?")


def _ecs(operation: str, given: Given) -> Iterator[Right]:
    place, cluster = f"arn:aws:ecs:{REGION}:{ACCOUNT}", given["cluster"]
    context = (("ecs:cluster", f"{place}:cluster/{cluster}"),)
    if operation == "run_task":
        family = given["taskDefinition"]
        yield Right("ecs:RunTask", f"{place}:task-definition/{family}:7", context)
        for role in (family, f"{family}-execution"):
            passed = (("iam:PassedToService", "ecs-tasks.amazonaws.com"),)
            yield Right("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/{role}", passed)
    elif operation in ("describe_tasks", "stop_task"):
        yield Right(f"ecs:{_camel(operation)}", f"{place}:task/{cluster}/0123", context)
    else:
        raise AssertionError(f"which rights does {operation} need?")


def _lambda(operation: str, given: Given) -> Iterator[Right]:
    assert operation == "invoke"
    yield Right("lambda:InvokeFunction", f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{given['FunctionName']}")


def _sqs(operation: str, given: Given) -> Iterator[Right]:
    queue = given["QueueUrl"].rsplit("/", 1)[-1]
    yield Right(f"sqs:{_camel(operation)}", f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}")


def _ssm(operation: str, given: Given) -> Iterator[Right]:
    yield Right(f"ssm:{_camel(operation)}", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{given['Name']}")


def _table(name: str) -> str:
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"


def _camel(operation: str) -> str:
    return "".join(word.title() for word in operation.split("_"))


_SERVICES = {"dynamodb": _dynamodb, "s3": _s3, "ecs": _ecs, "lambda": _lambda, "sqs": _sqs, "ssm": _ssm}
