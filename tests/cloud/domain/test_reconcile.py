"""What becomes of a job whose task stands like this: every row of ECS' story, decided without a world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from made import NOON, a_job

from invoiceplug_cloud.domain.reconcile import Verdict, decide
from invoiceplug_cloud.domain.records import TaskState
from invoiceplug_cloud.domain.times import time_text

START = datetime(2026, 3, 4, 12, tzinfo=UTC)
ENI = "Timeout waiting for network interface provisioning to complete."
STORAGE = "Timeout waiting for EphemeralStorage provisioning to complete."
NOT_FOUND = "CannotPullContainerError: registry/task:v9: not found"
PULL = "CannotPullContainerError: pull image manifest has been retried 5 time(s): dial tcp: i/o timeout"
SECRETS = "ResourceInitializationError: unable to pull secrets or registry auth: context deadline exceeded"
DENIED = "ResourceInitializationError: AccessDeniedException: not authorized to perform: ecr:GetAuthorizationToken"


def a_running(**members):
    times = {"queued_at": NOON, "started_at": NOON}
    given = {"status": "running", "attempt": 1, "task_arn": "arn", "run_requested_at": NOON, "times": times}
    return a_job(**{**given, **members})


def a_queued(**members):
    given = {"status": "queued", "attempt": 1, "run_requested_at": NOON, "times": {"queued_at": NOON}}
    return a_job(**{**given, **members})


def after(job, task=None, *, minutes=1.0, **stored):
    return decide(job, START + timedelta(minutes=minutes), task, usual_memory_mib=2048, **stored)


def stopped(code=None, reason=None, exit_code=None):
    return TaskState("STOPPED", code, reason, exit_code)


def exited(exit_code, reason="Essential container in task exited"):
    return stopped("EssentialContainerExited", reason, exit_code)


@pytest.mark.parametrize("job", [a_running(), a_queued(task_arn="arn"), a_queued(), a_running(task_arn=None)])
@pytest.mark.parametrize("task", [None, TaskState("RUNNING"), exited(137), stopped("UserInitiated")])
def test_what_the_attempt_has_stored_wins_over_whatever_its_task_did(job, task):
    assert after(job, task, minutes=60, reading=True).what == "adopt_reading"
    assert after(job, task, minutes=60, error=True).what == "adopt_error"
    assert after(job, task, minutes=60, reading=True, error=True).what == "adopt_reading"


TRANSIENT = [
    stopped("SpotInterruption", "Your Spot Task was interrupted.", 137),
    stopped("TerminationNotice", "The task was stopped by a retirement of its machine.", 143),
    stopped("InfrastructureHealth", "The machine that ran the task was stopped"),
    stopped("TaskFailedToStart", ENI),
    stopped("TaskFailedToStart", STORAGE),
    stopped("TaskFailedToStart", PULL),
    stopped("TaskFailedToStart", SECRETS),
    stopped("TaskFailedToStart", "RESOURCE:ENI"),
    stopped("TaskFailedToStart", "Capacity is unavailable at this time."),
    exited(75),
    exited(0),  # and nothing is stored
    exited(1),
    stopped(None, "Host EC2 (instance i-0) terminated."),
]


@pytest.mark.parametrize("task", TRANSIENT)
def test_what_passes_by_itself_is_tried_again_and_lost_after_the_third_try(task):
    for tries in (1, 2):
        verdict = after(a_running(tries=tries), task)
        assert (verdict.what, verdict.memory_mib, verdict.stop) == ("again", None, False)
    lost = after(a_running(tries=3), task)
    assert (lost.what, lost.code) == ("fail", "TASK_LOST")
    assert (task.reason or "") in lost.reason


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (stopped("UserInitiated", "Task stopped by user", 143), "TASK_LOST"),
        (stopped("TaskFailedToStart", NOT_FOUND), "TASK_START_FAILED"),
        (stopped("TaskFailedToStart", DENIED), "TASK_START_FAILED"),
        (stopped("TaskFailedToStart", "something that nobody has seen before"), "TASK_START_FAILED"),
        (stopped(None, NOT_FOUND), "TASK_LOST"),
        (exited(65), "TASK_LOST"),
        (exited(64), "TASK_LOST"),
    ],
)
def test_what_never_passes_fails_at_once_with_its_reason(task, code):
    verdict = after(a_running(), task)
    assert (verdict.what, verdict.code) == ("fail", code)
    assert task.reason in verdict.reason


@pytest.mark.parametrize("task", [exited(137), exited(None, "OutOfMemoryError: Container killed due to memory usage")])
def test_memory_is_doubled_once(task):
    assert after(a_running(), task).memory_mib == 4096
    again = after(a_running(memory_mib=4096, tries=2), task)
    assert (again.what, again.code) == ("fail", "TASK_OOM")
    last = after(a_running(tries=3), task)
    assert (last.what, last.code) == ("fail", "TASK_OOM")


@pytest.mark.parametrize("status", ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEPROVISIONING"])
def test_a_living_task_is_left_alone_for_ten_minutes(status):
    for job in (a_running(), a_queued(task_arn="arn")):
        assert after(job, TaskState(status), minutes=9.9).what == "wait"


def test_a_task_that_reads_for_longer_is_stopped_and_its_job_fails():
    assert after(a_running(), TaskState("RUNNING"), minutes=10) == Verdict(
        "fail", "LIMIT_TIME", "LIMIT_TIME", stop=True
    )


def test_a_task_that_did_not_begin_is_stopped_and_tried_again():
    job = a_queued(task_arn="arn")
    assert (after(job, TaskState("PENDING"), minutes=10).what, after(job, TaskState("PENDING"), minutes=10).stop) == (
        "again",
        True,
    )
    last = after(a_queued(task_arn="arn", tries=3), TaskState("PENDING"), minutes=10)
    assert (last.what, last.code, last.stop) == ("fail", "TASK_LOST", True)


def test_the_ten_minutes_of_reading_begin_with_the_claim():
    late = time_text(START + timedelta(minutes=8))
    assert after(a_running(times={"started_at": late}), TaskState("RUNNING"), minutes=17).what == "wait"


@pytest.mark.parametrize(
    ("told", "what", "code"),
    [
        ("invoiceplug: LIMIT_TIME", "fail", "LIMIT_TIME"),
        ("invoiceplug: not started in time", "again", "TASK_LOST"),
        ("invoiceplug: replaced by a newer attempt", "again", "TASK_LOST"),
    ],
)
def test_a_stop_of_our_own_whose_move_was_lost_is_gone_on_with(told, what, code):
    verdict = after(a_running(), stopped("UserInitiated", told, 143))
    assert (verdict.what, verdict.code) == (what, code)


def test_a_task_that_ecs_does_not_know_yet_is_waited_for_and_then_lost():
    assert after(a_running(), None, minutes=1.9).what == "wait"
    lost = after(a_running(), None, minutes=2)
    assert (lost.what, lost.code, lost.reason) == ("fail", "TASK_LOST", "MISSING")


def test_a_queued_job_without_a_task_is_run_with_the_same_token_for_fifty_minutes():
    assert after(a_queued(run_requested_at=None), minutes=300).what == "run"
    assert after(a_queued(), minutes=49).what == "run"
    assert after(a_queued(), minutes=50).what == "again"
    assert after(a_queued(tries=3), minutes=50).code == "TASK_LOST"


def test_a_queued_job_waits_for_its_time():
    job = a_queued(run_requested_at=None, retry_at=time_text(START + timedelta(minutes=2)))
    assert after(job, minutes=1).what == "wait"
    assert after(job, minutes=2).what == "run"


def test_a_running_job_whose_arn_was_lost_asks_for_it_as_long_as_its_task_may_be_at_work():
    assert after(a_running(task_arn=None), minutes=9).what == "run"
    assert after(a_running(task_arn=None), minutes=10).what == "again"


def test_a_clock_that_goes_back_ends_nothing():
    for job in (a_running(), a_queued(task_arn="arn")):
        assert after(job, TaskState("RUNNING"), minutes=-500).what == "wait"
        assert after(job, None, minutes=-500).what == "wait"
