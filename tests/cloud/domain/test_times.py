"""Moments as text, and what lies between them."""

from __future__ import annotations

from datetime import UTC, datetime

from invoiceplug_cloud.domain.times import day_text, next_day, seconds_later, seconds_since, time_text

EVENING = datetime(2026, 2, 28, 23, 59, 58, 500000, tzinfo=UTC)


def test_a_moment_is_read_as_it_was_written():
    assert seconds_since(time_text(EVENING), EVENING) == 0
    assert seconds_since(seconds_later(EVENING, 90), EVENING) == -90


def test_days_are_those_of_utc():
    assert day_text(EVENING) == "2026-02-28"
    assert next_day(EVENING) == "2026-03-01T00:00:00.000Z"
