"""Records for tests: valid by themselves, every member can be set."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from invoiceplug_cloud.domain.records import (
    Chunk,
    Commit,
    InvoiceKey,
    Item,
    Job,
    JobEvent,
    KeyChange,
    LedgerEntry,
    Movement,
    StockChange,
    StockSeq,
)

NOON = "2026-03-04T12:00:00.000Z"
LATER = "2026-03-04T12:05:00.000Z"
SHA = "ab" * 32
OTHER_SHA = "cd" * 32
SUMMARY = {
    "vendor_id": "nordkontor",
    "vendor_name": "Nordkontor GmbH",
    "document_type": "invoice",
    "invoice_number": "RE-2026-0815",
    "invoice_date": "2026-03-01",
    "grand_total": "1190.00",
    "currency": "EUR",
    "findings": {"error": 0, "warning": 1, "info": 0},
    "unmapped": 2,
}


def new_id() -> str:
    return str(uuid.uuid4())


def a_job(**members: Any) -> Job:
    """A job that awaits its upload."""
    fresh = {
        "job_id": new_id(),
        "status": "awaiting_upload",
        "attempt": 0,
        "name": "invoice.pdf",
        "size": 12345,
        "sha256": SHA,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Job(**{**fresh, **members})


def an_event(seq: int = 1, what: str = "created", **members: Any) -> JobEvent:
    return JobEvent(seq, NOON, what, **members)


def a_parsed_job(**members: Any) -> Job:
    """A job with a reading and its first review."""
    parsed = {
        "status": "parsed",
        "attempt": 1,
        "events": 4,
        "reading_sha256": OTHER_SHA,
        "review_version": 1,
        "review_key": "reviews/default/x/1-abab.json",
        "review_object_version": "v1",
        "review_sha256": SHA,
        "summary": SUMMARY,
        "times": {"queued_at": NOON, "parsed_at": NOON},
    }
    return a_job(**{**parsed, **members})


def an_item(item: str = "BOLT-8", on_hand: str = "10.00", **members: Any) -> Item:
    number = Decimal(on_hand)
    scale = -int(number.as_tuple().exponent)
    return Item(**{"item": item, "name": f"{item} by name", "unit": "EA", "scale": scale, "on_hand": number,
                   "updated_at": NOON, **members})  # fmt: skip


def an_opening(item: Item, seq: int = 1) -> Movement:
    return Movement(item.item, seq, "opening", "opening", item.on_hand, NOON)


def a_movement(item: str, delta: str, *, seq: int, job_id: str, **members: Any) -> Movement:
    return Movement(item, seq, job_id, "apply", Decimal(delta), LATER, lines=("1",), **members)


def a_commit(
    job: Job,
    changes: list[tuple[str, str, str]],
    *,
    seq: int,
    number: str = "RE-2026-0815",
    before: InvoiceKey | None = None,
    **members: Any,
) -> Commit:
    """The apply of a parsed job; a change is (item, before, delta), `seq` is the stock's as read."""
    entry = LedgerEntry(job.job_id, new_id(), "applied", seq + 1, LATER, SHA, OTHER_SHA, "plans/default/x.json", "v1")
    applied = replace(job, status="applied", apply_id=entry.apply_id, updated_at=LATER, events=job.events + 1,
                      times={**job.times, "applied_at": LATER})  # fmt: skip
    moved = tuple(
        StockChange(Decimal(before_), a_movement(item, delta, seq=seq + 1, job_id=job.job_id))
        for item, before_, delta in changes
    )
    after = InvoiceKey(job.job_id, "applied", LATER, SHA, "2026-03-01", "1190.00", "EUR")
    commit = {
        "entry": entry,
        "job": applied,
        "expected_status": "parsed",
        "expected_attempt": job.attempt,
        "expected_review_sha256": SHA,
        "event": JobEvent(job.events + 1, LATER, "applied", "parsed", "applied", job.attempt),
        "key": KeyChange("nordkontor", "invoice", number, before, after),
        "stock": StockSeq(seq),
        "changes": moved,
        "token": new_id(),
    }
    return Commit(**{**commit, **members})


def an_intent(job: Job, *, seq: int, chunks: int = 2, **members: Any) -> Commit:
    """The intent of an apply in that many chunks."""
    whole = a_commit(job, [], seq=seq, **members)
    begun = replace(job, status="applying", apply_id=whole.entry.apply_id, updated_at=LATER, events=job.events + 1,
                    progress={"done": 0, "of": chunks})  # fmt: skip
    return replace(
        whole,
        entry=replace(whole.entry, status="applying", chunks=chunks, next=0),
        job=begun,
        event=JobEvent(job.events + 1, LATER, "applying", "parsed", "applying", job.attempt),
    )


def a_chunk(intent: Commit, number: int, *deltas: tuple[str, str]) -> Chunk:
    """A chunk of that intent with these (item, delta)."""
    entry = replace(intent.entry, next=number)
    moved = tuple(a_movement(item, delta, seq=entry.seq, job_id=entry.job_id) for item, delta in deltas)
    job = replace(intent.job, progress={"done": number + 1, "of": entry.chunks})
    chunk = Chunk(entry, moved, job, None, f"{entry.apply_id[:30]}-{number}")
    if not chunk.last:
        return chunk
    times = {**job.times, "applied_at": LATER}
    closed = replace(job, status="applied", progress=None, events=job.events + 1, times=times)
    event = JobEvent(closed.events, LATER, "applied", "applying", "applied", job.attempt)
    return replace(chunk, job=closed, event=event)


def a_reversal(job: Job, changes: list[tuple[str, str, str]], *, seq: int, **members: Any) -> Commit:
    """The reversal of an applied job, its business key left alone."""
    whole = a_commit(job, changes, seq=seq)
    reversed_ = replace(job, status="reversed", updated_at=LATER, events=job.events + 1,
                        times={**job.times, "reversed_at": LATER})  # fmt: skip
    commit = replace(
        whole,
        entry=replace(whole.entry, kind="reverse", status="reversed"),
        job=reversed_,
        expected_status="applied",
        event=JobEvent(job.events + 1, LATER, "reversed", "applied", "reversed", job.attempt, "Sent back."),
        key=None,
    )
    return replace(commit, **members)
