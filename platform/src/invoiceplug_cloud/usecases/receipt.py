"""Receipt: what an apply did, for ever, from the ledger and the stored plans."""

from __future__ import annotations

from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.commits import is_closed
from invoiceplug_cloud.domain.ports import Jobs, Ledger, Objects
from invoiceplug_cloud.domain.records import REVERSE
from invoiceplug_cloud.domain.stored_plan import receipt
from invoiceplug_cloud.usecases.documents import plan_of


class Receipt:
    """Shows the receipt of an applied job."""

    def __init__(self, objects: Objects, jobs: Jobs, ledger: Ledger) -> None:
        self._objects = objects
        self._jobs = jobs
        self._ledger = ledger

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `receipt`, marked as already applied, and reversed if it was.

        JOB_NOT_FOUND; ILLEGAL_MOVE when the job was never applied, or not all of it yet.
        """
        job = self._jobs.get(job_id)
        entry = self._ledger.entry(job_id)
        if entry is None or not is_closed(entry):
            raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} has no receipt.", status=job.status)
        return receipt(
            plan_of(self._objects, entry),
            already_applied=True,
            reversal=reversal_of(self._objects, self._ledger, job_id),
        )


def reversal_of(objects: Objects, ledger: Ledger, job_id: str) -> dict[str, Any] | None:
    """The stored plan of the job's reversal, be it finished or not; None when there is none."""
    entry = ledger.entry(job_id, REVERSE)
    return None if entry is None else plan_of(objects, entry)
