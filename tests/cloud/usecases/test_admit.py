"""Who may ask: the distribution's secret, and the operator's key, which may be replaced at any time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from invoiceplug_cloud.usecases.admit import KEPT, LOOK_AGAIN, Admit

SECOND = timedelta(seconds=1)


class Store:
    """The port `OperatorKey`, which counts how often it was asked."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.reads = 0

    def read(self) -> str:
        self.reads += 1
        return self.key


class Clock:
    """The time of day, which passes only when somebody says so."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def store() -> Store:
    return Store("the key")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def admit(store, clock) -> Admit:
    return Admit("the secret", store, clock)


def test_where_nothing_is_asked_for_everybody_may_come(clock):
    anybody = Admit("", None, clock)
    assert anybody.knows_origin("") and anybody.knows_origin("x")
    assert anybody.knows_key("") and anybody.knows_key("x")


@pytest.mark.parametrize("wrong", ["", "the", "the secret ", "THE SECRET", "\ud800"])
def test_only_the_distribution_knows_its_secret(admit, wrong):
    assert admit.knows_origin("the secret")
    assert not admit.knows_origin(wrong)


@pytest.mark.parametrize("wrong", ["", "the", "the key ", "THE KEY", "\ud800"])
def test_only_the_operator_knows_the_key(admit, wrong):
    assert admit.knows_key("the key")
    assert not admit.knows_key(wrong)


def test_a_key_that_was_stored_empty_lets_nobody_in(admit, store):
    store.key = ""
    assert not admit.knows_key("") and not admit.knows_key("x")


def test_the_store_is_asked_once_for_many_requests(admit, store):
    assert all(admit.knows_key("the key") for _ in range(100))
    assert store.reads == 1


def test_without_a_key_the_store_is_not_asked(admit, store):
    assert not admit.knows_key("")
    assert store.reads == 0


def test_a_new_key_is_known_within_a_minute_though_nothing_was_deployed(admit, store, clock):
    assert admit.knows_key("the key")
    store.key = "another key"
    clock.time += LOOK_AGAIN
    assert admit.knows_key("another key")
    assert not admit.knows_key("the key")


def test_an_old_key_is_taken_for_some_minutes_at_most(admit, store, clock):
    assert admit.knows_key("the key")
    store.key = "another key"
    clock.time += KEPT - SECOND
    assert admit.knows_key("the key")
    clock.time += SECOND
    assert not admit.knows_key("the key")


def test_whoever_tries_keys_has_the_store_asked_once_a_minute(admit, store, clock):
    for _ in range(180):
        assert not admit.knows_key("a guess")
        clock.time += SECOND
    assert store.reads == 3


def test_what_cannot_be_read_lets_nobody_in(clock):
    class Closed:
        def read(self) -> str:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        Admit("", Closed(), clock).knows_key("the key")
