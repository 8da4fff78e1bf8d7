"""What a person may do about a job: retry it, read it again, discard it."""

from __future__ import annotations

import pytest
from desk import new_id, sha
from readings import a_line, a_reading, an_invoice, to

from invoiceplug.errors import InvoiceplugError


def read(data, **members):
    return a_reading(an_invoice(**members), sha(data))


def refusing(code):
    def reads(data):
        raise InvoiceplugError(code)

    return reads


def failed(desk, code="NO_VENDOR_MATCH"):
    job_id = desk.queued()
    desk.task(refusing(code))(job_id, 1)
    return job_id


def test_a_failed_job_is_read_again_when_a_person_says_so(desk, aws):
    job_id = failed(desk)
    job = desk.retry(job_id)["job"]
    assert (job["status"], job["attempt"], "error" in job) == ("queued", 2, False)
    assert aws.started[-1] == (job_id, 2)
    desk.task(read)(job_id, 2)
    assert desk.job(job_id)["job"]["status"] == "parsed"


@pytest.mark.parametrize("status", ["queued", "running"])
def test_a_job_that_takes_too_long_for_a_person_is_begun_anew_and_its_old_task_stopped(desk, aws, status):
    job_id = desk.queued()
    aws.change_job(job_id, status=status)
    desk.retry(job_id)
    old, new = aws.cloud.ecs.tasks
    assert (old["desiredStatus"], new["desiredStatus"]) == ("STOPPED", "RUNNING")
    assert aws.slots.taken() == [(job_id, 2)]
    assert desk.task(read)(job_id, 1)["outcome"] == "stale"


def test_a_task_that_cannot_be_stopped_stops_no_retry(desk, aws):
    job_id = desk.queued()
    aws.faults.before("runner.stop", ConnectionError())
    assert desk.retry(job_id)["job"]["attempt"] == 2


def test_a_retry_that_is_sent_again_before_it_could_run_is_the_same_one(desk, aws):
    job_id = failed(desk)
    for _ in range(5):
        desk.queued(b"%PDF other " + new_id().encode())
    assert desk.retry(job_id)["job"]["attempt"] == 2
    assert desk.retry(job_id)["job"]["attempt"] == 2


def test_a_person_s_retry_does_not_wait_and_has_three_tries_again(desk, aws):
    refusal = InvoiceplugError("TASK_START_FAILED", "…", reason="capacity", transient=True, unknown=False)
    aws.faults.before("runner.run", refusal)
    job_id = desk.start(desk.uploaded())["job"]["job_id"]
    assert desk.retry(job_id)["job"]["attempt"] == 3
    assert (aws.started, aws.jobs.get(job_id).tries) == ([(job_id, 3)], 1)


@pytest.mark.parametrize("code", ["UPLOAD_CHANGED", "SOURCE_EXPIRED"])
def test_a_file_that_no_attempt_could_read_must_be_uploaded_anew(desk, refuses, code):
    job_id = failed(desk, code)
    with refuses(code):
        desk.retry(job_id)


def test_a_job_whose_file_was_never_stored_has_nothing_to_retry(desk, aws, refuses):
    job_id = new_id()
    desk.create(job_id, "bill.pdf", 12, sha(b"%PDF a bill!"))
    aws.put(f"raw/default/{job_id}/source.pdf", b"%PDF another bill")
    assert desk.start(job_id)["job"]["error"]["code"] == "UPLOAD_CHANGED"
    with refuses("UPLOAD_CHANGED"):
        desk.retry(job_id)
    aws.change_job(job_id, error={"code": "INTERNAL"})
    with refuses("UPLOAD_MISSING"):
        desk.retry(job_id)


def test_a_job_that_ended_while_its_retry_was_asked_for_says_so(desk, aws, refuses):
    job_id = desk.queued()
    aws.faults.before("jobs.move", lambda: desk.task(read)(job_id, 1))
    with refuses("ILLEGAL_MOVE"):
        desk.retry(job_id)
    assert desk.job(job_id)["job"]["status"] == "parsed"


def test_a_parsed_job_is_read_as_the_vendor_that_a_person_names(desk, aws):
    job_id = desk.parsed(an_invoice())
    job = desk.read_again(job_id, "calderfinch")["job"]
    assert (job["status"], job["attempt"], job["read_as"]) == ("queued", 2, "calderfinch")
    (override,) = aws.cloud.ecs.tasks[-1]["overrides"]["containerOverrides"]
    assert {"name": "VENDOR", "value": "calderfinch"} in override["environment"]
    desk.task(lambda data: read(data, vendor="calderfinch"))(job_id, 2)
    assert desk.job(job_id)["job"]["vendor_id"] == "calderfinch"
    assert "read_as" not in desk.read_again(job_id)["job"]


