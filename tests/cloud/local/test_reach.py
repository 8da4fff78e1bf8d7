"""How commands reach the data of a local stack, running or not."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import boto3
import pytest

from invoiceplug_cloud.local.data_folder import DataFolder, DataFolderError
from invoiceplug_cloud.local.reach import reach
from invoiceplug_cloud.local.stack import Application, LocalStack

pytestmark = pytest.mark.flaky(reruns=1)  # a real stack of processes: see CONTRIBUTING.md

NOTHING = Application({}, {}, ["true"])
ROW = {"job_id": {"S": "T#default#1"}, "entry": {"S": "job"}}


def dynamodb(env: dict[str, str]) -> Any:
    return boto3.client(
        "dynamodb",
        endpoint_url=env["AWS_ENDPOINT_URL"],
        region_name=env["AWS_REGION"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    )


def test_a_running_stack_is_asked_and_a_stopped_ones_data_are_opened(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with LocalStack(data, 0, application=NOTHING) as stack:
        published = DataFolder(data).endpoints
        assert stat.S_IMODE(published.stat().st_mode) == 0o600
        with reach(data) as env:
            assert env == stack.environment
            dynamodb(env).put_item(TableName=env["JOBS_TABLE"], Item=ROW)
    assert not published.exists()

    with reach(data) as env:
        assert dynamodb(env).get_item(TableName=env["JOBS_TABLE"], Key=ROW)["Item"] == ROW
        with pytest.raises(DataFolderError, match="just starting or stopping"), reach(data):
            pass
    with LocalStack(data, 0, application=NOTHING):
        """Nothing holds the folder any more."""


def test_the_address_of_a_stack_that_was_killed_is_forgotten(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data") as data:
        pass
    data.endpoints.write_text('{"environment": {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}}')
    with reach(data.path) as env:
        assert env["AWS_ENDPOINT_URL"] != "http://127.0.0.1:1"
        assert dynamodb(env).list_tables()["TableNames"]


def test_a_folder_that_is_no_data_folder_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="not the data folder"), reach(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()
