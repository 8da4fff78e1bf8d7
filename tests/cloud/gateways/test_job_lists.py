"""The port Jobs' filtered lists, in every world."""

from __future__ import annotations

import pytest
from made import SUMMARY, a_job, a_parsed_job, an_event

from invoiceplug_cloud.domain.job_filter import JobFilter
from invoiceplug_cloud.gateways import job_lists

DONE = ("parsed", "applied")


@pytest.fixture
def made(world):
    """Jobs by a letter: the day of March of their upload and of their invoice, their vendor, their state."""
    rows = {
        "a": (1, "2026-02-27", "nordkontor", "parsed"),
        "b": (2, "2026-03-01", "calderfinch", "applied"),
        "c": (3, "2026-02-20", "nordkontor", "applied"),
        "d": (4, "2026-03-04", "nordkontor-alt", "parsed"),
        "e": (5, "2026-03-04", "nordkontor", "discarded"),
        "f": (6, "2026-02-27", "nordkontor", "applied"),
    }
    return {letter: stored(world, letter, *row) for letter, row in rows.items()}


def stored(world, letter, day, invoice_date, vendor, status):
    summary = SUMMARY | {"vendor_id": vendor, "invoice_date": invoice_date, "invoice_number": f"NO-{letter}"}
    job = a_parsed_job(created_at=at(day), name=f"{letter}.pdf", status=status, summary=summary)
    return world.jobs.create(job, an_event(), day="2026-03-04", most=100)


def at(day: int, time: str = "12:00:00.000") -> str:
    return f"2026-03-{day:02}T{time}Z"


def listed(world, statuses=DONE, limit=2, **only) -> list[str]:
    """The letters page by page; as many pages as it takes."""
    pages, after = [], None
    for _ in range(20):
        page, after = world.jobs.list(statuses, limit=limit, after=after, only=JobFilter(**only))
        pages.append("".join(job.name[0] for job in page))
        if after is None:
            return pages
    raise AssertionError(f"the list never ends: {pages}")


@pytest.mark.usefixtures("made")
def test_a_vendors_jobs_stand_by_the_date_of_the_invoice_under_all_of_its_ids(world):
    first, *rest = listed(world, limit=3, vendor_ids=("nordkontor", "nordkontor-alt"))
    assert (first[0], sorted(first[1:]), rest) == ("d", ["a", "f"], ["c"])
    assert "".join(listed(world, limit=1, vendor_ids=("nordkontor", "nordkontor-alt"))) == first + "c"
    assert listed(world, vendor_ids=("calderfinch",)) == ["b"]
    assert listed(world, vendor_ids=("ottavia",)) == [""]


@pytest.mark.usefixtures("made")
def test_states_and_the_time_of_the_upload_narrow_a_vendors_list(world):
    assert listed(world, ("applied",), vendor_ids=("nordkontor",)) == ["fc"]
    assert listed(world, ("discarded",), vendor_ids=("nordkontor",)) == ["e"]
    assert listed(world, vendor_ids=("nordkontor",), since=at(2), until=at(5)) == ["c"]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("since", "until", "pages"),
    [
        (2, 4, ["dc", "b"]),
        (None, 3, ["cb", "a"]),
        (3, None, ["fd", "c"]),
        (7, None, [""]),
        (4, 2, [""]),
    ],
)
def test_a_span_of_time_is_read_from_the_index_page_by_page(world, since, until, pages):
    assert listed(world, since=since and at(since), until=until and at(until)) == pages


@pytest.mark.usefixtures("made")
def test_a_place_behind_the_span_ends_the_list(world):
    _, after = world.jobs.list(DONE, limit=4, after=None)
    assert world.jobs.list(DONE, limit=4, after=after, only=JobFilter(since=at(3))) == ([], None)


@pytest.mark.usefixtures("made")
def test_a_text_finds_a_number_page_by_page(world):
    assert listed(world, limit=1, text="no-C") == ["c"]
    assert listed(world, limit=1, text="gmbh", vendor_ids=("nordkontor",), since=at(2)) == ["f", "c"]


def test_a_page_is_short_when_much_was_looked_at_in_vain_and_nothing_is_lost(world, monkeypatch):
    monkeypatch.setattr(job_lists, "MOST_PASSED_OVER", 3)
    for day in range(1, 10):
        job = a_job(created_at=at(day), name="wanted.pdf" if day in (1, 5) else "other.pdf")
        world.jobs.create(job, an_event(), day="2026-03-04", most=100)
    assert listed(world, ("awaiting_upload",), text="wanted") == ["", "w", "w"]


def test_jobs_of_one_invoice_date_are_each_listed_once(world):
    letters = "ghijk"
    for letter in letters:
        stored(world, letter, 1, "2026-03-01", "nordkontor", "parsed")
    found = "".join(listed(world, limit=2, vendor_ids=("nordkontor",)))
    assert sorted(found) == list(letters)
