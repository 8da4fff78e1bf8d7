"""The dispatch queue: one message an attempt, for whichever worker is free next."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from invoiceplug_cloud.domain.messages import IN_LINE, Message, body_of, is_message, reference
from invoiceplug_cloud.domain.ports import Runner, Workers
from invoiceplug_cloud.domain.records import Task, TaskState
from invoiceplug_cloud.gateways.start_failures import refused, unanswered


class QueueRunner:
    """The port `Runner` on SQS. A message that is sent twice is read once: whoever comes late is fenced by attempt.

    `tasks` answers for those that were run before messages were sent. `workers` is None when they are always there.
    """

    def __init__(self, client: Any, queue_url: str, workers: Workers | None, tasks: Runner) -> None:
        self._client = client
        self._queue_url = queue_url
        self._workers = workers
        self._tasks = tasks

    def run(
        self,
        job_id: str,
        attempt: int,
        *,
        read_as: str | None = None,
        memory_mib: int | None = None,
        correlation_id: str | None = None,
    ) -> Task:
        """Sends the message; TASK_START_FAILED. All workers have the same memory, whatever is asked for.

        The error's facts say `reason`, `transient` (worth another try) and `unknown`: whether it may have been sent.
        """
        body = json.dumps(body_of(Message(job_id, attempt, read_as, correlation_id)))
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        except ClientError as error:
            raise refused(error) from error
        except BotoCoreError as error:
            raise unanswered(error) from error
        with suppress(Exception):  # the message is sent; a sweep wakes them, too
            self.wake(1)
        return Task(reference(job_id, attempt))

    def state(self, arn: str) -> TaskState | None:
        """That a message is in line: only the queue knows more, and tells nobody but workers."""
        return TaskState(IN_LINE) if is_message(arn) else self._tasks.state(arn)

    def stop(self, arn: str, reason: str) -> None:
        """Nothing for a message: whoever receives it finds that its attempt is over."""
        if not is_message(arn):
            self._tasks.stop(arn, reason)

    def wake(self, waiting: int) -> None:
        """Sees to it that there are enough workers for what is in the queue."""
        if self._workers is not None:
            self._workers.wake(waiting)
