"""The port Jobs, in every world."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import LATER, NOON, OTHER_SHA, SHA, SUMMARY, a_job, a_parsed_job, an_event, new_id

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import STATUSES
from invoiceplug_cloud.domain.records import Day, Job

DAY = "2026-03-04"


def test_a_created_job_is_read_back_as_it_was_written(world):
    job = a_job(name="Rechnung Nº 5.pdf", size=0)
    assert create(world, job) == job
    assert world.jobs.get(job.job_id) == job


def test_creating_it_again_answers_the_stored_one(world):
    job = a_job()
    create(world, job)
    assert create(world, replace(job, name="other.pdf", created_at=LATER)) == job
    assert len(world.jobs.events(job.job_id)) == 1


def test_a_job_that_does_not_exist(world):
    with pytest.raises(InvoiceplugError) as refused:
        world.jobs.get(new_id())
    assert refused.value.code == "JOB_NOT_FOUND"


def test_a_job_with_everything_known_is_read_back_as_it_was_written(world):
    failed = {"code": "LIMIT_TIME", "detail": "…", "hint": "…", "facts": {"seconds": 60, "where": ["a", None]}}
    job = a_parsed_job(error=failed, source_version="v7", task_arn="arn:task", run_requested_at=NOON)
    create(world, job)
    assert world.jobs.get(job.job_id) == job


def test_a_move_stores_the_job_and_its_event(world):
    job = stored(world, a_job())
    queued = replace(job, status="queued", attempt=1, events=2, times={"queued_at": LATER}, updated_at=LATER)
    event = an_event(2, "queued", from_status="awaiting_upload", to_status="queued", attempt=1, detail="…")
    world.jobs.move(queued, expected_status="awaiting_upload", expected_attempt=0, event=event)
    assert world.jobs.get(job.job_id) == queued
    assert world.jobs.events(job.job_id) == [an_event(), event]


@pytest.mark.parametrize(("status", "attempt"), [("queued", 1), ("running", 2), ("parsed", 1)])
def test_a_task_of_an_older_attempt_changes_nothing(world, status, attempt):
    job = stored(world, a_job(status="running", attempt=1))
    with pytest.raises(InvoiceplugError) as refused:
        late = replace(job, status="parsed", reading_sha256=SHA)
        world.jobs.move(late, expected_status=status, expected_attempt=attempt, event=an_event(2))
    assert refused.value.code == "ILLEGAL_MOVE"
    assert world.jobs.get(job.job_id) == job
    assert len(world.jobs.events(job.job_id)) == 1


def test_a_job_that_does_not_exist_cannot_move(world):
    with pytest.raises(InvoiceplugError) as refused:
        world.jobs.move(a_job(), expected_status="awaiting_upload", expected_attempt=0, event=an_event(2))
    assert refused.value.code == "ILLEGAL_MOVE"


def test_the_task_that_claims_its_job_does_not_forget_the_arn_stored_meanwhile(world):
    queued = stored(world, a_job(status="queued", attempt=1))
    started = replace(queued, task_arn="arn:task/1", events=2)
    world.jobs.move(started, expected_status="queued", expected_attempt=1, event=an_event(2, "started"))
    claimed = replace(queued, status="running", events=2)  # read before the ARN was there
    world.jobs.move(claimed, expected_status="queued", expected_attempt=1, event=an_event(2, "claimed"))
    assert world.jobs.get(queued.job_id).task_arn == "arn:task/1"
    assert [event.what for event in world.jobs.events(queued.job_id)] == ["created", "started", "claimed"]


def test_a_new_attempt_forgets_what_belonged_to_the_old_one(world):
    failed = a_job(
        status="failed", attempt=1, task_arn="arn:task/1", run_requested_at=NOON, error={"code": "TASK_LOST"}
    )
    stored(world, failed)
    again = replace(failed, status="queued", attempt=2, task_arn=None, run_requested_at=None, error=None, events=2)
    world.jobs.move(again, expected_status="failed", expected_attempt=1, event=an_event(2))
    assert world.jobs.get(failed.job_id) == again


def test_a_saved_review_is_stored_with_its_summary(world):
    job = stored(world, a_parsed_job())
    saved = next_review(job)
    world.jobs.save_review(saved, expected_version=1, event=an_event(5, "review saved"))
    assert world.jobs.get(job.job_id) == saved
    assert world.jobs.events(job.job_id)[-1].what == "review saved"


def test_of_two_reviews_saved_over_the_same_version_one_is_refused(world):
    job = stored(world, a_parsed_job())
    first, second = next_review(job), next_review(job, review_sha256=SHA)
    world.jobs.save_review(first, expected_version=1, event=an_event(5))
    with pytest.raises(InvoiceplugError) as refused:
        world.jobs.save_review(second, expected_version=1, event=an_event(5))
    assert refused.value.code == "REVIEW_CONFLICT"
    assert world.jobs.get(job.job_id) == first


def test_a_review_of_a_job_that_is_no_longer_parsed_is_refused(world):
    job = stored(world, a_parsed_job())
    world.jobs.move(replace(job, status="discarded"), expected_status="parsed", expected_attempt=1, event=an_event(5))
    with pytest.raises(InvoiceplugError) as refused:
        world.jobs.save_review(next_review(job), expected_version=1, event=an_event(6))
    assert refused.value.code == "REVIEW_CONFLICT"


def test_reading_again_does_not_take_back_a_review_saved_in_between(world):
    job = stored(world, a_parsed_job())
    saved = next_review(job)
    world.jobs.save_review(saved, expected_version=1, event=an_event(5, "review saved"))
    again = replace(job, status="queued", attempt=2, events=5)  # read before the review was saved
    world.jobs.move(again, expected_status="parsed", expected_attempt=1, event=an_event(5, "read again"))
    now = world.jobs.get(job.job_id)
    assert (now.status, now.attempt, now.review_version, now.review_sha256) == ("queued", 2, 2, saved.review_sha256)
    assert [event.what for event in world.jobs.events(job.job_id)] == ["created", "review saved", "read again"]


def test_jobs_are_listed_newest_first_and_page_by_page(world):
    made = [
        stored(world, a_job(created_at=f"2026-03-0{day}T12:00:00.000Z", status=STATUSES[day])) for day in range(1, 8)
    ]
    pages, after = [], None
    while True:
        page, after = world.jobs.list(STATUSES, limit=3, after=after)
        pages.append([job.job_id for job in page])
        if after is None:
            break
    assert pages == [[job.job_id for job in reversed(made)][start : start + 3] for start in (0, 3, 6)]


def test_jobs_made_in_the_same_moment_are_each_listed_once(world):
    made = {stored(world, a_job(status=status)).job_id for status in ("queued", "failed") for _ in range(4)}
    listed, after = [], None
    for _ in range(4):
        page, after = world.jobs.list(("queued", "failed"), limit=2, after=after)
        listed += [job.job_id for job in page]
    assert after is None
    assert sorted(listed) == sorted(made)


def test_only_the_states_that_were_asked_for_are_listed(world):
    job = stored(world, a_job())
    assert world.jobs.list(("queued",), limit=10, after=None) == ([], None)
    moved = replace(job, status="queued", attempt=1)
    world.jobs.move(moved, expected_status="awaiting_upload", expected_attempt=0, event=an_event(2))
    assert world.jobs.list(("awaiting_upload",), limit=10, after=None) == ([], None)
    assert world.jobs.list(("queued",), limit=10, after=None) == ([world.jobs.get(job.job_id)], None)


@pytest.mark.parametrize("after", ["", "x", "bm90IGpzb24=", "WzFd", "é", "WyIiLCIiXQ==", "W1siYSJdLCJiIl0="])
def test_a_place_in_the_list_that_nobody_gave_out_is_refused(world, after):
    with pytest.raises(InvoiceplugError) as refused:
        world.jobs.list(("queued",), limit=10, after=after)
    assert refused.value.code == "REQUEST_INVALID"


def test_other_jobs_over_the_same_bytes_are_found(world):
    first, second = stored(world, a_job()), stored(world, a_job(created_at=LATER))
    stored(world, a_job(sha256=OTHER_SHA))
    third = stored(world, a_job(created_at="2026-03-05T00:00:00.000Z"))
    assert world.jobs.same_file(SHA, besides=third.job_id) == [second, first]
    assert world.jobs.same_file("ef" * 32, besides=third.job_id) == []


@pytest.mark.parametrize("most", [0, 1, 3])
def test_no_more_jobs_are_made_in_a_day_than_the_limit(world, most):
    for _ in range(most):
        create(world, a_job(), most=most)
    over = a_job()
    with pytest.raises(InvoiceplugError) as refused:
        create(world, over, most=most)
    assert (refused.value.code, refused.value.facts) == ("NOT_ACCEPTING", {"limit": most, "day": DAY})
    with pytest.raises(InvoiceplugError):
        world.jobs.get(over.job_id)
    assert world.house.day(DAY) == Day(DAY, jobs=most)
    assert world.jobs.create(over, an_event(), day="2026-03-05", most=1) == over


def test_a_job_that_is_sent_again_counts_once_and_is_answered_at_the_limit_too(world):
    job = create(world, a_job(), most=1)
    assert create(world, job, most=1) == job
    assert world.house.day(DAY).jobs == 1


def test_the_pages_of_a_reading_count_with_the_move_and_only_with_it(world):
    job = stored(world, a_job(status="running", attempt=1))
    parsed = replace(job, status="parsed", events=2)
    was = {"expected_status": "running", "expected_attempt": 1}
    world.jobs.move(parsed, **was, event=an_event(2), read=Day(DAY, pages=3))
    with pytest.raises(InvoiceplugError):
        world.jobs.move(parsed, **was, event=an_event(3), read=Day(DAY, pages=3))
    assert world.house.day(DAY) == Day(DAY, jobs=1, pages=3)


def test_what_is_noted_without_an_event_is_none(world):
    job = stored(world, a_job(status="queued", attempt=1))
    stale = replace(job, run_requested_at=NOON)
    changed = replace(job, task_arn="arn:task", events=2)
    world.jobs.move(changed, expected_status="queued", expected_attempt=1, event=an_event(2))
    world.jobs.move(stale, expected_status="queued", expected_attempt=1, event=None)
    assert world.jobs.get(job.job_id) == replace(changed, run_requested_at=NOON)
    assert len(world.jobs.events(job.job_id)) == 2


def test_waiting_jobs_are_queued_ones_oldest_first(world):
    times = [f"2026-03-04T12:00:0{second}.000Z" for second in range(4)]
    jobs = [stored(world, a_job(status="queued", attempt=1, created_at=at)) for at in reversed(times)]
    stored(world, a_job(status="running", attempt=1, created_at=times[0]))
    assert world.jobs.waiting(limit=3) == jobs[:0:-1]


def create(world, job: Job, *, most: int = 1000) -> Job:
    return world.jobs.create(job, an_event(), day=DAY, most=most)


def stored(world, job: Job) -> Job:
    return create(world, job)


def next_review(job: Job, review_sha256: str = OTHER_SHA) -> Job:
    return replace(
        job,
        review_version=2,
        review_key="reviews/default/x/2-cdcd.json",
        review_object_version="v2",
        review_sha256=review_sha256,
        summary={**SUMMARY, "unmapped": 0},
        updated_at=LATER,
        events=5,
    )
