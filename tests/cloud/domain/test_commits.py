"""From a stored plan to its transactions: up to 48 items one commit, else an intent and chunks for anybody to make."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made import LATER, NOON, OTHER_SHA, SHA, a_parsed_job

from invoiceplug_cloud.domain.commits import after_chunk, commit_of, is_closed, next_chunk
from invoiceplug_cloud.domain.records import StockSeq, StoredObject
from invoiceplug_cloud.domain.stored_plan import movements_of

STORED = StoredObject("plans/default/x/abc.json", "v7", 10, SHA)
JOB = a_parsed_job()


def a_plan(count, **members):
    movement = {"seq": 8, "job_id": JOB.job_id, "kind": "apply", "delta": "1", "at": LATER, "lines": ["1"]}
    plan = {
        "kind": "apply",
        "job_id": JOB.job_id,
        "apply_id": "an apply",
        "seq": 8,
        "applied_at": LATER,
        "review_sha256": SHA,
        "plan_sha256": OTHER_SHA,
        "movements": [movement | {"item": f"ITEM-{number:04}"} for number in range(count)],
    }
    return plan | members


def a_reversal_plan(count):
    return a_plan(count, kind="reverse", reverse_id="a reversal", reversed_at=LATER, reason="Sent back.")


def decided(plan, job=JOB):
    on_hand = {each["item"]: Decimal(5) for each in plan["movements"]}
    return commit_of(plan, STORED, job, stock=StockSeq(7), key=None, on_hand=on_hand)


def rolled(plan, commit):
    """All chunks of a commit, each made on the job as the one before left it."""
    entry, job = commit.entry, commit.job
    while not is_closed(entry):
        chunk = next_chunk(plan, entry, job)
        yield chunk
        entry, job = after_chunk(entry), chunk.job


@pytest.mark.parametrize("count", [0, 1, 48])
def test_what_fits_is_one_commit_and_closed_at_once(count):
    commit = decided(a_plan(count))
    assert (commit.entry.chunks, commit.entry.next, commit.entry.status) == (1, 1, "applied")
    assert (len(commit.changes), is_closed(commit.entry)) == (count, True)
    assert (commit.job.status, commit.job.progress, commit.event.to_status) == ("applied", None, "applied")


@pytest.mark.parametrize(
    ("count", "sizes"), [(49, [48, 1]), (96, [48, 48]), (97, [48, 48, 1]), (2000, [48] * 41 + [32])]
)
def test_what_does_not_fit_is_an_intent_without_changes_and_then_chunks(count, sizes):
    plan = a_plan(count)
    commit = decided(plan)
    assert (commit.entry.chunks, commit.entry.next, commit.entry.status) == (len(sizes), 0, "applying")
    assert (commit.changes, commit.job.status) == ((), "applying")
    chunks = list(rolled(plan, commit))
    assert [len(chunk.movements) for chunk in chunks] == sizes
    assert tuple(movement for chunk in chunks for movement in chunk.movements) == movements_of(plan)


def test_the_job_tells_how_far_it_is_and_at_the_end_that_it_is_applied():
    plan = a_plan(97)
    commit = decided(plan)
    chunks = list(rolled(plan, commit))
    progress = [commit.job.progress, *(chunk.job.progress for chunk in chunks)]
    assert progress == [{"done": 0, "of": 3}, {"done": 1, "of": 3}, {"done": 2, "of": 3}, None]
    assert [chunk.job.status for chunk in chunks] == ["applying", "applying", "applied"]
    assert [chunk.event and chunk.event.what for chunk in chunks] == [None, None, "applied"]
    assert chunks[-1].job.times == {"queued_at": NOON, "parsed_at": NOON, "applied_at": LATER}
    assert [commit.event.seq, chunks[-1].event.seq] == [JOB.events + 1, JOB.events + 2]


def test_a_large_reversal_leaves_its_job_applied_until_the_last_chunk():
    plan = a_reversal_plan(49)
    commit = decided(plan, replace(JOB, status="applied"))
    assert (commit.entry.kind, commit.entry.status, commit.entry.apply_id) == ("reverse", "reversing", "a reversal")
    assert (commit.expected_status, commit.job.status, commit.event.what) == ("applied", "applied", "reversing")
    first, last = rolled(plan, commit)
    assert (first.job.status, first.job.progress) == ("applied", {"done": 1, "of": 2})
    assert (last.job.status, last.job.progress, last.event.detail) == ("reversed", None, "Sent back.")
    assert after_chunk(last.entry).status == "reversed"


def test_every_transaction_has_a_token_of_its_own_that_hangs_on_the_plan_and_its_place_in_the_order():
    plan = a_plan(97)
    commit = decided(plan)
    tokens = [commit.token, *(chunk.token for chunk in rolled(plan, commit))]
    elsewhere = commit_of(a_plan(97, seq=9), STORED, JOB, stock=StockSeq(8), key=None, on_hand={}).token
    assert len({*tokens, elsewhere}) == 5
    assert all(len(token) <= 36 for token in tokens)


def test_whoever_makes_a_chunk_makes_the_very_same_one():
    """The job as read from its row, with what belongs to the chunk before in it, and from memory alike."""
    plan = a_plan(97)
    commit = decided(plan)
    first, second, last = rolled(plan, commit)
    assert next_chunk(plan, second.entry, commit.job) == second
    assert next_chunk(plan, last.entry, first.job) == last
