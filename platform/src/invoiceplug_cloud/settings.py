"""What functions, task and worker read from their environment, checked once; which job, `task` reads itself."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits
from invoiceplug_cloud.domain import limits as house
from invoiceplug_cloud.domain.limits import HIDDEN_SECONDS, LONGEST_READING_SECONDS, UPLOAD_SECONDS

RUN_TASK, QUEUE = "run_task", "queue"  # how readings are dispatched: a task each, or a message each
STRICT, BEST_EFFORT = "strict", "best-effort"  # what a machine without a lock does: refuse, or read all the same
USUAL = house.Limits()
MOST_PLACES = 100  # the transaction that takes one of them has an action for each


class SettingsInvalidError(Exception):
    """A variable of the environment is missing or not usable; the message names every such variable."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _text(name: str) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": str})


def _number(name: str, default: int, *, most: int | None = None) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": int, "default": str(default), "most": most})


def _optional(name: str) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": str, "default": ""})


def _choice(name: str, *choices: str) -> Any:
    """One of these; the first is the default."""
    return dataclasses.field(metadata={"variable": name, "read": str, "default": choices[0], "choices": choices})


def _limits_of(text: str) -> Limits:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise InvoiceplugError("REQUEST_INVALID", """It is an object in JSON, like {"pages": 300}.""")
    limits = Limits.of(given)
    if limits.wall_seconds > LONGEST_READING_SECONDS:
        said = f"The limit wall_seconds is at most {LONGEST_READING_SECONDS}: a task that reads longer counts as hung."
        raise InvoiceplugError("REQUEST_INVALID", said)
    return limits


def _limits(name: str) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": _limits_of, "default": "{}"})


def _list(name: str) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": _split, "default": ""})


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Every function that answers HTTP: what the distribution adds to each request, and where the operator's key is.

    What is empty is not asked for; so it is on one's own machine.
    """

    origin_secret: str = _optional("ORIGIN_SECRET")
    operator_key_parameter: str = _optional("OPERATOR_KEY_PARAMETER")


@dataclass(frozen=True, slots=True)
class MeterSettings:
    """Every function and the task: whose metrics they are. Without a name nothing is measured."""

    environment: str = _optional("ENVIRONMENT")


@dataclass(frozen=True, slots=True)
class PresignSettings:
    """The function presign: job rows and the right to write the announced file."""

    jobs_table: str = _text("JOBS_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    max_upload_bytes: int = _number("MAX_UPLOAD_BYTES", 20 * 1024 * 1024)
    upload_seconds: int = _number("UPLOAD_SECONDS", UPLOAD_SECONDS)
    max_jobs_a_day: int = _number("MAX_JOBS_A_DAY", USUAL.jobs_a_day)


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """How readings are dispatched, which task is run, where, and within which limits.

    Without subnets the cluster's own network is used. With a queue the limit of live tasks is that of its workers.
    """

    dispatch: str = _choice("DISPATCH", RUN_TASK, QUEUE)
    cluster: str = _text("ECS_CLUSTER")
    task_definition: str = _text("TASK_DEFINITION")
    container: str = _text("TASK_CONTAINER")
    subnets: tuple[str, ...] = _list("TASK_SUBNETS")
    security_groups: tuple[str, ...] = _list("TASK_SECURITY_GROUPS")
    max_live_tasks: int = _number("MAX_LIVE_TASKS", USUAL.live_tasks, most=MOST_PLACES)
    max_pages_a_day: int = _number("MAX_PAGES_A_DAY", USUAL.pages_a_day)
    memory_mib: int = _number("TASK_MEMORY_MIB", USUAL.task_memory_mib)
    retry_seconds: int = _number("RETRY_SECONDS", USUAL.retry_seconds)


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The dispatch queue, and the ECS service of its workers; without one they are always there."""

    queue_url: str = _text("DISPATCH_QUEUE_URL")
    worker_service: str = _optional("WORKER_SERVICE")


@dataclass(frozen=True, slots=True)
class JobsSettings:
    """The function jobs: job rows, readings and reviews, what is in stock (to propose items), and the task.

    The sweep asks the function that may change stock to finish what it began.
    """

    jobs_table: str = _text("JOBS_TABLE")
    inventory_table: str = _text("INVENTORY_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    vendors_file: str = _text("VENDORS_FILE")
    apply_function: str = _text("APPLY_FUNCTION")
    link_seconds: int = _number("LINK_SECONDS", 300)


@dataclass(frozen=True, slots=True)
class ApplySettings:
    """The function apply: the three tables, the bucket, and under which ids a vendor is known."""

    jobs_table: str = _text("JOBS_TABLE")
    inventory_table: str = _text("INVENTORY_TABLE")
    ledger_table: str = _text("LEDGER_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    vendors_file: str = _text("VENDORS_FILE")


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """The audit: the three tables and the bucket, to be read only."""

    jobs_table: str = _text("JOBS_TABLE")
    inventory_table: str = _text("INVENTORY_TABLE")
    ledger_table: str = _text("LEDGER_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """The task: its job's row, the uploaded file and the place for the reading."""

    jobs_table: str = _text("JOBS_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """The worker: where its messages are, today's pages, and ECS' agent (which ECS itself names)."""

    jobs_table: str = _text("JOBS_TABLE")
    queue_url: str = _text("DISPATCH_QUEUE_URL")
    agent_url: str = _optional("ECS_AGENT_URI")
    max_pages_a_day: int = _number("MAX_PAGES_A_DAY", USUAL.pages_a_day)
    retry_seconds: int = _number("RETRY_SECONDS", USUAL.retry_seconds)
    hidden_seconds: int = _number("HIDDEN_SECONDS", HIDDEN_SECONDS)


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How the task reads: as which vendor, where a person said so, whether it may where nothing can be locked, and
    within which limits.
    """

    vendor: str = _optional("VENDOR")
    sandbox: str = _choice("SANDBOX", STRICT, BEST_EFFORT)
    limits: Limits = _limits("LIMITS")  # noqa: RUF009 - it makes a field, which is what a default may be


S = TypeVar(
    "S",
    AccessSettings,
    MeterSettings,
    PresignSettings,
    RunnerSettings,
    QueueSettings,
    JobsSettings,
    ApplySettings,
    AuditSettings,
    TaskSettings,
    WorkerSettings,
    ReadingSettings,
)


def read(kind: type[S], environment: Mapping[str, str] = os.environ) -> S:
    """The settings of that kind. Raises SettingsInvalidError, naming all variables that are wrong."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for field in dataclasses.fields(kind):
        variable = field.metadata["variable"]
        text = environment.get(variable, "").strip() or field.metadata.get("default")
        if text is None:
            wrong.append(f"{variable} is not set")
            continue
        try:
            values[field.name] = field.metadata["read"](text)
        except ValueError:
            wrong.append(f"{variable} is not a number: {text!r}")
            continue
        except InvoiceplugError as error:
            wrong.append(f"{variable} is not usable: {error.detail.removesuffix('.')}")
            continue
        choices = field.metadata.get("choices")
        if choices is not None and values[field.name] not in choices:
            wrong.append(f"{variable} is one of {', '.join(choices)}: {text!r}")
        most = field.metadata.get("most")
        if most is not None and values[field.name] > most:
            wrong.append(f"{variable} is at most {most}: {text!r}")
    if wrong:
        raise SettingsInvalidError(f"{kind.__name__}: {'; '.join(wrong)}.")
    return kind(**values)
