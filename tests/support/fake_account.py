"""An AWS account as `make preflight` asks about it: ready for a deployment, until a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError, NoCredentialsError

NUMBER = "111122223333"
KEY = "/invoiceplug/prod/operator-key"


class FakeAccount:
    """A session whose clients answer from these attributes; set them to change the account."""

    def __init__(self) -> None:
        self.arn: str | None = f"arn:aws:sts::{NUMBER}:assumed-role/deployer/anna"
        self.denied: set[str] = set()
        self.may_simulate = True
        self.switched_on = True
        self.buckets = {f"invoiceplug-state-{NUMBER}": "Enabled"}
        self.manifest = "application/vnd.oci.image.manifest.v1+json"
        self.digests = {f"sha256:{digit * 64}" for digit in "12"}
        self.parameters = {KEY: ("SecureString", "k" * 43)}
        self.functions_at_once = 1000
        self.vcpu = 20.0
        self.vpcs: list[dict[str, Any]] = [{"VpcId": "vpc-1"}]

    def client(self, service: str, *, region_name: str) -> Any:
        """A client with the few operations that are asked for; it knows no operation that changes anything."""
        return SimpleNamespace(**self._services()[service.replace("-", "_")])

    def _services(self) -> dict[str, dict[str, Callable[..., Any]]]:
        return {
            "sts": {"get_caller_identity": self._identity},
            "ec2": {"describe_regions": self._regions, "describe_vpcs": lambda: {"Vpcs": self.vpcs}},
            "iam": {"simulate_principal_policy": self._simulate},
            "s3": {"get_bucket_versioning": self._versioning},
            "ecr": {"describe_images": self._images},
            "ssm": {"get_parameter": self._parameter},
            "lambda": {
                "get_account_settings": lambda: {"AccountLimit": {"ConcurrentExecutions": self.functions_at_once}}
            },
            "service_quotas": {"get_service_quota": self._quota, "get_aws_default_service_quota": self._default_quota},
        }

    def _identity(self) -> Any:
        if self.arn is None:
            raise NoCredentialsError
        return {"Account": NUMBER, "Arn": self.arn}

    def _regions(self, **asked: Any) -> Any:
        status = "opt-in-not-required" if self.switched_on else "not-opted-in"
        return {"Regions": [{"RegionName": asked["RegionNames"][0], "OptInStatus": status}]}

    def _simulate(self, **asked: Any) -> Any:
        if not self.may_simulate:
            raise _refused("AccessDenied")
        assert asked["PolicySourceArn"] == f"arn:aws:iam::{NUMBER}:role/deployer"
        decisions = {True: "implicitDeny", False: "allowed"}
        return {
            "EvaluationResults": [
                {"EvalActionName": name, "EvalDecision": decisions[name in self.denied]}
                for name in asked["ActionNames"]
            ]
        }

    def _versioning(self, **asked: Any) -> Any:
        if asked["Bucket"] not in self.buckets:
            raise _refused("NoSuchBucket")
        return {"Status": self.buckets[asked["Bucket"]]}

    def _images(self, **asked: Any) -> Any:
        if asked["imageIds"][0]["imageDigest"] not in self.digests:
            raise _refused("ImageNotFoundException")
        pushed = datetime(2026, 3, 1, tzinfo=UTC)
        return {"imageDetails": [{"imageManifestMediaType": self.manifest, "imagePushedAt": pushed}]}

    def _parameter(self, **asked: Any) -> Any:
        if asked["Name"] not in self.parameters:
            raise _refused("ParameterNotFound")
        kind, value = self.parameters[asked["Name"]]
        return {"Parameter": {"Type": kind, "Value": value}}

    def _quota(self, **asked: Any) -> Any:
        if asked["ServiceCode"] != "fargate":
            raise _refused("NoSuchResourceException")  # nobody has asked for another one yet
        return {"Quota": {"Value": self.vcpu}}

    def _default_quota(self, **_: Any) -> Any:
        return {"Quota": {"Value": 5.0}}


def _refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": code}}, "Operation")
