"""Receipt: what an apply did, for ever, from the ledger and the stored plan."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.ports import Jobs, Ledger, Objects
from invoiceplug_cloud.domain.records import LedgerEntry
from invoiceplug_cloud.domain.stored_plan import receipt


class Receipt:
    """Shows the receipt of an applied job."""

    def __init__(self, objects: Objects, jobs: Jobs, ledger: Ledger) -> None:
        self._objects = objects
        self._jobs = jobs
        self._ledger = ledger

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `receipt`, marked as already applied; JOB_NOT_FOUND, ILLEGAL_MOVE when it never was."""
        job = self._jobs.get(job_id)
        entry = self._ledger.entry(job_id)
        if entry is None:
            raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} has no receipt.", status=job.status)
        return receipt(applied_plan(self._objects, entry), already_applied=True)


def applied_plan(objects: Objects, entry: LedgerEntry) -> dict[str, Any]:
    """The stored plan that the ledger names, refused unless its bytes are those of its key."""
    body = objects.get(entry.plan_key, entry.plan_version)
    if entry.plan_key != keys.plan(entry.job_id, hashlib.sha256(body).hexdigest()):
        raise InvoiceplugError("INTERNAL", "A stored plan is not the one that the ledger names.", key=entry.plan_key)
    document: dict[str, Any] = json.loads(body)
    return document
