"""What each function and the task read from their environment, checked once; nothing else reads it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

STRICT, BEST_EFFORT = "strict", "best-effort"  # what a machine without a lock does: refuse, or read all the same
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


def _choice(name: str, *words: str) -> Any:
    """One of the words, the first when nothing is said."""
    return dataclasses.field(metadata={"variable": name, "read": str, "default": words[0], "words": words})


def _list(name: str) -> Any:
    return dataclasses.field(metadata={"variable": name, "read": _split, "default": ""})


@dataclass(frozen=True, slots=True)
class PresignSettings:
    """The function presign: job rows and the right to write the announced file."""

    jobs_table: str = _text("JOBS_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    max_upload_bytes: int = _number("MAX_UPLOAD_BYTES", 20 * 1024 * 1024)
    upload_seconds: int = _number("UPLOAD_SECONDS", 300)
    max_jobs_a_day: int = _number("MAX_JOBS_A_DAY", 500)


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """Which task is run, where, and within which limits. Without subnets the cluster's own network is used."""

    cluster: str = _text("ECS_CLUSTER")
    task_definition: str = _text("TASK_DEFINITION")
    container: str = _text("TASK_CONTAINER")
    subnets: tuple[str, ...] = _list("TASK_SUBNETS")
    security_groups: tuple[str, ...] = _list("TASK_SECURITY_GROUPS")
    max_live_tasks: int = _number("MAX_LIVE_TASKS", 5, most=MOST_PLACES)
    max_pages_a_day: int = _number("MAX_PAGES_A_DAY", 5000)
    memory_mib: int = _number("TASK_MEMORY_MIB", 2048)
    retry_seconds: int = _number("RETRY_SECONDS", 60)


@dataclass(frozen=True, slots=True)
class JobsSettings:
    """The function jobs: job rows, readings and reviews, what is in stock (to propose items), and the task."""

    jobs_table: str = _text("JOBS_TABLE")
    inventory_table: str = _text("INVENTORY_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    vendors_file: str = _text("VENDORS_FILE")
    link_seconds: int = _number("LINK_SECONDS", 300)


@dataclass(frozen=True, slots=True)
class EventsSettings:
    """The function events: job rows, what is uploaded and read, the task, and the function that may change stock."""

    jobs_table: str = _text("JOBS_TABLE")
    documents_bucket: str = _text("DOCUMENTS_BUCKET")
    apply_function: str = _text("APPLY_FUNCTION")


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
class ReadingSettings:
    """How the task reads: as which vendor, where a person said so, and whether it may where nothing can be locked."""

    vendor: str = _optional("VENDOR")
    sandbox: str = _choice("SANDBOX", STRICT, BEST_EFFORT)


S = TypeVar(
    "S",
    PresignSettings,
    RunnerSettings,
    JobsSettings,
    EventsSettings,
    ApplySettings,
    AuditSettings,
    TaskSettings,
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
        most = field.metadata.get("most")
        if most is not None and values[field.name] > most:
            wrong.append(f"{variable} is at most {most}: {text!r}")
        words = field.metadata.get("words")
        if words is not None and text not in words:
            wrong.append(f"{variable} is one of {', '.join(words)}: {text!r}")
    if wrong:
        raise SettingsInvalidError(f"{kind.__name__}: {'; '.join(wrong)}.")
    return kind(**values)
