"""Jobs: they move only along their edges, attempts fence off late tasks, reviews build on what was seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from explorer.books import Books, Row, document

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import LIVE, MOVES, STATUSES
from invoiceplug_cloud.domain.limits import TASK_SECONDS, TOKEN_SECONDS

MOST_AGE = timedelta(seconds=TASK_SECONDS - 60)  # of a task that is surely still within its time
MOST_SKEW = 60  # seconds that one clock is ahead of another
READ = ("parsed", "applying", "applied", "reversed")
EVENTS_IN_ROW = ("applied_event", "reversed_event")


def check(books: Books) -> None:
    """AssertionError when a job's row does not fit its documents and its events."""
    for job_id, job in books.jobs.items():
        assert job["status"] in STATUSES
        if job["status"] in READ:
            _reading(books, job)
        if job.get("review_version"):
            _review(books, job)
        _events(books, job_id, job)


def check_step(before: Books, now: Books, task: tuple[str, int] | None) -> None:
    """AssertionError when one call changed a job as no call may; `task` is who made it, if it was a task."""
    assert before.jobs.keys() <= now.jobs.keys(), "a job was deleted"
    for job_id, old in before.jobs.items():
        new = now.jobs[job_id]
        if new is not old:
            _moved(old, new)
            _revised(now, old, new)
            _given_up(now, job_id, old, new)
            if task is not None:
                _fenced(job_id, old, new, task)


def _moved(old: Row, new: Row) -> None:
    if new["status"] != old["status"]:
        assert new["status"] in MOVES[old["status"]], f"{old['status']} became {new['status']}"
    assert new["attempt"] >= old["attempt"], f"attempt {old['attempt']} became {new['attempt']}"
    assert new["attempt"] <= old["attempt"] + 1, f"attempt {old['attempt']} became {new['attempt']}"
    if new["attempt"] > old["attempt"]:
        assert new["status"] in ("queued", "failed"), f"a new attempt made the job {new['status']}"
    if new["status"] == "queued" != old["status"]:
        assert new["attempt"] == old["attempt"] + 1, "queued again without a new attempt"
    assert new.get("review_version", 0) >= old.get("review_version", 0), "a saved review was taken back"


def _revised(now: Books, old: Row, new: Row) -> None:
    if new.get("review_key") == old.get("review_key"):
        return
    body = now.body(new["review_key"])
    review = document(body)
    assert new["review_version"] == old.get("review_version", 0) + 1, "a review skipped a version"
    assert review["base_version"] == old.get("review_version", 0), "a review overwrote one that its writer never saw"
    assert old["status"] == "parsed", f"a review was saved while {old['status']}"
    assert review["reading_sha256"] == old["reading_sha256"], "a review was saved over another reading"


def _given_up(now: Books, job_id: str, old: Row, new: Row) -> None:
    """Nobody but a person gives up an attempt whose task is at work, or which has a reading."""
    over = new["attempt"] > old["attempt"] or new["status"] == "failed"
    if not over or old["status"] not in LIVE or not _last_event(now, job_id, new).startswith("reconcile"):
        return
    attempt = job_id, int(old["attempt"])
    waits = "task_arn" in old and attempt in now.in_line and attempt not in now.buried
    assert not waits, "an attempt was given up while its message was in line"
    if "task_arn" not in old and _seconds(now, old.get("run_requested_at")) >= TOKEN_SECONDS - MOST_SKEW:
        return  # RunTask itself came so late that its token cannot be asked for any more
    for task in now.tasks:
        if task["startedBy"] == f"{job_id}-{old['attempt']}" and now.at - task["createdAt"] < MOST_AGE:
            lives = task["lastStatus"] != "STOPPED" and task["desiredStatus"] == "RUNNING"
            assert not lives, "an attempt was given up while its task was at work"
            stored = keys.reading(job_id, int(old["attempt"])) in now.objects
            assert not stored or task["lastStatus"] != "STOPPED", "an attempt was given up that had a reading"


def _seconds(now: Books, since: str | None) -> float:
    return 0.0 if since is None else (now.at - datetime.fromisoformat(since)).total_seconds()


def _last_event(now: Books, job_id: str, job: Row) -> str:
    told = [event.get("by", "") for event in now.events.get(job_id, {}).values() if event["seq"] == job["events"]]
    return told[0] if told else ""


def _fenced(job_id: str, old: Row, new: Row, task: tuple[str, int]) -> None:
    assert (job_id, int(old["attempt"])) == task, f"task {task} changed attempt {old['attempt']} of {job_id}"
    assert old["status"] in ("queued", "running"), f"task {task} changed a job that was {old['status']}"


def _reading(books: Books, job: Row) -> None:
    reading = document(books.body(job["reading_key"]))
    assert reading["reader"]["version"] == str(job["attempt"]), "the reading is not of this attempt"
    assert reading["reading_sha256"] == job["reading_sha256"], "the job names another reading than is stored"


def _review(books: Books, job: Row) -> None:
    review = document(books.body(job["review_key"]))
    assert review["review_sha256"] == job["review_sha256"], "the job names another review than is stored"


def _events(books: Books, job_id: str, job: Row) -> None:
    told = len(books.events.get(job_id, ())) + sum(name in job for name in EVENTS_IN_ROW)
    assert job["events"] == told, f"{job_id}: {told} events, counted {job['events']}"
