"""Messages of the dispatch queue: written and read again, and dead letters as the end of an attempt."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from made import new_id

from invoiceplug_cloud.domain.limits import MESSAGE_SECONDS, MOST_TRIES
from invoiceplug_cloud.domain.messages import (
    IN_LINE,
    Message,
    body_of,
    is_message,
    read_dead_letter,
    read_message,
    reference,
)
from invoiceplug_cloud.domain.reconcile import decide, in_line
from invoiceplug_cloud.domain.records import Job, TaskState
from invoiceplug_cloud.domain.times import seconds_later, time_text

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
JOB_ID = new_id()


def a_job(sent_before: float = 0, **members: object) -> Job:
    at = seconds_later(NOW, -sent_before)
    given = {"task_arn": reference(JOB_ID, 1), "run_requested_at": at, "source_version": "v", **members}
    return Job(JOB_ID, "queued", 1, "bill.pdf", 9, "0" * 64, at, time_text(NOW), **given)


@pytest.mark.parametrize("message", [Message(JOB_ID, 1), Message(JOB_ID, 12, "nordkontor", "upload-1")])
def test_a_message_is_read_as_it_was_sent(message):
    assert read_message(json.loads(json.dumps(body_of(message)))) == message


@pytest.mark.parametrize(
    "body",
    [
        None, [], "x", {}, {"job_id": JOB_ID}, {"job_id": JOB_ID, "attempt": 0}, {"job_id": JOB_ID, "attempt": "1"},
        {"job_id": JOB_ID, "attempt": True}, {"job_id": "../x", "attempt": 1}, {"job_id": JOB_ID, "attempt": 1, "x": 1},
        {"job_id": JOB_ID, "attempt": 1, "read_as": 1}, {"job_id": JOB_ID, "attempt": 1, "correlation_id": 1},
    ],
)  # fmt: skip
def test_what_is_no_message_of_ours_is_none(body):
    assert read_message(body) is None
    assert read_dead_letter(body) is None


def test_a_dead_letter_ends_its_attempt_and_no_other_try_is_made():
    change = read_dead_letter({"job_id": JOB_ID, "attempt": 1})
    assert (change.job_id, change.attempt, change.arn) == (JOB_ID, 1, reference(JOB_ID, 1))
    verdict = decide(a_job(), NOW, change.state, usual_memory_mib=2048)
    assert (verdict.what, verdict.code) == ("fail", "TASK_LOST")
    assert "no worker could finish it" in verdict.reason


@pytest.mark.parametrize("status", ["queued", "running"])
@pytest.mark.parametrize("hours", [0, 1, 48, 300])
def test_a_message_is_waited_for_as_long_as_the_queue_keeps_it(status, hours):
    job = a_job(hours * 3600) if status == "queued" else running(hours * 3600)
    assert in_line(job, NOW)
    assert decide(job, NOW, TaskState(IN_LINE), usual_memory_mib=2048).what == "wait"


def test_a_message_that_expired_is_sent_anew_and_given_up_at_last():
    assert decide(a_job(MESSAGE_SECONDS), NOW, TaskState(IN_LINE), usual_memory_mib=2048).what == "again"
    assert not in_line(a_job(MESSAGE_SECONDS), NOW)
    last = a_job(MESSAGE_SECONDS, tries=MOST_TRIES)
    assert decide(last, NOW, TaskState(IN_LINE), usual_memory_mib=2048).what == "fail"


def test_what_an_attempt_has_stored_counts_before_anything_else():
    verdict = decide(running(0), NOW, TaskState(IN_LINE), usual_memory_mib=2048, reading=True)
    assert verdict.what == "adopt_reading"


def test_a_task_is_no_message():
    assert is_message(reference(JOB_ID, 1))
    assert not is_message("arn:aws:ecs:us-east-1:1:task/c/0")
    assert not in_line(a_job(task_arn="arn:aws:ecs:us-east-1:1:task/c/0"), NOW)
    assert not in_line(a_job(task_arn=None), NOW)


def running(sent_before: float) -> Job:
    job = a_job(sent_before)
    return Job(**{name: getattr(job, name) for name in Job.__slots__} | {"status": "running"})
