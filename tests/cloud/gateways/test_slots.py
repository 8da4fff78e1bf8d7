"""The places of live tasks, in every world."""

from __future__ import annotations

import threading

import pytest
from aws_worlds import SLOTS, real_world
from made import new_id

NOW, LATER, END = "2026-03-04T12:00:00.000Z", "2026-03-04T12:10:00.000Z", "2026-03-04T12:20:00.000Z"


def take(world, job_id, attempt=1, at=NOW, until=END):
    return world.slots.take(job_id, attempt, at=at, until=until)


def test_there_are_so_many_places_and_no_more(world):
    jobs = [new_id() for _ in range(SLOTS)]
    assert all(take(world, job) for job in jobs)
    assert not take(world, new_id())
    assert sorted(world.slots.taken()) == sorted((job, 1) for job in jobs)


def test_an_attempt_has_one_place_however_often_it_asks(world):
    job = new_id()
    assert take(world, job) and take(world, job) and take(world, job, at=LATER)
    assert world.slots.taken() == [(job, 1)]
    assert take(world, job, 2)
    assert sorted(world.slots.taken()) == [(job, 1), (job, 2)]


def test_a_place_that_is_given_back_is_taken_by_the_next(world):
    jobs = [new_id() for _ in range(SLOTS)]
    for job in jobs:
        take(world, job)
    world.slots.free(jobs[1], 1)
    world.slots.free(jobs[1], 1)
    world.slots.free(jobs[2], 7)
    assert sorted(world.slots.taken()) == sorted([(jobs[0], 1), (jobs[2], 1)])
    assert take(world, new_id())
    assert not take(world, jobs[1])


def test_a_place_that_nobody_gave_back_comes_back_by_its_time(world):
    lost = [new_id() for _ in range(SLOTS)]
    for job in lost:
        take(world, job, until=LATER)
    assert take(world, new_id(), at=LATER)
    assert take(world, lost[2], at=LATER), "its own, again"


@pytest.mark.parametrize("same", [True, False])
def test_of_many_at_once_as_many_win_as_there_are_places(emulated, same):
    world = real_world(emulated)
    jobs = [new_id()] * 8 if same else [new_id() for _ in range(8)]
    won: list[bool] = []
    threads = [threading.Thread(target=lambda job=job: won.append(take(world, job))) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(won) == (8 if same else SLOTS)
    assert len(set(world.slots.taken())) == (1 if same else SLOTS)
    if same:
        world.slots.free(jobs[0], 1)
        assert world.slots.taken() == []
