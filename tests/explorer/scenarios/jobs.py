"""Jobs on their way to a reading: created, started, run, lost, found again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from explorer import people, seeds, tasks
from explorer.scenario import Scenario
from explorer.world import Run, World
from fake_aws.errors import lost
from readings import to

ONE, TWO, THREE = seeds.job_id(1), seeds.job_id(2), seeds.job_id(3)
DAY_SECONDS = 24 * 3600


def a_file(world: World) -> None:
    seeds.file(world, 1)


def twice_created(run: Run) -> None:
    """Two windows create, send and start one job; then ECS' events and a sweep."""
    (body,) = run.memory.readings
    run.phase(window1=people.upload(run, ONE, body), window2=people.upload(run, ONE, body))
    run.later(40)
    run.phase(poll=people.poll(run, ONE), events=people.visit(run, run.world.tasks.events))
    run.end(*tasks.five_minutes(run) * 3)


def an_upload(world: World) -> None:
    seeds.uploaded(world, 1)


def started_and_retried(run: Run) -> None:
    """A start, an impatient person who asks for another attempt, a poll; late tasks wake up at any time."""
    run.phase(
        start=start(run, ONE),
        start2=people.visit(run, partial(run.product.start, ONE)),
    )
    run.later(130)
    run.phase(
        retry=people.visit(run, partial(run.product.retry, ONE)),
        poll=people.poll(run, ONE),
        events=people.visit(run, run.world.tasks.events),
    )
    run.later(60)
    run.phase(again=people.visit(run, partial(run.product.read_again, ONE, "calderfinch")), poll2=people.poll(run, ONE))
    run.end(*tasks.five_minutes(run) * 3)


def found_by_all(run: Run) -> None:
    """A task that came to an end or got lost is found by a poll, by its event and by a sweep at once."""
    run.phase(start=start(run, ONE))
    run.later((20, 700, 4500)[run.choose(3, "wait")])
    run.phase(
        poll=people.poll(run, ONE),
        events=people.visit(run, run.world.tasks.events),
        sweep=people.visit(run, tasks.sweep(run)),
    )
    run.end(*tasks.five_minutes(run) * 3)


def answer_lost(world: World) -> None:
    """The answer of RunTask was lost, and the task that it started never ran."""
    job = seeds.uploaded(world, 1)

    def lose(call: Any, effect: Any) -> Any:
        answer = effect()
        if call.operation == "run_task":
            raise lost(call)
        return answer

    world.cloud.hook = lose
    world.product.start(job)
    world.cloud.hook = None
    for task in world.cloud.ecs.live:
        world.cloud.ecs.move(task["taskArn"], "STOPPED", **tasks.NOT_STARTED)


def found_late(run: Run) -> None:
    """A lost task is looked for soon, or so late that ECS knows neither it nor its token any more."""
    run.later((20, 700, 4500)[run.choose(3, "wait")])
    run.phase(
        poll=people.poll(run, ONE),
        events=people.visit(run, run.world.tasks.events),
        sweep=people.visit(run, tasks.sweep(run)),
    )
    run.end(*tasks.five_minutes(run) * 3)


def three_uploads(world: World) -> None:
    for number in (1, 2, 3):
        seeds.uploaded(world, number)


def one_place_taken(world: World) -> None:
    """The first place is that of a job whose task is done and about to give it back."""
    seeds.uploaded(world, 1)
    world.product.start(seeds.uploaded(world, 2))
    for task in world.cloud.ecs.live:
        world.cloud.ecs.move(task["taskArn"], "STOPPED", **tasks.NOT_STARTED)


def places_change(run: Run) -> None:
    """Two windows start a job while a place becomes free."""
    free = people.visit(run, partial(run.product.slots.free, TWO, 1))
    run.phase(start1=start(run, ONE), start2=start(run, ONE), free=free)
    run.later(20)
    run.phase(poll=people.poll(run, ONE), events=people.visit(run, run.world.tasks.events))
    run.end(*tasks.five_minutes(run) * 3)


def few_places(run: Run) -> None:
    """Three jobs and one place for a task."""
    starts = {
        f"start{at}": people.visit(run, partial(run.product.start, job)) for at, job in enumerate((ONE, TWO, THREE))
    }
    run.phase(**starts)
    run.later(20)
    run.phase(events=people.visit(run, run.world.tasks.events), poll=people.poll(run, TWO))
    run.end(*tasks.five_minutes(run) * 4)


def a_read_job(world: World) -> None:
    seeds.stocked(world, A="5")
    job = seeds.uploaded(world, 1)
    world.product.start(job)
    world.tasks.run_all()
    seeds.shown(world, job, seeds.reviewed(world, job, to("A", "1")))


def others_move(run: Run) -> None:
    """A job is applied while others read it again, discard it and change its review."""
    others = {
        "again": people.visit(run, partial(run.product.read_again, ONE, "calderfinch")),
        "discard": people.discard(run, ONE),
        "review": people.review(run, ONE, "1", then_apply="a2"),
    }
    left_out = ("again", "discard", "review")[run.choose(3, "others")]
    del others[left_out]
    run.phase(apply=people.apply(run, ONE, "a1"), **others)
    run.later(30)
    run.phase(later=people.apply(run, ONE, "a1"), poll=people.poll(run, ONE))
    run.end(*tasks.five_minutes(run) * 3)


def announced(world: World) -> None:
    body = seeds.file(world, 1)
    world.product.create(ONE, "bill.pdf", len(body), hashlib.sha256(body).hexdigest())


def abandoned(run: Run) -> None:
    """A file that nobody sent for a day, and then somebody does, while another discards the job and a sweep comes."""
    (body,) = run.memory.readings
    run.later((400, DAY_SECONDS + 60)[run.choose(2, "wait")])
    run.phase(
        late=people.upload(run, ONE, body),
        discard=people.discard(run, ONE),
        sweep=people.visit(run, tasks.sweep(run)),
    )
    run.end(*tasks.five_minutes(run) * 3)


def start(run: Run, job: str) -> Callable[[], None]:
    return people.visit(run, partial(run.product.start, job))


SCENARIOS = (
    Scenario("twice created", a_file, twice_created, weight=5, calls=50),
    Scenario("started and retried", an_upload, started_and_retried, weight=6, calls=60),
    Scenario("found by all", an_upload, found_by_all, weight=5, calls=50),
    Scenario("RunTask's answer lost", answer_lost, found_late, weight=3, calls=35),
    Scenario("places change", one_place_taken, places_change, weight=3, calls=45, slots=2),
    Scenario("few places", three_uploads, few_places, weight=3, calls=90, slots=1),
    Scenario("others move the job", a_read_job, others_move, weight=5, calls=60),
    Scenario("abandoned", announced, abandoned, weight=3, calls=40),
)
