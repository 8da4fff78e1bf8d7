"""scripts/preflight.py: what it says of an account that is ready, and of one in which something is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_account import KEY, NUMBER, FakeAccount
from preflight import preflight
from proving.outcome import FAIL, OK, WARN, Outcome
from proving.wanted import Wanted, read_wanted

ENV = Path(__file__).resolve().parents[2] / "infra/env"
PINNED = f"""
images = {{
  functions = "{NUMBER}.dkr.ecr.eu-central-1.amazonaws.com/invoiceplug/functions@sha256:{"1" * 64}"
  task      = "{NUMBER}.dkr.ecr.eu-central-1.amazonaws.com/invoiceplug/task@sha256:{"2" * 64}"
}}
architecture = "x86_64"
"""


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    file = tmp_path / "images.tfvars"
    file.write_text(PINNED)
    return file


@pytest.fixture
def prod(pinned: Path) -> Wanted:
    """What the environment prod wants."""
    return read_wanted([ENV / "prod.tfvars", pinned])


@pytest.fixture
def account() -> FakeAccount:
    """One that has everything."""
    return FakeAccount()


def look(account: FakeAccount, wanted: Wanted) -> list[Outcome]:
    return list(preflight(account, wanted))


def test_an_account_that_is_ready_is_told_so(account: FakeAccount, prod: Wanted) -> None:
    found = look(account, prod)
    assert {outcome.kind for outcome in found} == {OK}
    assert len(found) == 10


@pytest.mark.parametrize(
    ("missing", "kind", "said", "advice"),
    [
        ({"arn": None}, FAIL, "nobody is signed in", "aws configure"),
        ({"arn": f"arn:aws:iam::{NUMBER}:root"}, WARN, "root user", "role"),
        ({"switched_on": False}, FAIL, "region eu-central-1", "switch it on"),
        ({"denied": {"ecs:RegisterTaskDefinition"}}, FAIL, "may do", "missing: ecs:RegisterTaskDefinition"),
        ({"may_simulate": False}, WARN, "could not be asked (AccessDenied)", "infra/deployer.txt"),
        ({"buckets": {}}, FAIL, "no state bucket", "infra/bootstrap"),
        ({"buckets": {f"invoiceplug-state-{NUMBER}": "Suspended"}}, FAIL, "keeps versions", "infra/bootstrap"),
        ({"digests": {f"sha256:{'1' * 64}"}}, FAIL, "the image task is not in invoiceplug/task", "images/README.md"),
        ({"manifest": "application/vnd.oci.image.index.v1+json"}, FAIL, "is an index", "make images"),
        ({"parameters": {}}, FAIL, f"no operator's key at {KEY}", f"put-parameter --type SecureString --name {KEY}"),
        ({"parameters": {KEY: ("String", "k" * 43)}}, FAIL, "is a SecureString", "put-parameter"),
        ({"parameters": {KEY: ("SecureString", "short")}}, WARN, "has 5 characters", "openssl"),
        ({"functions_at_once": 10}, WARN, "10 functions may run at once", "--quota-code L-B99A9384"),
        ({"vcpu": 2.0}, WARN, "2 vCPU of Fargate, 5 needed", "--desired-value 5"),
        ({"vcpu": 0.0}, FAIL, "0 vCPU of Fargate", "--service-code fargate"),
        ({"vpcs": [{"VpcId": f"vpc-{n}"} for n in range(5)]}, FAIL, "5 of 5 VPCs", "--desired-value 10"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_what_to_do(
    account: FakeAccount, prod: Wanted, missing: dict[str, Any], kind: str, said: str, advice: str
) -> None:
    for name, value in missing.items():
        setattr(account, name, value)
    wrong = [outcome for outcome in look(account, prod) if outcome.kind != OK]
    assert {outcome.kind for outcome in wrong} == {kind}
    assert said in wrong[0].what
    assert advice in wrong[0].advice


def test_an_environment_that_is_there_needs_no_further_network(account: FakeAccount, prod: Wanted) -> None:
    account.vpcs = [{"VpcId": f"vpc-{n}"} for n in range(4)]
    account.vpcs.append({"VpcId": "vpc-5", "Tags": [{"Key": "Name", "Value": "invoiceplug-prod"}]})
    assert {outcome.kind for outcome in look(account, prod)} == {OK}


def test_without_digests_nothing_can_be_deployed(account: FakeAccount) -> None:
    failed = [outcome for outcome in look(account, read_wanted([ENV / "prod.tfvars"])) if outcome.kind == FAIL]
    assert [outcome.what for outcome in failed] == ["no digest for the image functions", "no digest for the image task"]


def test_digests_of_another_registry_are_not_deployed(account: FakeAccount, pinned: Path) -> None:
    pinned.write_text(PINNED.replace("eu-central-1", "us-east-1"))
    failed = [outcome for outcome in look(account, read_wanted([ENV / "prod.tfvars", pinned])) if outcome.kind == FAIL]
    assert "push it to eu-central-1" in failed[0].advice


def test_an_environment_without_a_key_is_warned(account: FakeAccount, pinned: Path) -> None:
    warned = [each for each in look(account, read_wanted([ENV / "dev.tfvars", pinned])) if each.kind == WARN]
    assert ["no operator's key" in outcome.what for outcome in warned] == [True]


def test_a_later_file_counts_as_it_does_for_terraform(pinned: Path) -> None:
    wanted = read_wanted([ENV / "prod.tfvars", ENV / "burst.tfvars", pinned])
    assert (wanted.environment, wanted.live_tasks) == ("prod", 20)
    assert wanted.images["task"] is not None
