"""What was taken on one day, as a row of the table jobs, and the actions that count it."""

from __future__ import annotations

from typing import Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Day
from invoiceplug_cloud.gateways.rows import Terms, to_attributes


def day_key(day: str) -> dict[str, Any]:
    """The key of that day's row."""
    return to_attributes({"job_id": keys.day_partition(day), "entry": keys.DAY})


def count_job(table: str, day: str, most: int) -> dict[str, Any]:
    """The action that counts one more job on the day, unless there are `most` already."""
    terms = Terms()
    fewer = f"{terms.name('jobs')} < {terms.value(most)}"
    condition = f"{terms.absent('jobs')} OR {fewer}" if most > 0 else fewer
    return _add(table, day, terms, "jobs", 1, ConditionExpression=condition)


def count_pages(table: str, read: Day) -> dict[str, Any]:
    """The action that counts the pages of a reading on its day."""
    return _add(table, read.day, Terms(), "pages", read.pages)


def _add(table: str, day: str, terms: Terms, name: str, number: int, **more: str) -> dict[str, Any]:
    expression = f"ADD {terms.name(name)} {terms.value(number)}"
    update = {"TableName": table, "Key": day_key(day), "UpdateExpression": expression, **more}
    return {"Update": {**update, **terms.parameters()}}
