"""A job whose task is gone is never stuck: it adopts what was stored, is tried again, or says why it failed."""

from __future__ import annotations

import pytest
from desk import sha
from readings import a_reading, an_invoice

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.task_changes import read_change


def read(data):
    return a_reading(an_invoice(), sha(data))


def refusing(code):
    def reads(data):
        raise InvoiceplugError(code)

    return reads


def running(desk, aws):
    """A job whose task has claimed it and reads on."""
    job_id = desk.queued()
    aws.cloud.ecs.move(aws.task(job_id), "RUNNING")
    dies(desk, aws, job_id, "objects.get")
    return job_id


def dies(desk, aws, job_id, where, *, when="before", reads=read):
    """Its task dies at that operation."""
    getattr(aws.faults, when)(where, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        desk.task(reads)(job_id, aws.jobs.get(job_id).attempt)


def told(desk, aws):
    """Every state change that ECS told so far is delivered."""
    for event in aws.task_events():
        desk.task_changed(read_change(event))


def polled(desk, aws, job_id):
    aws.clock.advance(20)
    desk.job(job_id)


def swept(desk, aws):
    desk.sweep()


WAYS = {
    "reconcile:event": lambda desk, aws, job_id: told(desk, aws),
    "reconcile:poll": polled,
    "reconcile:sweep": lambda desk, aws, job_id: swept(desk, aws),
}


@pytest.mark.parametrize("by", WAYS)
def test_a_reading_whose_task_died_before_it_said_so_is_adopted(desk, aws, by):
    job_id = desk.queued()
    dies(desk, aws, job_id, "objects.put_once", when="after")
    aws.cloud.ecs.exit(aws.task(job_id), 137)
    WAYS[by](desk, aws, job_id)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["attempt"], job["invoice_number"]) == ("parsed", 1, "RE-1")
    assert desk.events(job_id)["events"][-1]["by"] == by
    assert aws.house.day("2026-03-04").pages == 1
    assert aws.slots.taken() == []


def test_an_adopted_reading_is_what_the_task_itself_would_have_said(desk, aws):
    alone, adopted = desk.queued(b"%PDF same"), desk.queued(b"%PDF same")
    desk.task(read)(alone, 1)
    dies(desk, aws, adopted, "objects.put_once", when="after")
    aws.cloud.ecs.exit(aws.task(adopted), 75)
    told(desk, aws)
    one, other = desk.job(alone)["job"], desk.job(adopted)["job"]
    volatile = {"job_id", "created_at", "updated_at", "queued_at", "started_at", "parsed_at"}
    assert {k: v for k, v in one.items() if k not in volatile} == {k: v for k, v in other.items() if k not in volatile}


def test_an_error_whose_task_died_before_it_said_so_is_adopted(desk, aws):
    job_id = desk.queued()
    dies(desk, aws, job_id, "objects.put_once", when="after", reads=refusing("ENCRYPTED_PDF"))
    aws.cloud.ecs.exit(aws.task(job_id), 65)
    told(desk, aws)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["error"]["code"], job["attempt"]) == ("failed", "ENCRYPTED_PDF", 1)


@pytest.mark.parametrize("by", WAYS)
def test_a_task_that_was_interrupted_is_tried_again_at_most_twice(desk, aws, by):
    job_id = running(desk, aws)
    for attempt in (2, 3):
        aws.cloud.ecs.move(aws.task(job_id, attempt - 1), "STOPPED", stop_code="SpotInterruption", reason="Spot")
        WAYS[by](desk, aws, job_id)
        assert aws.jobs.get(job_id).attempt == attempt
        aws.clock.advance(300)
        desk.sweep()
        assert aws.started[-1] == (job_id, attempt)
    aws.cloud.ecs.move(aws.task(job_id, 3), "STOPPED", stop_code="SpotInterruption", reason="Spot")
    WAYS[by](desk, aws, job_id)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "TASK_LOST")
    assert "Spot" in job["error"]["facts"]["reason"]
    assert aws.slots.taken() == []


def test_a_task_that_ran_out_of_memory_gets_twice_as_much_once(desk, aws):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 137, "OutOfMemoryError: Container killed due to memory usage")
    told(desk, aws)
    overrides = aws.cloud.ecs.tasks[-1]["overrides"]
    assert (aws.started[-1], overrides["memory"]) == ((job_id, 2), "4096")
    aws.cloud.ecs.exit(aws.task(job_id, 2), 137)
    told(desk, aws)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 2, "TASK_OOM")


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        ({"stop_code": "UserInitiated", "reason": "Stopped in the console", "exit_code": 143}, "TASK_LOST"),
        ({"stop_code": "EssentialContainerExited", "reason": "…", "exit_code": 65}, "TASK_LOST"),
        ({"stop_code": "TaskFailedToStart", "reason": "CannotPullContainerError: not found"}, "TASK_START_FAILED"),
    ],
)
def test_what_will_not_pass_fails_at_once(desk, aws, stop, code):
    job_id = running(desk, aws)
    aws.cloud.ecs.move(aws.task(job_id), "STOPPED", **stop)
    told(desk, aws)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, code)
    assert stop["reason"] in job["error"]["facts"]["reason"]


