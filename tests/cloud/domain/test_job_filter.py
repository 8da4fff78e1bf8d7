"""A job is found by words of its file's name, its number and its vendor, and by the time of its upload."""

from __future__ import annotations

import pytest
from made import NOON, a_job, a_parsed_job

from invoiceplug_cloud.domain.job_filter import JobFilter

JOB = a_parsed_job(name="März 2026 scan.pdf")


@pytest.mark.parametrize(
    "text", ["", "  ", "0815", "re-2026", "MÄRZ", "ma\u0308rz", "NordKontor gmbh", "scan nordkontor 0815", "ｓｃａｎ"]
)
def test_every_word_is_found_whatever_its_case_and_form(text):
    assert JobFilter(text=text).admits(JOB)


@pytest.mark.parametrize("text", ["0816", "scan 0816", "1190.00", "nordkontor-gmbh", "parsed"])
def test_a_word_that_is_in_none_of_them_finds_nothing(text):
    assert not JobFilter(text=text).admits(JOB)


def test_a_job_of_which_nothing_was_read_is_found_by_its_file_alone():
    assert JobFilter(text="INVOICE.PDF").admits(a_job())
    assert not JobFilter(text="nordkontor").admits(a_job())


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (NOON, NOON, True),
        (None, NOON, True),
        (NOON, None, True),
        ("2026-03-04T12:00:00.001Z", None, False),
        (None, "2026-03-04T11:59:59.999Z", False),
    ],
)
def test_both_ends_of_a_span_of_time_belong_to_it(since, until, found):
    assert JobFilter(since=since, until=until).admits(JOB) is found


def test_a_vendors_job_is_that_of_any_of_its_ids():
    assert JobFilter(vendor_ids=("tax:DE1", "nordkontor")).admits(JOB)
    assert not JobFilter(vendor_ids=("calderfinch",)).admits(JOB)
    assert not JobFilter(vendor_ids=("nordkontor",)).admits(a_job())
