"""The table apply-ledger, and the one transaction that changes stock."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.records import Commit, InvoiceKey, LedgerEntry, StockSeq
from invoiceplug_cloud.gateways.job_rows import apply_job
from invoiceplug_cloud.gateways.patience import Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Row, Terms, to_attributes, to_row
from invoiceplug_cloud.gateways.stock_rows import Action, change_item, put_movement, raise_sequence, stock_key
from invoiceplug_cloud.gateways.transactions import MAX_ACTIONS, ConditionFailedError, TokenTakenError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# The places of the actions in a commit, in the order in which their objections count.
LEDGER, JOB, INVOICE, STOCK, ITEMS = range(5)


class DynamoLedger:
    """The port `Ledger` on DynamoDB."""

    def __init__(
        self, client: DynamoDBClient, *, ledger: str, jobs: str, inventory: str, pause: Pause = full_jitter
    ) -> None:
        self._client = client
        self._ledger, self._jobs, self._inventory = ledger, jobs, inventory
        self._transactions = Transactions(client, pause=pause)

    def entry(self, job_id: str) -> LedgerEntry | None:
        """The job's apply row, read consistently."""
        row = self._row(_entry_key(job_id))
        if row is None:
            return None
        return LedgerEntry(**_members(LedgerEntry, row))

    def invoice_key(self, vendor_id: str, document_type: str, number: str) -> InvoiceKey | None:
        """Which job applied this invoice, read consistently."""
        row = self._row(_invoice_key(vendor_id, document_type, number))
        if row is None:
            return None
        return InvoiceKey(**_members(InvoiceKey, row))

    def stock(self) -> StockSeq:
        """Sequence number of the last stock change and the job that holds the stock; (0, None) at the start."""
        row = self._row(stock_key()) or {"seq": 0}
        return StockSeq(row["seq"], row.get("holder"))

    def commit(self, commit: Commit) -> None:
        """All of the apply or nothing: 4 + 2 n actions; the errors are those of the port."""
        actions = [self._put_entry(commit), self._move_job(commit), self._take_invoice(commit)]
        actions.append(raise_sequence(self._ledger, commit.stock))
        for change in commit.changes:
            actions += change_item(self._inventory, change), put_movement(self._inventory, change.movement)
        if len(actions) > MAX_ACTIONS:
            raise InvoiceplugError("TOO_MANY_ITEMS", items=len(commit.changes), limit=(MAX_ACTIONS - ITEMS) // 2)
        try:
            self._transactions.write(actions, token=commit.token)
        except ConditionFailedError as failed:
            raise self._objection(failed.action, commit) from failed
        except TokenTakenError as taken:
            # This very change was sent before with other particulars; the ledger knows whether it was made.
            made = self.entry(commit.entry.job_id) is not None
            raise InvoiceplugError("ALREADY_APPLIED" if made else "BUSY", job_id=commit.entry.job_id) from taken

    def _put_entry(self, commit: Commit) -> Action:
        entry = dataclasses.asdict(commit.entry)
        row = to_attributes({**entry, "id": entry["job_id"]}) | _entry_key(commit.entry.job_id)
        terms = Terms()
        condition = terms.absent("job_id")
        put = {"TableName": self._ledger, "Item": row, "ConditionExpression": condition}
        return {"Put": {**put, **terms.parameters()}}

    def _move_job(self, commit: Commit) -> Action:
        expected = {
            "status": PARSED,
            "attempt": commit.expected_attempt,
            "review_sha256": commit.expected_review_sha256,
        }
        return apply_job(self._jobs, commit.job, commit.event, expected)

    def _take_invoice(self, commit: Commit) -> Action:
        key = _invoice_key(commit.vendor_id, commit.document_type, commit.invoice_number)
        holder = dataclasses.asdict(commit.invoice_key)
        terms = Terms()
        if commit.replaces is None:
            condition = terms.absent("job_id")
        else:
            condition = terms.equal({"id": commit.replaces.job_id, "status": commit.replaces.status})
        put = {"TableName": self._ledger, "Item": to_attributes({**holder, "id": holder["job_id"]}) | key}
        return {"Put": {**put, "ConditionExpression": condition, **terms.parameters()}}

    def _objection(self, action: int, commit: Commit) -> InvoiceplugError:
        job_id = commit.entry.job_id
        if action == LEDGER:
            return InvoiceplugError("ALREADY_APPLIED", job_id=job_id)
        if action == JOB:
            detail = "The job is no longer parsed under the review that is to be applied."
            return InvoiceplugError("ILLEGAL_MOVE", detail, job_id=job_id)
        if action == INVOICE:
            held = self.invoice_key(commit.vendor_id, commit.document_type, commit.invoice_number)
            facts = {} if held is None else dataclasses.asdict(held)
            return InvoiceplugError("DUPLICATE_INVOICE", **{k: v for k, v in facts.items() if v is not None})
        if action == STOCK:
            return InvoiceplugError("STALE_PREVIEW", "Other stock changed since the preview.", seq=commit.stock.seq)
        item = commit.changes[(action - ITEMS) // 2].movement.item
        return InvoiceplugError("STALE_PREVIEW", f"The stock of {item} changed since the preview.", item=item)

    def _row(self, key: dict[str, Any]) -> Row | None:
        found = self._client.get_item(TableName=self._ledger, Key=key, ConsistentRead=True)
        return to_row(found["Item"]) if "Item" in found else None


def _entry_key(job_id: str) -> dict[str, Any]:
    return to_attributes({"job_id": keys.job_partition(job_id), "entry": keys.APPLY})


def _invoice_key(vendor_id: str, document_type: str, number: str) -> dict[str, Any]:
    return to_attributes({"job_id": keys.invoice_partition(vendor_id, document_type, number), "entry": keys.KEY})


def _members(record: type[LedgerEntry] | type[InvoiceKey], row: Row) -> Row:
    # `job_id` is the name of the table's partition key; the job's own id stands beside it.
    return {**{field.name: row.get(field.name) for field in dataclasses.fields(record)}, "job_id": row["id"]}
