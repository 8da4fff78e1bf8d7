"""A change of more than 48 items: whoever comes finishes it, from any crash, exactly once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from desk import Desk
from fake_aws.world import FakeAws
from readings import a_line, an_invoice, to

from invoiceplug.errors import InvoiceplugError

MANY = 97  # three chunks


class Died(BaseException):
    """Not even a handler runs: the process is gone."""


def a_large_bill(desk, count=MANY, number="RE-1"):
    """(job, review, plan) of an invoice over that many items, one line each, two units of it."""
    lines = [a_line("2", "1.00", sku=f"A-{at:04}") for at in range(count)]
    decisions = {str(at + 1): to(f"ITEM-{at:04}", "1") for at in range(count)}
    return desk.reviewed(an_invoice(*lines, number=number), decisions)


@pytest.fixture(scope="module")
def prepared():
    """An AWS with the items and the reviewed bill, made once."""
    desk = Desk(FakeAws())
    for at in range(MANY):
        desk.put_item(f"ITEM-{at:04}", f"Item {at}", "EA", 0, "1")
    bill = a_large_bill(desk)
    return desk.aws.cloud.snapshot(), bill


@pytest.fixture
def stocked(desk, aws, prepared):
    aws.cloud.restore(prepared[0])
    return desk


@pytest.fixture
def bill(stocked, prepared):
    return prepared[1]


@pytest.fixture
def small(stocked):
    """Another job, over one of the same items."""
    return stocked.reviewed(an_invoice(a_line("5", "1.00", sku="A-0000"), number="RE-2"), {"1": to("ITEM-0000", "1")})


def begun(desk, aws, bill, chunks=0):
    """An apply whose process died after that many chunks."""
    aws.faults.before("ledger.advance", *[lambda: None] * chunks, Died())
    with pytest.raises(Died):
        desk.apply(*bill)


def everything(aws):
    return {aws.on_hand(f"ITEM-{at:04}") for at in range(MANY)}


def test_an_apply_of_many_items_is_one_change_with_one_number(stocked, aws, bill):
    shown = stocked.preview(bill[0], bill[1])
    receipt = stocked.apply(*bill)
    assert (receipt["rows"], receipt["seq"], receipt["already_applied"]) == (shown["rows"], MANY + 1, False)
    assert everything(aws) == {3}
    entry = aws.ledger.entry(bill[0])
    assert (entry.chunks, entry.next, entry.status) == (3, 3, "applied")
    assert (aws.ledger.stock().seq, aws.ledger.stock().holder) == (MANY + 1, None)
    told = [(each["what"], each.get("from"), each.get("to")) for each in stocked.events(bill[0])["events"][-2:]]
    assert told == [("applying", "parsed", "applying"), ("applied", "applying", "applied")]
    assert {each["kind"] for each in stocked.get_item("ITEM-0096")["movements"]} == {"opening", "apply"}


def test_the_job_tells_how_far_it_is(stocked, aws, bill):
    begun(stocked, aws, bill, chunks=1)
    job = stocked.job(bill[0])["job"]
    assert (job["status"], job["progress"]) == ("applying", {"done": 1, "of": 3})
    stocked.roll_forward()
    job = stocked.job(bill[0])["job"]
    assert (job["status"], "progress" in job) == ("applied", False)


@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_the_same_request_again_finishes_what_its_process_left(stocked, aws, bill, chunks):
    begun(stocked, aws, bill, chunks)
    receipt = stocked.apply(*bill)
    assert (receipt["already_applied"], everything(aws)) == (True, {3})
    assert stocked.receipt(bill[0]) == receipt


@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_another_apply_finishes_the_holder_first(stocked, aws, bill, small, chunks):
    begun(stocked, aws, bill, chunks)
    with pytest.raises(InvoiceplugError) as refused:
        stocked.apply(*small)  # it was previewed over the stock as it was
    assert refused.value.code == "STALE_PREVIEW"
    assert (stocked.job(bill[0])["job"]["status"], everything(aws)) == ("applied", {3})
    stocked.apply(*small[:2], stocked.preview(*small[:2])["plan_sha256"])
    assert aws.on_hand("ITEM-0000") == 8


def test_an_apply_that_finishes_a_holder_goes_on_when_its_own_items_did_not_move(stocked, aws, bill):
    stocked.put_item("OIL", "Oil", "LTR", 0, "4")
    oil = stocked.reviewed(an_invoice(a_line("5", "1.00", sku="OIL"), number="RE-2"), {"1": to("OIL", "1")})
    begun(stocked, aws, bill, 1)
    assert stocked.apply(*oil)["seq"] == MANY + 3
    assert (everything(aws), aws.on_hand("OIL")) == ({3}, 9)


def test_a_new_item_finishes_the_holder_first_and_an_old_one_does_not_care(stocked, aws, bill):
    begun(stocked, aws, bill, 1)
    stocked.put_item("ITEM-0000", "Renamed", "EA", 0)
    assert aws.ledger.stock().holder == bill[0]
    stocked.put_item("OIL", "Oil", "LTR", 0, "4")
    assert (aws.ledger.stock().holder, everything(aws)) == (None, {3})


def test_a_preview_answers_while_the_stock_is_held(stocked, aws, bill, small):
    begun(stocked, aws, bill, 1)
    assert stocked.preview(small[0], small[1])["rows"][0]["before"] == "3"
    assert aws.ledger.stock().holder == bill[0]


def test_who_asks_for_a_roll_forward_hears_what_was_closed(stocked, aws, bill):
    assert stocked.roll_forward() is None
    begun(stocked, aws, bill, 1)
    assert stocked.roll_forward() == bill[0]
    assert stocked.roll_forward() is None


def test_what_an_apply_taught_is_learnt_by_whoever_finishes_it(stocked, aws, bill):
    begun(stocked, aws, bill, 2)
    assert aws.inventory.mappings("nordkontor", [("A-0096", "CS")])["A-0096", "CS"] == []
    stocked.roll_forward()
    (mapping,) = aws.inventory.mappings("nordkontor", [("A-0096", "CS")])["A-0096", "CS"]
    assert (mapping.item, mapping.version) == ("ITEM-0096", MANY + 1)


def test_there_is_no_receipt_before_all_of_it_is_applied(stocked, aws, bill, refuses):
    begun(stocked, aws, bill, 2)
    with refuses("ILLEGAL_MOVE"):
        stocked.receipt(bill[0])


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("chunk", [0, 1, 2])
@pytest.mark.parametrize("error", [Died(), TimeoutError()])
def test_a_chunk_may_be_lost_on_either_way(stocked, aws, bill, where, chunk, error):
    getattr(aws.faults, where)("ledger.advance", *[lambda: None] * chunk, error)
    try:
        receipt = stocked.apply(*bill)
    except (Died, TimeoutError):
        receipt = stocked.apply(*bill)
    assert everything(aws) == {3}
    assert stocked.receipt(bill[0]) == receipt | {"already_applied": True}


@pytest.mark.parametrize("operation", ["ledger.advance", "ledger.entry", "jobs.get", "inventory.learn"])
@pytest.mark.parametrize("calls", range(3))
def test_two_who_roll_forward_at_once_make_each_chunk_once(stocked, aws, bill, operation, calls):
    """One of them does all of it at each point at which the other one may be stopped."""
    begun(stocked, aws, bill)
    aws.faults.before(operation, *[lambda: None] * calls, stocked.roll_forward)
    stocked.roll_forward()
    stocked.roll_forward()
    assert everything(aws) == {3}
    assert stocked.job(bill[0])["job"]["status"] == "applied"


def test_one_who_was_away_for_longer_than_a_token_lives_changes_nothing_any_more(stocked, aws, bill):
    begun(stocked, aws, bill)

    def others_finish():
        stocked.roll_forward()
        aws.clock.advance(11 * 60)

    aws.faults.before("ledger.advance", others_finish)
    stocked.roll_forward()
    assert everything(aws) == {3}


def test_an_intent_whose_answer_was_lost_is_found_and_finished(stocked, aws, bill):
    aws.faults.after("ledger.commit", TimeoutError())
    receipt = stocked.apply(*bill)
    assert (receipt["already_applied"], everything(aws)) == (True, {3})


def test_while_it_is_applied_another_review_is_refused_and_the_holder_stays(stocked, aws, bill, refuses):
    begun(stocked, aws, bill, 1)
    with refuses("ALREADY_APPLIED"):
        stocked.apply(bill[0], "0" * 64, bill[2])
    with refuses("ILLEGAL_MOVE"):
        stocked.review(bill[0], {"1": to("ITEM-0000", "2")})


def test_a_holder_that_cannot_be_finished_now_is_busy_and_nothing_else_begins(stocked, aws, bill, small, refuses):
    begun(stocked, aws, bill, 1)
    aws.faults.before("ledger.advance", InvoiceplugError("BUSY"))
    with refuses("BUSY"):
        stocked.apply(*small)
    assert (aws.ledger.stock().holder, stocked.job(small[0])["job"]["status"]) == (bill[0], "parsed")


def test_one_item_below_zero_refuses_the_whole_apply(stocked, aws, refuses):
    lines = [a_line("2", "1.00", sku=f"A-{at:04}") for at in range(MANY)] + [a_line("-9", sku="A-0050")]
    decisions = {str(at + 1): to(f"ITEM-{at:04}", "1") for at in range(MANY)}
    decisions[str(MANY + 1)] = to("ITEM-0050", "1", stock_effect="out")
    job_id = stocked.parsed(an_invoice(*lines))
    review = stocked.review(job_id, decisions)["review_sha256"]
    with refuses("NEGATIVE_STOCK"):
        stocked.apply(job_id, review, "0" * 64)
    assert (everything(aws), aws.ledger.stock().seq) == ({1}, MANY)


def test_16_threads_apply_and_roll_forward_the_same_job_once(stocked, aws, bill):
    def one(number):
        if number % 2:
            return stocked.roll_forward()
        try:
            return stocked.apply(*bill)["seq"]
        except InvoiceplugError as error:
            return error.code

    with ThreadPoolExecutor(16) as threads:
        answers = set(threads.map(one, range(16)))
    assert answers <= {MANY + 1, bill[0], None, "BUSY"}
    stocked.apply(*bill)
    assert everything(aws) == {3}
