"""The whole stack with a small application of the test's own."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import boto3
import pytest
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.local.bootstrap import table_request
from invoiceplug_cloud.local.data_folder import DataFolderError
from invoiceplug_cloud.local.gateway import FunctionCrashError
from invoiceplug_cloud.local.server import PortTakenError, listen
from invoiceplug_cloud.local.stack import Application, LocalStack

pytestmark = pytest.mark.flaky(reruns=1)  # a real stack of processes: see CONTRIBUTING.md

SUPPORT = Path(__file__).parent / "support"


@pytest.fixture
def application(task_command: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Application:
    monkeypatch.setenv("PYTHONPATH", str(SUPPORT))
    page = tmp_path / "dist"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html>")
    return Application({"echo": ["GET /echo"]}, {"echo": "small_handlers:echo"}, [*task_command, "0"], page)


@pytest.fixture
def accustomed_to_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person with an AWS profile, an endpoint and a proxy of their own: none of it may reach the local stack."""
    monkeypatch.setenv("AWS_PROFILE", "somebody")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as response:
        return json.load(response)


def client(stack: LocalStack, service: str) -> Any:
    env = stack.environment
    endpoint = env["AWS_ENDPOINT_URL_ECS"] if service == "ecs" else env["AWS_ENDPOINT_URL"]
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=env["AWS_REGION"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    )


def test_page_api_tables_bucket_and_tasks_are_there_and_stay_there(application: Application, tmp_path: Path) -> None:
    data, plugins = tmp_path / "data", tmp_path / "plugins"
    plugins.mkdir()
    with LocalStack(data, 0, plugins, application=application) as stack:
        env = stack.environment
        assert get(f"{stack.url}/config.json") == {"api": "/api"}
        assert get(f"{stack.url}/api/echo")["event"]["rawPath"] == "/echo"
        assert isinstance(json.loads(Path(env["VENDORS_FILE"]).read_text()), list)

        dynamodb, s3, ecs = (client(stack, service) for service in ("dynamodb", "s3", "ecs"))
        assert len(dynamodb.list_tables()["TableNames"]) == len(TABLES)
        row = {"job_id": {"S": "T#default#1"}, "entry": {"S": "job"}}
        dynamodb.put_item(TableName=env["JOBS_TABLE"], Item=row)
        key = {"Bucket": env["DOCUMENTS_BUCKET"], "Key": "raw/default/1/source.pdf"}
        version = s3.put_object(**key, Body=b"%PDF")["VersionId"]
        task = run_task(ecs, env)
        bucket_endpoint = stack.s3_endpoint
        wait_until_stopped(ecs, env["ECS_CLUSTER"], task)
        assert stack.task_log("job-1") == "job job-1 attempt 1\n"

    with LocalStack(data, 0, application=application) as stack:
        assert stack.s3_endpoint == bucket_endpoint  # a page that is still open may go on
        dynamodb, s3, ecs = (client(stack, service) for service in ("dynamodb", "s3", "ecs"))
        assert dynamodb.get_item(TableName=env["JOBS_TABLE"], Key=row)["Item"] == row
        assert s3.get_object(**key, VersionId=version)["Body"].read() == b"%PDF"
        (known,) = ecs.describe_tasks(cluster=env["ECS_CLUSTER"], tasks=[task])["tasks"]
        assert known["containers"][0]["exitCode"] == 0


