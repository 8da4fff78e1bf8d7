"""A review is a new version of a person's decisions; twice saved it is one version, and none is ever overwritten."""

from __future__ import annotations

import pytest
from readings import a_finding, a_line, an_invoice, to

INVOICE = an_invoice(a_line(), a_line(sku="4712"))


@pytest.fixture
def stocked(desk):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    return desk


def test_a_saved_review_is_version_one_and_shown_again(stocked):
    job_id = stocked.parsed(INVOICE)
    saved = stocked.review(job_id, {"1": to("WINE"), "2": to("BEER")}, confirmed=["/lines/0"])
    assert (saved["version"], saved["unmapped"]) == (1, ["2"])
    assert stocked.get_review(job_id, 1)["review"] == saved["review"]
    job = stocked.job(job_id)["job"]
    assert (job["review_version"], job["review_sha256"]) == (1, saved["review_sha256"])
    assert (job["unmapped"], job["needs_review"]) == (1, True)


def test_a_job_with_every_line_decided_needs_no_review(stocked):
    job_id = stocked.parsed(INVOICE)
    stocked.review(job_id, {"1": to("WINE"), "2": {"exclude": True, "reason": "A sample."}})
    assert stocked.job(job_id)["job"]["needs_review"] is False


def test_an_error_finding_needs_review_until_it_is_overridden(stocked):
    job_id = stocked.parsed(an_invoice(a_line()), a_finding("LAYOUT_CHANGED", "error"))
    stocked.review(job_id, {"1": to("WINE")})
    assert stocked.job(job_id)["job"]["findings"]["error"] == 1
    saved = stocked.review(job_id, overrides=[{"code": "LAYOUT_CHANGED", "line_ids": [], "reason": "It reads well."}])
    job = stocked.job(job_id)["job"]
    assert (saved["version"], job["findings"]["error"], job["needs_review"]) == (2, 0, False)
    assert [finding["code"] for finding in saved["findings"]] == ["LAYOUT_CHANGED"]


def test_corrections_are_applied_and_checked_again(stocked):
    job_id = stocked.parsed(INVOICE)
    saved = stocked.review(job_id, corrections={"/lines/0/qty_shipped": "9", "/invoice_number": "RE-2"})
    assert saved["invoice"]["lines"][0]["qty_shipped"] == "9"
    assert [(each["code"], each["line_ids"]) for each in saved["findings"]] == [("LINE_EXTENSION", ["1"])]
    job = stocked.job(job_id)["job"]
    assert (job["invoice_number"], job["findings"]["error"]) == ("RE-2", 1)


def test_a_correction_that_breaks_the_invoice_is_refused(stocked, refuses):
    job_id = stocked.parsed(INVOICE)
    for corrections in ({"/lines/0/qty_shipped": "many"}, {"/lines/7/qty_shipped": "1"}, {"/invoice_number": None}):
        with refuses("REQUEST_INVALID"):
            stocked.review(job_id, corrections=corrections)
    assert stocked.job(job_id)["job"]["review_version"] == 0


def test_a_decision_about_a_line_that_is_not_there_is_refused(stocked, refuses):
    with refuses("REQUEST_INVALID"):
        stocked.review(stocked.parsed(INVOICE), {"3": to("WINE")})


def test_of_two_savers_from_one_base_the_second_is_told_the_current_version(stocked, refuses):
    job_id = stocked.parsed(INVOICE)
    mine = stocked.draft(job_id)["review"]
    theirs = stocked.review(job_id, {"1": to("WINE")})
    with refuses("REVIEW_CONFLICT") as refused:
        stocked.save_review(job_id, 0, mine)
    assert refused.value.facts == {"version": 1, "review_sha256": theirs["review_sha256"]}


def test_two_savers_at_the_very_same_time(stocked, aws, refuses):
    job_id = stocked.parsed(INVOICE)
    mine = stocked.draft(job_id)["review"]
    aws.faults.before("jobs.save_review", lambda: stocked.review(job_id, {"1": to("WINE")}))
    with refuses("REVIEW_CONFLICT") as refused:
        stocked.save_review(job_id, 0, mine)
    assert refused.value.facts["version"] == 1


@pytest.mark.parametrize("operation", ["objects.put_once", "jobs.save_review"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_save_without_an_answer_is_sent_again_and_answers_the_same(stocked, aws, operation, where):
    job_id = stocked.parsed(INVOICE)
    decisions = stocked.draft(job_id)["review"] | {"lines": {"1": to("WINE")}}
    getattr(aws.faults, where)(operation, ConnectionError())
    with pytest.raises(ConnectionError):
        stocked.save_review(job_id, 0, decisions)
    first = stocked.save_review(job_id, 0, decisions)
    assert stocked.save_review(job_id, 0, decisions) == first
    assert stocked.job(job_id)["job"]["review_version"] == 1
    assert [event["what"] for event in stocked.events(job_id)["events"]].count("review_saved") == 1


def test_the_same_decisions_by_two_savers_at_once_are_one_version(stocked, aws):
    job_id = stocked.parsed(INVOICE)
    decisions = stocked.draft(job_id)["review"]
    aws.faults.before("jobs.save_review", lambda: stocked.save_review(job_id, 0, decisions))
    assert stocked.save_review(job_id, 0, decisions)["version"] == 1


def test_a_review_of_an_earlier_reading_is_refused(stocked, aws, refuses):
    job_id = stocked.parsed(INVOICE)
    decisions = stocked.draft(job_id)["review"] | {"reading_sha256": "0" * 64}
    with refuses("STALE_READING") as refused:
        stocked.save_review(job_id, 0, decisions)
    assert refused.value.facts == {"reading_sha256": aws.jobs.get(job_id).reading_sha256}


def test_every_version_stays_readable(stocked, refuses):
    job_id = stocked.parsed(INVOICE)
    saved = [stocked.review(job_id, {"1": to("WINE", factor)}) for factor in ("1", "2", "3")]
    assert [stocked.get_review(job_id, at)["review"] for at in (1, 2, 3)] == [each["review"] for each in saved]
    with refuses("REQUEST_INVALID"):
        stocked.get_review(job_id, 4)


def test_a_stored_document_that_is_not_the_one_named_is_never_used(stocked, aws, refuses):
    job_id = stocked.parsed(INVOICE)
    aws.change_job(job_id, reading_sha256="0" * 64)
    with refuses("INTERNAL"):
        stocked.draft(job_id)


def test_other_bytes_under_the_same_name_are_never_used(stocked, aws, refuses):
    job_id = stocked.parsed(INVOICE)
    job = aws.jobs.get(job_id)
    aws.swap(job.reading_key, aws.objects.get(job.reading_key, job.reading_version).replace(b"4712", b"4713"))
    with refuses("INTERNAL"):
        stocked.draft(job_id)