def test_a_task_that_reads_for_ten_minutes_is_stopped(desk, aws):
    job_id = running(desk, aws)
    aws.clock.advance(300)
    desk.sweep()
    assert aws.jobs.get(job_id).status == "running"
    aws.clock.advance(300)
    desk.sweep()
    assert desk.job(job_id)["job"]["error"]["code"] == "LIMIT_TIME"
    (task,) = aws.cloud.ecs.tasks
    assert (task["desiredStatus"], task["stoppedReason"]) == ("STOPPED", "invoiceplug: LIMIT_TIME")


def test_a_stop_whose_move_was_lost_ends_the_same(desk, aws):
    job_id = running(desk, aws)
    aws.clock.advance(700)
    aws.faults.after("runner.stop", ConnectionError())
    desk.sweep()
    assert aws.jobs.get(job_id).status == "running"
    aws.cloud.ecs.move(aws.task(job_id), "STOPPED", exit_code=143)
    told(desk, aws)
    assert desk.job(job_id)["job"]["error"]["code"] == "LIMIT_TIME"


def test_a_task_that_never_begins_is_replaced(desk, aws):
    job_id = desk.queued()
    aws.clock.advance(700)
    desk.sweep()
    aws.clock.advance(300)
    desk.sweep()
    assert aws.started == [(job_id, 1), (job_id, 2)]
    assert aws.cloud.ecs.tasks[0]["desiredStatus"] == "STOPPED"


def test_a_task_that_ecs_does_not_show_yet_is_waited_for(desk, aws):
    aws.cloud.ecs.delay = 90
    job_id = desk.queued()
    desk.sweep()
    assert aws.jobs.get(job_id).status == "queued"
    aws.clock.advance(100)
    desk.sweep()
    assert (aws.jobs.get(job_id).attempt, aws.jobs.get(job_id).status) == (1, "queued")


def test_a_task_that_ecs_has_forgotten_is_lost(desk, aws):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 0)
    aws.clock.advance(2 * 3600)
    desk.sweep()
    assert desk.job(job_id)["job"]["error"]["facts"]["reason"] == "MISSING"


def test_events_that_repeat_and_come_late_and_out_of_order_change_nothing_more(desk, aws):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 75)
    told(desk, aws)
    aws.clock.advance(300)
    desk.sweep()
    aws.cloud.ecs.move(aws.task(job_id, 2), "RUNNING")
    before = aws.jobs.get(job_id)
    for event in reversed(aws.task_events() * 2):
        desk.task_changed(read_change(event))
    assert aws.jobs.get(job_id) == before
    assert aws.slots.taken() == [(job_id, 2)]


def test_an_event_tells_the_arn_that_an_answer_lost(desk, aws):
    job_id = desk.uploaded()
    aws.faults.after("runner.run", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(job_id)
    aws.cloud.ecs.move(aws.task(job_id), "STOPPED", stop_code="TaskFailedToStart", reason="RESOURCE:ENI")
    told(desk, aws)
    assert (aws.jobs.get(job_id).status, aws.jobs.get(job_id).attempt) == ("queued", 2)


def test_an_event_of_a_job_that_nobody_knows_is_none_of_ours(desk, aws):
    task = aws.runner.run("0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", 1)
    aws.cloud.ecs.exit(task.arn, 75)
    told(desk, aws)


@pytest.mark.parametrize("operation", ["jobs.move", "runner.state", "objects.head", "slots.free", "jobs.get"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reconcile_that_died_anywhere_is_finished_by_the_next(desk, aws, operation, when):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 75)
    getattr(aws.faults, when)(operation, ConnectionError())
    desk.sweep()
    for _ in range(2):
        aws.clock.advance(300)
        desk.sweep()
    assert aws.started == [(job_id, 1), (job_id, 2)]
    assert aws.slots.taken() == [(job_id, 2)]
    assert len(aws.jobs.events(job_id)) == aws.jobs.get(job_id).events


def test_two_that_reconcile_at_once_make_one_new_attempt(desk, aws):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 137)
    aws.faults.before("jobs.move", desk.sweep)
    told(desk, aws)
    assert aws.started == [(job_id, 1), (job_id, 2)]
    assert [event["what"] for event in desk.events(job_id)["events"]].count("attempted_again") == 1


def test_a_task_that_comes_back_after_its_attempt_was_given_up_changes_nothing(desk, aws):
    job_id = running(desk, aws)
    aws.cloud.ecs.exit(aws.task(job_id), 137)
    told(desk, aws)
    before = aws.jobs.get(job_id)
    assert desk.task(read)(job_id, 1)["outcome"] == "stale"
    assert aws.jobs.get(job_id) == before
    assert desk.task(read)(job_id, 2)["outcome"] == "parsed"
