"""What each role must not be able to do, asked of IAM itself."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError
from proving.deployment import Deployment
from proving.outcome import Outcome, check, only_on_aws, warn

WRITES = ("dynamodb:PutItem", "dynamodb:UpdateItem")
DELETES = ("dynamodb:DeleteItem", "s3:DeleteObject", "s3:DeleteObjectVersion")
OBJECTS = ("raw", "readings", "reviews", "plans", "errors")
MAY_WRITE = {"presign": {"raw"}, "jobs": {"reviews"}, "apply": {"plans"}, "task": {"readings", "errors"}}


def roles(deployment: Deployment) -> Iterator[Outcome]:
    """What `decisions` finds; it is AWS' word that counts, and an emulator's proves nothing."""
    if not deployment.on_aws:
        yield only_on_aws("apply alone may write stock and ledger, and nobody may delete anything")
        return
    try:
        yield from decisions(deployment)
    except ClientError as refused:
        code = refused.response["Error"]["Code"]
        yield warn(f"what the roles may do could not be asked ({code})", "it needs iam:SimulatePrincipalPolicy")


def decisions(deployment: Deployment) -> Iterator[Outcome]:
    """Apply alone writes stock and ledger, each writes objects in its own places only, and nobody deletes anything."""
    account = deployment.client("sts").get_caller_identity()["Account"]
    tables = _tables(deployment, account)
    bucket = f"arn:aws:s3:::{deployment.outputs['documents_bucket']}"
    for role, name in deployment.outputs["roles"].items():
        arn = f"arn:aws:iam::{account}:role/{name}"
        stock = [(action, tables[table]) for table in ("inventory", "ledger") for action in WRITES]
        allowed = _allowed(deployment, arn, stock)
        if role == "apply":
            yield check(allowed == stock, "apply may write stock and ledger")
        else:
            yield check(not allowed, f"{role} may not write stock and ledger", _listed(allowed))
        deletes = [(action, bucket + "/raw/x" if "s3" in action else tables["ledger"]) for action in DELETES]
        allowed = _allowed(deployment, arn, deletes)
        yield check(not allowed, f"{role} may delete nothing", _listed(allowed))
        writes = [("s3:PutObject", f"{bucket}/{prefix}/x") for prefix in OBJECTS]
        found = {resource.rsplit("/", 2)[1] for _, resource in _allowed(deployment, arn, writes)}
        places = ", ".join(sorted(MAY_WRITE[role]))
        yield check(found == MAY_WRITE[role], f"{role} writes objects in {places} only", f"found: {sorted(found)}")


def _tables(deployment: Deployment, account: str) -> dict[str, str]:
    place = f"arn:aws:dynamodb:{deployment.outputs['region']}:{account}:table"
    return {table: f"{place}/{name}" for table, name in deployment.outputs["tables"].items()}


def _allowed(deployment: Deployment, role: str, rights: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the rights that IAM would give the role, by its policies."""
    iam = deployment.client("iam")

    def decision(action: str, resource: str) -> str:
        answer = iam.simulate_principal_policy(PolicySourceArn=role, ActionNames=[action], ResourceArns=[resource])
        return str(answer["EvaluationResults"][0]["EvalDecision"])

    return [right for right in rights if decision(*right) == "allowed"]


def _listed(rights: list[tuple[str, str]]) -> str:
    return "; ".join(f"{action} on {resource}" for action, resource in rights)
