"""Jobs on their way to a reading through the dispatch queue: sent, received, given back, buried."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from explorer import people, seeds, tasks, workers
from explorer.scenario import Scenario
from explorer.world import Run, World
from fake_aws.cloud import DEAD_LETTERS, DISPATCH_QUEUE

ONE, TWO = seeds.job_id(1), seeds.job_id(2)
HIDDEN_SECONDS = 130  # a little longer than a message stays hidden


def an_upload(world: World) -> None:
    seeds.uploaded(world, 1)


def two_in_line(world: World) -> None:
    for number in (1, 2):
        world.product.start(seeds.uploaded(world, number))


def two_workers(run: Run) -> None:
    """Two workers at one message, which comes twice; whoever dies or freezes is followed by another."""
    run.phase(start=people.visit(run, partial(run.product.start, ONE)))
    if run.choose(2, "duplicate"):
        workers.deliver_twice(run)
    run.phase(worker1=workers.work(run), worker2=workers.work(run), poll=people.poll(run, ONE))
    run.later(HIDDEN_SECONDS)
    run.phase(worker3=workers.work(run), sweep=people.visit(run, tasks.sweep(run)))
    run.end(*five_minutes(run) * 5)


def in_line(run: Run) -> None:
    """Jobs in line while a person retries one, reads it again, and sweeps and dead letters come in between."""
    run.phase(worker1=workers.work(run), retry=people.visit(run, partial(run.product.retry, ONE)))
    run.later((20, HIDDEN_SECONDS, 3 * 3600)[run.choose(3, "wait")])
    run.phase(
        worker2=workers.work(run),
        again=people.visit(run, partial(run.product.read_again, ONE, "calderfinch")),
        poll=people.poll(run, TWO),
        letters=people.visit(run, partial(workers.bury, run)),
        sweep=people.visit(run, tasks.sweep(run)),
    )
    run.end(*five_minutes(run) * 5)


def a_dead_letter(world: World) -> None:
    """Nobody has handled it yet."""
    world.product.start(seeds.uploaded(world, 1))
    world.cloud.sqs.bury(DISPATCH_QUEUE, DEAD_LETTERS)


def buried(run: Run) -> None:
    """A dead letter is handled, twice, while a person retries its job and a worker reads the next attempt."""
    letters = partial(workers.bury, run)
    run.phase(letters=people.visit(run, letters), retry=people.visit(run, partial(run.product.retry, ONE)))
    run.later(20)
    run.phase(worker=workers.work(run), letters2=people.visit(run, letters), poll=people.poll(run, ONE))
    run.end(*five_minutes(run) * 5)


def five_minutes(run: Run) -> list[Callable[[], None]]:
    """What happens in the end every five minutes: time, a worker, the dead letters, a sweep."""
    clock = run.world.cloud.clock
    return [lambda: clock.advance(300), workers.work(run), partial(workers.bury, run), tasks.sweep(run)]


SCENARIOS = (
    Scenario("two workers", an_upload, two_workers, weight=5, calls=70, queue=True),
    Scenario("in line", two_in_line, in_line, weight=4, calls=70, queue=True),
    Scenario("dead letter", a_dead_letter, buried, weight=3, calls=50, queue=True),
)
