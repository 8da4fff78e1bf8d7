"""What a person may do about a job, by HTTP; and what is answered while no new jobs are taken."""

from __future__ import annotations

import uuid

from readings import a_line, an_invoice

from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.records import Accepting

PDF = b"%PDF a bill"


def test_a_parsed_job_is_read_again_and_retried(api):
    job_id = api.parsed(an_invoice(a_line()))
    api.refused(400, "REQUEST_INVALID", "POST", f"/jobs/{job_id}/read-again", {"vendor": "nobody"})
    api.refused(400, "REQUEST_INVALID", "POST", f"/jobs/{job_id}/read-again", {"plugin": "x"})
    api.refused(409, "ILLEGAL_MOVE", "POST", f"/jobs/{job_id}/retry")
    job = api.ok("job_answer", 202, "POST", f"/jobs/{job_id}/read-again", {"vendor": "nordkontor"})["job"]
    assert (job["status"], job["attempt"], job["read_as"]) == ("queued", 2, "nordkontor")
    job = api.ok("job_answer", 202, "POST", f"/jobs/{job_id}/retry")["job"]
    assert (job["attempt"], job["read_as"]) == (3, "nordkontor")
    events = api.ok("event_list", 200, "GET", f"/jobs/{job_id}/events")["events"]
    assert [(event["what"], event["by"]) for event in events if event["what"] in ("read_again", "retried")] == [
        ("read_again", "operator"),
        ("retried", "operator"),
    ]


def test_a_job_is_discarded_once_however_often_it_is_sent(api):
    job_id = api.create(PDF)["job"]["job_id"]
    first = api.ok("job_answer", 200, "POST", f"/jobs/{job_id}/discard")
    assert api.ok("job_answer", 200, "POST", f"/jobs/{job_id}/discard") == first
    assert api.ok("job_list", 200, "GET", "/jobs")["jobs"] == []
    api.refused(409, "ILLEGAL_MOVE", "POST", f"/jobs/{job_id}/start")


def test_a_job_that_does_not_exist(api):
    for route in ("retry", "read-again", "discard"):
        api.refused(404, "JOB_NOT_FOUND", "POST", f"/jobs/{uuid.uuid4()}/{route}", {})


def test_while_no_jobs_are_taken_the_answer_says_when_to_ask_again(api):
    created = api.create(PDF)["job"]
    wiring.house().accept(Accepting(False, "Stocktaking"))
    request = {"job_id": str(uuid.uuid4()), "name": "bill.pdf", "size": 3, "sha256": "ab" * 32}
    answer = api.call("POST", "/jobs", request)
    assert (answer.status, answer.body["code"], answer.headers["retry-after"]) == (503, "NOT_ACCEPTING", "300")
    assert (answer.body["detail"], answer.body["retryable"]) == ("Stocktaking", True)
    again = {name: created[name] for name in ("job_id", "name", "size", "sha256")}
    assert api.ok("job_created", 200, "POST", "/jobs", again)["job"] == created


def test_over_the_limit_of_the_day_the_answer_says_so(api, monkeypatch):
    monkeypatch.setenv("MAX_JOBS_A_DAY", "1")
    wiring.presign_cases.cache_clear()
    api.create(PDF)
    request = {"job_id": str(uuid.uuid4()), "name": "bill.pdf", "size": 3, "sha256": "ab" * 32}
    answer = api.call("POST", "/jobs", request)
    assert (answer.status, answer.body["facts"]["limit"]) == (503, 1)
    assert int(answer.headers["retry-after"]) == answer.body["facts"]["retry_after"]
