"""Lists of jobs out of the indexes of the table jobs, newest first and page by page."""

from __future__ import annotations

import base64
import binascii
import heapq
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job_filter import JobFilter
from invoiceplug_cloud.domain.job_vendor import day_of_job
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.gateways.job_rows import read_job
from invoiceplug_cloud.gateways.rows import Terms

MOST_PASSED_OVER = 2000  # jobs that a page looks at in vain: four megabytes; it is short then, and says where to go on

Place = tuple[str, str]  # where a job stands in its list: a time or a date, and its id
Query = Callable[..., Iterator[dict[str, Any]]]  # (consistent, terms, condition, **parameters) -> rows


@dataclass(frozen=True, slots=True)
class _List:
    """One partition of an index, newest first; only rows from `low` to `high` of its sort key are read."""

    index: str
    partition: dict[str, str]
    sort: str
    place: Callable[[Job], Place]
    low: str | None = None
    high: str | None = None


def job_page(
    query: Query, statuses: tuple[str, ...], *, limit: int, after: str | None, only: JobFilter
) -> tuple[list[Job], str | None]:
    """Jobs in these states that the filter admits, newest first, and where to go on.

    A query a state, merged as far as the page needs, by the time of their upload; a vendor's jobs are a query for each
    of its ids, by the date of the invoice. A page may be short, or even empty, and still say where to go on.
    """
    start = None if after is None else _read_cursor(after)
    place = dated if only.vendor_ids else created
    lists = [_rows(query, each, start) for each in _lists(statuses, only)]
    newest_first = heapq.merge(*lists, key=place, reverse=True)
    # A job that moved between two queries, or whose index is late, is found in both states.
    single = (max(same, key=lambda job: job.updated_at) for _, same in itertools.groupby(newest_first, place))
    page: list[Job] = []
    passed_over = 0
    for job in single:
        if job.status not in statuses or not only.admits(job):
            passed_over += 1
            if passed_over == MOST_PASSED_OVER:
                return page, _cursor(place(job))
        elif len(page) == limit:
            return page, _cursor(place(page[-1]))
        else:
            page.append(job)
    return page, None


def created(job: Job) -> Place:
    """The job's place in a list by the time of its upload."""
    return job.created_at, job.job_id


def dated(job: Job) -> Place:
    """The job's place in a list by the date of its invoice; of the upload, where nothing was read of it."""
    return day_of_job(job), job.job_id


def _lists(statuses: tuple[str, ...], only: JobFilter) -> Iterator[_List]:
    if only.vendor_ids:
        for vendor_id in only.vendor_ids:
            partition = {"vendor_key": keys.vendor_partition(vendor_id)}
            yield _List("by_vendor", partition, "invoice_date", dated)
        return
    for status in statuses:
        partition = {"status_key": keys.status_partition(status)}
        yield _List("by_status", partition, "created_at", created, only.since, only.until)


def _rows(query: Query, wanted: _List, start: Place | None) -> Iterator[Job]:
    high = min((each for each in (wanted.high, start and start[0]) if each), default=None)
    if wanted.low and high and wanted.low > high:  # DynamoDB refuses such a span
        return
    terms = Terms()
    condition = terms.equal(wanted.partition) + _span(terms, wanted.sort, wanted.low, high)
    rows = query(False, terms, condition, IndexName=wanted.index, ScanIndexForward=False)
    # An index orders by its sort key only; jobs of the same moment are put into the order of the cursor here.
    for _, same in itertools.groupby(map(read_job, rows), lambda job: wanted.place(job)[0]):
        for job in sorted(same, key=wanted.place, reverse=True):
            if start is None or wanted.place(job) < start:
                yield job


def _span(terms: Terms, sort: str, low: str | None, high: str | None) -> str:
    if low and high:
        return f" AND {terms.name(sort)} BETWEEN {terms.value(low)} AND {terms.value(high)}"
    if low or high:
        return f" AND {terms.name(sort)} {'>=' if low else '<='} {terms.value(low or high)}"
    return ""


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _read_cursor(text: str) -> Place:
    try:
        sorted_by, job_id = json.loads(base64.urlsafe_b64decode(text))
        if not (sorted_by and isinstance(sorted_by, str) and isinstance(job_id, str)):
            raise ValueError("a place is a time or a date, and an id")
        (sorted_by + job_id).encode()  # half of a surrogate pair is text to JSON, and to nobody else
        return sorted_by, job_id
    except (ValueError, TypeError, binascii.Error) as error:
        raise InvoiceplugError("REQUEST_INVALID", "`after` is not what a list answered as `next`.") from error
