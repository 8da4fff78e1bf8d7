"""A small burst with everything that goes wrong in a large one; `make nightly` simulates ten thousand uploads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from burst import profile
from burst.engine import Engine
from burst.outcome import Outcome
from burst.profile import Burst
from burst.simulation import Simulation
from fake_aws.cloud import Clock

SMALL = Burst(
    uploads=300,
    seconds=30,
    waves=1,
    workers=6,
    poison_every=30,
    killed_within=(20, 120),
    throttled=(60, 90),
    slow_down=(100, 130),
    frozen=(110, 310),
    deployed=180,
)


def outcome_of(burst: Burst) -> Outcome:
    simulation = Simulation(burst)
    simulation.run()
    return Outcome(simulation)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """What the small burst has shown."""
    return outcome_of(SMALL)


def test_nothing_is_lost_and_nothing_is_given_up(outcome: Outcome) -> None:
    assert list(outcome.wrong()) == []
    assert outcome.codes == {"parsed": 290, "TASK_LOST": 5, "LIMIT_TIME": 5}


def test_everything_that_was_to_go_wrong_went_wrong(outcome: Outcome) -> None:
    simulation = outcome.simulation
    assert simulation.api.statuses[429] and simulation.duplicates and simulation.letters
    assert simulation.fleet.killed >= 2 and simulation.fleet.most_live == SMALL.workers
    assert simulation.network.refused["throttled"] and simulation.network.refused["conflict"]
    assert simulation.network.calls["sqs", "change_message_visibility"], "messages were given back, or kept hidden"


def test_the_table_tells_the_figures(outcome: Outcome) -> None:
    told = dict(outcome.lines())
    assert (told["lost"], told["live tasks at most"], told["acknowledged"]) == ("0", "6", "300")
    assert told["cost"].startswith("US$ 0.")


def test_the_same_seed_is_the_same_burst(outcome: Outcome) -> None:
    assert list(outcome_of(SMALL).lines()) == list(outcome.lines())
    assert list(outcome_of(replace(SMALL, seed=2)).lines()) != list(outcome.lines())


def test_the_api_lets_through_what_the_variable_file_says() -> None:
    assert profile.throttle("POST /jobs") == (20, 50)
    assert profile.throttle("GET /jobs") == (100, 200)
    assert profile.guardrail("workers") == Burst().workers


def test_what_is_lost_is_found(outcome: Outcome) -> None:
    people = outcome.simulation.people
    people.uploaded["of nobody"] = next(iter(people.uploaded.values()))
    try:
        wrong = list(Outcome(outcome.simulation).wrong())
    finally:
        del people.uploaded["of nobody"]
    assert wrong[0] == "1 acknowledged jobs were lost: ['of nobody']"


def test_an_actor_goes_on_when_its_time_has_come() -> None:
    engine, told = Engine(Clock()), []

    def sleeper(name: str, seconds: float) -> None:
        engine.sleep(seconds)
        told.append((name, engine.now))

    slow, fast = (engine.spawn(lambda each=each: sleeper(*each)) for each in (("slow", 9.0), ("fast", 2.0)))
    engine.spawn(lambda: engine.kill(slow), after=5.0)
    engine.spawn(lambda: setattr(fast, "frozen_until", 7.0), after=1.0)
    engine.run()
    assert told == [("fast", 7.0)]
