"""Planning: what preview and apply share - the named review over its reading, planned against the stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.apply import plan_apply
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.plan import Plan
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects
from invoiceplug_cloud.domain.prices import price_findings
from invoiceplug_cloud.domain.records import InvoiceKey, Job
from invoiceplug_cloud.domain.review import articles_of, check_lines, items_named, vendor_of
from invoiceplug_cloud.usecases.documents import reading_of, rechecked, review_of


@dataclass(frozen=True, slots=True)
class Case:
    """A review that was named by hash, and the invoice it makes of its reading, checked again."""

    review: dict[str, Any]
    invoice: dict[str, Any]
    findings: list[dict[str, Any]]


class Planning:
    """Opens the review that is named and plans its apply; the page's own figures are never trusted."""

    def __init__(self, objects: Objects, jobs: Jobs, inventory: Inventory, ledger: Ledger) -> None:
        self._objects = objects
        self._jobs = jobs
        self._inventory = inventory
        self._ledger = ledger

    def job(self, job_id: str, review_sha256: str) -> Job:
        """The job, parsed and under that review; ILLEGAL_MOVE, STALE_PREVIEW when another review is the newest."""
        job = self._jobs.get(job_id)
        if job.status != PARSED:
            raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} cannot be applied.", status=job.status)
        if job.review_sha256 != review_sha256:
            detail = "The review that is named is not the newest one."
            facts = {"version": job.review_version, "review_sha256": job.review_sha256}
            raise InvoiceplugError("STALE_PREVIEW", detail, **facts)
        return job

    def case(self, job: Job) -> Case:
        """The job's review and what it makes of the reading; STALE_READING when it was made of an earlier one."""
        reading = reading_of(self._objects, job)
        review = review_of(self._objects, job)
        if review is None or review["reading_sha256"] != job.reading_sha256:
            raise InvoiceplugError("STALE_READING", reading_sha256=job.reading_sha256)
        invoice, findings = rechecked(reading, review["corrections"])
        check_lines(review, invoice)
        return Case(review, invoice, findings)

    def plan(self, case: Case) -> Plan:
        """The plan against the stock as it stands; the refusals of `plan_apply`."""
        vendor_id = vendor_of(case.review, case.invoice)
        return plan_apply(
            review=case.review,
            invoice=case.invoice,
            findings=case.findings,
            items=self._inventory.items(items_named(case.review)),
            mappings=self._inventory.mappings(vendor_id, articles_of(case.invoice)) if vendor_id else {},
        )

    def invoice_key(self, plan: Plan) -> InvoiceKey | None:
        """Who applied this invoice before, be it this job, another, or one whose apply was reversed."""
        invoice = plan.invoice
        return self._ledger.invoice_key(plan.vendor_id, invoice["document_type"], invoice["invoice_number"])


def preview_body(plan: Plan, key: InvoiceKey | None) -> dict[str, Any]:
    """The HTTP body `preview`; `duplicate` names the other job that applied the same invoice."""
    duplicate = {"duplicate": duplicate_facts(key)} if key and is_duplicate(key, plan.job_id) else {}
    return {**plan.seen(), "plan_sha256": plan.sha256, "findings": price_findings(plan), **duplicate}


def is_duplicate(key: InvoiceKey, job_id: str) -> bool:
    """Whether the business key belongs to another job's apply that was not reversed."""
    return key.status == "applied" and key.job_id != job_id


def duplicate_facts(key: InvoiceKey) -> dict[str, Any]:
    """The HTTP body `duplicate`: the other job, its date and total."""
    facts = {
        "job_id": key.job_id,
        "invoice_date": key.invoice_date,
        "grand_total": key.grand_total,
        "currency": key.currency,
        "applied_at": key.applied_at,
    }
    return {name: value for name, value in facts.items() if value is not None}
