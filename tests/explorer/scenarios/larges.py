"""Applies and reversals in chunks of one item: an intent, and whoever comes rolls it forward."""

from __future__ import annotations

from functools import partial

from explorer import people, seeds, tasks
from explorer.scenario import Scenario
from explorer.world import JUMP_SECONDS, Run, World

ONE, TWO = seeds.job_id(1), seeds.job_id(2)


def three_items(world: World) -> None:
    seeds.stocked(world, A="5", B="5", C="5")
    seeds.ready(world, 1, ("A", "2"), ("B", "3"), ("C", "-4"))
    seeds.ready(world, 2, ("C", "-1"))


def large_apply(run: Run) -> None:
    """Three chunks, sent by two windows, while a sweep rolls forward and another job wants one of the items."""
    run.phase(
        large=people.apply(run, ONE, "a1"),
        again=people.apply(run, ONE, "a1"),
        sweep=people.visit(run, run.product.roll_forward),
    )
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    run.phase(other=people.apply(run, TWO, "a2"), sweep2=people.visit(run, run.product.roll_forward))
    run.end(run.product.roll_forward)


def others_want_the_stock(run: Run) -> None:
    """While three chunks are made: another apply, a new item, a new name."""
    put = run.product.put_item
    run.phase(
        large=people.apply(run, ONE, "a1"),
        other=people.apply(run, TWO, "a2"),
        create=people.visit(run, partial(put, "D", "New", "EA", 0, "9")),
        rename=people.visit(run, partial(put, "B", "Renamed", "EA", 0)),
    )
    run.end(run.product.roll_forward)


def applied_large(world: World) -> None:
    seeds.stocked(world, A="5", B="5")
    seeds.applied(world, 1, ("A", "2"), ("B", "-3"))
    seeds.ready(world, 2, ("A", "-6"))


def large_reversal(run: Run) -> None:
    """A reversal of two chunks, twice, beside an apply that takes what the reversal needs and a re-sent apply."""
    run.phase(
        reverse1=people.reverse(run, ONE, "r1"),
        reverse2=people.reverse(run, ONE, "r2"),
        other=people.apply(run, TWO, "a2"),
    )
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    run.phase(
        again=people.reverse(run, ONE, "r1"),
        apply1=people.apply(run, ONE, "a1"),
        sweep=people.visit(run, run.product.roll_forward),
    )
    run.end(run.product.roll_forward)


def two_items(world: World) -> None:
    seeds.stocked(world, A="5", B="5")
    seeds.ready(world, 1, ("A", "2"), ("B", "3"))


def sweep_and_closer(run: Run) -> None:
    """A large apply whose request dies is finished by the function that a sweep asks, and by nobody else."""
    run.phase(large=people.apply(run, ONE, "a1", tries=1), sweep=people.visit(run, tasks.sweep(run)))
    run.end(*tasks.five_minutes(run))


SCENARIOS = (
    Scenario("large apply", three_items, large_apply, weight=5, calls=50, chunk_items=1),
    Scenario("others want the stock", three_items, others_want_the_stock, weight=4, calls=50, chunk_items=1),
    Scenario("large reversal", applied_large, large_reversal, weight=4, calls=45, chunk_items=1),
    Scenario("sweep and closer", two_items, sweep_and_closer, weight=3, calls=35, chunk_items=1),
)
