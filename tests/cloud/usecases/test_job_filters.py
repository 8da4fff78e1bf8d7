"""The list of jobs by vendor, by the day of the upload, and by a text."""

from __future__ import annotations

import pytest
from desk import Desk, sha
from fake_aws.world import FakeVendors
from readings import a_reading, an_invoice

from invoiceplug.errors import InvoiceplugError

DAY = 24 * 60 * 60


def numbers(answer) -> list[str]:
    return [job.get("invoice_number", job["name"]) for job in answer["jobs"]]


def test_a_vendor_is_found_under_all_of_its_ids_by_the_date_of_the_invoice(aws):
    vendors = FakeVendors({"id": "nordkontor", "name": "Nordkontor", "plugin": "p", "version": "1", "aliases": ["old"]})
    desk = Desk(aws, vendors=vendors)
    for number, vendor, date in (
        ("1", "old", "2026-02-03"),
        ("2", "x", "2026-02-02"),
        ("3", "nordkontor", "2026-02-01"),
    ):
        desk.parsed(an_invoice(number=number, vendor=vendor, invoice_date=date))
    for vendor in ("nordkontor", "old"):
        assert numbers(desk.list_jobs(vendor=vendor)) == ["1", "3"]
    first = desk.list_jobs(vendor="old", limit=1)
    assert numbers(desk.list_jobs(vendor="old", limit=1, after=first["next"])) == ["3"]
    assert numbers(desk.list_jobs(("failed",), vendor="old")) == []
    assert numbers(desk.list_jobs()) == ["3", "2", "1"]


def test_a_job_that_failed_as_a_vendors_is_listed_with_that_vendor_until_it_is_read_as_anothers(desk):
    job_id = desk.queued()
    desk.task(failing("NO_VENDOR_MATCH"))(job_id, 1)
    assert numbers(desk.list_jobs(vendor="nordkontor")) == []
    desk.read_again(job_id, "nordkontor")
    desk.task(failing("FIELD_NOT_FOUND"))(job_id, 2)
    assert numbers(desk.list_jobs(vendor="nordkontor")) == ["bill.pdf"]
    assert desk.list_jobs(vendor="calderfinch") == {"jobs": []}
    desk.read_again(job_id, "calderfinch")
    desk.task(lambda data: a_reading(an_invoice(number="7", vendor="calderfinch"), sha(data)))(job_id, 3)
    assert desk.list_jobs(vendor="nordkontor") == {"jobs": []}
    assert numbers(desk.list_jobs(vendor="calderfinch")) == ["7"]


def failing(code):
    def read(_):
        raise InvoiceplugError(code)

    return read


def test_days_and_times_of_the_upload_are_both_included(desk, aws):
    days = []
    for number in ("1", "2", "3"):
        desk.parsed(an_invoice(number=number))
        days.append(desk.list_jobs(limit=1)["jobs"][0]["created_at"])
        aws.clock.advance(DAY)
    day = days[1][:10]
    assert numbers(desk.list_jobs(since=day, until=day)) == ["2"]
    assert numbers(desk.list_jobs(since=days[1])) == ["3", "2"]
    assert numbers(desk.list_jobs(until=days[1].replace("Z", "+00:00"))) == ["2", "1"]
    assert numbers(desk.list_jobs(since=days[1], until=days[0])) == []
    assert numbers(desk.list_jobs(vendor="nordkontor", since=day, until=day)) == ["2"]


@pytest.mark.parametrize(
    "time",
    [
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "20260301",
        "2026-03-01T09:30:00",
        "0001-01-01T00:00:00+14:00",
        "2026-W01-1",
    ],
)
def test_what_is_no_day_and_no_time_with_its_zone_is_refused(desk, refuses, time):
    for named in ({"since": time}, {"until": time}):
        with refuses("REQUEST_INVALID") as refused:
            desk.list_jobs(**named)
        assert ("from" if "since" in named else "to") in refused.value.detail


def test_a_text_is_looked_for_in_file_number_and_vendor(desk):
    desk.parsed(an_invoice(number="RE-2026-0815"))
    desk.uploaded(b"%PDF other")
    for text in ("re-2026", "NORDKONTOR 0815", "bill.pdf re"):
        assert numbers(desk.list_jobs(text=text)) == ["RE-2026-0815"]
    assert numbers(desk.list_jobs(text="Bill")) == ["bill.pdf", "RE-2026-0815"]
    assert desk.list_jobs(text="0816") == {"jobs": []}
