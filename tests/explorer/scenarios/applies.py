"""Applies that fit one transaction: of one job, of two, of the same invoice, beside other changes."""

from __future__ import annotations

from functools import partial

from explorer import people, seeds
from explorer.scenario import Scenario
from explorer.world import JUMP_SECONDS, Run, World

ONE, TWO = seeds.job_id(1), seeds.job_id(2)


def one_job(world: World) -> None:
    seeds.stocked(world, A="5")
    seeds.ready(world, 1, ("A", "2"))


def two_applies(run: Run) -> None:
    """Two windows apply one job, under ids of their own."""
    run.phase(apply1=people.apply(run, ONE, "a1"), apply2=people.apply(run, ONE, "a2"))
    run.end(run.product.roll_forward)


def apply_and_again_later(run: Run) -> None:
    """The same request again and again, also when DynamoDB has forgotten its token."""
    run.phase(apply1=people.apply(run, ONE, "a1"))
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    run.phase(apply2=people.apply(run, ONE, "a1"))
    run.end(run.product.roll_forward)


def reviews_and_an_apply(run: Run) -> None:
    """Two windows change the review while a third applies what it shows; one of them then applies its own."""
    run.phase(
        apply1=people.apply(run, ONE, "a1"),
        review1=people.review(run, ONE, "1", then_apply="a2"),
        review2=people.review(run, ONE, "3"),
    )
    run.end(run.product.roll_forward)


def two_jobs(world: World) -> None:
    seeds.stocked(world, A="5")
    seeds.ready(world, 1, ("A", "-3"))
    seeds.ready(world, 2, ("A", "-4"))


def two_jobs_one_item(run: Run) -> None:
    """Each takes out what is there; both together cannot."""
    run.phase(apply1=people.apply(run, ONE, "a1"), apply2=people.apply(run, TWO, "a2"))
    run.end(run.product.roll_forward)


def same_invoice(world: World) -> None:
    seeds.stocked(world, A="5", B="5")
    seeds.ready(world, 1, ("A", "2"), invoice_number="RE-7")
    seeds.ready(world, 2, ("B", "2"), invoice_number="RE-7")


def duplicates(run: Run) -> None:
    """Two jobs with the same invoice, perhaps with a reason."""
    reason = (None, "a second delivery")[run.choose(2, "override")]
    run.phase(
        apply1=people.apply(run, ONE, "a1"),
        apply2=people.apply(run, TWO, "a2", reason),
    )
    run.later(JUMP_SECONDS)
    reverses = {"reverse1": people.reverse(run, ONE, "r1")} if run.choose(2, "reverse") else {}
    run.phase(again1=people.apply(run, ONE, "a1"), again2=people.apply(run, TWO, "a2", reason), **reverses)
    run.end(run.product.roll_forward)


def stock_opens(run: Run) -> None:
    """An item is created and another renamed while a job is applied."""
    put = run.product.put_item
    run.phase(
        apply1=people.apply(run, ONE, "a1"),
        create=people.visit(run, partial(put, "C", "New", "EA", 0, "9")),
        create2=people.visit(run, partial(put, "C", "New", "EA", 0, "9")),
        rename=people.visit(run, partial(put, "A", "Renamed", "EA", 0)),
    )
    run.end(run.product.roll_forward)


SCENARIOS = (
    Scenario("two applies", one_job, two_applies, weight=5, calls=26),
    Scenario("apply, again later", one_job, apply_and_again_later, weight=4, calls=20),
    Scenario("reviews and an apply", one_job, reviews_and_an_apply, weight=5, calls=45),
    Scenario("two jobs, one item", two_jobs, two_jobs_one_item, weight=4, calls=32),
    Scenario("duplicates", same_invoice, duplicates, weight=5, calls=40),
    Scenario("stock opens", one_job, stock_opens, weight=4, calls=30),
)
