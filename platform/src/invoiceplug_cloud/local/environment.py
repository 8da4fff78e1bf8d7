"""The environment that makes unchanged code talk to the local stack, and to nothing else."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from invoiceplug.sandbox import can_lock_down
from invoiceplug_cloud.settings import BEST_EFFORT, STRICT, ReadingSettings, read

REGION = "us-east-1"
ACCOUNT = "000000000000"
ACCESS_KEY = "local"
BUCKET = "invoiceplug-documents"
CLUSTER = "invoiceplug"
TASK_FAMILY = "invoiceplug-task"
TASK_CONTAINER = "task"
EVENTS_FUNCTION = "jobs"  # what task changes and the schedule are handed to
APPLY_FUNCTION = "apply"
OPERATOR_KEY = "/invoiceplug/local/operator-key"
TASK_EVENTS_QUEUE = "invoiceplug-task-events"
DISPATCH_QUEUE = "invoiceplug-dispatch"
DEAD_LETTER_QUEUE = "invoiceplug-dispatch-dead-letters"
SWEEP_SECONDS = 60.0  # every five minutes in the cloud, where each sweep costs something
PLACES = os.cpu_count() or 1  # tasks that run at the same time; the others wait for a place
MAX_LIVE_TASKS = max(4, 2 * PLACES)  # some wait in line, so that a place is never empty while jobs wait
TASK_MEMORY_MIB = 2048
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_SECONDS = 300


def table_name(table: str) -> str:
    """The name of a table of `domain.tables` in this stack."""
    return f"invoiceplug-{table}"


def sdk_variables(aws_endpoint: str, services: Mapping[str, str] | None = None) -> dict[str, str]:
    """What points an AWS SDK at the stack; a profile, config file or proxy of the user's cannot lead it elsewhere.

    `services` names the endpoints of those that the emulator does not answer for (`{"ecs": url}`).
    """
    return {
        "AWS_ENDPOINT_URL": aws_endpoint,
        **{f"AWS_ENDPOINT_URL_{service.upper()}": url for service, url in (services or {}).items()},
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }


def queue_url(aws_endpoint: str, name: str) -> str:
    """Where a queue of this stack is."""
    return f"{aws_endpoint}/{ACCOUNT}/{name}"


def queue_arn(name: str) -> str:
    """The same queue as policies and events name it."""
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"


def application_variables(vendors: Path, dispatch: str, aws_endpoint: str) -> dict[str, str]:
    """The settings of the application, as Terraform gives them to functions, task and workers in the cloud."""
    return {
        "ENVIRONMENT": "local",
        "JOBS_TABLE": table_name("jobs"),
        "INVENTORY_TABLE": table_name("inventory"),
        "LEDGER_TABLE": table_name("apply-ledger"),
        "DOCUMENTS_BUCKET": BUCKET,
        "DISPATCH": dispatch,
        "DISPATCH_QUEUE_URL": queue_url(aws_endpoint, DISPATCH_QUEUE),
        "ECS_CLUSTER": CLUSTER,
        "TASK_DEFINITION": TASK_FAMILY,
        "TASK_CONTAINER": TASK_CONTAINER,
        "TASK_SUBNETS": "subnet-local",
        "TASK_SECURITY_GROUPS": "sg-local",
        "TASK_MEMORY_MIB": str(TASK_MEMORY_MIB),
        "APPLY_FUNCTION": APPLY_FUNCTION,
        "MAX_LIVE_TASKS": str(MAX_LIVE_TASKS),
        "RETRY_SECONDS": "2",  # no capacity is shared with others here, so nobody has to be waited for
        # Nobody pays for a task here; what is left of the limits keeps a program that runs wild from filling the disk.
        "MAX_JOBS_A_DAY": "100000",
        "MAX_PAGES_A_DAY": "1000000",
        "MAX_UPLOAD_BYTES": str(MAX_UPLOAD_BYTES),
        "UPLOAD_SECONDS": str(UPLOAD_SECONDS),
        "VENDORS_FILE": str(vendors),
        "POWERTOOLS_SERVICE_NAME": "invoiceplug",
        "POWERTOOLS_TRACE_DISABLED": "true",
    }


def reading_variables(limits: Mapping[str, str]) -> dict[str, str]:
    """How the stack's tasks read: as the user's own variables say, else as suits this machine, and within these limits.

    Raises SettingsInvalidError.
    """
    variables = {
        "SANDBOX": os.environ.get("SANDBOX", STRICT if can_lock_down() else BEST_EFFORT),
        "LIMITS": json.dumps(dict(limits)) if limits else os.environ.get("LIMITS", ""),
    }
    read(ReadingSettings, variables)
    return variables


def process_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without any AWS setting, and with these variables: what the stack's processes run in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**kept, **variables}


@contextlib.contextmanager
def only(variables: Mapping[str, str]) -> Iterator[None]:
    """Inside, this process's environment holds these variables and no others."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def default_data_folder() -> Path:
    """Where data go when nobody says otherwise: the XDG base directory specification's place for a user's data."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "invoiceplug"


def may_open_browser() -> bool:
    """Whether somebody would see a browser window: not without a display, not as root, not in CI."""
    display = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(display) and not os.environ.get("CI") and os.geteuid() != 0
