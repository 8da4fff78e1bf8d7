"""The two transactions of a change of stock: the one that decides, and the chunk of a large one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import APPLIED, APPLYING, REVERSED
from invoiceplug_cloud.domain.records import APPLY, REVERSE, Chunk, Commit, KeyChange
from invoiceplug_cloud.gateways.job_rows import change_job, put_event
from invoiceplug_cloud.gateways.ledger_rows import entry_key, entry_row, invoice_key, invoice_row
from invoiceplug_cloud.gateways.rows import Terms, to_attributes
from invoiceplug_cloud.gateways.stock_rows import (
    Action,
    change_item,
    let_go,
    move_item,
    put_movement,
    raise_sequence,
)
from invoiceplug_cloud.gateways.transactions import MAX_ACTIONS

MAX_ITEMS = (MAX_ACTIONS - 4) // 2  # ledger, job, business key and stock come first

_MEANWHILE = {APPLY: APPLYING, REVERSE: APPLIED}  # the job's state between intent and last chunk
_CLOSED = {APPLY: APPLIED, REVERSE: REVERSED}  # the ledger row's after it


@dataclass(frozen=True, slots=True)
class Tables:
    """The names of the three tables."""

    ledger: str
    jobs: str
    inventory: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which row an action is about: ledger, job, invoice, stock, event or item."""

    row: str
    item: str | None = None


def commit_actions(tables: Tables, commit: Commit) -> list[tuple[Place, Action]]:
    """The commit in the order in which objections count: ledger, job, business key, stock, items. TOO_MANY_ITEMS."""
    if len(commit.changes) > MAX_ITEMS:
        raise InvoiceplugError("TOO_MANY_ITEMS", count=len(commit.changes), limit=MAX_ITEMS)
    entry = commit.entry
    large = entry.next < entry.chunks
    expected = {
        "status": commit.expected_status,
        "attempt": commit.expected_attempt,
        "review_sha256": commit.expected_review_sha256,
    }
    inside = None if large else commit.event
    placed = [(Place("ledger"), _put_entry(tables.ledger, commit))]
    placed.append((Place("job"), change_job(tables.jobs, commit.job, inside, entry.kind, expected)))
    if commit.key is not None:
        placed.append((Place("invoice"), _put_key(tables.ledger, commit.key)))
    holder = entry.job_id if large else None
    placed.append((Place("stock"), raise_sequence(tables.ledger, commit.stock, holder=holder)))
    if large:
        placed.append((Place("event"), put_event(tables.jobs, entry.job_id, commit.event)))
    for change in commit.changes:
        place = Place("item", change.movement.item)
        placed.append((place, change_item(tables.inventory, change)))
        placed.append((place, put_movement(tables.inventory, change.movement)))
    return placed


def chunk_actions(tables: Tables, chunk: Chunk) -> list[Action]:
    """The chunk: the ledger's row, which is the cursor and the guard, comes first; at most 3 + 2 n actions."""
    entry = chunk.entry
    expected = {"status": _MEANWHILE[entry.kind]}
    actions = [_advance_entry(tables.ledger, chunk)]
    actions.append(change_job(tables.jobs, chunk.job, chunk.event, entry.kind, expected))
    if chunk.last:
        actions.append(let_go(tables.ledger, entry.job_id))
    for movement in chunk.movements:
        actions += move_item(tables.inventory, movement), put_movement(tables.inventory, movement)
    return actions


def _put_entry(table: str, commit: Commit) -> Action:
    terms = Terms()
    item = to_attributes(entry_row(commit.entry)) | entry_key(commit.entry.job_id, commit.entry.kind)
    put = {"TableName": table, "Item": item, "ConditionExpression": terms.absent("job_id")}
    return {"Put": {**put, **terms.parameters()}}


def _put_key(table: str, change: KeyChange) -> Action:
    terms = Terms()
    if change.before is None:
        condition = terms.absent("job_id")
    else:
        condition = terms.equal({"id": change.before.job_id, "status": change.before.status})
    key = invoice_key(change.vendor_id, change.document_type, change.invoice_number)
    put: dict[str, Any] = {"TableName": table, "Item": to_attributes(invoice_row(change.after)) | key}
    return {"Put": {**put, "ConditionExpression": condition, **terms.parameters()}}


def _advance_entry(table: str, chunk: Chunk) -> Action:
    entry, terms = chunk.entry, Terms()
    closed = {"status": _CLOSED[entry.kind]} if chunk.last else {}
    update = {
        "TableName": table,
        "Key": entry_key(entry.job_id, entry.kind),
        "UpdateExpression": terms.assign({"next": entry.next + 1, **closed}),
        "ConditionExpression": terms.equal({"next": entry.next, "plan_key": entry.plan_key}),
    }
    return {"Update": {**update, **terms.parameters()}}
