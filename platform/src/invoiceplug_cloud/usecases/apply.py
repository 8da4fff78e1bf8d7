"""Apply: the one change of stock, at most once a job, whatever is lost, repeated or done at the same time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.commits import commit_of
from invoiceplug_cloud.domain.invoice_keys import APPLIED, after_apply, duplicate_facts
from invoiceplug_cloud.domain.plan import Plan
from invoiceplug_cloud.domain.ports import Ledger, Objects
from invoiceplug_cloud.domain.records import Commit, InvoiceKey, Job, KeyChange, LedgerEntry, StockSeq
from invoiceplug_cloud.domain.review import check_reason
from invoiceplug_cloud.domain.stored_plan import receipt, stored_bytes, stored_plan
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.documents import plan_of
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Claims, Planning, preview_body
from invoiceplug_cloud.usecases.receipt import reversal_of
from invoiceplug_cloud.usecases.roll_forward import RollForward

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
        roll_forward: RollForward,
        now: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._planning = planning
        self._objects = objects
        self._ledger = ledger
        self._roll_forward = roll_forward
        self._now = now
        self._patience = patience

    def __call__(self, request: ApplyRequest) -> dict[str, Any]:
        """The HTTP body `receipt`; the same review again answers with the first one, `already_applied` set.

        ALREADY_APPLIED with another review, DUPLICATE_INVOICE, STALE_PREVIEW (facts: the fresh preview), STALE_READING,
        the plan's refusals, ILLEGAL_MOVE. None of them has changed anything. BUSY: whatever has happened, sending the
        same again ends it.
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
        check_reason(request.duplicate_reason, "/duplicate_reason")
        case = self._planning.case(self._planning.job(request.job_id, request.review_sha256))
        for _ in self._patience.tries():
            stock = self._roll_forward.free_stock()  # before all else: what moves after it makes the commit fail
            job = self._planning.job(request.job_id, request.review_sha256)
            self._planning.check_reading(case, job)
            plan, claims = self._planning.plan(case)
            _refuse(plan, claims, request)
            document, commit = self._prepare(request, job, plan, stock, claims)
            try:
                self._ledger.commit(commit)
            except InvoiceplugError as error:
                if error.code not in FOUGHT_OVER or self._ledger.entry(request.job_id) is not None:
                    raise  # if there is an entry, the ledger answers
                continue  # the next plan says whether it still holds, or why it does not
            self._roll_forward.finish(commit.entry, document, commit.job)
            return receipt(document, already_applied=False)
        raise InvoiceplugError("BUSY", job_id=request.job_id)

    def _answer(self, entry: LedgerEntry, request: ApplyRequest) -> dict[str, Any]:
        if entry.review_sha256 != request.review_sha256:
            facts = {"job_id": entry.job_id, "review_sha256": entry.review_sha256, "applied_at": entry.applied_at}
            raise InvoiceplugError("ALREADY_APPLIED", **facts)
        document = plan_of(self._objects, entry)
        self._roll_forward.finish(entry, document)
        reversal = reversal_of(self._objects, self._ledger, entry.job_id)
        return receipt(document, already_applied=True, reversal=reversal)

    def _prepare(
        self, request: ApplyRequest, job: Job, plan: Plan, stock: StockSeq, claims: Claims
    ) -> tuple[dict[str, Any], Commit]:
        document = stored_plan(
            plan,
            known_as=claims.known_as,
            apply_id=request.apply_id,
            seq=stock.seq + 1,
            at=time_text(self._now()),
            duplicate_reason=request.duplicate_reason if claims.duplicate(job.job_id) else None,
        )
        body, sha256 = stored_bytes(document)
        stored = self._objects.put_once(keys.plan(job.job_id, sha256), body)
        self._planning.keep_reading(job)
        on_hand = {row.item.item: row.item.on_hand for row in plan.rows}
        key = _key_change(plan, claims, document["applied_at"])
        return document, commit_of(document, stored, job, stock=stock, key=key, on_hand=on_hand)


def _refuse(plan: Plan, claims: Claims, request: ApplyRequest) -> None:
    other = claims.duplicate(plan.job_id)
    if other is not None and not request.duplicate_reason:
        detail = f"Job {other.job_id} applied this invoice on {other.applied_at[:10]}."
        raise InvoiceplugError("DUPLICATE_INVOICE", detail, **duplicate_facts(other))
    if plan.sha256 != request.plan_sha256:
        raise InvoiceplugError("STALE_PREVIEW", preview=preview_body(plan, claims))


def _key_change(plan: Plan, claims: Claims, at: str) -> KeyChange:
    invoice = plan.invoice
    holder = InvoiceKey(
        job_id=plan.job_id,
        status=APPLIED,
        applied_at=at,
        review_sha256=plan.review_sha256,
        invoice_date=invoice["invoice_date"],
        grand_total=invoice["totals"]["grand"],
        currency=invoice["currency"],
    )
    return KeyChange(
        vendor_id=claims.known_as,
        document_type=invoice["document_type"],
        invoice_number=invoice["invoice_number"],
        before=claims.keys[0],
        after=after_apply(claims.keys[0], holder),
    )
