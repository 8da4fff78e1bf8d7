"""The table apply-ledger in memory, and the one atomic commit."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

from fake_aws.jobs import REVIEW, store_job
from fake_aws.store import Store

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.records import Commit, InvoiceKey, Job, LedgerEntry, StockChange, StockSeq

MAX_ITEMS = 48


class FakeLedger:
    """The port `Ledger`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entry(self, job_id: str) -> LedgerEntry | None:
        with self._store.operation("ledger.entry"):
            return self._store.ledger.get(job_id)

    def invoice_key(self, vendor_id: str, document_type: str, number: str) -> InvoiceKey | None:
        with self._store.operation("ledger.invoice_key"):
            return self._store.invoices.get(keys.invoice_partition(vendor_id, document_type, number))

    def stock(self) -> StockSeq:
        with self._store.operation("ledger.stock"):
            return self._store.stock

    def commit(self, commit: Commit) -> None:
        with self._store.operation("ledger.commit"):
            if len(commit.changes) > MAX_ITEMS:
                raise InvoiceplugError("TOO_MANY_ITEMS", items=len(commit.changes), limit=MAX_ITEMS)
            if self._is_repeated(commit):
                return
            self._check(commit)
            self._write(commit)
            self._store.tokens[commit.token] = commit

    def _is_repeated(self, commit: Commit) -> bool:
        earlier = self._store.tokens.get(commit.token)
        if earlier is not None and earlier != commit:
            made = commit.entry.job_id in self._store.ledger
            raise InvoiceplugError("ALREADY_APPLIED" if made else "BUSY", job_id=commit.entry.job_id)
        return earlier is not None

    def _check(self, commit: Commit) -> None:
        job_id = commit.entry.job_id
        if job_id in self._store.ledger:
            raise InvoiceplugError("ALREADY_APPLIED", job_id=job_id)
        self._check_job(commit)
        self._check_invoice(commit)
        if self._store.stock != StockSeq(commit.stock.seq):
            raise InvoiceplugError("STALE_PREVIEW", "Other stock changed since the preview.", seq=commit.stock.seq)
        for change in commit.changes:
            item = self._store.items.get(change.movement.item)
            if item is None or item.on_hand != change.before:
                name = change.movement.item
                raise InvoiceplugError("STALE_PREVIEW", f"The stock of {name} changed since the preview.", item=name)

    def _check_job(self, commit: Commit) -> None:
        job = self._store.jobs.get(commit.entry.job_id)
        expected = (PARSED, commit.expected_attempt, commit.expected_review_sha256)
        if job is None or (job.status, job.attempt, job.review_sha256) != expected:
            raise InvoiceplugError("ILLEGAL_MOVE", "The job is no longer parsed under that review.")

    def _check_invoice(self, commit: Commit) -> None:
        held = self._store.invoices.get(_invoice(commit))
        known = None if commit.replaces is None else (commit.replaces.job_id, commit.replaces.status)
        if (None if held is None else (held.job_id, held.status)) != known:
            facts = {} if held is None else asdict(held)
            raise InvoiceplugError("DUPLICATE_INVOICE", **{k: v for k, v in facts.items() if v is not None})

    def _write(self, commit: Commit) -> None:
        job_id = commit.entry.job_id
        self._store.ledger[job_id] = commit.entry
        names = [each.name for each in fields(Job) if each.name not in REVIEW]
        store_job(self._store, self._store.jobs[job_id], commit.job, names, commit.event)
        self._store.invoices[_invoice(commit)] = commit.invoice_key
        self._store.stock = StockSeq(commit.stock.seq + 1)
        for change in commit.changes:
            self._change(change)

    def _change(self, change: StockChange) -> None:
        movement = change.movement
        item = self._store.items[movement.item]
        self._store.items[item.item] = replace(item, on_hand=change.before + movement.delta, updated_at=movement.at)
        self._store.movements[item.item].insert(0, movement)


def _invoice(commit: Commit) -> str:
    return keys.invoice_partition(commit.vendor_id, commit.document_type, commit.invoice_number)
