"""Looks before a deployment whether it can succeed: `make preflight ENV=dev`. Reads only.

What is wanted stands in infra/env/<ENV>.tfvars and infra/images.tfvars, and in the files that are named after the
environment; what there is, AWS is asked. Exit status 1 when anything would make the deployment fail.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from proving.account import Account, images, operator_key, region, rights, state_bucket
from proving.outcome import Outcome, fail, ok, report
from proving.quotas import functions_at_once, room_for_a_network, tasks_at_once
from proving.wanted import Wanted, read_wanted

INFRA = Path(__file__).resolve().parent.parent / "infra"

Check = Callable[[Account, Wanted], Iterator[Outcome]]

CHECKS: tuple[Check, ...] = (
    region, rights, state_bucket, images, operator_key, functions_at_once, tasks_at_once, room_for_a_network,
)  # fmt: skip


def preflight(session: Any, wanted: Wanted) -> Iterator[Outcome]:
    """What each check finds; without an identity there is nothing to look at."""
    account = Account(session, wanted.region)
    try:
        identity = account.identity
    except (BotoCoreError, ClientError) as fault:
        yield fail(f"nobody is signed in ({type(fault).__name__}: {fault})", "aws configure sso, or AWS_PROFILE=…")
        return
    yield ok(f"account {identity['Account']} as {identity['Arn']}")
    for each in CHECKS:
        try:
            yield from each(account, wanted)
        except (BotoCoreError, ClientError) as fault:
            yield fail(f"{each.__name__.replace('_', ' ')} could not be looked at: {fault}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Looks before a deployment whether it can succeed.")
    parser.add_argument("environment", help="the name of its file in infra/env: dev, prod")
    parser.add_argument("files", nargs="*", type=Path, help="variable files that are given to Terraform, too")
    given = parser.parse_args()
    own, pinned = INFRA / f"env/{given.environment}.tfvars", INFRA / "images.tfvars"
    for file in (own, *given.files):
        if not file.is_file():
            parser.exit(2, f"There is no {file}.\n")
    return report(preflight(boto3.session.Session(), read_wanted([own, *_there(pinned), *given.files])))


def _there(file: Path) -> list[Path]:
    return [file] if file.is_file() else []


if __name__ == "__main__":
    sys.exit(main())
