"""What a new account may not have enough of; asking for more takes hours to days, so it comes first."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError
from proving.account import Account
from proving.outcome import Outcome, check, fail, ok, warn
from proving.wanted import Wanted

ENOUGH_FUNCTIONS = 100  # at once: page, API, task events and the sweep share them with everything else of the account
TASK_VCPU = 1  # infra/locals.tf, task_size
FARGATE = ("fargate", "L-3032A538")  # On-Demand vCPU, running at the same time
VPCS = ("vpc", "L-F678F1CE")  # in a region
LAMBDA = ("lambda", "L-B99A9384")  # functions that run at the same time


def functions_at_once(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """How many functions may run at the same time; a new account often has 10."""
    most = account.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    what = f"{most} functions may run at once"
    yield ok(what) if most >= ENOUGH_FUNCTIONS else warn(what, _ask_for(LAMBDA, 1000))


def tasks_at_once(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """Whether as many tasks may run as the guardrails allow; those beyond wait, and are tried again."""
    need, most = wanted.live_tasks * TASK_VCPU, _quota(account, *FARGATE)
    what = f"{most:g} vCPU of Fargate, {need} needed for {wanted.live_tasks} tasks at once"
    if most < TASK_VCPU:
        yield fail(what, _ask_for(FARGATE, max(need, TASK_VCPU)))
    else:
        yield ok(what) if most >= need else warn(what, _ask_for(FARGATE, need))


def room_for_a_network(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """Whether one more VPC fits, unless the environment has its own already."""
    found = account.client("ec2").describe_vpcs()["Vpcs"]
    ours = f"invoiceplug-{wanted.environment}"
    if any({"Key": "Name", "Value": ours} in vpc.get("Tags", []) for vpc in found):
        yield ok(f"the network {ours} is there")
        return
    most = _quota(account, *VPCS)
    what = f"{len(found)} of {most:g} VPCs are used, one more is needed"
    yield check(len(found) < most, what, _ask_for(VPCS, most + 5))


def _quota(account: Account, service: str, code: str) -> float:
    """What this account has, or what every account begins with."""
    quotas = account.client("service-quotas")
    try:
        found = quotas.get_service_quota(ServiceCode=service, QuotaCode=code)
    except ClientError:
        found = quotas.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)
    return float(found["Quota"]["Value"])


def _ask_for(quota: tuple[str, str], value: float) -> str:
    service, code = quota
    return (
        f"aws service-quotas request-service-quota-increase --service-code {service} --quota-code {code}"
        f" --desired-value {value:g}"
    )
