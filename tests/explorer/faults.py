"""What may go wrong at an AWS call, and how the product sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

from fake_aws.errors import conflict, lost, throttled, unreachable

NONE, BEFORE, LOST, CRASH, CRASH_AFTER, STALL, THROTTLE, CONFLICT, RESENT, CLOCK_JUMP = range(10)
WORDS = {
    BEFORE: "fails before it has an effect",
    LOST: "has its effect, but the answer is lost",
    CRASH: "the caller dies before",
    CRASH_AFTER: "the caller dies after",
    STALL: "the caller stalls before it, and goes on much later",
    THROTTLE: "is throttled",
    CONFLICT: "meets another transaction",
    RESENT: "is sent twice by the SDK",
    CLOCK_JUMP: "eleven minutes pass before it",
}

# What crashes or throttling do to a read, a failed read does too, or the same fault at the write before it.
_READ = (NONE, BEFORE, STALL)
_WRITE = (NONE, BEFORE, LOST, CRASH, CRASH_AFTER, STALL, THROTTLE, RESENT)
_CONFLICTING = (*_WRITE, CONFLICT, CLOCK_JUMP)
_READS = ("get_", "head_", "describe_", "list_", "query", "scan", "batch_get_")  # a receive hides what it reads


class Call(Protocol):
    """An AWS call: the service's and the operation's names as boto3 spells them, and the parameters."""

    service: str
    operation: str
    parameters: dict[str, Any]


def kinds_of(call: Call) -> tuple[int, ...]:
    """The faults that make a difference at this call, harmless first."""
    return _kinds(call.service, call.operation)


def is_immutable(call: Call) -> bool:
    """Whether the call reads what never changes: nobody else's turn before it can make a difference."""
    return call.operation == "get_object" and "VersionId" in call.parameters


def is_read(call: Call) -> bool:
    """Whether the call changes nothing."""
    return call.operation.startswith(_READS)


def raise_before(fault: int, call: Call, crash: Callable[[], BaseException]) -> None:
    """Raises what the caller sees of a fault that comes before the effect."""
    if fault == BEFORE:
        raise unreachable(call)
    if fault == CRASH:
        raise crash()
    if fault == THROTTLE:
        raise throttled(call)
    if fault == CONFLICT:
        raise conflict(call)


def raise_after(fault: int, call: Call, crash: Callable[[], BaseException]) -> None:
    """Raises what the caller sees of a fault that comes after the effect."""
    if fault == CRASH_AFTER:
        raise crash()
    raise lost(call)


def described(call: Call) -> str:
    """The call in one line: what it touches, without values."""
    return f"{call.service}.{call.operation} {', '.join(_touched(call.parameters))}"


def touched_keys(call: Call) -> list[tuple[str, dict[str, Any]]]:
    """(table, key or item) of every row that a write to DynamoDB names."""
    given = call.parameters
    if "TransactItems" in given:
        actions = [(kind, action) for each in given["TransactItems"] for kind, action in each.items()]
        return [(action["TableName"], action["Item" if kind == "Put" else "Key"]) for kind, action in actions]
    return [(given["TableName"], given.get("Item", given.get("Key", {})))] if "TableName" in given else []


@cache
def _kinds(service: str, operation: str) -> tuple[int, ...]:
    if operation.startswith(_READS):
        return _READ
    if service == "s3":
        return (*_WRITE, CONFLICT)
    return _CONFLICTING if service == "dynamodb" else _WRITE


def _touched(given: dict[str, Any]) -> list[str]:
    if "Bucket" in given:
        return [given.get("Key", "")]
    rows = touched_keys(_Given(given))
    if rows and rows[0][1]:
        return [f"{table}[{_place(key)}]" for table, key in rows]
    return [str(given.get(name)) for name in ("TableName", "IndexName", "startedBy", "tasks", "task") if name in given]


def _place(key: dict[str, Any]) -> str:
    names = [key[name]["S"] for name in ("job_id", "item_id", "entry") if name in key]
    return " ".join(name.replace("T#default#", "") for name in names)


class _Given:
    service = operation = ""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters
