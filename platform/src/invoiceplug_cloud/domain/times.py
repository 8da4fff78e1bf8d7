"""Moments as text: UTC, ISO 8601 with milliseconds and Z, so that the order of text is the order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def time_text(moment: datetime) -> str:
    """The moment as rows and answers carry it: 2026-03-01T09:30:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds_later(moment: datetime, seconds: int) -> str:
    """When something ends that begins at the moment."""
    return time_text(moment + timedelta(seconds=seconds))
