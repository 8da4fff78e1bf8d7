"""Reversals that fit one transaction, and what is learnt by applies."""

from __future__ import annotations

from functools import partial

from explorer import people, seeds
from explorer.scenario import Scenario
from explorer.world import JUMP_SECONDS, Run, World

from invoiceplug_cloud.usecases.mappings import Lesson

ONE, TWO = seeds.job_id(1), seeds.job_id(2)
VENDOR = "nordkontor"


def one_applied(world: World) -> None:
    seeds.stocked(world, A="5")
    seeds.applied(world, 1, ("A", "2"))
    seeds.ready(world, 2, ("A", "-6"))


def two_reversals(run: Run) -> None:
    """Two windows take one apply back, while another job takes the stock that came with it."""
    run.phase(
        reverse1=people.reverse(run, ONE, "r1"),
        reverse2=people.reverse(run, ONE, "r2"),
        other=people.apply(run, TWO, "a2"),
    )
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    run.phase(again=people.reverse(run, ONE, "r1"), apply1=people.apply(run, ONE, "a1"))
    run.end(run.product.roll_forward)


def one_ready(world: World) -> None:
    seeds.stocked(world, A="5")
    seeds.ready(world, 1, ("A", "2"), invoice_number="RE-7")
    seeds.ready(world, 2, ("A", "2"), invoice_number="RE-7")


def apply_and_reverse(run: Run) -> None:
    """An apply, its reversal, and the same invoice under another job once its business key is free."""
    run.phase(apply1=people.apply(run, ONE, "a1"), reverse1=people.reverse(run, ONE, "r1"))
    run.phase(reverse2=people.reverse(run, ONE, "r2"), apply2=people.apply(run, TWO, "a2"))
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    run.phase(again1=people.apply(run, ONE, "a1"), again2=people.apply(run, TWO, "a2"))
    run.end(run.product.roll_forward)


def articles(world: World) -> None:
    seeds.stocked(world, A="5", B="5")
    seeds.ready(world, 1, ("A", "2"), sku=True)
    seeds.ready(world, 2, ("A", "3"), sku=True)


def lessons(run: Run) -> None:
    """Two jobs teach the same article while a person corrects it and takes it away."""
    taught = Lesson("A-art", "CS", "A", "7", "shipped")
    moved = Lesson("A-art", "CS", "B", "5", "shipped", replaces="A")
    said = (None, taught, moved)[run.choose(3, "edit")]
    edit = {"edit": people.teach(run, VENDOR, said)} if said else {}
    run.phase(apply1=people.apply(run, ONE, "a1"), apply2=people.apply(run, TWO, "a2"), **edit)
    run.later(JUMP_SECONDS if run.choose(2, "late") else 5)
    forget = partial(run.product.forget_mapping, VENDOR, "A-art", "CS", "A")
    others = {"forget": people.visit(run, forget)} if run.choose(2, "forget") else {}
    run.phase(again=people.apply(run, ONE, "a1"), **others)
    run.end(run.product.roll_forward)


SCENARIOS = (
    Scenario("two reversals", one_applied, two_reversals, weight=5, calls=40),
    Scenario("apply and reverse", one_ready, apply_and_reverse, weight=5, calls=55),
    Scenario("lessons", articles, lessons, weight=4, calls=50),
)
