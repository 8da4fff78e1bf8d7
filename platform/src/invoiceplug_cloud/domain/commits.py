"""From a stored plan to the transactions that make it true: one commit, or an intent and its chunks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from invoiceplug_cloud.domain.job import APPLIED, APPLYING, PARSED, REVERSED, move, note
from invoiceplug_cloud.domain.records import (
    APPLY,
    REVERSE,
    Chunk,
    Commit,
    Job,
    JobEvent,
    KeyChange,
    LedgerEntry,
    StockChange,
    StockSeq,
    StoredObject,
)
from invoiceplug_cloud.domain.stored_plan import movements_of

CHUNK_ITEMS = 48  # 4 + 2 n actions of one transaction, at most 100
REVERSING = "reversing"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a change of one kind is told: the job's states, the ledger row's states, the plan's members."""

    before: str
    after: str
    meanwhile: str
    id: str
    at: str
    reason: str


_KINDS = {
    APPLY: _Kind(PARSED, APPLIED, APPLYING, "apply_id", "applied_at", "duplicate_reason"),
    REVERSE: _Kind(APPLIED, REVERSED, REVERSING, "reverse_id", "reversed_at", "reason"),
}


def commit_of(
    document: Mapping[str, Any],
    stored: StoredObject,
    job: Job,
    *,
    stock: StockSeq,
    key: KeyChange | None,
    on_hand: Mapping[str, Decimal],
) -> Commit:
    """The transaction that decides over a stored plan (plan.v1): all of it up to 48 items, else its intent.

    `job` and `stock` are as read; `on_hand` says what each item holds before.
    """
    entry = _entry(document, stored)
    open_ = entry.next < entry.chunks
    changed, event = _begun(document, entry, job) if open_ else _closed(document, entry, job)
    movements = () if open_ else movements_of(document)
    return Commit(
        entry=entry,
        job=changed,
        expected_status=_KINDS[entry.kind].before,
        expected_attempt=job.attempt,
        expected_review_sha256=entry.review_sha256,
        event=event,
        key=key,
        stock=stock,
        changes=tuple(StockChange(on_hand[each.item], each) for each in movements),
        token=_token(entry, 0),
    )


def next_chunk(document: Mapping[str, Any], entry: LedgerEntry, job: Job) -> Chunk:
    """The transaction that comes next for an entry that is not complete, and its job as read since the intent.

    It is made of nothing but these, so that everybody who makes it sends the same request under the same token.
    """
    start = entry.next * CHUNK_ITEMS
    some = movements_of({**document, "movements": document["movements"][start : start + CHUNK_ITEMS]})
    changed = replace(job, progress={"done": entry.next + 1, "of": entry.chunks})
    chunk = Chunk(entry, some, changed, None, _token(entry, entry.next + 1))
    if not chunk.last:
        return chunk
    closed, event = _closed(document, entry, job)
    return replace(chunk, job=closed, event=event)


def after_chunk(entry: LedgerEntry) -> LedgerEntry:
    """The entry once its next chunk is made."""
    gone_on = replace(entry, next=entry.next + 1)
    return replace(gone_on, status=_KINDS[entry.kind].after) if is_closed(gone_on) else gone_on


def is_closed(entry: LedgerEntry) -> bool:
    """Whether all of the change is made."""
    return entry.next >= entry.chunks


def _entry(document: Mapping[str, Any], stored: StoredObject) -> LedgerEntry:
    kind = _KINDS[document["kind"]]
    chunks = max(1, -(-len(document["movements"]) // CHUNK_ITEMS))
    return LedgerEntry(
        job_id=document["job_id"],
        apply_id=document[kind.id],
        status=kind.after if chunks == 1 else kind.meanwhile,
        seq=document["seq"],
        applied_at=document[kind.at],
        review_sha256=document["review_sha256"],
        plan_sha256=document["plan_sha256"],
        plan_key=stored.key,
        plan_version=stored.version_id,
        kind=document["kind"],
        chunks=chunks,
        next=1 if chunks == 1 else 0,
    )


def _begun(document: Mapping[str, Any], entry: LedgerEntry, job: Job) -> tuple[Job, JobEvent]:
    progress = {"done": 0, "of": entry.chunks}
    reason = document.get(_KINDS[entry.kind].reason)
    if entry.kind == REVERSE:  # the job stays applied until all of it is taken back
        return note(job, REVERSING, at=entry.applied_at, detail=reason, progress=progress)
    return move(job, APPLYING, at=entry.applied_at, detail=reason, progress=progress, apply_id=entry.apply_id)


def _closed(document: Mapping[str, Any], entry: LedgerEntry, job: Job) -> tuple[Job, JobEvent]:
    kind, at = _KINDS[entry.kind], entry.applied_at
    named = {"apply_id": entry.apply_id} if entry.kind == APPLY else {}
    times, reason = {**job.times, kind.at: at}, document.get(kind.reason)
    return move(job, kind.after, at=at, detail=reason, times=times, progress=None, **named)


def _token(entry: LedgerEntry, part: int) -> str:
    return hashlib.sha256(f"{entry.plan_key}#{part}#{entry.seq}".encode()).hexdigest()[:36]
