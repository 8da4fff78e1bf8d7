"""What the tests of infra/ share: Terraform's plans, made once, and the calls of a walk through the product."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from terraform_plan import Plan

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/terraform.py"
NIGHTLY = "test_applied.py"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Makes the whole of infra/ only where minutes do not count."""
    return True if collection_path.name == NIGHTLY and not config.getoption("--nightly") else None


@pytest.fixture(scope="session")
def plans() -> dict[str, Plan]:
    """The plans of an environment called test, by the way readings are dispatched: run_task, queue."""
    made = subprocess.run([sys.executable, SCRIPT, "plans"], check=False, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return {name: Plan(changes) for name, changes in json.loads(Path(made.stdout.strip()).read_text()).items()}


@pytest.fixture
def plan(plans: dict[str, Plan]) -> Plan:
    """The plan of an environment whose readings are a task each."""
    return plans["run_task"]
