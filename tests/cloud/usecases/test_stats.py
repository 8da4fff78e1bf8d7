"""The dashboard's figures and the vendors' record, from whole stories."""

from __future__ import annotations

import pytest
from desk import Desk, sha
from readings import a_line, a_reading, an_invoice, to

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.usecases.stats import Stats
from invoiceplug_cloud.usecases.vendors import ListVendors

DAY = 24 * 60 * 60


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    return desk


def applied(desk: Desk, number: str, line=None, **members) -> str:
    """A job that is applied with that decision about its only line."""
    job_id, review, plan = desk.reviewed(an_invoice(a_line(), number=number), {"1": line or to("WINE")}, **members)
    desk.apply(job_id, review, plan)
    return job_id


def failed(desk: Desk, code: str = "FIELD_NOT_FOUND", **facts: str) -> str:
    """A job whose reader stopped with that error."""

    def read(_: bytes):
        raise InvoiceplugError(code, **facts)

    job_id = desk.queued(code.encode() + desk.aws.clock.now().isoformat().encode())
    desk.task(read)(job_id, 1)
    return job_id


def test_invoices_that_are_applied_as_they_were_read_are_told_from_edited_ones(stocked):
    applied(stocked, "RE-1")
    applied(stocked, "RE-2", corrections={"/due_date": "2026-04-01"})
    applied(stocked, "RE-3", to("WINE", received="7", reason="One was broken."))
    stocked.reverse(applied(stocked, "RE-4"))
    told = stocked.stats()
    assert (told["applied"], told["applied_unedited"], told["by_status"]["reversed"]) == (3, 1, 1)
    assert told["by_vendor"] == [
        {
            "vendor_id": "nordkontor",
            "vendor_name": "Nordkontor",
            "jobs": 4,
            "applied": 3,
            "applied_unedited": 1,
            "failed": 0,
        }
    ]


def test_a_review_tells_its_job_how_much_it_edits_and_the_next_one_tells_anew(stocked):
    job_id = stocked.parsed(an_invoice(a_line()))
    assert "edits" not in stocked.job(job_id)["job"]
    stocked.review(job_id, {"1": {"exclude": True, "reason": "A sample."}}, corrections={"/due_date": "2026-04-01"})
    assert stocked.job(job_id)["job"]["edits"] == 2
    stocked.review(job_id, {"1": to("WINE")}, corrections={})
    assert stocked.job(job_id)["job"]["edits"] == 0


def test_a_job_that_is_read_again_forgets_the_edits_of_its_earlier_reading(stocked):
    job_id = stocked.parsed(an_invoice(a_line()))
    stocked.review(job_id, {"1": {"exclude": True, "reason": "A sample."}})
    stocked.read_again(job_id)
    stocked.task(lambda data: a_reading(an_invoice(a_line()), sha(data)))(job_id, 2)
    job = stocked.job(job_id)["job"]
    assert (job["status"], job["review_version"], "edits" in job) == ("parsed", 1, False)


def test_the_median_time_to_a_reading_is_that_of_the_clock(desk):
    desk.parsed(an_invoice())
    job = desk.list_jobs()["jobs"][0]
    took = int(job["parsed_at"][17:19]) - int(job["created_at"][17:19])
    assert desk.stats()["median_seconds_to_parsed"] == took


def test_only_the_last_days_are_counted_and_discarded_jobs_never(desk, aws, refuses):
    old = desk.uploaded(b"%PDF old")
    aws.clock.advance(8 * DAY)
    desk.uploaded(b"%PDF new")
    desk.discard(desk.uploaded(b"%PDF gone"))
    assert (desk.stats(7)["jobs"], desk.stats(9)["jobs"]) == (1, 2)
    assert desk.stats(9)["by_status"]["awaiting_upload"] == 2
    assert desk.job(old)["job"]["created_at"] > desk.stats(9)["since"]
    for days in (0, 366):
        with refuses("REQUEST_INVALID"):
            desk.stats(days)


def test_what_is_cut_says_so_and_from_when_on_it_counts(desk, aws):
    made = [desk.uploaded(b"%PDF " + bytes([number])) for number in range(3)]
    told = Stats(aws.jobs, desk.vendors, desk.now, most_jobs=2)(30)
    assert (told["jobs"], told["cut"], told["since"]) == (2, True, desk.job(made[1])["job"]["created_at"])
    assert Stats(aws.jobs, desk.vendors, desk.now, most_jobs=3)(30)["cut"] is False


def test_a_vendor_shows_what_was_read_of_it_and_what_failed_last(desk):
    desk.parsed(an_invoice())
    failed(desk, vendor="nordkontor")
    last = failed(desk, "LIMIT_TIME", vendor="nordkontor")
    failed(desk, "NO_VENDOR_MATCH")
    at = desk.job(last)["job"]["updated_at"]
    nordkontor, calderfinch = desk.list_vendors()["vendors"]
    failure = {"job_id": last, "code": "LIMIT_TIME", "at": at}
    assert nordkontor["recent"] == {"read": 1, "failed": 2, "last_failure": failure}
    assert calderfinch["recent"] == {"read": 0, "failed": 0}


def test_a_vendors_record_goes_back_thirty_days_or_so_many_jobs(desk, aws):
    desk.parsed(an_invoice())
    aws.clock.advance(31 * DAY)
    for number in ("RE-2", "RE-3"):
        desk.parsed(an_invoice(number=number))
    assert desk.list_vendors()["vendors"][0]["recent"]["read"] == 2
    told = ListVendors(aws.jobs, desk.vendors, desk.now, recent_jobs=1)()
    newest = desk.list_jobs(limit=1)["jobs"][0]
    assert (told["vendors"][0]["recent"]["read"], told["recent_since"]) == (1, newest["created_at"])
