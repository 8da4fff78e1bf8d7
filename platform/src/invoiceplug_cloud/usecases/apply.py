"""Apply: the one change of stock, at most once a job, whatever is lost, repeated or done at the same time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import APPLIED, move
from invoiceplug_cloud.domain.plan import Plan
from invoiceplug_cloud.domain.ports import Inventory, Ledger, Objects
from invoiceplug_cloud.domain.records import Commit, InvoiceKey, Job, LedgerEntry, StockChange, StockSeq
from invoiceplug_cloud.domain.stored_plan import mappings_of, movements_of, receipt, stored_bytes, stored_plan
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning, duplicate_facts, is_duplicate, preview_body
from invoiceplug_cloud.usecases.receipt import applied_plan

# Not BUSY: the gateway was patient already, and a request has half a minute.
FOUGHT_OVER = ("STALE_PREVIEW", "DUPLICATE_INVOICE", "ILLEGAL_MOVE", "ALREADY_APPLIED")


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What the operator sends, as often as it likes: its own id, the review and the plan it saw."""

    job_id: str
    apply_id: str
    review_sha256: str
    plan_sha256: str
    duplicate_reason: str | None = None


class ApplyReview:
    """Applies the named review exactly as it was previewed, or nothing at all.

    The ledger's row is the guard and the truth: after every doubt it is read again and answered from.
    """

    def __init__(
        self,
        planning: Planning,
        objects: Objects,
        ledger: Ledger,
        inventory: Inventory,
        now: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._planning = planning
        self._objects = objects
        self._ledger = ledger
        self._inventory = inventory
        self._now = now
        self._patience = patience

    def __call__(self, request: ApplyRequest) -> dict[str, Any]:
        """The HTTP body `receipt`; the same review again answers with the first one, `already_applied` set.

        ALREADY_APPLIED with another review, DUPLICATE_INVOICE, STALE_PREVIEW (facts: the fresh preview), the plan's
        refusals, ILLEGAL_MOVE, BUSY. None of them has changed anything.
        """
        entry = self._ledger.entry(request.job_id)
        if entry is not None:
            return self._answer(entry, request)
        try:
            return self._apply(request)
        except Exception:
            # The other one may have been faster, or this very commit lost its answer: only the ledger knows.
            entry = self._ledger.entry(request.job_id)
            if entry is None:
                raise
            return self._answer(entry, request)

    def _apply(self, request: ApplyRequest) -> dict[str, Any]:
        case = self._planning.case(self._planning.job(request.job_id, request.review_sha256))
        for _ in self._patience.tries():
            stock = self._ledger.stock()  # before the items: what moves after it makes the commit fail
            if stock.holder is not None:
                continue
            job = self._planning.job(request.job_id, request.review_sha256)
            plan = self._planning.plan(case)
            key = self._planning.invoice_key(plan)
            _refuse(plan, key, request)
            document, commit = self._prepare(request, job, plan, stock, key)
            try:
                self._ledger.commit(commit)
            except InvoiceplugError as error:
                if error.code not in FOUGHT_OVER:
                    raise
                if self._ledger.entry(request.job_id) is not None:
                    raise  # answered from the ledger
                continue  # the next plan says whether it still holds, or why it does not
            self._inventory.learn(mappings_of(document))
            return receipt(document, already_applied=False)
        raise InvoiceplugError("BUSY", job_id=request.job_id)

    def _answer(self, entry: LedgerEntry, request: ApplyRequest) -> dict[str, Any]:
        if entry.review_sha256 != request.review_sha256:
            facts = {"job_id": entry.job_id, "review_sha256": entry.review_sha256, "applied_at": entry.applied_at}
            raise InvoiceplugError("ALREADY_APPLIED", **facts)
        document = applied_plan(self._objects, entry)
        self._inventory.learn(mappings_of(document))  # again: the first one may have died before it
        return receipt(document, already_applied=True)

    def _prepare(
        self, request: ApplyRequest, job: Job, plan: Plan, stock: StockSeq, key: InvoiceKey | None
    ) -> tuple[dict[str, Any], Commit]:
        at = time_text(self._now())
        reason = request.duplicate_reason if key and is_duplicate(key, job.job_id) else None
        document = stored_plan(plan, apply_id=request.apply_id, seq=stock.seq + 1, at=at, duplicate_reason=reason)
        body, sha256 = stored_bytes(document)
        stored = self._objects.put_once(keys.plan(job.job_id, sha256), body)
        entry = LedgerEntry(
            job_id=job.job_id,
            apply_id=request.apply_id,
            status=APPLIED,
            seq=stock.seq + 1,
            applied_at=at,
            review_sha256=plan.review_sha256,
            plan_sha256=plan.sha256,
            plan_key=stored.key,
            plan_version=stored.version_id,
        )
        return document, _commit(entry, job, plan, stock, key, document)


def _refuse(plan: Plan, key: InvoiceKey | None, request: ApplyRequest) -> None:
    if key is not None and is_duplicate(key, plan.job_id) and not request.duplicate_reason:
        detail = f"Job {key.job_id} applied this invoice on {key.applied_at[:10]}."
        raise InvoiceplugError("DUPLICATE_INVOICE", detail, **duplicate_facts(key))
    if plan.sha256 != request.plan_sha256:
        raise InvoiceplugError("STALE_PREVIEW", preview=preview_body(plan, key))


def _commit(
    entry: LedgerEntry, job: Job, plan: Plan, stock: StockSeq, key: InvoiceKey | None, document: dict[str, Any]
) -> Commit:
    invoice, at = plan.invoice, entry.applied_at
    reason = document.get("duplicate_reason")
    applied, event = move(
        job, APPLIED, at=at, detail=reason, apply_id=entry.apply_id, times={**job.times, "applied_at": at}
    )
    by_item = {movement.item: movement for movement in movements_of(document)}
    return Commit(
        entry=entry,
        job=applied,
        expected_review_sha256=plan.review_sha256,
        expected_attempt=job.attempt,
        event=event,
        vendor_id=plan.vendor_id,
        document_type=invoice["document_type"],
        invoice_number=invoice["invoice_number"],
        invoice_key=InvoiceKey(
            job_id=job.job_id,
            status=APPLIED,
            applied_at=at,
            review_sha256=plan.review_sha256,
            invoice_date=invoice["invoice_date"],
            grand_total=invoice["totals"]["grand"],
            currency=invoice["currency"],
        ),
        replaces=key,
        stock=stock,
        changes=tuple(StockChange(row.item.on_hand, by_item[row.item.item]) for row in plan.rows),
        token=hashlib.sha256(f"{entry.plan_key}#0#{entry.seq}".encode()).hexdigest()[:36],
    )
