"""The task writes its reading once and moves its job only under its own attempt, whatever crashes."""

from __future__ import annotations

import json

import pytest
from desk import sha
from readings import a_finding, a_line, a_reading, an_invoice

from invoiceplug.errors import InvoiceplugError

BODY = b"%PDF a bill"
INVOICE = an_invoice(a_line(), a_line(sku="4712"), {"kind": "note", "description": "Thank you"})


def read(data: bytes):
    return a_reading(INVOICE, sha(data), a_finding("UNREAD_ROW", "warning"))


def raising(error: BaseException):
    def reader(data: bytes):
        raise error

    return reader


def test_a_read_job_is_parsed_and_shows_what_was_read(desk, aws):
    job_id = desk.queued(BODY)
    assert desk.task(read)(job_id, 1) == {"job_id": job_id, "attempt": 1, "outcome": "parsed"}
    job = desk.job(job_id)["job"]
    assert (job["status"], job["invoice_number"], job["grand_total"]) == ("parsed", "RE-1", "96.00")
    assert (job["line_count"], job["unmapped"], job["needs_review"]) == (3, 2, True)
    assert job["findings"] == {"error": 0, "warning": 1, "info": 0}
    stored = aws.jobs.get(job_id)
    assert stored.reading_key == f"readings/default/{job_id}/1/reading.json"
    assert json.loads(aws.objects.get(stored.reading_key, stored.reading_version)) == read(BODY)
    whats = [event["what"] for event in desk.events(job_id)["events"]]
    assert whats == ["created", "queued", "task_started", "running", "parsed"]


def test_an_input_that_cannot_be_read_fails_the_job_with_its_code(desk, aws):
    job_id = desk.queued(BODY)
    error = InvoiceplugError("FIELD_NOT_FOUND", "No total.", field="/totals/grand", box=[0.5], seen={"a": None})
    assert desk.task(raising(error))(job_id, 1)["code"] == "FIELD_NOT_FOUND"
    failed = desk.job(job_id)["job"]["error"]
    assert (failed["code"], failed["detail"]) == ("FIELD_NOT_FOUND", "No total.")
    assert failed["facts"] == {"field": "/totals/grand", "box": ["0.5"], "seen": {"a": None}}
    kept = aws.objects.head(f"errors/default/{job_id}/1.json")
    assert json.loads(aws.objects.get(kept.key, kept.version_id)) == failed


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError("IBAN DE00 secret"), "PARSER_CRASHED"),
        (RecursionError(), "PARSER_CRASHED"),
        (MemoryError(), "LIMIT_MEMORY"),
    ],
)
def test_a_reader_that_crashes_fails_the_job_and_quotes_nothing(desk, error, code):
    job_id = desk.queued(BODY)
    assert desk.task(raising(error))(job_id, 1)["code"] == code
    assert "secret" not in json.dumps(desk.job(job_id))


def test_a_reading_that_contradicts_its_own_hash_is_not_stored(desk, aws):
    job_id = desk.queued(BODY)
    desk.task(lambda data: read(data) | {"reading_sha256": "0" * 64})(job_id, 1)
    assert desk.job(job_id)["job"]["error"]["code"] == "INTERNAL"
    assert aws.objects.head(f"readings/default/{job_id}/1/reading.json") is None


def test_bytes_of_another_hash_are_never_read(desk, aws):
    job_id = desk.queued(BODY)
    aws.swap(f"raw/default/{job_id}/source.pdf", b"%PDF swapped")
    desk.task(raising(AssertionError("was read")))(job_id, 1)
    assert desk.job(job_id)["job"]["error"]["code"] == "UPLOAD_CHANGED"


def test_a_source_that_is_gone_fails_the_job(desk, aws):
    job_id = desk.queued(BODY)
    aws.expire(f"raw/default/{job_id}/source.pdf")
    desk.task(read)(job_id, 1)
    assert desk.job(job_id)["job"]["error"]["code"] == "SOURCE_EXPIRED"


@pytest.mark.parametrize("attempt", [0, 2])
def test_a_task_of_another_attempt_changes_nothing(desk, attempt):
    job_id = desk.queued(BODY)
    before = desk.job(job_id)
    assert desk.task(read)(job_id, attempt)["outcome"] == "stale"
    assert desk.job(job_id) == before


def test_a_task_that_comes_back_after_a_newer_attempt_began_changes_nothing_visible(desk, aws):
    job_id = desk.queued(BODY)

    def slow(data):
        aws.change_job(job_id, status="queued", attempt=2)
        return read(data)

    assert desk.task(slow)(job_id, 1)["outcome"] == "stale"
    job = desk.job(job_id)["job"]
    assert (job["status"], job["attempt"]) == ("queued", 2)
    assert "reading_sha256" not in job


@pytest.mark.parametrize("operation", ["jobs.move", "objects.get", "objects.put_once"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_task_that_storage_interrupted_is_run_again_and_ends_the_same(desk, aws, operation, where):
    job_id = desk.queued(BODY)
    getattr(aws.faults, where)(operation, ConnectionError())
    with pytest.raises(ConnectionError):
        desk.task(read)(job_id, 1)
    assert desk.task(read)(job_id, 1)["outcome"] == "parsed"
    assert desk.job(job_id)["job"]["reading_sha256"] == read(BODY)["reading_sha256"]


def test_a_restarted_task_adopts_the_reading_that_is_stored(desk, aws):
    job_id = desk.queued(BODY)
    aws.faults.after("objects.put_once", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.task(read)(job_id, 1)
    assert desk.task(raising(AssertionError("read twice")))(job_id, 1)["outcome"] == "parsed"


def test_a_task_whose_last_move_lost_its_answer_is_over(desk, aws):
    job_id = desk.queued(BODY)

    def loses_the_next_answer(data):
        aws.faults.after("jobs.move", ConnectionError())
        return read(data)

    with pytest.raises(ConnectionError):
        desk.task(loses_the_next_answer)(job_id, 1)
    assert desk.task(read)(job_id, 1)["outcome"] == "stale"
    assert desk.job(job_id)["job"]["status"] == "parsed"
