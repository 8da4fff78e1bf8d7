"""Tasks: at most one an attempt, and each of those that count has one of the places."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from explorer.books import Books

from invoiceplug_cloud.domain.job import LIVE
from invoiceplug_cloud.domain.limits import SLOT_SECONDS, TOKEN_SECONDS
from invoiceplug_cloud.domain.times import time_text

TOKEN = timedelta(seconds=TOKEN_SECONDS)


def check(books: Books, slots: int) -> None:
    """AssertionError when an attempt has two tasks, or a task lives without a place.

    Two are one too many within the life of RunTask's token: no function takes that long between two of its calls.
    """
    last = {task["startedBy"]: task["createdAt"] for task in books.tasks}
    same = (task["startedBy"] for task in books.tasks if last[task["startedBy"]] - task["createdAt"] < TOKEN)
    twice = [attempt for attempt, count in Counter(same).items() if count > 1]
    assert not twice, f"two tasks of one attempt: {twice}"
    taken = [(row["id"], int(row["attempt"])) for row in books.slots.values() if "until" in row]
    assert len(taken) <= slots, f"{len(taken)} places are taken of {slots}"
    at = time_text(books.at)  # a place that ran out is nobody's, whoever's name it still bears
    held = [(row["id"], int(row["attempt"])) for row in books.slots.values() if row.get("until", "") > at]
    assert len(set(held)) == len(held), f"an attempt has two places: {held}"
    for task in books.tasks:
        job_id, _, attempt = task["startedBy"].rpartition("-")
        job = books.jobs[job_id]
        young = books.at - task["createdAt"] < timedelta(seconds=SLOT_SECONDS)
        counts = task["lastStatus"] != "STOPPED" and job["status"] in LIVE and job["attempt"] == int(attempt)
        assert not (counts and young) or (job_id, int(attempt)) in taken, f"the task of {job_id}-{attempt} has no place"
