"""Roll-forward: whatever change of stock has begun is finished, by whoever comes."""

from __future__ import annotations

from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.commits import after_chunk, is_closed, next_chunk
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects
from invoiceplug_cloud.domain.records import APPLY, REVERSE, Job, LedgerEntry, StockSeq
from invoiceplug_cloud.domain.stored_plan import mappings_of
from invoiceplug_cloud.usecases.documents import plan_of

MOST_IN_A_ROW = 5  # holders finished for one request; who meets more is told to come again


class RollForward:
    """Makes the chunks that are left of a change, from any crash, beside anybody else who does the same.

    Nothing in it can be refused: the intent was the commit point, and only it was held against the stock.
    """

    def __init__(self, objects: Objects, jobs: Jobs, ledger: Ledger, inventory: Inventory) -> None:
        self._objects = objects
        self._jobs = jobs
        self._ledger = ledger
        self._inventory = inventory

    def __call__(self) -> str | None:
        """The job that held the stock, its change complete now; None when nobody held it. BUSY: come again."""
        holder = self._ledger.stock().holder
        if holder is not None:
            self._finish_holder(holder)
        return holder

    def free_stock(self) -> StockSeq:
        """Where the order of all changes stands, once nobody holds the stock; finishes whoever does. BUSY."""
        for _ in range(MOST_IN_A_ROW):
            stock = self._ledger.stock()
            if stock.holder is None:
                return stock
            self._finish_holder(stock.holder)
        raise InvoiceplugError("BUSY", "Others keep changing the stock.")

    def finish(self, entry: LedgerEntry, document: dict[str, Any], job: Job | None = None) -> None:
        """Returns when all of the entry's stored plan is made, and what it taught is known.

        `job` is its row as the intent left it, for who knows it. BUSY, and whoever comes next goes on.
        """
        while not is_closed(entry):
            entry, job = (entry, job) if job is not None else self._as_read(entry)
            if is_closed(entry):
                break
            if self._ledger.advance(next_chunk(document, entry, job)):
                entry = after_chunk(entry)
            else:
                job = None  # somebody else is at it: look how far they are
        if entry.kind == APPLY:
            # Again whenever it is answered again: the one who came before may have died before it.
            self._inventory.learn(mappings_of(document))

    def _finish_holder(self, holder: str) -> None:
        # A reversal begins only after its apply is closed: in this order the open one is never missed.
        for kind in (APPLY, REVERSE):
            entry = self._ledger.entry(holder, kind)
            if entry is not None and not is_closed(entry):
                self.finish(entry, plan_of(self._objects, entry))
                return

    def _as_read(self, entry: LedgerEntry) -> tuple[LedgerEntry, Job]:
        # The job first: while the entry read after it is still open, the job is as the intent left it.
        job = self._jobs.get(entry.job_id)
        now = self._ledger.entry(entry.job_id, entry.kind)
        if now is None:
            raise InvoiceplugError("INTERNAL", "A row of the ledger is gone.", job_id=entry.job_id)
        return now, job
