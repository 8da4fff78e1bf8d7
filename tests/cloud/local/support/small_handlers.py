"""Lambda handlers and a task for the tests of the local stack, run in processes of their own."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any


def echo(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The event, who served it, and what the function may know of its surroundings."""
    seen = {"event": event, "process": os.getpid(), "function": context.function_name, "env": dict(os.environ)}
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(seen)}


def broken(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Raises."""
    raise RuntimeError("a bug")


def gone(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Ends its process in the middle of the request."""
    os._exit(3)


def stuck(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Never answers."""
    threading.Event().wait()
    return {}


def meet(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Needs `meet_back` under way at the same time: it writes to a pipe that only that one reads, then reads its."""
    first, second = map(Path, event["pipes"])
    first.write_text(str(os.getpid()))
    return {"statusCode": 200, "body": second.read_text()}


def meet_back(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The other side of `meet`."""
    first, second = map(Path, event["pipes"])
    met = first.read_text()
    second.write_text(str(os.getpid()))
    return {"statusCode": 200, "body": met}


def keep(event: dict[str, Any], context: Any) -> None:
    """Appends the event to a file, and fails the first time."""
    kept = Path(os.environ["KEPT_EVENTS"])
    first = not kept.exists()
    with kept.open("a") as lines:
        lines.write(json.dumps(event) + "\n")
    if first:
        raise RuntimeError("a bug")


def task() -> None:
    """Does what its argument says."""
    kind = sys.argv[1]
    print(f"job {os.environ.get('JOB_ID')} attempt {os.environ.get('ATTEMPT')}", flush=True)
    if kind == "wait":
        threading.Event().wait()
    sys.exit(int(kind))


if __name__ == "__main__":
    task()
