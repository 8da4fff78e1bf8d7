"""scripts/smoke.py as its user runs it, against the local stack: what is proved here, what it says of the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from invoiceplug_cloud.local.environment import REGION, process_environment
from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/smoke.py"
KEY = "a key of twenty letters"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """A stack that asks for a key, with a small page."""
    page = tmp_path_factory.mktemp("page")
    (page / "index.html").write_text("<!doctype html><title>invoiceplug</title>")
    application = replace(invoiceplug_application(), page=page)
    data = tmp_path_factory.mktemp("data")
    with LocalStack(data, port=0, application=application, operator_key=KEY) as running:
        yield running


def outputs(stack: LocalStack) -> dict[str, Any]:
    """What `terraform output -json` would say of it."""
    given = stack.environment
    values = {
        "environment": "local",
        "address": stack.url,
        "region": REGION,
        "operator_key_parameter": given["OPERATOR_KEY_PARAMETER"],
        "documents_bucket": given["DOCUMENTS_BUCKET"],
        "cluster": given["ECS_CLUSTER"],
        "roles": {"presign": "presign", "jobs": "jobs", "apply": "apply", "task": "task"},
        "tables": {name: given[f"{name.upper()}_TABLE"] for name in ("jobs", "inventory", "ledger")},
    }
    return {name: {"value": value} for name, value in values.items()}


def smoke(stack: LocalStack, folder: Path, environment: str = "local", **changes: Any) -> tuple[int, str]:
    """Exit status and what was printed."""
    file = folder / "outputs.json"
    file.write_text(json.dumps(outputs(stack) | {name: {"value": value} for name, value in changes.items()}))
    done = subprocess.run(
        [sys.executable, SCRIPT, environment, "--outputs", file],
        env=process_environment(stack.environment), check=False, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def first(guarded: LocalStack, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """A first run."""
    return smoke(guarded, tmp_path_factory.mktemp("first"))


def test_everything_is_proved_that_can_be_here(first: tuple[int, str]) -> None:
    status, told = first
    assert status == 0, told
    kinds = [line[:11].strip() for line in told.splitlines()]
    assert "fail" not in kinds and "warn" not in kinds, told
    assert kinds.count("ok") == 21, told


def test_what_an_emulator_cannot_prove_is_not_told_as_passed(first: tuple[int, str]) -> None:
    _, told = first
    passed = "\n".join(line for line in told.splitlines() if line.startswith("ok "))
    for word in ("memory", "capabilities", "CORS", "HTTPS", "token", "stock and ledger"):
        assert word in told
        assert word not in passed


def test_it_may_be_run_again(first: tuple[int, str], guarded: LocalStack, tmp_path: Path) -> None:
    status, told = smoke(guarded, tmp_path)
    assert status == 0, told


def test_a_wrong_key_fails_what_needs_it_and_the_rest_goes_on(guarded: LocalStack, tmp_path: Path) -> None:
    guarded.parameters.values["/invoiceplug/other"] = "a key that is not asked for"
    status, told = smoke(guarded, tmp_path, operator_key_parameter="/invoiceplug/other")
    assert status == 1
    assert "fail         the operator's key is taken (401 UNAUTHORIZED)" in told
    assert "ok           the page answers" in told
    assert "ok           the audit finds nothing" in told


def test_without_terraform_it_is_said_whom_to_ask(tmp_path: Path) -> None:
    status, said = from_terraform(tmp_path)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("smoke: terraform was not found")


def test_before_terraform_init_it_is_said_what_to_do(tmp_path: Path) -> None:
    terraform = tmp_path / "terraform"
    terraform.write_text("#!/bin/sh\necho 'Error: Backend initialization required' >&2\nexit 1\n")
    terraform.chmod(0o755)
    status, said = from_terraform(tmp_path)
    complaint, sentence = said.splitlines()
    assert (status, complaint) == (1, "Error: Backend initialization required")
    assert sentence.startswith("smoke: infra/ is not initialised for dev: `terraform init`")


def from_terraform(path: Path) -> tuple[int, str]:
    """Exit status and what was printed, where only that folder's programs are found."""
    words = [sys.executable, SCRIPT, "dev"]
    done = subprocess.run(words, env={"PATH": str(path)}, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_an_environment_that_infra_does_not_stand_on_is_left_alone(guarded: LocalStack, tmp_path: Path) -> None:
    status, told = smoke(guarded, tmp_path, environment="prod")
    assert (status, "is initialised for local, not for prod" in told) == (2, True)
