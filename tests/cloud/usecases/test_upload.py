"""A job is created once by the id that the client made, and its file's PUT is bound to what was announced."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from desk import MAX_BYTES, new_id, sha

from invoiceplug_cloud.domain.limits import ABANDONED_SECONDS
from invoiceplug_cloud.usecases.upload import UploadUrl

BODY = b"%PDF a bill"


def test_a_new_job_awaits_its_upload(desk):
    made = desk.create(new_id(), "bill.pdf", len(BODY), sha(BODY))
    assert made["job"]["status"] == "awaiting_upload"
    assert made["upload"]["headers"]["if-none-match"] == "*"
    assert made["upload"]["expires_at"] > made["job"]["created_at"]
    assert made["same_file"] == []


def test_the_same_request_again_answers_the_same_job(desk):
    job_id = new_id()
    first = desk.create(job_id, "bill.pdf", len(BODY), sha(BODY))
    assert desk.create(job_id, "bill.pdf", len(BODY), sha(BODY))["job"] == first["job"]
    assert len(desk.events(job_id)["events"]) == 1


@pytest.mark.parametrize(
    "other", [("other.pdf", 11, sha(BODY)), ("bill.pdf", 12, sha(BODY)), ("bill.pdf", 11, sha(b""))]
)
def test_an_id_is_never_shared_by_two_requests(desk, refuses, other):
    job_id = new_id()
    desk.create(job_id, "bill.pdf", 11, sha(BODY))
    with refuses("REQUEST_INVALID") as refused:
        desk.create(job_id, *other)
    assert refused.value.facts == {"conflict": job_id}


def test_an_empty_file_is_refused_before_anything_is_stored(desk, refuses):
    job_id = new_id()
    with refuses("EMPTY_FILE"):
        desk.create(job_id, "bill.pdf", 0, sha(b""))
    with refuses("JOB_NOT_FOUND"):
        desk.job(job_id)


def test_a_file_of_the_limit_is_taken_and_one_byte_more_is_not(desk, refuses):
    desk.create(new_id(), "bill.pdf", MAX_BYTES, sha(BODY))
    with refuses("FILE_TOO_LARGE") as refused:
        desk.create(new_id(), "bill.pdf", MAX_BYTES + 1, sha(BODY))
    assert refused.value.facts == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bill.pdf", "bill.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\bills\\March.pdf", "March.pdf"),
        ("a\r\nb\x00\u202e.pdf", "a b.pdf"),
        ("<script>.pdf", "<script>.pdf"),
        ("x" * 300, "x" * 255),
        ("\u202e", "unnamed.pdf"),
        ("folder/", "unnamed.pdf"),
    ],
)
def test_a_name_is_only_shown(desk, name, shown):
    assert desk.create(new_id(), name, len(BODY), sha(BODY))["job"]["name"] == shown


def test_the_same_file_warns_and_names_the_other_jobs(desk):
    first = desk.uploaded(BODY)
    made = desk.create(new_id(), "again.pdf", len(BODY), sha(BODY))
    assert [other["job_id"] for other in made["same_file"]] == [first]


def test_an_upload_that_broke_off_gets_another_url(desk):
    job_id = new_id()
    first = desk.create(job_id, "bill.pdf", len(BODY), sha(BODY))["upload"]
    another = desk.upload_url(job_id)["upload"]
    assert desk.aws.upload(first, BODY) == 200
    assert desk.aws.upload(another, BODY) == 412


def test_no_link_outlives_the_wait_for_its_file(desk):
    two_days = UploadUrl(desk.aws.objects, desk.aws.jobs, desk.now, url_seconds=2 * 24 * 3600)
    made = desk.create(new_id(), "bill.pdf", len(BODY), sha(BODY))["job"]
    desk.aws.clock.advance(23 * 3600)
    given_up_at = datetime.fromisoformat(made["created_at"]) + timedelta(seconds=ABANDONED_SECONDS)
    assert datetime.fromisoformat(two_days(made["job_id"])["upload"]["expires_at"]) <= given_up_at
