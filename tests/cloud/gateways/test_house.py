"""The switch and the counters of the house, in every world."""

from __future__ import annotations

from invoiceplug_cloud.domain.records import Accepting, Day


def test_jobs_are_accepted_until_somebody_says_otherwise(world):
    assert world.house.accepting() == Accepting()
    world.house.accept(Accepting(False, "Stocktaking"))
    assert world.house.accepting() == Accepting(False, "Stocktaking")
    world.house.accept(Accepting(True))
    assert world.house.accepting() == Accepting(True, None)


def test_a_day_on_which_nothing_was_taken_has_counted_nothing(world):
    assert world.house.day("2026-03-04") == Day("2026-03-04")
