"""Which moves a job may make; the table is that of the contracts, written again."""

from __future__ import annotations

import itertools

import pytest
from made import LATER, a_job

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import STATUSES, check_move, move, note

LEGAL = {
    ("awaiting_upload", "queued"), ("awaiting_upload", "failed"), ("awaiting_upload", "discarded"),
    ("queued", "queued"), ("queued", "running"), ("queued", "failed"),
    ("running", "queued"), ("running", "parsed"), ("running", "failed"),
    ("parsed", "queued"), ("parsed", "applying"), ("parsed", "applied"), ("parsed", "discarded"),
    ("failed", "queued"), ("failed", "discarded"),
    ("applying", "applied"),
    ("applied", "reversed"),
}  # fmt: skip


@pytest.mark.parametrize(("status", "to"), list(itertools.product(STATUSES, STATUSES)))
def test_only_these_moves_are_legal(status, to):
    if (status, to) in LEGAL:
        check_move(status, to)
        return
    with pytest.raises(InvoiceplugError) as refused:
        check_move(status, to)
    assert refused.value.code == "ILLEGAL_MOVE"
    assert refused.value.facts == {"status": status, "to": to}


def test_a_move_comes_with_its_event():
    job, event = move(a_job(), "queued", at=LATER, attempt=1, detail="…")
    assert (job.status, job.attempt, job.events, job.updated_at) == ("queued", 1, 2, LATER)
    assert (event.seq, event.what, event.from_status, event.to_status) == (2, "queued", "awaiting_upload", "queued")
    assert (event.attempt, event.detail, event.at) == (1, "…", LATER)


def test_a_note_moves_nothing():
    job, event = note(a_job(), "task_started", at=LATER, task_arn="arn")
    assert (job.status, job.task_arn) == ("awaiting_upload", "arn")
    assert (event.from_status, event.to_status) == (None, None)
