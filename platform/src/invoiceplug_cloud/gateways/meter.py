"""Figures as lines of the log, in CloudWatch's embedded metric format: whoever can log can measure.

CloudWatch makes metrics of them while it takes the log of a function or a container; nothing is called for it.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from invoiceplug_cloud.domain.metrics import Figure, of_move
from invoiceplug_cloud.domain.records import Job, JobEvent

NAMESPACE = "invoiceplug"

Moved = Callable[[Job, JobEvent], None]  # hears of every stored move


def unheard(job: Job, event: JobEvent) -> None:
    """Tells nobody."""


def document(figures: Iterable[Figure], environment: str, moment: datetime) -> dict[str, Any]:
    """One line for all of the figures, whose `of` must not contradict each other."""
    members: dict[str, Any] = {"environment": environment}
    directives = []
    for figure in figures:
        members |= {figure.metric.name: figure.value, **(figure.of or {})}
        directives.append(
            {
                "Namespace": NAMESPACE,
                "Dimensions": [["environment", *names] for names in figure.metric.series],
                "Metrics": [{"Name": figure.metric.name, "Unit": figure.metric.unit}],
            }
        )
    at = int(moment.timestamp() * 1000)
    return {"_aws": {"Timestamp": at, "CloudWatchMetrics": directives}, **members}


class LogMeter:
    """Writes figures into the log. Nothing depends on them: what cannot be measured is said there, and all goes on.

    Without an environment nothing is written: commands measure nothing.
    """

    def __init__(
        self, environment: str, now: Callable[[], datetime], write: Callable[[str], object] | None = None
    ) -> None:
        self._environment = environment
        self._now = now
        self._write = write or _write

    def moved(self, job: Job, event: JobEvent) -> None:
        """Measures a stored move of a job."""
        self._measured(lambda: of_move(job, event))

    def count(self, figures: Iterable[Figure]) -> None:
        """Writes the figures down."""
        self._measured(lambda: figures)

    def _measured(self, figures: Callable[[], Iterable[Figure]]) -> None:
        if not self._environment:
            return
        try:
            found = list(figures())
            if found:
                self._write(json.dumps(document(found, self._environment, self._now())) + "\n")
        except Exception as error:
            with suppress(Exception):
                self._write(json.dumps({"outcome": "not measured", "kind": type(error).__name__}) + "\n")


def _write(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
