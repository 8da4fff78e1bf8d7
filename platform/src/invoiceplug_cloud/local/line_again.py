"""What was in line when the stack was stopped: the emulator keeps no queue, so its messages are sent again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from invoiceplug_cloud.domain.job import LIVE
from invoiceplug_cloud.domain.messages import Message, body_of, is_message
from invoiceplug_cloud.domain.ports import Jobs
from invoiceplug_cloud.domain.records import Job

PAGE = 200


def send_again(jobs: Jobs, send: Callable[[str], Any]) -> None:
    """Sends (a body) the message of every job that waits for a worker, oldest first."""
    in_line = [job for job in _live(jobs) if job.task_arn is not None and is_message(job.task_arn)]
    for job in reversed(in_line):
        send(json.dumps(body_of(Message(job.job_id, job.attempt, job.read_as, job.correlation_id))))


def _live(jobs: Jobs) -> Iterator[Job]:
    after: str | None = None
    while True:
        page, after = jobs.list(LIVE, limit=PAGE, after=after)
        yield from page
        if after is None:
            return
