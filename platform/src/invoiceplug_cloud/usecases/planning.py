"""Planning: what preview and apply share - the named review over its reading, planned against the stock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.apply import plan_apply
from invoiceplug_cloud.domain.invoice_keys import duplicate_facts, is_duplicate
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.plan import Plan
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects, Vendors
from invoiceplug_cloud.domain.prices import price_findings
from invoiceplug_cloud.domain.records import InvoiceKey, Job, Mapping
from invoiceplug_cloud.domain.review import articles_of, check_decisions, items_named, vendor_of
from invoiceplug_cloud.usecases.documents import reading_of, rechecked, review_of
from invoiceplug_cloud.usecases.mappings import family_mappings


@dataclass(frozen=True, slots=True)
class Case:
    """A review that was named by hash, and the invoice it makes of its reading, checked again."""

    review: dict[str, Any]
    invoice: dict[str, Any]
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Claims:
    """The business keys of one invoice under all ids of its vendor, the id under which it is known today first."""

    known_as: str
    keys: tuple[InvoiceKey | None, ...]

    def duplicate(self, job_id: str) -> InvoiceKey | None:
        """The key under which another job has applied the invoice."""
        return next((key for key in self.keys if key is not None and is_duplicate(key, job_id)), None)


class Planning:
    """Opens the review that is named and plans its apply; the page's own figures are never trusted."""

    def __init__(self, objects: Objects, jobs: Jobs, inventory: Inventory, ledger: Ledger, vendors: Vendors) -> None:
        self._objects = objects
        self._jobs = jobs
        self._inventory = inventory
        self._ledger = ledger
        self._vendors = vendors

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
            raise _stale_reading(job)
        invoice, findings = rechecked(reading, review["corrections"])
        check_decisions(review, invoice)
        return Case(review, invoice, findings)

    def check_reading(self, case: Case, job: Job) -> None:
        """Nothing while the job's reading is still the one that the review was made of; otherwise STALE_READING."""
        if case.review["reading_sha256"] != job.reading_sha256:
            raise _stale_reading(job)

    def keep_reading(self, job: Job) -> None:
        """Makes the reading one that never expires: before the commit, so that no applied job ever lacks it."""
        if job.reading_key is not None and job.reading_version is not None:
            self._objects.keep(job.reading_key, job.reading_version)

    def plan(self, case: Case) -> tuple[Plan, Claims]:
        """The plan against the stock as it stands, and who applied this invoice before; the plan's refusals."""
        plan = plan_apply(
            review=case.review,
            invoice=case.invoice,
            findings=case.findings,
            items=self._inventory.items(items_named(case.review)),
            mappings=self._known(case),
        )
        claims = self._claims(plan)
        other = claims.duplicate(plan.job_id)
        return replace(plan, duplicate_of=other.job_id if other else None), claims

    def _claims(self, plan: Plan) -> Claims:
        family = self._vendors.family(plan.vendor_id)
        kind, number = plan.invoice["document_type"], plan.invoice["invoice_number"]
        return Claims(family[0], tuple(self._ledger.invoice_key(each, kind, number) for each in family))

    def _known(self, case: Case) -> dict[tuple[str, str], list[Mapping]]:
        vendor_id, articles = vendor_of(case.review, case.invoice), articles_of(case.invoice)
        if vendor_id is None:
            return {}
        family = self._vendors.family(vendor_id)
        return family_mappings(self._inventory, family, articles)


def preview_body(plan: Plan, claims: Claims) -> dict[str, Any]:
    """The HTTP body `preview`; `duplicate` names the other job that applied the same invoice."""
    other = claims.duplicate(plan.job_id)
    duplicate = {"duplicate": duplicate_facts(other)} if other else {}
    return {**plan.seen(), "plan_sha256": plan.sha256, "findings": price_findings(plan), **duplicate}


def _stale_reading(job: Job) -> InvoiceplugError:
    return InvoiceplugError("STALE_READING", reading_sha256=job.reading_sha256)
