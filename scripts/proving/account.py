"""Who is about to deploy, and whether this account has what the deployment needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from proving.outcome import Outcome, check, fail, ok, warn
from proving.wanted import Image, Wanted

RIGHTS = Path(__file__).resolve().parents[2] / "infra/deployer.txt"
ASKED_AT_ONCE = 50  # actions in one question to IAM
INDEXES = ("application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json")
LONG = 20  # characters of a key that nobody guesses


class Account:
    """The clients of the region that the environment is for."""

    def __init__(self, session: Any, region: str) -> None:
        self._session, self._region = session, region

    def client(self, service: str) -> Any:
        """A client of that service."""
        return self._session.client(service, region_name=self._region)

    @property
    def identity(self) -> dict[str, str]:
        """STS' answer: Account and Arn."""
        found = self.client("sts").get_caller_identity()
        return {"Account": found["Account"], "Arn": found["Arn"]}


def region(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """The region is switched on in this account."""
    [found] = account.client("ec2").describe_regions(RegionNames=[wanted.region], AllRegions=True)["Regions"]
    usable = found["OptInStatus"] != "not-opted-in"
    yield check(usable, f"region {wanted.region} is switched on", "switch it on in the account's settings")


def rights(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """Whoever deploys may do what Terraform does; by IAM's own simulator, which knows no organisation's policies."""
    principal = _principal(account.identity["Arn"])
    if principal.endswith(":root"):
        yield warn("this is the account's root user, who may do everything", "deploy as a role or a user of your own")
        return
    actions = [line for line in RIGHTS.read_text().splitlines() if line and not line.startswith("#")]
    try:
        denied = [action for asked in _batches(actions) for action in _denied(account, principal, asked)]
    except ClientError as refused:
        code = refused.response["Error"]["Code"]
        yield warn(f"what {principal} may do could not be asked ({code})", f"it has to have {_short(RIGHTS)}")
        return
    advice = f"{_short(RIGHTS)} lists them all; missing: {', '.join(denied)}"
    yield check(not denied, f"{principal} may do the {len(actions)} actions of a deployment", advice)


def state_bucket(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """The bucket that infra/bootstrap makes is there, and keeps versions."""
    name = f"invoiceplug-state-{account.identity['Account']}"
    try:
        versioning = account.client("s3").get_bucket_versioning(Bucket=name).get("Status")
    except ClientError as refused:
        yield fail(f"no state bucket {name} ({refused.response['Error']['Code']})", "apply infra/bootstrap first")
        return
    yield check(versioning == "Enabled", f"the state bucket {name} keeps versions", "apply infra/bootstrap again")


def images(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """Both digests are in this account's registry, in the region, in a form that Lambda takes."""
    for name, image in wanted.images.items():
        if image is None:
            yield fail(f"no digest for the image {name}", "make images REGISTRY=… > infra/images.tfvars")
        elif (image.account, image.region) != (account.identity["Account"], wanted.region):
            yield fail(f"the image {name} is of {image.account} in {image.region}", f"push it to {wanted.region}")
        else:
            yield _image(account, name, image)


def operator_key(account: Account, wanted: Wanted) -> Iterator[Outcome]:
    """The key is there, as a secret, and long enough."""
    name = wanted.operator_key_parameter
    if not name:
        is_open = "everybody who knows the address" if wanted.is_open else "everybody in allowed_cidrs"
        yield warn(f"no operator's key: {is_open} may upload and apply", "set operator_key_parameter")
        return
    advice = f"aws ssm put-parameter --type SecureString --name {name} --value …"
    try:
        found = account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
    except ClientError as refused:
        yield fail(f"no operator's key at {name} ({refused.response['Error']['Code']})", advice)
        return
    yield check(found["Type"] == "SecureString", f"the operator's key at {name} is a SecureString", advice)
    if len(found["Value"]) < LONG:
        yield warn(
            f"the operator's key has {len(found['Value'])} characters", "openssl rand -base64 32 makes a better one"
        )


def _image(account: Account, name: str, image: Image) -> Outcome:
    try:
        found = account.client("ecr").describe_images(
            repositoryName=image.repository, imageIds=[{"imageDigest": image.digest}]
        )["imageDetails"][0]
    except ClientError as refused:
        code = refused.response["Error"]["Code"]
        return fail(f"the image {name} is not in {image.repository} ({code})", "push it: images/README.md")
    if found.get("imageManifestMediaType") in INDEXES:
        return fail(f"the image {name} is an index, which Lambda refuses", "make images builds one of one platform")
    return ok(f"the image {name} is in {image.repository}, pushed {found['imagePushedAt']:%Y-%m-%d}")


def _denied(account: Account, principal: str, actions: list[str]) -> list[str]:
    answer = account.client("iam").simulate_principal_policy(PolicySourceArn=principal, ActionNames=actions)
    results = answer["EvaluationResults"]
    return [each["EvalActionName"] for each in results if each["EvalDecision"] != "allowed"]


def _principal(arn: str) -> str:
    """The role behind an assumed one: IAM knows no sessions."""
    kind, _, rest = arn.split(":", 5)[5].partition("/")
    if kind != "assumed-role":
        return arn
    return f"{arn.replace(':sts:', ':iam:').rsplit(':', 1)[0]}:role/{rest.split('/')[0]}"


def _batches(actions: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(actions), ASKED_AT_ONCE):
        yield actions[start : start + ASKED_AT_ONCE]


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
