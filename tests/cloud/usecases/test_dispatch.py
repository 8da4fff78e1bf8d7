"""Tasks run within the limits of the house: what has no place waits, and nothing that was accepted is dropped."""

from __future__ import annotations

import uuid

import pytest
from desk import Desk, sha
from fake_aws.world import FakeAws
from readings import a_reading, an_invoice

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.limits import Limits


def a_desk(*, slots: int = 5, **limits: int) -> Desk:
    return Desk(FakeAws(slots=slots), limits=Limits(live_tasks=slots, **limits))


def read(data: bytes):
    return a_reading(an_invoice(), sha(data))


def refusal(transient: bool, *, unknown: bool = False) -> InvoiceplugError:
    return InvoiceplugError("TASK_START_FAILED", "…", reason="capacity", transient=transient, unknown=unknown)


def waited(desk: Desk, job_id: str) -> None:
    """A minute or two later somebody polls."""
    desk.aws.clock.advance(130)
    desk.job(job_id)


def test_jobs_without_a_place_wait_and_run_oldest_first_as_places_come_back():
    desk = a_desk(slots=2)
    jobs = [desk.queued(b"%PDF " + bytes([number])) for number in range(5)]
    assert desk.aws.started == [(job, 1) for job in jobs[:2]]
    assert [desk.job(job)["job"]["status"] for job in jobs] == ["queued"] * 5
    for running in jobs:
        desk.task(read)(running, 1)
        desk.sweep()
    assert desk.aws.started == [(job, 1) for job in jobs]
    assert {desk.job(job)["job"]["status"] for job in jobs} == {"parsed"}


def test_jobs_wait_for_tomorrow_when_the_day_s_pages_are_used_up():
    desk = a_desk(pages_a_day=2)
    for _ in range(2):
        desk.parsed(an_invoice(number=uuid.uuid4().hex))
    job_id = desk.queued()
    desk.sweep()
    assert len(desk.aws.started) == 2
    desk.aws.clock.advance(24 * 3600)
    desk.sweep()
    assert desk.aws.started[2:] == [(job_id, 1)]


def test_a_refusal_that_passes_is_tried_again_as_a_new_attempt_after_a_while(desk, aws):
    aws.faults.before("runner.run", refusal(True))
    job = desk.start(desk.uploaded())["job"]
    assert (job["status"], job["attempt"]) == ("queued", 2)
    assert job["retry_at"] > job["updated_at"]
    desk.job(job["job_id"])
    assert aws.started == []
    waited(desk, job["job_id"])
    assert aws.started == [(job["job_id"], 2)]
    assert aws.slots.taken() == [(job["job_id"], 2)]


def test_after_three_refusals_the_job_fails_with_the_last_one(desk, aws):
    aws.faults.before("runner.run", *(refusal(True) for _ in range(3)))
    job_id = desk.start(desk.uploaded())["job"]["job_id"]
    for _ in range(2):
        aws.clock.advance(300)
        desk.sweep()
    job = desk.job(job_id)["job"]
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 3, "TASK_START_FAILED")
    assert (aws.started, aws.slots.taken()) == ([], [])


def test_a_refusal_that_stays_fails_the_job_at_once(desk, aws):
    aws.faults.before("runner.run", refusal(False))
    job = desk.start(desk.uploaded())["job"]
    assert (job["status"], job["attempt"], job["error"]["facts"]["reason"]) == ("failed", 1, "capacity")
    assert aws.slots.taken() == []


def test_a_start_whose_outcome_is_unknown_is_asked_for_again_by_the_same_token(desk, aws):
    aws.faults.after("runner.run", refusal(True, unknown=True))
    job = desk.start(desk.uploaded())["job"]
    assert (job["status"], job["attempt"]) == ("queued", 1)
    waited(desk, job["job_id"])
    assert aws.started == [(job["job_id"], 1)]
    assert aws.jobs.get(job["job_id"]).task_arn == aws.task(job["job_id"])


def test_who_could_start_no_task_does_not_give_up_the_one_that_somebody_else_started(desk, aws):
    job_id = desk.uploaded()

    def another_start_and_then_a_refusal():
        desk.start(job_id)
        raise refusal(True)

    aws.faults.before("runner.run", another_start_and_then_a_refusal)
    job = desk.start(job_id)["job"]
    assert (job["status"], job["attempt"]) == ("queued", 1)
    assert aws.jobs.get(job_id).task_arn == aws.task(job_id)
    assert aws.slots.taken() == [(job_id, 1)]


def test_a_start_that_died_before_its_task_was_known_is_found_by_the_sweep(desk, aws):
    job_id = desk.uploaded()
    aws.faults.after("runner.run", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(job_id)
    desk.sweep()
    assert aws.started == [(job_id, 1)]
    assert aws.jobs.get(job_id).task_arn == aws.task(job_id)


def test_a_task_that_claims_its_job_before_its_arn_is_stored_does_not_lose_it(desk, aws):
    job_id = desk.uploaded()

    def crashes(data):
        raise KeyboardInterrupt

    def claims():
        with pytest.raises(KeyboardInterrupt):
            desk.task(crashes)(job_id, 1)

    aws.faults.after("runner.run", claims)
    desk.start(job_id)
    job = aws.jobs.get(job_id)
    assert (job.status, job.task_arn) == ("running", aws.task(job_id))


def test_a_task_that_started_for_an_attempt_that_is_over_is_stopped(desk, aws):
    job_id = desk.uploaded()
    aws.faults.after("runner.run", lambda: desk.retry(job_id))
    desk.start(job_id)
    first, second = aws.cloud.ecs.tasks
    assert (first["desiredStatus"], second["desiredStatus"]) == ("STOPPED", "RUNNING")
    assert aws.slots.taken() == [(job_id, 2)]
    assert aws.jobs.get(job_id).task_arn == second["taskArn"]


def test_a_task_gives_its_place_back_when_it_is_done(desk, aws):
    job_id = desk.queued()
    assert aws.slots.taken() == [(job_id, 1)]
    desk.task(read)(job_id, 1)
    assert aws.slots.taken() == []
