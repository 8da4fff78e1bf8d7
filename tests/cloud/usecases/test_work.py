"""A worker reads one message at a time, keeps it while it lives, and gives back what it could not finish."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ReadTimeoutError
from desk import Desk, sha
from fake_aws.cloud import DEAD_LETTERS, DISPATCH_QUEUE, WORKERS
from fake_aws.world import FakeAws
from fake_worker import WorkerAtHand
from readings import a_reading, an_invoice

from invoiceplug_cloud.domain.exits import BAD_PDF, DONE, TRY_AGAIN
from invoiceplug_cloud.domain.limits import HIDDEN_SECONDS, MESSAGE_SECONDS, WORK_SECONDS, Limits
from invoiceplug_cloud.domain.messages import read_dead_letter, reference

KILLED = -9
HOURS = 3600


@pytest.fixture
def aws() -> FakeAws:
    return FakeAws(queue=True)


@pytest.fixture
def desk(aws: FakeAws) -> Desk:
    return Desk(aws, limits=Limits(places=False))


@pytest.fixture
def at_hand(aws: FakeAws) -> WorkerAtHand:
    return WorkerAtHand(aws)


def read(data: bytes):
    return a_reading(an_invoice(), sha(data))


def hidden_for(aws: FakeAws) -> float:
    """For how many seconds the one message in the queue is hidden from others."""
    (message,) = aws.cloud.sqs.messages(DISPATCH_QUEUE)
    return message.visible_at - aws.clock.seconds


def given_up(desk: Desk) -> None:
    """What the function does about the dead letters there are."""
    for body in desk.aws.messages(DEAD_LETTERS):
        change = read_dead_letter(body)
        assert change is not None
        desk.task_changed(change)


def test_a_message_is_read_by_a_child_and_gone(desk, aws, at_hand):
    job_id = desk.queued()
    assert aws.messages() == [{"job_id": job_id, "attempt": 1}]
    assert at_hand.step(2) == 0
    (child,) = at_hand.children
    assert (child.message.job_id, child.message.attempt) == (job_id, 1)
    desk.task(read)(job_id, 1)
    child.status = DONE
    at_hand.step()
    assert (aws.messages(), at_hand.worker.child) == ([], None)
    assert desk.job(job_id)["job"]["status"] == "parsed"


def test_a_bad_pdf_is_not_tried_again(desk, aws, at_hand):
    desk.queued()
    at_hand.step(2)
    at_hand.children[0].status = BAD_PDF
    at_hand.step()
    assert aws.messages() == []


def test_a_message_is_hidden_for_as_long_as_its_worker_lives(desk, aws, at_hand):
    desk.queued()
    other = WorkerAtHand(aws)
    at_hand.step(2)
    for _ in range(4):
        aws.clock.advance(at_hand.step())
        at_hand.step()
        assert hidden_for(aws) == pytest.approx(HIDDEN_SECONDS)
        other.step()
    assert other.children == []
    aws.clock.advance(HIDDEN_SECONDS)  # it was killed
    other.step(2)
    assert len(other.children) == 1


def test_a_beat_that_fails_ends_nothing(desk, aws, at_hand):
    desk.queued()
    at_hand.step(2)
    aws.clock.advance(at_hand.step())
    aws.faults.before("line.hide", ConnectionError())
    assert at_hand.step() > 0
    assert at_hand.log[-1] == {"outcome": "trouble", "where": "beat", "kind": "ConnectionError"}


@pytest.mark.parametrize("status", [TRY_AGAIN, KILLED, 1, 64])
def test_what_was_not_finished_comes_again_later_each_time(desk, aws, at_hand, status):
    job_id = desk.queued()
    waits = []
    for _ in range(2):
        at_hand.step(2)
        at_hand.children[-1].status = status
        at_hand.step()
        waits.append(hidden_for(aws))
        aws.clock.advance(waits[-1])
    assert waits == [45, 180]
    assert [line["times"] for line in at_hand.log] == [1, 2]
    assert at_hand.log[-1] == {"outcome": "given_back", "exit": status, "job_id": job_id, "attempt": 1, "times": 2}


def test_a_worker_that_meets_trouble_takes_its_time(desk, aws, at_hand):
    for _ in range(3):
        desk.queued()
    pauses = []
    for _ in range(3):
        at_hand.step(2)
        at_hand.children[-1].status = TRY_AGAIN
        pauses.append(at_hand.step())
    assert pauses == [1.5, 1.5, 1.5]  # what is received in between is no trouble
    aws.faults.before("line.receive", *(ConnectionError() for _ in range(8)))
    assert [at_hand.step() for _ in range(8)] == [3.0, 6.0, 12.0, 24.0, 45.0, 45.0, 45.0, 45.0]


def test_a_child_that_hangs_is_killed(desk, aws, at_hand):
    desk.queued()
    at_hand.step(2)
    began = aws.clock.seconds
    while at_hand.worker.child is not None:
        aws.clock.advance(at_hand.step())
    assert (at_hand.children[0].status, aws.clock.seconds - began) == (KILLED, pytest.approx(WORK_SECONDS))
    assert hidden_for(aws) == 45


def test_a_worker_that_stops_ends_its_child_and_gives_back_its_message_at_once(desk, aws, at_hand):
    desk.queued()
    at_hand.step(2)
    at_hand.worker.stop()
    assert (at_hand.children[0].status, hidden_for(aws), at_hand.protection.minutes) == (KILLED, 0, None)


def test_a_worker_that_stops_before_its_child_began_gives_back_its_message_too(desk, aws, at_hand):
    desk.queued()
    at_hand.step()
    at_hand.worker.stop()
    assert (at_hand.children, hidden_for(aws)) == ([], 0)


def test_a_poison_file_is_lost_after_three_workers_and_may_be_tried_by_a_person(desk, aws, at_hand):
    job_id = desk.queued()
    for _ in range(3):
        at_hand.step(2)
        at_hand.children[-1].status = KILLED
        at_hand.step()
        aws.clock.advance(HOURS)
    at_hand.step()
    assert (len(at_hand.children), aws.messages(), len(aws.messages(DEAD_LETTERS))) == (3, [], 1)
    given_up(desk)
    given_up(desk)
    job = desk.job(job_id)["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "TASK_LOST")
    assert "no worker could finish it" in json.dumps(job["error"])
    desk.retry(job_id)
    given_up(desk)  # of the attempt before
    assert desk.job(job_id)["job"]["status"] == "queued"
    assert aws.messages() == [{"job_id": job_id, "attempt": 2}]


def test_a_dead_letter_of_a_job_that_was_read_is_its_reading(desk, aws):
    job_id = desk.queued()
    aws.faults.before("jobs.move", lambda: None, ConnectionError())  # its claim is stored, its end is not
    with pytest.raises(ConnectionError):
        desk.task(read)(job_id, 1)
    change = read_dead_letter({"job_id": job_id, "attempt": 1})
    assert change is not None
    desk.task_changed(change)
    assert desk.job(job_id)["job"]["status"] == "parsed"


def test_jobs_wait_in_line_for_hours_and_nobody_gives_them_up(desk, aws):
    job_id = desk.queued()
    for hours in (1, 5, 20):
        aws.clock.advance(hours * HOURS)
        desk.sweep()
        desk.job(job_id)
    job = aws.jobs.get(job_id)
    assert (job.status, job.attempt, job.task_arn) == ("queued", 1, reference(job_id, 1))
    aws.clock.advance(MESSAGE_SECONDS)
    desk.sweep()
    assert aws.jobs.get(job_id).attempt == 2


def test_a_job_whose_worker_was_killed_waits_for_the_next_however_long(desk, aws):
    job_id = desk.queued()
    aws.faults.before("objects.get", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.task(read)(job_id, 1)
    aws.clock.advance(5 * HOURS)
    desk.sweep()
    assert aws.jobs.get(job_id).status == "running"
    assert desk.task(read)(job_id, 1)["outcome"] == "parsed"


def test_no_places_are_taken_and_no_task_is_run(desk, aws):
    for _ in range(9):
        desk.queued()
    assert (len(aws.messages()), aws.slots.taken(), aws.started) == (9, [], [])


def test_a_send_whose_answer_was_lost_is_sent_again_and_read_once(desk, aws, at_hand):
    aws.faults.after("sqs.send_message", ReadTimeoutError(endpoint_url="https://sqs.test"))
    job_id = desk.queued()
    assert aws.jobs.get(job_id).task_arn is None
    aws.clock.advance(130)
    desk.sweep()
    assert aws.messages() == [{"job_id": job_id, "attempt": 1}] * 2
    assert [desk.task(read)(job_id, 1)["outcome"] for _ in aws.messages()] == ["parsed", "stale"]


def test_a_vendor_that_a_person_named_is_told_to_the_worker(desk, aws, at_hand):
    job_id = desk.parsed(an_invoice())
    desk.read_again(job_id, "calderfinch")
    assert aws.messages()[-1] == {"job_id": job_id, "attempt": 2, "read_as": "calderfinch"}


def test_a_message_that_is_none_of_ours_is_told_of_and_gone(aws, at_hand):
    for body in ("{", "[]", '{"job_id": "x", "attempt": 1}'):
        aws.cloud.sqs.put(DISPATCH_QUEUE, body)
    at_hand.step(3)
    assert (aws.messages(), at_hand.children) == ([], [])
    assert at_hand.log == [{"outcome": "not_understood"}] * 3


def test_messages_stay_in_line_when_the_day_s_pages_are_used_up(desk, aws):
    at_hand = WorkerAtHand(aws, Limits(places=False, pages_a_day=1))
    desk.parsed(an_invoice())
    desk.queued()
    assert at_hand.step() == 60
    aws.clock.advance(24 * HOURS)
    at_hand.step(2)
    assert len(at_hand.children) == 1


def test_a_worker_is_protected_while_it_has_work(desk, aws, at_hand):
    for _ in range(2):
        desk.queued()
    for _ in range(2):
        at_hand.step(2)
        assert at_hand.protection.minutes == 20
        at_hand.children[-1].status = DONE
        at_hand.step()
    assert at_hand.protection.asked == 1, "ECS is not asked for every message"
    at_hand.step()
    assert at_hand.protection.minutes is None


def test_the_first_message_starts_the_first_worker(desk, aws):
    desk.queued()
    assert aws.cloud.ecs.services[WORKERS] == 1
    aws.cloud.ecs.services[WORKERS] = 0  # scaled in, and metrics are late
    aws.clock.advance(120)
    desk.sweep()
    assert aws.cloud.ecs.services[WORKERS] == 1


def test_a_sweep_without_anything_in_line_starts_no_worker(desk, aws):
    desk.sweep()
    assert aws.cloud.ecs.services[WORKERS] == 0


def test_nobody_looks_at_each_of_those_that_are_in_line(desk, aws):
    in_line = [desk.queued() for _ in range(3)]
    aws.clock.advance(HOURS)
    read_again: list[str] = []
    aws.cloud.hook = lambda call, effect: (read_again.append(call.operation), effect())[1]
    desk.sweep()
    assert "get_item" not in read_again
    read_again.clear()
    assert len(desk.list_jobs()["jobs"]) == len(in_line)
    assert "get_item" not in read_again


def test_a_job_that_was_never_sent_is_sent_by_the_next_sweep_however_many_are_in_line(desk, aws):
    for _ in range(3):
        desk.queued()
    aws.faults.before("sqs.send_message", ReadTimeoutError(endpoint_url="https://sqs.test"))
    late = desk.queued()
    aws.faults.before("house.day", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.start(never := desk.uploaded())
    aws.clock.advance(130)
    desk.sweep()
    assert {late, never} <= {message["job_id"] for message in aws.messages()}
