"""Moments as text: UTC, ISO 8601 with milliseconds and Z, so that the order of text is the order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def time_text(moment: datetime) -> str:
    """The moment as rows and answers carry it: 2026-03-01T09:30:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds_later(moment: datetime, seconds: float) -> str:
    """When something ends that begins at the moment."""
    return time_text(moment + timedelta(seconds=seconds))


def seconds_since(text: str, moment: datetime) -> float:
    """How long ago something was that a row carries the time of; negative when it is yet to come."""
    return (moment - datetime.fromisoformat(text)).total_seconds()


def day_text(moment: datetime) -> str:
    """The day (UTC) that the moment is counted on: 2026-03-01."""
    return time_text(moment)[:10]


def next_day(moment: datetime) -> str:
    """When the next day (UTC) begins."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return seconds_later(midnight, 24 * 60 * 60)
