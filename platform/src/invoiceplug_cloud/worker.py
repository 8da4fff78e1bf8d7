"""The container's entry when messages are sent: a worker, which has each job read by a process of its own.

`python -m invoiceplug_cloud.worker [COMMAND…]` runs COMMAND for each message, and the task's entry when there is none.
It works until SIGTERM, then gives back what it has and ends with 0.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from invoiceplug_cloud.domain.exits import USAGE
from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.messages import Message
from invoiceplug_cloud.gateways.child_process import ChildProcess
from invoiceplug_cloud.gateways.clients import client, patient_sqs
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.line import SqsLine
from invoiceplug_cloud.gateways.protection import AgentProtection
from invoiceplug_cloud.settings import SettingsInvalidError, TaskSettings, WorkerSettings, read
from invoiceplug_cloud.usecases.work import Start, Worker

TASK = (sys.executable, "-m", "invoiceplug_cloud.task")
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def main(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Works until a signal; 64 when the environment is not usable, for the worker or for what it starts."""
    try:
        read(TaskSettings, environment)
        given = read(WorkerSettings, environment)
    except SettingsInvalidError as error:
        _log(outcome="usage", detail=str(error))
        return USAGE
    worker = _worker(given, starter(command or TASK, environment))
    for number in STOP_SIGNALS:
        signal.signal(number, _end)
    try:
        serve(worker)
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        worker.stop()
    return 0


def serve(worker: Worker) -> None:
    """Steps for ever; whatever ends it ends with an exception."""
    while True:
        seconds = worker.step()
        if isinstance(worker.child, ChildProcess):
            worker.child.wait(seconds)
        else:
            time.sleep(seconds)


def starter(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[Message], ChildProcess]:
    """What starts the command for a message, with the variables by which the task is told its job."""

    def start(message: Message) -> ChildProcess:
        told = {"JOB_ID": message.job_id, "ATTEMPT": str(message.attempt)}
        told |= {"VENDOR": message.read_as or "", "CORRELATION_ID": message.correlation_id or ""}
        return ChildProcess(command, {**environment, **told})

    return start


def _worker(given: WorkerSettings, start: Start) -> Worker:
    return Worker(
        SqsLine(patient_sqs(), given.queue_url),
        start,
        AgentProtection(given.agent_url),
        DynamoHouse(client("dynamodb"), given.jobs_table),
        lambda: datetime.now(UTC),
        secrets.SystemRandom().random,
        _limits(given),
        _log,
    )


def _limits(given: WorkerSettings) -> Limits:
    pages, hidden = given.max_pages_a_day, given.hidden_seconds
    return Limits(places=False, pages_a_day=pages, hidden_seconds=hidden, retry_seconds=given.retry_seconds)


def _end(number: int, frame: Any) -> None:
    # Wherever it is: a poll for messages lasts long, and what is half done comes again with the message.
    sys.exit(0)


def _log(**members: Any) -> None:
    sys.stdout.write(json.dumps(members) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
