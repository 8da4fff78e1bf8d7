"""The whole of infra/ made in the emulator, used, planned again and destroyed; minutes long, so in `make nightly` only.

With dispatch = "queue" Terraform can only plan: the emulator has no Application Auto Scaling. Its functions and tasks
are run by tests/support/deployed_product.py, from what Terraform made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from applied_infra import KEY_PARAMETER, AppliedInfra, applied_infra
from deployed_product import DeployedProduct, deployed_product
from deployer_rights import needed_rights
from proving.deployment import Deployment, send
from proving.roles import decisions

ROOT = Path(__file__).resolve().parents[2]
SMOKE = ROOT / "scripts/smoke.py"
DEPLOYER = ROOT / "infra/deployer.txt"

UNREADABLE = b"%PDF nobody can read this"

# What the emulator forgets or adds, so that a plan after the apply is not empty. AWS keeps all of it.
FORGETFUL = {
    "module.network.aws_vpc_endpoint.dynamodb": {"policy"},
    "module.network.aws_vpc_endpoint.s3": {"policy"},
    "module.observability.aws_cloudwatch_metric_alarm.this": {
        "actions_enabled",
        "alarm_actions",
        "alarm_description",
        "ok_actions",
        "treat_missing_data",
    },
    "module.site.aws_cloudfront_response_headers_policy.security": {"remove_headers_config"},  # an empty one
}


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppliedInfra]:
    with applied_infra(tmp_path_factory.mktemp("applied")) as made:
        yield made


@pytest.fixture(autouse=True)
def signed_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process's own clients are the emulator's, too."""
    if "product" in request.fixturenames:
        for name, value in request.getfixturevalue("product").environment.items():
            monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def product(applied: AppliedInfra, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeployedProduct]:
    """The product, with an operator's key and a page."""
    applied.client("ssm").put_parameter(Name=KEY_PARAMETER, Type="SecureString", Value="a key of the night")
    bucket = applied.outputs()["page_bucket"]["value"]
    applied.client("s3").put_object(Bucket=bucket, Key="index.html", Body=b"<!doctype html>", ContentType="text/html")
    with deployed_product(applied, tmp_path_factory.mktemp("product")) as running:
        yield running


def deployed(applied: AppliedInfra) -> dict[str, Any]:
    """Terraform's outputs, name to value."""
    return {name: output["value"] for name, output in applied.outputs().items()}


def test_everything_was_made(applied: AppliedInfra) -> None:
    made = applied.resources()
    assert len(made) > 100
    modules = {address.split(".")[1].split("[")[0] for address in made if address.startswith("module.")}
    configured = {folder.name for folder in (applied.folder / "modules").iterdir()}
    functions = {"presign", "jobs", "apply"}
    assert modules == configured - {"function", "workers"} | functions


def test_a_second_plan_changes_only_what_the_emulator_forgets(applied: AppliedInfra) -> None:
    changes = applied.changes()
    assert {tuple(change["actions"]) for change in changes.values()} == {("update",)}
    different: dict[str, set[str]] = {}
    for address, change in changes.items():
        before, after = change["before"], change["after"]
        different.setdefault(address.split("[")[0], set()).update(name for name in after if before[name] != after[name])
    assert different == FORGETFUL


def test_smoke_passes_over_what_was_made(applied: AppliedInfra, product: DeployedProduct, tmp_path: Path) -> None:
    outputs = applied.outputs() | {"address": {"value": product.url}}
    (tmp_path / "outputs.json").write_text(json.dumps(outputs))
    done = subprocess.run(
        [sys.executable, SMOKE, "night", "--outputs", tmp_path / "outputs.json"],
        env=product.environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok           it is taken back, and the stock is as before" in done.stdout


def test_the_end_of_a_task_reaches_jobs_by_the_rule_and_the_queue(
    applied: AppliedInfra, product: DeployedProduct
) -> None:
    outputs = deployed(applied) | {"address": product.url}
    deployment = Deployment(outputs)
    job_id, upload = deployment.create(UNREADABLE)
    send("PUT", upload["url"], UNREADABLE, upload["headers"])
    deployment.told("POST", f"/jobs/{job_id}/start")
    heard = next(each for each in iter(product.heard_next, None) if f"{job_id}-1" in each.started_by)
    assert heard.function == outputs["functions"]["jobs"]
    assert set(heard.statuses) == {"STOPPED"}
    assert heard.answer == {"batchItemFailures": []}


def test_the_schedule_asks_for_a_sweep(product: DeployedProduct) -> None:
    assert product.sweep()["errors"] == 0


def test_the_roles_may_do_what_they_must_and_no_more(applied: AppliedInfra, product: DeployedProduct) -> None:
    """By the emulator's reading of the policies that were really put there."""
    found = list(decisions(Deployment(deployed(applied))))
    assert [outcome for outcome in found if outcome.kind != "ok"] == []


def test_everything_is_removed_again(applied: AppliedInfra) -> None:
    applied.destroy()
    assert applied.resources() == []
    assert applied.client("dynamodb").list_tables()["TableNames"] == []


def test_preflight_asks_for_every_right_that_terraform_needed(applied: AppliedInfra) -> None:
    """Of bootstrap, updates and workers the log says nothing: those lines of the list are by their reference alone."""
    needed = needed_rights(applied.log)
    assert len(needed) > 150
    assert needed - set(DEPLOYER.read_text().splitlines()) == set()
