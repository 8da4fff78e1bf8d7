"""A poll looks after what it shows, within bounds, and never fails by it."""

from __future__ import annotations

from desk import Desk
from fake_aws.world import FakeAws

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.limits import Limits


def test_a_look_that_fails_is_reported_by_its_code_and_the_poll_answers(desk, aws):
    job_id = desk.queued()
    aws.clock.advance(60)
    error = ConnectionError("an address")
    aws.faults.before("runner.state", error)
    assert desk.job(job_id)["job"]["status"] == "queued"
    assert desk.reported == [(job_id, error)]


def test_the_list_looks_at_five_jobs_at_most_the_oldest_first():
    desk = Desk(FakeAws(slots=8), limits=Limits(live_tasks=8))
    jobs = [desk.queued(b"%PDF " + bytes([number])) for number in range(8)]
    for job in jobs:
        desk.aws.cloud.ecs.move(desk.aws.task(job), "STOPPED", stop_code="UserInitiated", reason="…")
    desk.aws.clock.advance(60)
    listed = desk.list_jobs()["jobs"]
    failed = [job["job_id"] for job in listed if job["status"] == "failed"]
    assert 1 <= len(failed) <= 5
    assert failed[::-1] == jobs[: len(failed)]


def test_a_job_is_looked_at_once_in_a_while_however_often_it_is_polled(desk, aws):
    job_id = desk.queued()
    aws.clock.advance(60)
    looks = []
    for _ in range(3):
        aws.faults.before("runner.state", lambda: looks.append(1))
        desk.job(job_id)
    assert len(looks) == 1
    aws.clock.advance(15)
    desk.job(job_id)
    assert len(looks) == 2


def test_what_is_young_is_not_looked_at(desk, aws):
    job_id = desk.queued()
    aws.faults.before("runner.state", AssertionError("looked"))
    desk.job(job_id)
    assert desk.reported == []


def test_a_slow_look_ends_the_looking(desk, aws):
    jobs = [desk.queued(b"%PDF " + bytes([number])) for number in range(3)]
    aws.clock.advance(60)
    looks = []

    def slow():
        looks.append(1)
        aws.clock.advance(10)

    aws.faults.before("runner.state", slow, slow, slow)
    assert len(desk.list_jobs()["jobs"]) == len(jobs)
    assert len(looks) == 1


def test_a_poll_tries_no_more_than_five_starts_however_many_wait():
    desk = Desk(FakeAws())
    waiting = [desk.queued(b"%PDF " + bytes([number])) for number in range(20)]
    for job_id in waiting[:5]:
        desk.aws.cloud.ecs.move(desk.aws.task(job_id), "STOPPED", stop_code="UserInitiated", reason="…")
        desk.reconcile(job_id, by="reconcile:event")
    desk.aws.clock.advance(60)
    refused = InvoiceplugError("TASK_START_FAILED", reason="AccessDeniedException", transient=False)
    desk.aws.faults.before("runner.run", *[refused] * 15)
    desk.list_jobs()
    ended = [job_id for job_id in waiting[5:] if desk.aws.jobs.get(job_id).status == "failed"]
    assert 1 <= len(ended) <= 5
    assert ended == waiting[5 : 5 + len(ended)]