@pytest.mark.usefixtures("accustomed_to_aws")
def test_nothing_of_the_users_own_aws_settings_counts(application: Application, tmp_path: Path) -> None:
    with LocalStack(tmp_path / "data", 0, application=application) as stack:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{stack.url}/api/echo", timeout=PATIENCE_SECONDS) as response:
            env = json.load(response)["env"]
        assert {name: env[name] for name in stack.environment} == stack.environment
        assert not {"AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "AWS_SESSION_TOKEN"} & env.keys()


def run_task(ecs: Any, env: dict[str, str]) -> str:
    pairs = [{"name": "JOB_ID", "value": "job-1"}, {"name": "ATTEMPT", "value": "1"}]
    network = {"subnets": env["TASK_SUBNETS"].split(","), "securityGroups": env["TASK_SECURITY_GROUPS"].split(",")}
    answer = ecs.run_task(
        cluster=env["ECS_CLUSTER"],
        taskDefinition=env["TASK_DEFINITION"],
        launchType="FARGATE",
        clientToken="job-1-1",
        startedBy="job-1-1",
        networkConfiguration={"awsvpcConfiguration": network},
        overrides={"containerOverrides": [{"name": env["TASK_CONTAINER"], "environment": pairs}]},
    )
    arn: str = answer["tasks"][0]["taskArn"]
    return arn


def wait_until_stopped(ecs: Any, cluster: str, task: str) -> None:
    waiter = ecs.get_waiter("tasks_stopped")
    waiter.config.delay, waiter.config.max_attempts = 0.1, PATIENCE_SECONDS * 10
    waiter.wait(cluster=cluster, tasks=[task])


def test_a_taken_port_a_used_folder_and_a_broken_function_leave_nothing_behind(
    application: Application, tmp_path: Path
) -> None:
    before = children_of(os.getpid())
    with listen(0) as taken, pytest.raises(PortTakenError):
        LocalStack(tmp_path / "data", taken.getsockname()[1], application=application).__enter__()
    assert not (tmp_path / "data").exists()
    broken = Application(application.routes, {"echo": "no_such_module:handler"}, application.task_command)
    with pytest.raises(FunctionCrashError):
        LocalStack(tmp_path / "data", 0, application=broken).__enter__()
    with LocalStack(tmp_path / "data", 0, application=application), pytest.raises(DataFolderError, match="in use"):
        LocalStack(tmp_path / "data", 0, application=application).__enter__()
    assert children_of(os.getpid()) == before


def test_a_stack_whose_emulator_dies_says_that_it_is_lost(application: Application, tmp_path: Path) -> None:
    others = set(children_of(os.getpid()))
    with LocalStack(tmp_path / "data", 0, application=application) as stack:
        assert not stack.lost.is_set()
        new = set(children_of(os.getpid())) - others
        (emulator,) = [pid for pid in new if "local.emulator" in command_of(pid)]
        os.kill(emulator, signal.SIGKILL)
        assert stack.lost.wait(PATIENCE_SECONDS)


@pytest.mark.usefixtures("application")
def test_when_the_stack_is_killed_all_its_processes_end(tmp_path: Path) -> None:
    program = (
        "import sys, signal; from pathlib import Path; from invoiceplug_cloud.local.stack import *\n"
        "application = Application({'echo': ['GET /echo']}, {'echo': 'small_handlers:echo'}, sys.argv[2:])\n"
        "with LocalStack(Path(sys.argv[1]), 0, application=application) as stack:\n"
        "    print(stack.ecs_endpoint, flush=True)\n"
        "    signal.pause()\n"
    )
    command = [
        sys.executable,
        "-c",
        program,
        str(tmp_path / "data"),
        sys.executable,
        str(SUPPORT / "small_handlers.py"),
        "wait",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as stack:
        assert stack.stdout is not None
        ecs = boto3.client(
            "ecs",
            endpoint_url=stack.stdout.readline().strip(),
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )
        env = {"ECS_CLUSTER": "invoiceplug", "TASK_DEFINITION": "invoiceplug-task", "TASK_CONTAINER": "task"}
        run_task(ecs, {**env, "TASK_SUBNETS": "s", "TASK_SECURITY_GROUPS": "g"})
        waiter = ecs.get_waiter("tasks_running")
        waiter.config.delay, waiter.config.max_attempts = 0.1, PATIENCE_SECONDS * 10
        waiter.wait(cluster="invoiceplug", tasks=ecs.list_tasks(cluster="invoiceplug")["taskArns"])
        processes = children_of(stack.pid)
        assert len(processes) == 3  # emulator, function instance, task
        ends = [os.pidfd_open(pid) for pid in processes]  # readable once the process has ended
        stack.kill()
    for end in ends:
        assert select.select([end], [], [], PATIENCE_SECONDS)[0], "a process has outlived the stack"
        os.close(end)


def children_of(pid: int) -> list[int]:
    """The processes that a process has started and that have not been reaped."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # the thread has just ended
            found += [int(child) for child in (thread / "children").read_text().split()]
    return sorted(found)


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def test_a_table_definition_becomes_create_tables_parameters() -> None:
    request = table_request("invoiceplug-jobs", TABLES["jobs"])
    assert request["KeySchema"] == [
        {"AttributeName": "job_id", "KeyType": "HASH"},
        {"AttributeName": "entry", "KeyType": "RANGE"},
    ]
    used = {key["AttributeName"] for index in request["GlobalSecondaryIndexes"] for key in index["KeySchema"]}
    assert {each["AttributeName"] for each in request["AttributeDefinitions"]} == used | {"job_id", "entry"}
