"""Business keys, jobs and the stock's holder held against the ledger: who has applied what, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.audit import Difference
from invoiceplug_cloud.domain.commits import REVERSING, is_closed
from invoiceplug_cloud.domain.job import APPLIED, APPLYING, REVERSED
from invoiceplug_cloud.domain.records import APPLY, REVERSE, InvoiceKey, Job, LedgerEntry, StockSeq

_STATUSES = {APPLY: (APPLYING, APPLIED), REVERSE: (REVERSING, REVERSED)}  # while chunks are left, and then


@dataclass(frozen=True, slots=True)
class Claim:
    """What one job's ledger rows say of it: which invoice it applied, and whether that was taken back."""

    apply: LedgerEntry
    reverse: LedgerEntry | None = None
    invoice: tuple[str, str] | None = None  # document type and number; None when its plan cannot be read

    @property
    def open(self) -> LedgerEntry | None:
        """The row that still has chunks to make."""
        return next((each for each in (self.apply, self.reverse) if each and not is_closed(each)), None)

    @property
    def job_status(self) -> str:
        """How the job stands by its ledger rows."""
        if not is_closed(self.apply):
            return APPLYING
        return REVERSED if self.reverse and self.reverse is not self.open else APPLIED


def claims_of(entries: Iterable[LedgerEntry]) -> tuple[dict[str, Claim], list[Difference]]:
    """The claim of each job, and the reversals of what was never applied."""
    claims: dict[str, Claim] = {}
    strays: list[Difference] = []
    for entry in sorted(entries, key=lambda each: each.kind != APPLY):
        if entry.kind == APPLY:
            claims[entry.job_id] = Claim(entry)
        elif entry.job_id in claims:
            claims[entry.job_id] = replace(claims[entry.job_id], reverse=entry)
        else:
            message = "The ledger tells of a reversal, but of no apply."
            strays.append(Difference("ledger", message, None, entry.job_id, entry.seq))
    return claims, strays


def status_differences(entries: Iterable[LedgerEntry]) -> Iterator[Difference]:
    """Ledger rows whose status is not that of their chunks."""
    for entry in entries:
        during, at_the_end = _STATUSES[entry.kind]
        expected = at_the_end if is_closed(entry) else during
        if entry.status != expected or not 0 <= entry.next <= entry.chunks:
            message = f"Its status is {entry.status} with {entry.next} of {entry.chunks} chunks made."
            yield Difference("ledger", message, None, entry.job_id, entry.seq, entry.status, expected)


def job_difference(claim: Claim, job: Job) -> Difference | None:
    """Whether the job stands otherwise than the ledger says."""
    if job.status != claim.job_status:
        message = f"The job is {job.status}; by the ledger it is {claim.job_status}."
        return Difference("job", message, None, job.job_id, claim.apply.seq, job.status, claim.job_status)
    return None


def unclaimed_job(job: Job) -> Difference:
    """A job that says it moved stock, though the ledger knows nothing of it."""
    return Difference("job", f"The job is {job.status}, but the ledger has no row of it.", None, job.job_id)


def holder_differences(stock: StockSeq, claims: Mapping[str, Claim]) -> Iterator[Difference]:
    """A holder that holds the stock for nothing, and changes that are open without holding it."""
    if stock.holder is not None and (stock.holder not in claims or claims[stock.holder].open is None):
        message = "The job holds the stock, though nothing of it is left to be done."
        yield Difference("holder", message, None, stock.holder)
    for job_id, claim in sorted(claims.items()):
        if claim.open is not None and job_id != stock.holder:
            message = f"The {claim.open.kind} is not finished, but the job does not hold the stock."
            yield Difference("holder", message, None, job_id, claim.open.seq)


def key_differences(rows: Iterable[tuple[str, InvoiceKey]], claims: Mapping[str, Claim]) -> Iterator[Difference]:
    """Business keys (partition and row) that the ledger does not bear out, and applies that none names."""
    named: set[str] = set()
    for partition, row in rows:
        members: list[dict[str, Any]] = [_members(row), *row.also]
        for member in members:
            named.add(member["job_id"])
            message = _key_difference(partition, member, claims.get(member["job_id"]))
            if message:
                yield Difference("invoice_key", message, None, member["job_id"])
    for job_id, claim in sorted(claims.items()):
        if claim.job_status != REVERSED and claim.open is None and job_id not in named:
            message = "The job has applied its invoice, but no business key names it."
            yield Difference("invoice_key", message, None, job_id, claim.apply.seq)


def _key_difference(partition: str, member: Mapping[str, Any], claim: Claim | None) -> str | None:
    if claim is None:
        return f"The business key {partition} names a job that the ledger does not know."
    if claim.invoice and not keys.is_of_invoice(partition, *claim.invoice):
        return f"The business key {partition} names a job that applied {' '.join(claim.invoice)}."
    if member["review_sha256"] != claim.apply.review_sha256:
        return f"The business key {partition} names another review than the ledger."
    expected = REVERSED if claim.job_status == REVERSED else APPLIED
    if claim.open is None and member["status"] != expected:
        return f"The business key {partition} says {member['status']}; by the ledger the job is {expected}."
    return None


def _members(row: InvoiceKey) -> dict[str, Any]:
    return {"job_id": row.job_id, "status": row.status, "review_sha256": row.review_sha256}
