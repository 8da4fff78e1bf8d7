"""The table jobs: job rows, their events, and the pointers from file hashes."""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import PARSED, QUEUED
from invoiceplug_cloud.domain.job_filter import EVERY_JOB, JobFilter
from invoiceplug_cloud.domain.records import Day, Job, JobEvent
from invoiceplug_cloud.gateways.batch import get_rows
from invoiceplug_cloud.gateways.day_rows import count_job, count_pages
from invoiceplug_cloud.gateways.job_lists import created, job_page
from invoiceplug_cloud.gateways.job_rows import (
    REVIEW,
    events_inside,
    job_key,
    job_row,
    put_event,
    read_event,
    read_job,
    update_job,
)
from invoiceplug_cloud.gateways.meter import Moved, unheard
from invoiceplug_cloud.gateways.patience import Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Terms, to_attributes, to_row
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.transactions import ConditionFailedError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SAME_FILE_LIMIT = 20
_REVIEW_SAVED = {*REVIEW, "summary", "vendor_key", "invoice_date", "updated_at", "events"}


class DynamoJobs:
    """The port `Jobs` on DynamoDB. `moved` hears of every move once it is stored."""

    def __init__(
        self, client: DynamoDBClient, table: str, *, pause: Pause = full_jitter, moved: Moved = unheard
    ) -> None:
        self._client = client
        self._table = table
        self._pause = pause
        self._moved = moved
        self._transactions = Transactions(client, pause=pause)

    def create(self, job: Job, event: JobEvent, *, day: str, most: int) -> Job:
        """The stored job: a new row with its event, its file's pointer and its day's count, or the row that is there.

        NOT_ACCEPTING when `most` jobs were made on that day.
        """
        terms = Terms()
        item = to_attributes(job_row(job)) | job_key(job.job_id)
        put = {"TableName": self._table, "Item": item, "ConditionExpression": terms.absent("job_id")}
        pointer = {"job_id": keys.file_partition(job.sha256), "entry": keys.file_entry(job.job_id), "id": job.job_id}
        actions = [
            {"Put": {**put, **terms.parameters()}},
            put_event(self._table, job.job_id, event),
            {"Put": {"TableName": self._table, "Item": to_attributes(pointer)}},
            count_job(self._table, day, most),
        ]
        try:
            self._transactions.write(actions)
        except ConditionFailedError as failed:
            if failed.action == len(actions) - 1:
                detail = f"{most} jobs were taken today; more are taken tomorrow."
                raise InvoiceplugError("NOT_ACCEPTING", detail, limit=most, day=day) from failed
            return self.get(job.job_id)
        return job

    @busy_when_slow()
    def get(self, job_id: str) -> Job:
        """The job, read consistently; JOB_NOT_FOUND."""
        found = self._client.get_item(TableName=self._table, Key=job_key(job_id), ConsistentRead=True)
        if "Item" not in found:
            raise InvoiceplugError("JOB_NOT_FOUND", f"There is no job {job_id}.", job_id=job_id)
        return read_job(to_row(found["Item"]))

    def move(
        self,
        job: Job,
        *,
        expected_status: str,
        expected_attempt: int,
        event: JobEvent | None,
        read: Day | None = None,
        taskless: bool = False,
    ) -> None:
        """Stores the job and its event if (status, attempt) are as expected; ILLEGAL_MOVE when they are not.

        `read` adds its pages to those of its day in the same transaction. Without an event only what was noted about
        the attempt is stored: nothing happened that a person would want to be told. `taskless` also expects that no
        task of the attempt is known: who could start none must not give up one that somebody else started.

        What only a saved review changes stays as it is stored, so that a move never takes back a review saved in
        between. A member that is None stays too, unless the move begins a new attempt, which clears what the old
        one left: a task that claims its job does not forget the ARN that was stored while it started.
        """
        values = {name: value for name, value in job_row(job).items() if name not in REVIEW}
        expected = {"status": expected_status, "attempt": expected_attempt}
        counted = [count_pages(self._table, read)] if read is not None and read.pages else []
        try:
            self._write(job, values, expected, event, *counted, absent=("task_arn",) if taskless else ())
        except ConditionFailedError as failed:
            detail = f"The job is no longer {expected_status} in attempt {expected_attempt}."
            raise InvoiceplugError("ILLEGAL_MOVE", detail, status=expected_status, to=job.status) from failed
        if event is not None:
            self._moved(job, event)

    def save_review(self, job: Job, *, expected_version: int, event: JobEvent) -> None:
        """Stores the review's pointer if the job is parsed, of the same attempt, and has the expected version."""
        values = {name: value for name, value in job_row(job).items() if name in _REVIEW_SAVED}
        expected = {"status": PARSED, "attempt": job.attempt, "review_version": expected_version}
        try:
            self._write(job, values, expected, event)
        except ConditionFailedError as failed:
            detail = f"The job's newest review is no longer version {expected_version}."
            raise InvoiceplugError("REVIEW_CONFLICT", detail, expected_version=expected_version) from failed

    def list(
        self, statuses: tuple[str, ...], *, limit: int, after: str | None, only: JobFilter = EVERY_JOB
    ) -> tuple[builtins.list[Job], str | None]:
        """Jobs newest first, and where to go on; a page may be short and still say where. See `job_page`."""
        return job_page(self._query, statuses, limit=limit, after=after, only=only)

    def waiting(self, *, limit: int) -> builtins.list[Job]:
        """Queued jobs, oldest first, as the index knows them: read one again before anything is done about it."""
        terms = Terms()
        condition = terms.equal({"status_key": keys.status_partition(QUEUED)})
        rows = self._query(False, terms, condition, IndexName="by_status", ScanIndexForward=True)
        return builtins.list(map(read_job, itertools.islice(rows, limit)))

    def events(self, job_id: str) -> builtins.list[JobEvent]:
        """What happened to the job, oldest first; JOB_NOT_FOUND."""
        terms = Terms()
        rows = list(self._query(True, terms, terms.equal({"job_id": keys.job_partition(job_id)})))
        if not rows:
            raise InvoiceplugError("JOB_NOT_FOUND", f"There is no job {job_id}.", job_id=job_id)
        found = [read_event(row) for row in rows if row["entry"] != keys.JOB]
        found += [event for row in rows for event in events_inside(row)]
        return sorted(found, key=lambda event: event.seq)

    def same_file(self, sha256: str, *, besides: str) -> builtins.list[Job]:
        """Other jobs over the same bytes, newest first, at most twenty."""
        terms = Terms()
        pointers = self._query(True, terms, terms.equal({"job_id": keys.file_partition(sha256)}))
        others = (row["id"] for row in pointers if row["id"] != besides)
        found = get_rows(
            self._client, self._table, [job_key(job) for job in itertools.islice(others, 100)], pause=self._pause
        )
        return sorted(map(read_job, found), key=created, reverse=True)[:SAME_FILE_LIMIT]

    def _write(
        self,
        job: Job,
        values: Mapping[str, Any],
        expected: Mapping[str, Any],
        event: JobEvent | None,
        *counted: dict[str, Any],
        absent: tuple[str, ...] = (),
    ) -> None:
        if event is None:
            uncounted = {name: value for name, value in values.items() if name != "events"}
            self._transactions.write([update_job(self._table, job, uncounted, expected, absent), *counted])
            return
        # Two writers that read the same row may both pass their condition (a review is saved while the task's ARN
        # is stored) and then have the same number for their event: the later one takes the next.
        for taken in itertools.count():
            numbered = replace(event, seq=event.seq + taken)
            update = update_job(self._table, job, {**values, "events": job.events + taken}, expected, absent)
            try:
                self._transactions.write([update, put_event(self._table, job.job_id, numbered), *counted])
            except ConditionFailedError as failed:
                if failed.action == 0:
                    raise
            else:
                return

    def _query(self, consistent: bool, terms: Terms, condition: str, **more: Any) -> Iterator[dict[str, Any]]:
        query: Callable[..., Any] = self._client.get_paginator("query").paginate
        asked = {"KeyConditionExpression": condition, **terms.parameters(), **more}
        with busy_when_slow():
            for page in query(TableName=self._table, ConsistentRead=consistent, **asked):
                yield from map(to_row, page["Items"])
