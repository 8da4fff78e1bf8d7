"""The part of the function jobs that nobody asks for by HTTP: tasks that changed and messages that no worker
could finish (both by SQS), the sweep (by schedule).
"""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools import Logger

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.messages import read_dead_letter
from invoiceplug_cloud.domain.metrics import of_sweep
from invoiceplug_cloud.domain.task_changes import read_change
from invoiceplug_cloud.handlers import problems

SCHEDULES = ("aws.scheduler", "aws.events")  # EventBridge Scheduler, and a scheduled rule

_log = Logger(service="invoiceplug")


def handle(event: dict[str, Any]) -> dict[str, Any]:
    """`{"batchItemFailures": […]}` for a batch of SQS, so that only what failed comes again; the sweep's counts."""
    if event.get("source") in SCHEDULES:
        done = wiring.events_cases().sweep()
        wiring.meter().count(of_sweep(done))
        _log.info("swept", extra=done)
        return dict(done)
    failed = [record["messageId"] for record in event.get("Records", []) if not _handled(record)]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def _handled(record: dict[str, Any]) -> bool:
    """Whether the message is done with; one that is not understood would never be, and is only told of."""
    try:
        body = json.loads(record["body"])
        change = (read_change(body) or read_dead_letter(body)) if isinstance(body, dict) else None
    except ValueError:
        change = None
    if change is None:
        _log.warning("not understood", extra={"message_id": record["messageId"]})
        return True
    facts = {"job_id": change.job_id, "attempt": change.attempt, "status": change.state.status}
    if change.correlation_id is not None:
        facts["correlation_id"] = change.correlation_id
    try:
        wiring.events_cases().task_changed(change)
    except InvoiceplugError as error:
        _log.warning("failed", extra={**facts, "code": error.code})
        return False
    except Exception as error:
        _log.error("failed", extra={**facts, "where": problems.where(error)})
        return False
    _log.info("task changed", extra=facts)
    return True
