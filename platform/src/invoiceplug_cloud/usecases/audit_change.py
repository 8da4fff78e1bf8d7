"""One change of the ledger under audit: its stored plan, and the review and the reading that it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.audit import Difference
from invoiceplug_cloud.domain.audit_claims import Claim, job_difference
from invoiceplug_cloud.domain.audit_plans import entry_differences, replanned_differences, reversal_differences
from invoiceplug_cloud.domain.commits import CHUNK_ITEMS, is_closed
from invoiceplug_cloud.domain.ports import Jobs, Objects
from invoiceplug_cloud.domain.records import APPLY, Item, Job, LedgerEntry, Movement
from invoiceplug_cloud.domain.stored_plan import movements_of
from invoiceplug_cloud.usecases.documents import plan_of, reading_of, rechecked, review_of


@dataclass(slots=True)
class Checked:
    """A change: its plan, None when it cannot be read; the movements it has made so far; and what differs."""

    document: dict[str, Any] | None = None
    movements: tuple[Movement, ...] = ()
    differences: list[Difference] = field(default_factory=list)


class AuditChange:
    """Checks ledger rows against their documents; keeps in `claims` which invoice each of them was of."""

    def __init__(self, objects: Objects, jobs: Jobs, claims: dict[str, Claim], items: Mapping[str, Item]) -> None:
        self._objects = objects
        self._jobs = jobs
        self._items = items
        self.claims = claims
        self.unchecked: list[str] = []

    def check(self, entry: LedgerEntry) -> Checked:
        """What the row's plan changes, and every difference between row, plan, job, review and reading."""
        checked = Checked()
        try:
            checked.document = plan_of(self._objects, entry)
        except InvoiceplugError as error:
            checked.differences.append(_unreadable("plan", entry, error))
        else:
            movements = movements_of(checked.document)
            checked.movements = movements if is_closed(entry) else movements[: entry.next * CHUNK_ITEMS]
            checked.differences += entry_differences(entry, checked.document)
        if entry.kind == APPLY:
            checked.differences += self._apply(entry, checked.document)
        elif checked.document is not None:
            checked.differences += self._reversal(entry, checked.document)
        return checked

    def _apply(self, entry: LedgerEntry, document: dict[str, Any] | None) -> Iterator[Difference]:
        try:
            job = self._jobs.get(entry.job_id)
        except InvoiceplugError as error:
            yield _unreadable("job", entry, error)
            return
        difference = job_difference(self.claims[entry.job_id], job)
        if difference is not None:
            yield difference
        if document is not None:
            invoice = document["document_type"], document["invoice_number"]
            self.claims[entry.job_id] = replace(self.claims[entry.job_id], invoice=invoice)
            yield from self._planned_again(entry, document, job)

    def _planned_again(self, entry: LedgerEntry, document: dict[str, Any], job: Job) -> Iterator[Difference]:
        try:
            review = review_of(self._objects, job)
        except InvoiceplugError as error:
            yield _unreadable("review", entry, error)
            return
        if review is None or review["review_sha256"] != entry.review_sha256:
            message = "The job's review is not the one that the ledger names."
            yield Difference("job", message, None, entry.job_id, entry.seq)
            return
        try:
            invoice, _ = rechecked(reading_of(self._objects, job), review["corrections"])
        except InvoiceplugError as error:
            if error.code == "SOURCE_EXPIRED":
                self.unchecked.append(entry.job_id)
            else:
                yield _unreadable("reading", entry, error)
            return
        yield from replanned_differences(entry, document, review, invoice, self._items)

    def _reversal(self, entry: LedgerEntry, document: dict[str, Any]) -> Iterator[Difference]:
        claim = self.claims.get(entry.job_id)
        if claim is None:
            return  # told as a reversal without an apply
        try:
            applied = plan_of(self._objects, claim.apply)
        except InvoiceplugError:
            return  # told at the apply
        yield from reversal_differences(entry, movements_of(document), movements_of(applied))


def _unreadable(what: str, entry: LedgerEntry, error: InvoiceplugError) -> Difference:
    message = f"The {what} of the {entry.kind} cannot be read: {error.detail} ({error.code})"
    return Difference(what, message, None, entry.job_id, entry.seq)
