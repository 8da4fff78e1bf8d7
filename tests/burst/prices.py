"""What AWS asks for, in US dollars: us-east-1, Linux on x86, as published in March 2026, without any free tier."""

from __future__ import annotations

from collections.abc import Iterator

from burst.simulation import Simulation

AS_OF = "us-east-1, March 2026"
VCPU_HOUR, GB_HOUR, ADDRESS_HOUR = 0.04048, 0.004445, 0.005  # https://aws.amazon.com/fargate/pricing/, and of VPC
WRITE_UNIT, READ_UNIT = 0.625e-6, 0.125e-6  # https://aws.amazon.com/dynamodb/pricing/on-demand/
PUT, GET = 0.005e-3, 0.0004e-3  # https://aws.amazon.com/s3/pricing/
MESSAGE_CALL = 0.40e-6  # https://aws.amazon.com/sqs/pricing/
INVOCATION, GB_SECOND = 0.20e-6, 0.0000166667  # https://aws.amazon.com/lambda/pricing/
API_CALL = 1.00e-6  # https://aws.amazon.com/api-gateway/pricing/, HTTP APIs
PAGE_CALL = 0.01e-4  # https://aws.amazon.com/cloudfront/pricing/, HTTPS from North America

TASK_VCPUS, TASK_GB = 1, 2  # as infra/locals.tf has it
FUNCTION_GB = 1
MINIMUM_SECONDS = 60  # of a Fargate task


def task_seconds(simulation: Simulation) -> float:
    """What Fargate bills, of all tasks."""
    return sum(max(MINIMUM_SECONDS, task.ended - task.began) for task in simulation.fleet.tasks)


def costs(simulation: Simulation) -> Iterator[tuple[str, float]]:
    """What the burst has cost by service; logs, metrics and data that leaves AWS are not in it."""
    hours = task_seconds(simulation) / 3600
    calls, units = simulation.network.calls, simulation.network.capacity.units
    functions, requests = simulation.functions, simulation.api.statuses.total()
    yield "Fargate", hours * (TASK_VCPUS * VCPU_HOUR + TASK_GB * GB_HOUR + ADDRESS_HOUR)
    yield "DynamoDB", units["write"] * WRITE_UNIT + units["read"] * READ_UNIT
    puts = calls["s3", "put_object"]
    gets = sum(count for (service, _), count in calls.items() if service == "s3") - puts
    yield "S3", puts * PUT + gets * GET
    yield "SQS", sum(count for (service, _), count in calls.items() if service == "sqs") * MESSAGE_CALL
    yield "Lambda", functions.invocations * INVOCATION + functions.seconds * FUNCTION_GB * GB_SECOND
    yield "API Gateway, CloudFront", requests * (API_CALL + PAGE_CALL)
