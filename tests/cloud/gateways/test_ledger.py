"""The port Ledger, in every world: what one transaction changes, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made import LATER, OTHER_SHA, SHA, a_commit, a_parsed_job, an_event, an_item, an_opening

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import InvoiceKey, Item, Job, StockSeq

KEY = ("nordkontor", "invoice", "RE-2026-0815")


@pytest.fixture
def stock(world) -> list[Item]:
    """Two items, created one after the other: the sequence stands at 2."""
    items = [an_item("BOLT-8", "10.00"), an_item("NUT-8", "0")]
    for seq, item in enumerate(items):
        assert world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))
    return items


@pytest.fixture
def job(world) -> Job:
    return created(world, a_parsed_job())


def test_nothing_was_ever_applied(world):
    assert world.ledger.stock() == StockSeq(0, None)
    assert world.ledger.entry("nobody") is None
    assert world.ledger.invoice_key("nordkontor", "invoice", "1") is None


def test_a_commit_changes_ledger_job_business_key_sequence_totals_and_movements(world, stock, job):
    commit = a_commit(job, [("BOLT-8", "10.00", "96.50"), ("NUT-8", "0", "12")], seq=2)
    world.ledger.commit(commit)
    assert world.ledger.entry(job.job_id) == commit.entry
    assert world.ledger.invoice_key("nordkontor", "invoice", "re-2026-0815") == commit.key.after
    assert world.ledger.stock() == StockSeq(3)
    assert world.jobs.get(job.job_id) == commit.job
    on_hand = {item: found.on_hand for item, found in world.inventory.items(["BOLT-8", "NUT-8"]).items()}
    assert on_hand == {"BOLT-8": Decimal("106.50"), "NUT-8": Decimal("12")}
    bolt, movements = world.inventory.item("BOLT-8")
    assert movements == [commit.changes[0].movement, an_opening(stock[0], 1)]
    assert bolt.updated_at == LATER
    assert sum(movement.delta for movement in movements) == bolt.on_hand


def test_the_event_of_an_apply_is_told_with_the_others_in_their_order(world, stock, job):
    commit = a_commit(job, [("BOLT-8", "10", "1")], seq=2)
    world.ledger.commit(commit)
    assert [event.what for event in world.jobs.events(job.job_id)] == ["created", "applied"]
    reversed_ = replace(commit.job, status="reversed", events=6)
    world.jobs.move(reversed_, expected_status="applied", expected_attempt=1, event=an_event(6, "reversed"))
    assert [event.what for event in world.jobs.events(job.job_id)] == ["created", "applied", "reversed"]


def test_a_job_is_applied_at_most_once(world, stock, job):
    world.ledger.commit(a_commit(job, [("BOLT-8", "10", "1")], seq=2))
    refused = refusal(world, a_commit(job, [("BOLT-8", "11", "1")], seq=3, number="another"))
    assert refused.code == "ALREADY_APPLIED"


def test_a_commit_sent_again_with_its_token_is_made_once(world, stock, job):
    commit = a_commit(job, [("BOLT-8", "10", "1")], seq=2)
    world.ledger.commit(commit)
    try:
        world.ledger.commit(commit)  # acknowledged again where tokens are known
    except InvoiceplugError as refused:
        assert refused.code == "ALREADY_APPLIED"
    assert on_hand(world, "BOLT-8") == Decimal("11")
    assert world.ledger.stock() == StockSeq(3)


def test_another_commit_under_a_used_token_is_answered_from_the_ledger(world, stock, job):
    commit = a_commit(job, [("BOLT-8", "10", "1")], seq=2)
    world.ledger.commit(commit)
    later = replace(commit, entry=replace(commit.entry, applied_at="2026-03-04T12:05:01.000Z"))
    assert refusal(world, later).code == "ALREADY_APPLIED"


@pytest.mark.parametrize("other", [{"status": "queued"}, {"attempt": 2}, {"review_sha256": OTHER_SHA}])
def test_a_job_that_is_not_parsed_under_the_named_review_is_not_applied(world, stock, other):
    job = created(world, a_parsed_job(**other))
    commit = a_commit(replace(job, attempt=1), [("BOLT-8", "10", "1")], seq=2)
    assert refusal(world, commit).code == "ILLEGAL_MOVE"


def test_the_same_invoice_under_another_job_is_refused_and_told_which(world, stock, job):
    world.ledger.commit(a_commit(job, [("BOLT-8", "10", "1")], seq=2))
    twin = created(world, a_parsed_job())
    refused = refusal(world, a_commit(twin, [("BOLT-8", "11", "1")], seq=3, number=" re-2026-0815 "))
    assert refused.code == "DUPLICATE_INVOICE"
    named = {name: refused.facts[name] for name in ("job_id", "invoice_date", "grand_total", "currency", "applied_at")}
    assert named == {
        "job_id": job.job_id,
        "invoice_date": "2026-03-01",
        "grand_total": "1190.00",
        "currency": "EUR",
        "applied_at": LATER,
    }


def test_a_known_duplicate_may_take_the_business_key_over(world, stock, job):
    world.ledger.commit(a_commit(job, [("BOLT-8", "10", "1")], seq=2))
    held = world.ledger.invoice_key("nordkontor", "invoice", "RE-2026-0815")
    twin = created(world, a_parsed_job())
    world.ledger.commit(a_commit(twin, [("BOLT-8", "11", "1")], seq=3, before=held))
    assert world.ledger.invoice_key("nordkontor", "invoice", "RE-2026-0815").job_id == twin.job_id
    assert on_hand(world, "BOLT-8") == Decimal("12")


def test_a_business_key_that_somebody_else_took_meanwhile_is_not_taken_over(world, stock, job):
    world.ledger.commit(a_commit(job, [("BOLT-8", "10", "1")], seq=2))
    twin = created(world, a_parsed_job())
    known = InvoiceKey("an older job", "reversed", LATER, SHA)
    assert refusal(world, a_commit(twin, [("BOLT-8", "11", "1")], seq=3, before=known)).code == "DUPLICATE_INVOICE"


@pytest.mark.parametrize("seq", [0, 1, 3])
def test_stock_that_changed_since_it_was_read_is_not_changed(world, stock, job, seq):
    assert refusal(world, a_commit(job, [("BOLT-8", "10", "1")], seq=seq)).code == "STALE_PREVIEW"


@pytest.mark.parametrize(("item", "before"), [("NUT-8", "1"), ("UNKNOWN", "0")])
def test_an_item_that_is_not_as_planned_stops_the_whole_apply_and_is_named(world, stock, job, item, before):
    refused = refusal(world, a_commit(job, [("BOLT-8", "10.00", "5"), (item, before, "1")], seq=2))
    assert (refused.code, refused.facts["item"]) == ("STALE_PREVIEW", item)


def test_objections_are_read_in_the_order_ledger_job_business_key_stock_items(world, stock, job):
    """Each commit objects at one place less than the one before; the first place must decide every time."""
    done = a_commit(job, [("BOLT-8", "10", "1")], seq=2)
    world.ledger.commit(done)
    changes = [("BOLT-8", "77", "1")]
    queued = created(world, a_parsed_job(status="queued"))
    parsed = created(world, a_parsed_job())
    everything = a_commit(replace(queued, job_id=job.job_id), changes, seq=9)
    codes = [
        refusal(world, everything).code,
        refusal(world, a_commit(queued, changes, seq=9)).code,
        refusal(world, a_commit(parsed, changes, seq=9)).code,
    ]
    fresh = {"number": "another"}
    refusals = [refusal(world, a_commit(parsed, changes, seq=seq, **fresh)) for seq in (9, 3)]
    codes += [refused.code for refused in refusals]
    assert codes == ["ALREADY_APPLIED", "ILLEGAL_MOVE", "DUPLICATE_INVOICE", "STALE_PREVIEW", "STALE_PREVIEW"]
    assert [refused.facts.get("item") for refused in refusals] == [None, "BOLT-8"]


def test_forty_eight_items_fit_and_one_more_is_named(world, job):
    items = [an_item(f"ITEM-{number:02}", "0") for number in range(49)]
    for seq, item in enumerate(items):
        world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))
    changes = [(item.item, "0", "1") for item in items]
    assert refusal(world, a_commit(job, changes, seq=49)).code == "TOO_MANY_ITEMS"
    world.ledger.commit(a_commit(job, changes[:48], seq=49))
    on_hands = [found.on_hand for found in world.inventory.items([item.item for item in items]).values()]
    assert sorted(on_hands) == [Decimal(0)] + [Decimal(1)] * 48


def test_several_applies_keep_totals_equal_to_the_sum_of_their_movements(world, stock):
    before = Decimal("10.00")
    for number, delta in enumerate(["0.10", "0.20", "-3.05", "1000000.00"]):
        job = created(world, a_parsed_job())
        changes = [("BOLT-8", str(before), delta)]
        world.ledger.commit(a_commit(job, changes, seq=2 + number, number=str(number)))
        before += Decimal(delta)
    item, movements = world.inventory.item("BOLT-8")
    assert item.on_hand == sum(movement.delta for movement in movements) == Decimal("1000007.25")
    assert [movement.seq for movement in movements] == [6, 5, 4, 3, 1]


def created(world, job: Job) -> Job:
    return world.jobs.create(job, an_event(), day="2026-03-04", most=1000)


def refusal(world, commit) -> InvoiceplugError:
    """The error a commit is refused with, after a look that it changed nothing."""
    before = everything(world, commit)
    with pytest.raises(InvoiceplugError) as refused:
        world.ledger.commit(commit)
    assert everything(world, commit) == before
    return refused.value


def everything(world, commit) -> list[object]:
    stock = [world.inventory.item(item) for item in ("BOLT-8", "NUT-8", "ITEM-00", "UNKNOWN")]
    number = (commit.key.vendor_id, commit.key.document_type, commit.key.invoice_number) if commit.key else KEY
    job_id = commit.entry.job_id
    entries = [world.ledger.entry(job_id, kind) for kind in ("apply", "reverse")]
    ledger = [*entries, world.ledger.invoice_key(*number), world.ledger.stock()]
    return [*stock, *ledger, world.jobs.get(job_id), world.jobs.events(job_id)]


def on_hand(world, item: str) -> Decimal:
    return world.inventory.items([item])[item].on_hand
