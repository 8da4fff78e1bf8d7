"""The sweep finds whatever got lost: uploads, starts, places, and a change of the stock that nobody finished."""

from __future__ import annotations

import pytest
from desk import Desk, new_id, sha
from fake_aws.world import FakeAws

from invoiceplug_cloud.domain.limits import Limits

DAY = 24 * 3600


def test_a_file_that_came_but_was_not_started_is_started(desk, aws):
    job_id = desk.uploaded()
    desk.sweep()
    assert desk.job(job_id)["job"]["status"] == "awaiting_upload"
    aws.clock.advance(300)
    desk.sweep()
    assert aws.started == [(job_id, 1)]
    events = desk.events(job_id)["events"]
    assert [event.get("by") for event in events] == ["operator", "reconcile:sweep", "reconcile:sweep"]


def test_an_upload_that_never_came_is_discarded_after_a_day(desk, aws):
    job_id = new_id()
    desk.create(job_id, "bill.pdf", 3, sha(b"abc"))
    aws.clock.advance(DAY - 60)
    desk.sweep()
    assert desk.job(job_id)["job"]["status"] == "awaiting_upload"
    aws.clock.advance(120)
    desk.sweep()
    assert desk.job(job_id)["job"]["status"] == "discarded"


def test_a_file_that_came_and_is_found_after_a_day_is_started_all_the_same(desk, aws):
    job_id = desk.uploaded()
    aws.clock.advance(3 * DAY)
    desk.sweep()
    assert aws.started == [(job_id, 1)]


def test_places_that_nobody_gave_back_are_free_again(desk, aws):
    at, until = "2026-03-04T12:00:00.000Z", "2027-01-01T00:00:00.000Z"
    running = desk.queued()
    aws.slots.take(desk.uploaded(b"%PDF over"), 1, at=at, until=until)
    aws.slots.take(running, 7, at=at, until=until)
    desk.sweep()
    assert aws.slots.taken() == [(running, 1)]


def test_a_job_that_has_a_place_is_run_although_others_wait_longer():
    desk = Desk(FakeAws(slots=1), limits=Limits(live_tasks=1))
    first = desk.uploaded(b"%PDF 1")
    second = desk.uploaded(b"%PDF 2")
    desk.aws.faults.after("slots.take", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(second)
    desk.start(first)
    assert desk.aws.started == []
    desk.sweep()
    assert desk.aws.started == [(second, 1)]


def test_the_function_apply_is_asked_to_finish_what_it_began(desk, aws):
    desk.sweep()
    assert aws.cloud.functions.waiting == (("apply", {"invoiceplug": "roll_forward"}),)
    assert aws.cloud.functions.deliver() == [{"closed": None}]


def test_one_look_that_fails_stops_no_other(desk, aws):
    first, second = desk.queued(b"%PDF 1"), desk.queued(b"%PDF 2")
    for job_id in (first, second):
        aws.cloud.ecs.move(aws.task(job_id), "STOPPED", stop_code="UserInitiated", reason="…")
    error = ConnectionError()
    aws.faults.before("closer.roll_forward", ConnectionError())
    aws.faults.before("runner.state", error)
    counted = desk.sweep()
    assert counted["errors"] == 2
    assert (second, error) in desk.reported
    assert [desk.job(job_id)["job"]["status"] for job_id in (first, second)] == ["failed", "queued"]
    desk.sweep()
    assert desk.job(second)["job"]["status"] == "failed"
