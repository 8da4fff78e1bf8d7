"""A process that applies a job over real gateways, and ends itself hard in the midst of it, as seeded."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import wiring
from invoiceplug_cloud.gateways import clients
from invoiceplug_cloud.usecases.apply import ApplyRequest

# How likely the process dies at one call. A large apply has many, so there each of them must be survived more often.
DIES_AT_TRANSACTION, DEATHS_AT_TRANSACTIONS = 0.25, 2.0
DIES_AT_PUT_OBJECT = 0.1
DEATHS_ELSEWHERE = 0.3
CRASHED = 17
NO_PLAN = "0" * 64
PASSING = ("STALE_PREVIEW", "BUSY")

# In the process that all others are forked from: what every one of them would load again.
wiring.make_client("dynamodb", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x").close()
wiring.make_client("s3", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x").close()


def attempt(environment: Mapping[str, str], request: dict[str, str], seed: str, size: int, end: Connection) -> None:
    """One life of the process: sends each plan it means to apply, then the receipt or the refusal, or dies before.

    `request` has the plan of the life before, if there was one. `size` is the number of items; 0 lets the process live.
    """
    os.environ.update(environment)
    if size:
        _Death(seed, size).register(clients.session().events)
    cases = wiring.apply_cases()
    plan = request.pop("plan_sha256", "")
    while True:
        try:
            plan = plan or cases.preview(request["job_id"], request["review_sha256"])["plan_sha256"]
            end.send(plan)
            end.send(cases.apply(ApplyRequest(plan_sha256=plan, **request)))
            return
        except InvoiceplugError as refused:
            if refused.code == "ILLEGAL_MOVE" and not plan:
                plan = NO_PLAN  # somebody else has applied it: whatever the plan, the ledger answers
            elif refused.code in PASSING:
                plan = refused.facts.get("preview", {}).get("plan_sha256", "")
            else:
                end.send(refused)
                return


class _Death:
    """Before its effect or after it, at a call chosen by the seed, the process is gone without a word."""

    def __init__(self, seed: str, size: int) -> None:
        self._rng = random.Random(seed)
        transactions = 2 + size / 48 + size / 100  # chunks and lessons
        self._likely = {
            "TransactWriteItems": min(DIES_AT_TRANSACTION, DEATHS_AT_TRANSACTIONS / transactions),
            "PutObject": DIES_AT_PUT_OBJECT,
        }
        self._elsewhere = DEATHS_ELSEWHERE / (20 + size / 50)

    def register(self, events: Any) -> None:
        events.register("before-send", self._before)
        events.register("after-call", self._after)

    def _before(self, event_name: str, **_: Any) -> None:
        self._die_perhaps(event_name)

    def _after(self, event_name: str, **_: Any) -> None:
        self._die_perhaps(event_name)

    def _die_perhaps(self, event_name: str) -> None:
        if self._rng.random() < self._likely.get(event_name.rsplit(".", 1)[-1], self._elsewhere) / 2:
            os._exit(CRASHED)
