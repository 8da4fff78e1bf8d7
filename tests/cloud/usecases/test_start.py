"""A started job runs one task over the very version that was uploaded."""

from __future__ import annotations

import pytest
from desk import new_id, sha

from invoiceplug.errors import InvoiceplugError

BODY = b"%PDF a bill"


def test_a_started_job_is_queued_under_its_first_attempt(desk, aws):
    job = desk.start(desk.uploaded())["job"]
    assert (job["status"], job["attempt"]) == ("queued", 1)
    assert aws.started == [(job["job_id"], 1)]
    stored = aws.jobs.get(job["job_id"])
    assert (stored.source_version, stored.task_arn is not None) == ("v1", True)


def test_without_a_file_nothing_is_started(desk, aws, refuses):
    job_id = new_id()
    desk.create(job_id, "bill.pdf", len(BODY), sha(BODY))
    with refuses("UPLOAD_MISSING"):
        desk.start(job_id)
    assert desk.job(job_id)["job"]["status"] == "awaiting_upload"
    assert aws.started == []


@pytest.mark.parametrize("other", [b"%PDF another bill", b"%PDF b bill"])
def test_other_bytes_than_announced_fail_the_job(desk, aws, other):
    job_id = new_id()
    desk.create(job_id, "bill.pdf", len(BODY), sha(BODY))
    aws.put(f"raw/default/{job_id}/source.pdf", other)
    job = desk.start(job_id)["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "UPLOAD_CHANGED")
    assert desk.start(job_id)["job"] == job
    assert aws.started == []


def test_starting_again_answers_the_same_and_runs_nothing_more(desk, aws):
    job_id = desk.uploaded()
    first = desk.start(job_id)
    assert desk.start(job_id) == first
    assert len(aws.started) == 1


def test_a_task_that_cannot_be_started_fails_the_job_with_its_reason(desk, aws):
    job_id = desk.uploaded()
    aws.faults.before("runner.run", InvoiceplugError("TASK_START_FAILED", "No capacity.", reason="capacity"))
    job = desk.start(job_id)["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "TASK_START_FAILED")
    assert job["error"]["facts"] == {"reason": "capacity"}


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_start_that_died_at_run_task_goes_on_when_it_is_sent_again(desk, aws, where):
    job_id = desk.uploaded()
    getattr(aws.faults, where)("runner.run", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(job_id)
    assert desk.start(job_id)["job"]["status"] == "queued"
    assert aws.started == [(job_id, 1)]


def test_a_start_whose_move_lost_its_answer_goes_on_when_it_is_sent_again(desk, aws):
    job_id = desk.uploaded()
    aws.faults.after("jobs.move", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(job_id)
    assert desk.start(job_id)["job"]["attempt"] == 1
    assert aws.started == [(job_id, 1)]


def test_two_starts_at_once_run_one_task(desk, aws):
    job_id = desk.uploaded()
    aws.faults.before("jobs.move", lambda: desk.start(job_id))
    assert desk.start(job_id)["job"]["status"] == "queued"
    assert aws.started == [(job_id, 1)]
    assert [event["what"] for event in desk.events(job_id)["events"]] == ["created", "queued", "task_started"]


def test_a_second_upload_is_ignored_once_the_version_is_pinned(desk, aws):
    job_id = desk.queued(BODY)
    aws.put(f"raw/default/{job_id}/source.pdf", b"%PDF replaced")
    seen = []

    def read(data):
        seen.append(data)
        raise InvoiceplugError("NO_VENDOR_MATCH")

    desk.task(read)(job_id, 1)
    assert seen == [BODY]


def test_a_task_that_is_faster_than_the_answer_of_its_start(desk, aws):
    job_id = desk.uploaded()

    def fails(data):
        raise InvoiceplugError("NOT_A_PDF")

    aws.faults.after("runner.run", lambda: desk.task(fails)(job_id, 1))
    assert desk.start(job_id)["job"]["error"]["code"] == "NOT_A_PDF"
