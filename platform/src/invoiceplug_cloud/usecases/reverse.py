"""Reverse: takes an apply back, at most once, by negating the movements that it stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.commits import commit_of
from invoiceplug_cloud.domain.invoice_keys import after_reversal
from invoiceplug_cloud.domain.job import APPLIED
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects
from invoiceplug_cloud.domain.records import REVERSE, Commit, Job, KeyChange, LedgerEntry, StockSeq
from invoiceplug_cloud.domain.reversal import plan_reversal, reversal_view, stored_reversal
from invoiceplug_cloud.domain.review import check_reason
from invoiceplug_cloud.domain.stored_plan import movements_of, stored_bytes
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.apply import FOUGHT_OVER
from invoiceplug_cloud.usecases.documents import plan_of
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.roll_forward import RollForward


@dataclass(frozen=True, slots=True)
class ReverseRequest:
    """What the operator sends, as often as it likes: its own id and why."""

    job_id: str
    reverse_id: str
    reason: str


class ReverseJob:
    """Takes back what a job applied, all of it or nothing; its business key is free again, its ledger rows stay."""

    def __init__(
        self,
        objects: Objects,
        jobs: Jobs,
        ledger: Ledger,
        inventory: Inventory,
        roll_forward: RollForward,
        now: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._objects = objects
        self._jobs = jobs
        self._ledger = ledger
        self._inventory = inventory
        self._roll_forward = roll_forward
        self._now = now
        self._patience = patience

    def __call__(self, request: ReverseRequest) -> dict[str, Any]:
        """The HTTP body `reversal`; sent again, under whatever id, the first one with `already_reversed` set.

        JOB_NOT_FOUND, ILLEGAL_MOVE unless the job is applied, NEGATIVE_STOCK, REQUEST_INVALID for a reason that says
        nothing: nothing has changed. BUSY: whatever has happened, sending the same again ends it.
        """
        entry = self._ledger.entry(request.job_id, REVERSE)
        if entry is not None:
            return self._answer(entry)
        try:
            return self._reverse(request)
        except Exception:
            entry = self._ledger.entry(request.job_id, REVERSE)
            if entry is None:
                raise
            return self._answer(entry)

    def _reverse(self, request: ReverseRequest) -> dict[str, Any]:
        check_reason(request.reason, "/reason")
        for _ in self._patience.tries():
            stock = self._roll_forward.free_stock()  # before all else: what moves after it makes the commit fail
            job = self._jobs.get(request.job_id)
            applied = self._ledger.entry(request.job_id)
            if job.status != APPLIED or applied is None:
                detail = f"A job that is {job.status} cannot be reversed."
                raise InvoiceplugError("ILLEGAL_MOVE", detail, status=job.status)
            document, commit = self._prepare(request, job, applied, stock)
            try:
                self._ledger.commit(commit)
            except InvoiceplugError as error:
                if error.code not in FOUGHT_OVER or self._ledger.entry(request.job_id, REVERSE) is not None:
                    raise  # if there is an entry, the ledger answers
                continue
            self._roll_forward.finish(commit.entry, document, commit.job)
            return reversal_view(document, already_reversed=False)
        raise InvoiceplugError("BUSY", job_id=request.job_id)

    def _answer(self, entry: LedgerEntry) -> dict[str, Any]:
        document = plan_of(self._objects, entry)
        self._roll_forward.finish(entry, document)
        return reversal_view(document, already_reversed=True)

    def _prepare(
        self, request: ReverseRequest, job: Job, applied: LedgerEntry, stock: StockSeq
    ) -> tuple[dict[str, Any], Commit]:
        plan = plan_of(self._objects, applied)
        rows = plan_reversal(plan, self._inventory.items([each.item for each in movements_of(plan)]))
        document = stored_reversal(
            plan,
            applied,
            rows,
            reverse_id=request.reverse_id,
            reason=request.reason,
            seq=stock.seq + 1,
            at=time_text(self._now()),
        )
        body, sha256 = stored_bytes(document)
        stored = self._objects.put_once(keys.plan(job.job_id, sha256), body)
        on_hand = {row.item.item: row.item.on_hand for row in rows}
        key = self._key_change(plan, job.job_id)
        return document, commit_of(document, stored, job, stock=stock, key=key, on_hand=on_hand)

    def _key_change(self, plan: dict[str, Any], job_id: str) -> KeyChange | None:
        named = plan["known_as"], plan["document_type"], plan["invoice_number"]
        before = self._ledger.invoice_key(*named)
        after = after_reversal(before, job_id)
        return None if after is None else KeyChange(*named, before, after)
