"""The AWS clients: made here and nowhere else, each once a process and only when it is used."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

# Standard mode sends again what failed in passing, three times in all, with the same client token. Time-outs are short
# of the HTTP API's thirty seconds, so that a try is left when one answer is lost.
_COMMON: dict[str, Any] = {
    "retries": {"mode": "standard", "total_max_attempts": 3},
    "connect_timeout": 2,
    "max_pool_connections": 32,
}
# Of DynamoDB's requests one in three may be throttled for a minute, and a page must not see it: of a hundred reads that
# are tried three times three fail, of a thousand that are tried five times two.
_OFTEN: dict[str, Any] = {**_COMMON, "retries": {"mode": "standard", "total_max_attempts": 5}}
CONFIGS = {
    "dynamodb": Config(read_timeout=5, **_OFTEN),
    "ecs": Config(read_timeout=8, **_COMMON),
    "sqs": Config(read_timeout=5, **_COMMON),
    "lambda": Config(read_timeout=5, **_COMMON),
    "ssm": Config(read_timeout=5, **_COMMON),
    # Left alone, presigned links are signed by version 2 and name the global host, which redirects. Virtual-host
    # addresses become path addresses by themselves where the endpoint is an IP address.
    "s3": Config(
        read_timeout=10,
        signature_version="s3v4",
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
        **_COMMON,
    ),
}


def make_client(service: str, **options: Any) -> Any:
    """A new client of one of these services; region, credentials and endpoint are the SDK's own settings."""
    return session().client(service, config=CONFIGS[service], **options)


@cache
def client(service: str) -> Any:
    """The process's own client of that service."""
    return make_client(service)


@cache
def session() -> Any:
    """The process's own session, which all clients are made of."""
    return boto3.session.Session()


def patient_sqs() -> Any:
    """A client for whom a receive may wait as long as SQS lets it."""
    return session().client("sqs", config=Config(read_timeout=30, **_COMMON))


def hurried_ecs() -> Any:
    """A client for what a poll does on the way: a look that takes long is left to the next one."""
    once = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 1})
    return session().client("ecs", config=once)
