"""The dashboard's figures out of job rows."""

from __future__ import annotations

from made import LATER, NOON, SUMMARY, a_job, a_parsed_job

from invoiceplug_cloud.domain.stats import job_stats, recent_by_vendor

VENDORS = [
    {"id": "nordkontor", "name": "Nordkontor", "aliases": ["nordkontor-alt"], "tax_ids": ["DE 417 001"]},
    {"id": "calderfinch", "name": "Calderfinch"},
]


def applied(edits=0, vendor="nordkontor", **members):
    summary = SUMMARY | {"vendor_id": vendor, "edits": edits}
    return a_parsed_job(status="applied", summary=summary, **members)


def failed(code="PLUGIN_ERROR", vendor=None, **members):
    error = {"code": code, "detail": "…", "hint": "…"} | ({"facts": {"vendor": vendor}} if vendor else {})
    return a_job(status="failed", attempt=1, error=error, **members)


def parsed_after(seconds, **members):
    return a_parsed_job(times={"parsed_at": f"2026-03-04T12:00:{seconds:06.3f}Z"}, **members)


def test_without_jobs_everything_is_nought_and_no_median_is_made_up():
    told = job_stats([], VENDORS)
    assert set(told["by_status"].values()) == {0}
    assert (told["jobs"], told["applied"], told["by_vendor"], told["needs_review"]) == (0, 0, [], 0)
    assert "median_seconds_to_parsed" not in told


def test_jobs_are_counted_by_state():
    clean = SUMMARY | {"unmapped": 0}
    told = job_stats([a_job(), a_job(), a_parsed_job(), a_parsed_job(summary=clean), failed(), applied()], VENDORS)
    counts = {status: count for status, count in told["by_status"].items() if count}
    assert counts == {"awaiting_upload": 2, "parsed": 2, "failed": 1, "applied": 1}
    assert (told["jobs"], told["needs_review"]) == (6, 1)


def test_the_median_is_from_upload_to_reading():
    assert job_stats([parsed_after(3), a_job()], VENDORS)["median_seconds_to_parsed"] == 3.0
    told = job_stats([parsed_after(3.2), parsed_after(40), parsed_after(4.1)], VENDORS)
    assert told["median_seconds_to_parsed"] == 4.1
    assert job_stats([parsed_after(3), parsed_after(4)], VENDORS)["median_seconds_to_parsed"] == 3.5


def test_an_attempt_that_the_house_made_again_counts_and_one_that_a_person_asked_for_does_not():
    assert job_stats([parsed_after(50, attempt=3, tries=3)], VENDORS)["median_seconds_to_parsed"] == 50.0
    assert "median_seconds_to_parsed" not in job_stats([parsed_after(50, attempt=2, tries=1)], VENDORS)


def test_what_was_applied_as_it_was_read_is_told_apart():
    unknown = a_parsed_job(status="applied")  # applied before edits were counted
    taken_back = a_parsed_job(status="reversed", summary=SUMMARY | {"edits": 0})
    told = job_stats([applied(), applied(), applied(edits=2), unknown, taken_back], VENDORS)
    assert (told["applied"], told["applied_unedited"]) == (4, 2)


def test_a_vendor_is_one_under_all_of_its_ids():
    jobs = [applied(), applied(1, "nordkontor-alt"), applied(0, "tax:DE417001"), failed(vendor="nordkontor-alt")]
    (told,) = job_stats(jobs, VENDORS)["by_vendor"]
    assert told == {
        "vendor_id": "nordkontor",
        "vendor_name": "Nordkontor",
        "jobs": 4,
        "applied": 3,
        "applied_unedited": 2,
        "failed": 1,
    }


def test_vendors_without_a_plugin_have_the_name_that_was_read_and_the_busiest_comes_first():
    jobs = [failed(vendor="tax:FR1"), applied(0, "tax:FR1"), applied(0, "calderfinch"), failed("NO_VENDOR_MATCH")]
    told = job_stats([*jobs, failed(read_as="calderfinch"), failed(vendor="calderfinch")], VENDORS)["by_vendor"]
    assert [(each["vendor_id"], each["vendor_name"], each["jobs"]) for each in told] == [
        ("calderfinch", "Calderfinch", 3),
        ("tax:FR1", "Nordkontor GmbH", 2),
    ]


def test_a_suggested_reading_has_a_name_and_counts_for_no_vendor():
    suggested = a_parsed_job(summary={"vendor_name": "Pelham Row", "grand_total": "1.00"})
    assert [each["vendor_id"] for each in job_stats([suggested, applied()], VENDORS)["by_vendor"]] == ["nordkontor"]


def test_recently_read_and_failed_are_told_with_the_newest_failure():
    first, last = failed("FIELD_NOT_FOUND", "nordkontor-alt"), failed("LIMIT_TIME", "nordkontor", updated_at=LATER)
    jobs = [applied(), a_parsed_job(), last, first, failed("NO_VENDOR_MATCH"), applied(0, "tax:FR1")]
    assert recent_by_vendor(jobs, VENDORS) == {
        "nordkontor": {
            "read": 2,
            "failed": 2,
            "last_failure": {"job_id": last.job_id, "code": "LIMIT_TIME", "at": LATER},
        },
        "calderfinch": {"read": 0, "failed": 0},
    }
    assert recent_by_vendor([first], VENDORS)["nordkontor"]["last_failure"]["at"] == NOON
