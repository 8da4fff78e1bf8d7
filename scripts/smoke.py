"""Proves a deployed environment by using it: `make smoke ENV=dev`, after `terraform apply` and `make site`.

It leaves two jobs and an item SMOKE-TEST, whose stock is as before. Everything it knows comes from `terraform output`.
What an emulator cannot prove is told as "only on AWS", never as passed. Exit status 1 when anything failed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from proving.containers import containers
from proving.deployment import Deployment, Json, RefusedError
from proving.front import access, health, page
from proving.invoice import invoice
from proving.outcome import Outcome, fail, report
from proving.roles import roles
from proving.stock import audit
from proving.uploads import uploads

INFRA = Path(__file__).resolve().parent.parent / "infra"

Step = Callable[[Deployment], Iterator[Outcome]]

STEPS: tuple[Step, ...] = (page, health, access, uploads, invoice, roles, containers, audit)
FAULTS = (OSError, LookupError, ValueError, RuntimeError, BotoCoreError, ClientError, RefusedError)


def smoke(deployment: Deployment, steps: tuple[Step, ...] = STEPS) -> Iterator[Outcome]:
    """What each step finds; a step that breaks off has failed, and the next one is taken all the same."""
    for step in steps:
        try:
            yield from step(deployment)
        except FAULTS as fault:
            yield fail(f"{step.__name__} broke off: {type(fault).__name__}: {fault}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Proves a deployed environment by using it.")
    parser.add_argument("environment", help="the one that infra/ is initialised for: dev, prod")
    parser.add_argument("--outputs", type=Path, help="a file with what `terraform output -json` prints, instead of it")
    given = parser.parse_args()
    if given.outputs and not given.outputs.is_file():
        parser.exit(2, f"There is no {given.outputs}.\n")
    printed = given.outputs.read_text() if given.outputs else _terraform_output(given.environment)
    outputs: Json = {name: output["value"] for name, output in json.loads(printed).items()}
    if outputs.get("environment") != given.environment:
        found = outputs.get("environment", "nothing")
        parser.exit(
            2, f"infra/ is initialised for {found}, not for {given.environment}: docs/how-to/deploy.md says how.\n"
        )
    return report(smoke(Deployment(outputs)))


def _terraform_output(environment: str) -> str:
    """What Terraform says; its own complaint and one sentence end the program where it says nothing."""
    if shutil.which("terraform") is None:
        raise SystemExit("smoke: terraform was not found: what it made is asked of it, or of the file in --outputs.")
    command = ["terraform", f"-chdir={INFRA}", "output", "-json"]
    told = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if told.returncode:
        raise SystemExit(
            f"smoke: infra/ is not initialised for {environment}: `terraform init` with its state bucket, as "
            "docs/how-to/deploy.md has it."
        )
    return told.stdout


if __name__ == "__main__":
    sys.exit(main())
