"""The table apply-ledger, and the transactions that change stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import APPLY, Chunk, Commit, InvoiceKey, LedgerEntry, StockSeq
from invoiceplug_cloud.gateways import stock_changes
from invoiceplug_cloud.gateways.ledger_rows import entry_key, invoice_key, read_entry, read_invoice_key
from invoiceplug_cloud.gateways.meter import Moved, unheard
from invoiceplug_cloud.gateways.patience import Pause, full_jitter
from invoiceplug_cloud.gateways.rows import Row, to_row
from invoiceplug_cloud.gateways.scans import scan_entries, scan_invoice_keys
from invoiceplug_cloud.gateways.slowness import busy_when_slow
from invoiceplug_cloud.gateways.stock_changes import Place, Tables
from invoiceplug_cloud.gateways.stock_rows import Action, stock_key
from invoiceplug_cloud.gateways.transactions import ConditionFailedError, TokenTakenError, Transactions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoLedger:
    """The port `Ledger` on DynamoDB. `moved` hears of every move of a job once it is stored."""

    def __init__(
        self,
        client: DynamoDBClient,
        *,
        ledger: str,
        jobs: str,
        inventory: str,
        pause: Pause = full_jitter,
        moved: Moved = unheard,
    ) -> None:
        self._client = client
        self._moved = moved
        self._tables = Tables(ledger, jobs, inventory)
        self._transactions = Transactions(client, pause=pause)

    def entry(self, job_id: str, kind: str = APPLY) -> LedgerEntry | None:
        """The job's row of that kind (apply, reverse), read consistently."""
        row = self._row(entry_key(job_id, kind))
        return None if row is None else read_entry(row)

    def entries(self) -> Iterator[LedgerEntry]:
        """Every row of both kinds, in any order; for the audit."""
        return scan_entries(self._client, self._tables.ledger)

    def invoice_key(self, vendor_id: str, document_type: str, number: str) -> InvoiceKey | None:
        """Which job applied this invoice, read consistently."""
        row = self._row(invoice_key(vendor_id, document_type, number))
        return None if row is None else read_invoice_key(row)

    def invoice_keys(self) -> Iterator[tuple[str, InvoiceKey]]:
        """Every business key's partition and row, in any order; for the audit."""
        return scan_invoice_keys(self._client, self._tables.ledger)

    def stock(self) -> StockSeq:
        """Sequence number of the last stock change and the job that holds the stock; (0, None) at the start."""
        row = self._row(stock_key()) or {"seq": 0}
        return StockSeq(row["seq"], row.get("holder"))

    def commit(self, commit: Commit) -> None:
        """All of the change, or its intent, or nothing: at most 4 + 2 n actions; the errors are those of the port."""
        placed = stock_changes.commit_actions(self._tables, commit)
        try:
            self._write([action for _, action in placed], commit.token)
        except ConditionFailedError as failed:
            raise self._objection(placed[failed.action][0], commit) from failed
        self._moved(commit.job, commit.event)

    def advance(self, chunk: Chunk) -> bool:
        """Makes the chunk; False when somebody else made it. BUSY: read the ledger again."""
        try:
            self._write(stock_changes.chunk_actions(self._tables, chunk), chunk.token)
        except ConditionFailedError as failed:
            if failed.action == 0:  # the ledger's row is the cursor: it has gone on
                return False
            detail = f"Chunk {chunk.entry.next} met what no chunk can meet, at action {failed.action}."
            raise InvoiceplugError("INTERNAL", detail, job_id=chunk.entry.job_id) from failed
        if chunk.event is not None:
            self._moved(chunk.job, chunk.event)
        return True

    def _write(self, actions: list[Action], token: str) -> None:
        try:
            self._transactions.write(actions, token=token)
        except TokenTakenError:
            # Sent before with other particulars, made or not. The rows are the guard, never the token: under a token
            # of its own the conditions say which.
            self._transactions.write(actions)

    def _objection(self, place: Place, commit: Commit) -> InvoiceplugError:
        job_id = commit.entry.job_id
        match place.row:
            case "ledger":
                return InvoiceplugError("ALREADY_APPLIED", job_id=job_id)
            case "job" | "event":
                detail = f"The job is no longer {commit.expected_status} as it was when the change was planned."
                return InvoiceplugError("ILLEGAL_MOVE", detail, job_id=job_id)
            case "invoice":
                return self._duplicate(commit)
            case "stock":
                return InvoiceplugError("STALE_PREVIEW", "Other stock changed since the preview.", seq=commit.stock.seq)
        detail = f"The stock of {place.item} changed since the preview."
        return InvoiceplugError("STALE_PREVIEW", detail, item=place.item)

    def _duplicate(self, commit: Commit) -> InvoiceplugError:
        key = commit.key
        held = key and self.invoice_key(key.vendor_id, key.document_type, key.invoice_number)
        if held is None:
            return InvoiceplugError("DUPLICATE_INVOICE")
        names = ("job_id", "status", "applied_at", "review_sha256", "invoice_date", "grand_total", "currency")
        facts = {name: getattr(held, name) for name in names}
        return InvoiceplugError("DUPLICATE_INVOICE", **{k: v for k, v in facts.items() if v is not None})

    @busy_when_slow()
    def _row(self, key: dict[str, Any]) -> Row | None:
        found = self._client.get_item(TableName=self._tables.ledger, Key=key, ConsistentRead=True)
        return to_row(found["Item"]) if "Item" in found else None