def test_a_new_reading_begins_a_new_review_and_the_versions_go_on(desk):
    job_id, _, _ = reviewed(desk)
    desk.read_again(job_id)
    desk.task(lambda data: read(data, number="RE-9"))(job_id, 2)
    draft = desk.draft(job_id)
    assert (draft["version"], draft["review"]["corrections"]) == (1, {})
    assert desk.review(job_id)["version"] == 2


def test_a_reading_again_that_fails_leaves_reading_and_reviews_as_they_are(desk, aws):
    job_id, review, _ = reviewed(desk)
    before = aws.jobs.get(job_id)
    desk.read_again(job_id, "nordkontor")
    desk.task(refusing("FIELD_NOT_FOUND"))(job_id, 2)
    after = aws.jobs.get(job_id)
    assert (after.status, after.error["code"]) == ("failed", "FIELD_NOT_FOUND")
    for member in ("reading_key", "reading_version", "reading_sha256", "review_version", "review_sha256", "summary"):
        assert getattr(after, member) == getattr(before, member)
    assert desk.get_review(job_id, 1)["review"]["review_sha256"] == review
    assert desk.reading_link(job_id)
    again = desk.retry(job_id)["job"]
    assert (again["attempt"], again["read_as"]) == (3, "nordkontor")


def test_a_job_that_nobody_recognised_is_read_as_the_vendor_that_a_person_names(desk):
    job_id = failed(desk, "NO_VENDOR_MATCH")
    job = desk.read_again(job_id, "calderfinch")["job"]
    assert (job["status"], job["attempt"], job["read_as"], "error" in job) == ("queued", 2, "calderfinch", False)
    desk.task(lambda data: read(data, vendor="calderfinch"))(job_id, 2)
    assert desk.job(job_id)["job"]["vendor_id"] == "calderfinch"


def test_a_job_whose_file_never_came_is_not_read_as_anybodys(desk, aws, refuses):
    job_id = failed(desk)
    aws.change_job(job_id, source_version=None)
    with refuses("UPLOAD_MISSING"):
        desk.read_again(job_id, "calderfinch")


def test_only_an_installed_vendor_can_be_named(desk, refuses):
    job_id = desk.parsed(an_invoice())
    with refuses("REQUEST_INVALID"):
        desk.read_again(job_id, "nobody")


def test_what_is_no_longer_kept_is_not_read_again(desk, aws, refuses):
    job_id = desk.parsed(an_invoice())
    aws.expire(f"raw/default/{job_id}/source.pdf")
    with refuses("SOURCE_EXPIRED"):
        desk.read_again(job_id)
    assert desk.job(job_id)["job"]["status"] == "parsed"


def test_a_job_that_is_applied_while_it_should_be_read_again_stays_applied(desk, aws, refuses):
    bill = reviewed(desk)
    aws.faults.before("jobs.move", lambda: desk.apply(*bill))
    with refuses("ILLEGAL_MOVE"):
        desk.read_again(bill[0])
    assert desk.job(bill[0])["job"]["status"] == "applied"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_discarded_job_leaves_the_list_once_however_often_it_is_discarded(desk, aws, when):
    job_id = failed(desk)
    getattr(aws.faults, when)("jobs.move", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.discard(job_id)
    first = desk.discard(job_id)
    assert desk.discard(job_id) == first
    assert desk.list_jobs()["jobs"] == []
    assert [event["what"] for event in desk.events(job_id)["events"]].count("discarded") == 1


def test_a_discard_that_comes_too_late_is_refused(desk, aws, refuses):
    bill = reviewed(desk)
    aws.faults.before("jobs.move", lambda: desk.apply(*bill))
    with refuses("ILLEGAL_MOVE"):
        desk.discard(bill[0])


def test_an_upload_that_is_discarded_is_not_started(desk, refuses):
    job_id = desk.uploaded()
    desk.discard(job_id)
    with refuses("ILLEGAL_MOVE"):
        desk.start(job_id)


def reviewed(desk):
    desk.put_item("WINE", "Wine", "EA", 0)
    return desk.reviewed(an_invoice(a_line()), {"1": to("WINE")})
