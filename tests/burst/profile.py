"""What a burst is: how much comes, who reads it, and what goes wrong meanwhile. Times in seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TFVARS = Path(__file__).resolve().parents[2] / "infra" / "env" / "burst.tfvars"
_NUMBER = re.compile(r"^ *(\w+) += (\d+)$", re.MULTILINE)
_THROTTLE = re.compile(r'^ *"?([^"\n=]+?)"? += \{ rate = (\d+), burst = (\d+) \}$', re.MULTILINE)

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Burst:
    """A burst by its numbers; everything else is left to chance, which `seed` decides.

    Half of the uploads come evenly, the other half in waves.
    """

    uploads: int = 10_000
    seconds: float = 600
    waves: int = 10
    workers: int = 20
    seed: int = 1

    reading: Span = (2.0, 6.0)  # of one file, its process's start included
    poison_every: int = 100  # half of these files kill their process, half are read until their time is over
    starts: Span = (30.0, 60.0)  # of a worker's task, until it runs
    metrics_late: float = 900.0  # until CloudWatch has the figures of a queue, should nobody have used it for hours

    left_alone: float = 0.01  # of the clients upload their file and never start it
    duplicated: float = 0.05  # of all messages, up to five minutes later
    killed: float = 0.3  # of all workers, at some time within `killed_within` of their start
    killed_within: Span = (60.0, 1500.0)
    throttled: Span = (420.0, 480.0)  # DynamoDB refuses
    slow_down: Span = (780.0, 840.0)  # S3 refuses
    refusing: float = 0.3  # of all requests meanwhile
    frozen: Span = (900.0, 1100.0)  # one worker, for longer than a message stays hidden
    deployed: float = 1200.0  # every worker is stopped at once


def guardrail(name: str) -> int:
    """A number of the variable file for bursts."""
    return _numbers()[name]


def throttle(route: str) -> tuple[int, int]:
    """Requests a second, and at once, that the variable file for bursts lets through."""
    throttles = {name: (int(rate), int(burst)) for name, rate, burst in _THROTTLE.findall(_text())}
    return throttles.get(route, throttles["default"])


@cache
def _numbers() -> dict[str, int]:
    return {name: int(number) for name, number in _NUMBER.findall(_text())}


@cache
def _text() -> str:
    return TFVARS.read_text(encoding="utf-8")
