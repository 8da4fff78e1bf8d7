"""The port Ledger where one transaction is not enough: intent, holder, chunks; and what is taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made import LATER, NOON, SHA, a_chunk, a_commit, a_parsed_job, a_reversal, an_event, an_intent, an_item, an_opening

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import InvoiceKey, Item, Job, KeyChange, StockSeq

KEY = ("nordkontor", "invoice", "RE-2026-0815")


@pytest.fixture
def stock(world) -> list[Item]:
    """Two items: the sequence stands at 2."""
    items = [an_item("BOLT-8", "10.00"), an_item("NUT-8", "0")]
    for seq, item in enumerate(items):
        assert world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))
    return items


@pytest.fixture
def job(world) -> Job:
    return created(world, a_parsed_job())


@pytest.fixture
def intent(world, stock, job):
    """An apply of two chunks has begun."""
    intent = an_intent(job, seq=2)
    world.ledger.commit(intent)
    return intent


def test_an_intent_takes_number_key_and_stock_and_moves_nothing(world, intent, job):
    assert world.ledger.entry(job.job_id) == intent.entry
    assert (intent.entry.chunks, intent.entry.next) == (2, 0)
    assert world.ledger.invoice_key(*KEY) == intent.key.after
    assert world.ledger.stock() == StockSeq(3, job.job_id)
    assert world.jobs.get(job.job_id) == intent.job
    assert [event.what for event in world.jobs.events(job.job_id)] == ["created", "applying"]
    assert on_hand(world) == (Decimal(10), Decimal(0))


def test_chunks_move_the_stock_one_after_the_other_and_the_last_one_closes(world, intent, job):
    first, last = a_chunk(intent, 0, ("BOLT-8", "0.50")), a_chunk(intent, 1, ("NUT-8", "12"))
    assert world.ledger.advance(first)
    assert world.ledger.entry(job.job_id) == replace(intent.entry, next=1)
    assert world.jobs.get(job.job_id).progress == {"done": 1, "of": 2}
    assert (on_hand(world), world.ledger.stock().holder) == ((Decimal("10.50"), Decimal(0)), job.job_id)
    assert world.ledger.advance(last)
    assert world.ledger.entry(job.job_id) == replace(intent.entry, next=2, status="applied")
    assert world.jobs.get(job.job_id) == last.job
    assert world.jobs.get(job.job_id).progress is None
    assert (on_hand(world), world.ledger.stock()) == ((Decimal("10.50"), Decimal(12)), StockSeq(3))
    assert [event.what for event in world.jobs.events(job.job_id)] == ["created", "applying", "applied"]
    _, movements = world.inventory.item("BOLT-8")
    assert movements[0] == first.movements[0]


def test_a_chunk_that_somebody_else_made_is_not_made_again(world, intent):
    """Neither under the token it had, nor under another one."""
    chunk = a_chunk(intent, 0, ("BOLT-8", "0.50"))
    assert world.ledger.advance(chunk)
    world.ledger.advance(chunk)
    assert not world.ledger.advance(replace(chunk, token="another"))
    assert on_hand(world) == (Decimal("10.50"), Decimal(0))


def test_a_chunk_under_a_token_that_was_used_otherwise_goes_by_the_ledger_alone(world, intent):
    first = a_chunk(intent, 0, ("BOLT-8", "0.50"))
    assert world.ledger.advance(first)
    assert world.ledger.advance(replace(a_chunk(intent, 1, ("NUT-8", "12")), token=first.token))
    assert on_hand(world) == (Decimal("10.50"), Decimal(12))


def test_a_chunk_out_of_turn_or_of_another_plan_is_not_made(world, intent):
    stranger = replace(intent, entry=replace(intent.entry, plan_key="plans/default/other.json"))
    for chunk in (a_chunk(intent, 1, ("NUT-8", "12")), a_chunk(stranger, 0, ("BOLT-8", "1"))):
        assert not world.ledger.advance(chunk)
    assert on_hand(world) == (Decimal(10), Decimal(0))


def test_a_chunk_needs_no_certain_quantity_before(world, intent):
    """Nothing after the intent can fail on stock: it adds, whatever is there."""
    assert world.ledger.advance(a_chunk(intent, 0, ("BOLT-8", "-7.00"), ("NUT-8", "-3")))
    assert on_hand(world) == (Decimal("3.00"), Decimal(-3))


def test_while_a_job_holds_the_stock_no_other_change_begins(world, intent, job):
    other = created(world, a_parsed_job())
    for commit in (a_commit(other, [("BOLT-8", "10", "1")], seq=3, number="2"), an_intent(other, seq=3, number="2")):
        with pytest.raises(InvoiceplugError) as refused:
            world.ledger.commit(commit)
        assert refused.value.code == "STALE_PREVIEW"
    with pytest.raises(InvoiceplugError):
        oil = an_item("OIL", "1")
        world.inventory.create(oil, an_opening(oil, 4), StockSeq(3))
    assert world.ledger.stock() == StockSeq(3, job.job_id)
    assert world.jobs.get(other.job_id).status == "parsed"


def test_an_intent_whose_event_number_is_taken_is_planned_again(world, stock):
    job = created(world, a_parsed_job(events=0))
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.commit(an_intent(job, seq=2))
    assert (refused.value.code, world.ledger.entry(job.job_id)) == ("ILLEGAL_MOVE", None)


def test_a_chunk_whose_job_is_not_under_way_is_our_own_mistake(world, intent, job):
    world.jobs.move(
        replace(intent.job, status="applied", events=6),
        expected_status="applying",
        expected_attempt=1,
        event=an_event(6, "broken"),
    )
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.advance(a_chunk(intent, 0, ("BOLT-8", "1")))
    assert (refused.value.code, on_hand(world)) == ("INTERNAL", (Decimal(10), Decimal(0)))


def test_forty_eight_items_fit_into_the_last_chunk(world, job):
    items = [an_item(f"ITEM-{number:02}", "0") for number in range(48)]
    for seq, item in enumerate(items):
        world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))
    intent = an_intent(job, seq=48, chunks=1)
    world.ledger.commit(intent)
    assert world.ledger.advance(a_chunk(intent, 0, *((item.item, "1") for item in items)))
    assert {each.on_hand for each in world.inventory.items([item.item for item in items]).values()} == {Decimal(1)}


@pytest.fixture
def applied(world, stock, job) -> Job:
    commit = a_commit(job, [("BOLT-8", "10.00", "5")], seq=2)
    world.ledger.commit(commit)
    return commit.job


def test_a_reversal_has_a_row_of_its_own_beside_the_applys(world, applied):
    held = world.ledger.invoice_key(*KEY)
    freed = KeyChange(*KEY, held, replace(held, status="reversed"))
    commit = a_reversal(applied, [("BOLT-8", "15.00", "-5")], seq=3, key=freed)
    world.ledger.commit(commit)
    assert world.ledger.entry(applied.job_id).kind == "apply"
    assert world.ledger.entry(applied.job_id, "reverse") == commit.entry
    assert world.ledger.invoice_key(*KEY).status == "reversed"
    assert world.jobs.get(applied.job_id) == commit.job
    assert [event.what for event in world.jobs.events(applied.job_id)] == ["created", "applied", "reversed"]
    assert world.jobs.events(applied.job_id)[-1].detail == "Sent back."
    assert (on_hand(world)[0], world.ledger.stock()) == (Decimal(10), StockSeq(4))


def test_a_job_is_reversed_at_most_once_and_only_when_applied(world, applied):
    parsed = created(world, a_parsed_job())
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.commit(a_reversal(parsed, [("BOLT-8", "15.00", "-5")], seq=3))
    assert refused.value.code == "ILLEGAL_MOVE"
    world.ledger.commit(a_reversal(applied, [("BOLT-8", "15.00", "-5")], seq=3))
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.commit(a_reversal(applied, [("BOLT-8", "10.00", "-5")], seq=4))
    assert refused.value.code == "ALREADY_APPLIED"
    assert on_hand(world)[0] == Decimal(10)


def test_a_reversal_without_a_business_key_names_the_item_that_objects(world, applied):
    """The places of the actions move up by one when no key is written."""
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.commit(a_reversal(applied, [("BOLT-8", "77", "-5")], seq=3))
    assert (refused.value.code, refused.value.facts["item"]) == ("STALE_PREVIEW", "BOLT-8")


def test_a_business_key_remembers_whom_it_overrode(world, applied):
    held = world.ledger.invoice_key(*KEY)
    twin = created(world, a_parsed_job())
    also = ({"job_id": applied.job_id, "status": "applied", "applied_at": NOON, "review_sha256": SHA},)
    after = InvoiceKey(twin.job_id, "applied", LATER, SHA, also=also)
    commit = replace(a_commit(twin, [("BOLT-8", "15", "1")], seq=3), key=KeyChange(*KEY, held, after))
    world.ledger.commit(commit)
    assert world.ledger.invoice_key(*KEY) == after


def test_every_row_of_both_kinds_is_told_and_nothing_else(world, applied):
    world.ledger.commit(a_reversal(applied, [("BOLT-8", "15.00", "-5")], seq=3))
    found = sorted((entry.job_id, entry.kind, entry.seq) for entry in world.ledger.entries())
    assert found == [(applied.job_id, "apply", 3), (applied.job_id, "reverse", 4)]
    assert [key.job_id for _, key in world.ledger.invoice_keys()] == [applied.job_id]


def created(world, job: Job) -> Job:
    return world.jobs.create(job, an_event(), day="2026-03-04", most=1000)


def on_hand(world) -> tuple[Decimal, Decimal]:
    found = world.inventory.items(["BOLT-8", "NUT-8"])
    return found["BOLT-8"].on_hand, found["NUT-8"].on_hand
