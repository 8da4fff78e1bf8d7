"""Which moves a job may make; the table is written a second time here."""

from __future__ import annotations

import itertools

import pytest
from made import LATER, a_job

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import STATUSES, attempted, check_move, move, note

LEGAL = {
    ("awaiting_upload", "queued"), ("awaiting_upload", "failed"), ("awaiting_upload", "discarded"),
    ("queued", "queued"), ("queued", "running"), ("queued", "failed"), ("queued", "parsed"),
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


def test_who_did_it_is_the_operator_unless_somebody_says_otherwise():
    assert move(a_job(), "discarded", at=LATER)[1].by == "operator"
    assert move(a_job(), "discarded", at=LATER, by="reconcile:sweep")[1].by == "reconcile:sweep"


def test_a_new_attempt_has_nothing_of_the_old_one_but_what_is_said():
    old = a_job(status="failed", attempt=1, task_arn="arn", run_requested_at=LATER, retry_at=LATER, tries=2,
                error={"code": "TASK_LOST"}, read_as="nordkontor", reading_sha256="ab" * 32,
                times={"queued_at": "q", "started_at": "s", "parsed_at": "p"})  # fmt: skip
    job, event = attempted(old, at=LATER, tries=1, by="operator", what="retried", read_as="nordkontor")
    assert (job.status, job.attempt, job.tries, job.read_as) == ("queued", 2, 1, "nordkontor")
    assert (job.task_arn, job.run_requested_at, job.retry_at, job.error) == (None, None, None, None)
    assert (job.times, job.reading_sha256) == ({"queued_at": LATER}, "ab" * 32)
    assert (event.what, event.from_status, event.to_status, event.attempt) == ("retried", "failed", "queued", 2)
