"""`invoiceplug audit` and `invoiceplug accepting`, run as a person runs them, on a stack that runs or is stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path

import pytest
from api_client import ApiClient, RefusedError
from aws_worlds import CREDENTIALS

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.gateways.clients import make_client
from invoiceplug_cloud.gateways.stock_rows import item_key
from invoiceplug_cloud.local.reach import reach
from invoiceplug_cloud.local.stack import LocalStack

pytestmark = pytest.mark.flaky(reruns=1)  # a real stack of processes: see CONTRIBUTING.md

COMMAND = [sys.executable, "-c", "from invoiceplug.cli import main; main()"]
NAMES = {"JOBS_TABLE": "j", "INVENTORY_TABLE": "i", "LEDGER_TABLE": "l", "DOCUMENTS_BUCKET": "d"}
CLOUD = {
    "AWS_DEFAULT_REGION": CREDENTIALS["region_name"],
    "AWS_ACCESS_KEY_ID": CREDENTIALS["aws_access_key_id"],
    "AWS_SECRET_ACCESS_KEY": CREDENTIALS["aws_secret_access_key"],
    "AWS_EC2_METADATA_DISABLED": "true",
}


def run(*arguments: str, **variables: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command with these variables and no AWS settings else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    ended = subprocess.run([*COMMAND, *arguments], check=False, capture_output=True, text=True, env=kept | variables)
    return ended.returncode, ended.stdout, ended.stderr


def steal(environment: Mapping[str, str], item: str) -> None:
    """Takes the opening movement of an item and half of its total away."""
    dynamodb = make_client("dynamodb", endpoint_url=environment["AWS_ENDPOINT_URL"], **CREDENTIALS)
    table = environment["INVENTORY_TABLE"]
    row = dynamodb.get_item(TableName=table, Key=item_key(item))["Item"]
    dynamodb.put_item(TableName=table, Item=row | {"on_hand": {"N": "5"}})
    opening = {"item_id": row["item_id"], "entry": {"S": keys.movement(1, "opening")}}
    dynamodb.delete_item(TableName=table, Key=opening)
    dynamodb.close()


def test_a_stack_is_audited_while_it_runs_and_when_it_is_stopped(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    with LocalStack(tmp_path / "data", port=0) as stack:
        ApiClient(stack.url).put_item("WINE", opening="10")
        status, out, _ = run("audit", "--data", data)
        assert (status, out.splitlines()[0]) == (0, "The stock is exact: nothing differs.")
        assert out.splitlines()[1] == "Checked 1 item, 1 movement, 0 ledger rows, changes 1 to 1."

        off = run("accepting", "off", "--reason", "We are counting.", "--data", data)
        assert off[:2] == (0, "New jobs are not accepted: We are counting.\n")
        request = {"job_id": str(uuid.uuid4()), "name": "a.pdf", "size": 12, "sha256": "0" * 64}
        with pytest.raises(RefusedError) as refused:
            ApiClient(stack.url).call("POST", "/jobs", request)
        assert (refused.value.code, refused.value.problem["facts"]["reason"]) == ("NOT_ACCEPTING", "We are counting.")

    assert run("accepting", "--data", data)[1] == "New jobs are not accepted: We are counting.\n"
    assert run("accepting", "on", "--data", data)[:2] == (0, "New jobs are accepted.\n")
    with reach(tmp_path / "data") as environment:
        steal(environment, "WINE")
    status, out, _ = run("audit", "--data", data)
    assert status == 1
    assert out.splitlines()[:3] == [
        "2 differences.",
        "change 1: No change has the number 1. [sequence]",
        "item WINE: On hand is 5.000; the movements give 0. [total]",
    ]
    status, out, _ = run("audit", "--data", data, "--json")
    report = json.loads(out)
    assert (status, report["schema"], report["clean"]) == (1, "invoiceplug/audit-report/1", False)
    assert report["differences"][1] == {
        "what": "total",
        "message": "On hand is 5.000; the movements give 0.",
        "item": "WINE",
        "stored": "5.000",
        "expected": "0",
    }


def test_a_folder_without_a_stack_is_named(tmp_path: Path) -> None:
    for command in ("audit", "accepting"):
        status, _, err = run(command, "--data", str(tmp_path))
        assert status == 2 and str(tmp_path) in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "JOBS_TABLE is not set"),
        (NAMES, "No AWS region"),
        (NAMES | {"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}, "no AWS credentials"),
        (NAMES | {"AWS_PROFILE": "nobody"}, "The config profile (nobody) could not be found"),
    ],
)
def test_a_cloud_that_cannot_be_reached_is_explained(tmp_path: Path, variables: dict[str, str], said: str) -> None:
    settings = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    status, _, err = run("audit", "--cloud", **settings, **variables)
    assert status == 2 and said in err and "Traceback" not in err


def test_a_table_that_is_missing_is_named(emulator_url: str) -> None:
    for command in ("audit", "accepting"):
        status, _, err = run(command, "--cloud", **NAMES, **CLOUD, AWS_ENDPOINT_URL=emulator_url)
        assert status == 2 and "A table or the bucket is missing" in err and "JOBS_TABLE" in err


@pytest.mark.parametrize(
    "arguments",
    [("audit", "--cloud", "--data", "x"), ("accepting", "on", "--reason", "x"), ("accepting", "off", "--reason", " ")],
)
def test_what_makes_no_sense_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    status, _, err = run(*arguments)
    assert status == 2 and "Usage:" in err
