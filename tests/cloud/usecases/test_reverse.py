"""A reversal takes back what was stored as moved, at most once, and gives the business key back."""

from __future__ import annotations

import json

import pytest
from desk import Desk, new_id
from fake_aws.world import FakeAws, FakeVendors
from readings import a_line, an_invoice, to

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys


class Died(BaseException):
    """Not even a handler runs: the process is gone."""


@pytest.fixture
def stocked(desk):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    desk.put_item("FLOUR", "Flour", "KGM", 3, "2.5")
    return desk


@pytest.fixture
def bill(stocked):
    """(job, review, plan) of an invoice over 8 cases of wine."""
    return stocked.reviewed(an_invoice(a_line("8", "6.00")), {"1": to("WINE")})


@pytest.fixture
def applied(stocked, bill):
    """Its job, applied."""
    stocked.apply(*bill)
    return bill[0]


def twin(desk, quantity="1", **members):
    """Another job over the same invoice number."""
    return desk.reviewed(an_invoice(a_line(quantity), **members), {"1": to("FLOUR", "1")})


def holder(aws, vendor="nordkontor"):
    key = aws.ledger.invoice_key(vendor, "invoice", "RE-1")
    return key.job_id, key.status, [each["job_id"] for each in key.also]


def sells(desk, quantity, number="S-1"):
    """Takes wine out by a credit note."""
    line = a_line(f"-{quantity}", sku="OUT")
    invoice = an_invoice(line, number=number, document_type="credit_note")
    desk.apply(*desk.reviewed(invoice, {"1": to("WINE", "1", stock_effect="out")}))


def test_a_reversal_says_what_was_taken_back_and_why(stocked, aws, applied):
    reverse_id = new_id()
    answer = stocked.reverse(applied, "Sent back.", reverse_id)
    row = {"item": "WINE", "name": "Wine", "unit": "EA", "before": "106", "change": "-96", "after": "10"}
    assert (answer["rows"], answer["reason"], answer["already_reversed"]) == ([row], "Sent back.", False)
    assert (answer["reverse_id"], answer["seq"], aws.on_hand("WINE")) == (reverse_id, 4, 10)
    job = stocked.job(applied)["job"]
    assert (job["status"], job["reversed_at"]) == ("reversed", answer["reversed_at"])
    last = stocked.events(applied)["events"][-1]
    assert (last["what"], last["from"], last["to"], last["detail"]) == ("reversed", "applied", "reversed", "Sent back.")
    newest = stocked.get_item("WINE")["movements"][0]
    assert (newest["kind"], newest["delta"], newest["seq"], newest["unit_cost"]) == ("reverse", "-96", 4, "0.50")


def test_sent_again_under_whatever_id_it_answers_the_same_and_moves_nothing(stocked, aws, applied):
    first = stocked.reverse(applied)
    again = first | {"already_reversed": True}
    assert stocked.reverse(applied, reverse_id=first["reverse_id"]) == again
    assert stocked.reverse(applied, "Another reason.", new_id()) == again
    assert aws.on_hand("WINE") == 10


def test_it_takes_back_what_was_stored_whatever_the_stock_is_by_now(stocked, aws, applied):
    sells(stocked, 5)
    assert stocked.reverse(applied)["rows"][0]["after"] == "5"
    assert aws.on_hand("WINE") == 5


def test_what_was_sold_meanwhile_stops_it_and_nothing_changes(stocked, aws, applied, refuses):
    sells(stocked, 11)
    with refuses("NEGATIVE_STOCK") as refused:
        stocked.reverse(applied)
    assert refused.value.facts["items"][0]["after"] == "-1"
    assert (aws.on_hand("WINE"), stocked.job(applied)["job"]["status"]) == (95, "applied")
    assert aws.ledger.entry(applied, "reverse") is None


@pytest.mark.parametrize("reason", ["...", "\u200b\u200b\u200b\u200b"])
def test_a_reason_that_says_nothing_takes_nothing_back(stocked, aws, applied, refuses, reason):
    with refuses("REQUEST_INVALID") as refused:
        stocked.reverse(applied, reason)
    assert refused.value.facts["path"] == "/reason"
    assert (aws.jobs.get(applied).status, aws.on_hand("WINE")) == ("applied", 106)


def test_only_what_is_applied_can_be_reversed(stocked, bill, refuses):
    with refuses("ILLEGAL_MOVE") as refused:
        stocked.reverse(bill[0])
    assert refused.value.facts["status"] == "parsed"
    with refuses("JOB_NOT_FOUND"):
        stocked.reverse(new_id())


def test_the_receipt_stays_and_says_that_it_was_reversed(stocked, bill, applied):
    before = stocked.receipt(applied)
    assert "reversed_at" not in before
    answer = stocked.reverse(applied)
    told = {name: answer[name] for name in ("reversed_at", "reverse_id", "reason")}
    assert stocked.receipt(applied) == before | told
    assert stocked.apply(*bill) == before | told  # the apply, sent again


def test_a_reversed_invoice_may_be_applied_by_another_job(stocked, aws, applied):
    other = twin(stocked)
    assert stocked.preview(*other[:2])["duplicate"]["job_id"] == applied
    stocked.reverse(applied)
    assert "duplicate" not in stocked.preview(*other[:2])
    stocked.apply(*stocked.seen_again(*other))
    assert holder(aws) == (other[0], "applied", [])


def test_the_reversal_of_an_override_gives_the_key_back(stocked, aws, applied, refuses):
    second, third = twin(stocked), twin(stocked, "2")
    stocked.apply(*second, reason="Numbers are used twice.")
    assert holder(aws) == (second[0], "applied", [applied])
    stocked.reverse(second[0])
    assert holder(aws) == (applied, "applied", [])
    with refuses("DUPLICATE_INVOICE") as refused:
        stocked.apply(third[0], third[1], stocked.preview(*third[:2])["plan_sha256"])
    assert refused.value.facts["job_id"] == applied


def test_who_was_overridden_is_reversed_without_freeing_the_key(stocked, aws, applied):
    second = twin(stocked)
    stocked.apply(*second, reason="Numbers are used twice.")
    stocked.reverse(applied)
    assert holder(aws) == (second[0], "applied", [])
    stocked.reverse(second[0])
    assert holder(aws) == (second[0], "reversed", [])


def test_a_commit_whose_answer_was_lost_is_answered_from_the_ledger(stocked, aws, applied):
    aws.faults.after("ledger.commit", TimeoutError())
    assert stocked.reverse(applied)["already_reversed"] is True
    assert aws.on_hand("WINE") == 10


@pytest.mark.parametrize(
    "operation",
    ["ledger.entry", "ledger.stock", "jobs.get", "objects.get", "inventory.items", "ledger.invoice_key",
     "objects.put_once", "ledger.commit"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_reversal_that_died_anywhere_is_sent_again_and_happened_once(stocked, aws, applied, operation, where):
    getattr(aws.faults, where)(operation, Died())
    with pytest.raises(Died):
        stocked.reverse(applied)
    answer = stocked.reverse(applied)
    assert (aws.on_hand("WINE"), answer["rows"][0]["after"]) == (10, "10")
    assert stocked.reverse(applied) == answer | {"already_reversed": True}


@pytest.mark.parametrize("operation", ["jobs.get", "ledger.stock", "inventory.items", "ledger.commit"])
def test_two_reversals_of_one_job_are_one_whoever_is_faster(stocked, aws, applied, operation):
    first = []
    aws.faults.before(operation, lambda: first.append(stocked.reverse(applied)))
    assert stocked.reverse(applied) == first[0] | {"already_reversed": True}
    assert aws.on_hand("WINE") == 10


def test_stock_that_moves_in_the_middle_is_read_again(stocked, aws, applied):
    aws.faults.before("ledger.commit", lambda: sells(stocked, 5))
    assert stocked.reverse(applied)["rows"][0]["before"] == "101"
    assert aws.on_hand("WINE") == 5


def test_an_override_in_the_middle_keeps_the_key(stocked, aws, applied):
    other = twin(stocked)
    aws.faults.before("ledger.commit", lambda: stocked.apply(*other, reason="Numbers are used twice."))
    stocked.reverse(applied)
    assert holder(aws) == (other[0], "applied", [])


def test_stock_that_never_rests_is_busy(stocked, aws, applied, refuses):
    aws.faults.before("ledger.commit", *(InvoiceplugError("STALE_PREVIEW") for _ in range(12)))
    with refuses("BUSY"):
        stocked.reverse(applied)
    assert aws.on_hand("WINE") == 106


def test_the_key_is_freed_under_the_id_that_the_vendor_had_when_it_was_applied(aws):
    """Applied as tax:DE1; then came the plugin, and the vendor is known as nordkontor."""
    before = Desk(aws, vendors=FakeVendors())
    before.put_item("WINE", "Wine", "EA", 0, "10")
    bill = before.reviewed(an_invoice(a_line(), vendor="tax:DE1"), {"1": to("WINE")})
    before.apply(*bill)
    after = Desk(aws, vendors=FakeVendors({"id": "nordkontor", "name": "Nordkontor", "tax_ids": ["DE1"]}))
    again = after.reviewed(an_invoice(a_line()), {"1": to("WINE")})
    assert after.preview(*again[:2])["duplicate"]["job_id"] == bill[0]
    after.reverse(bill[0])
    assert "duplicate" not in after.preview(*again[:2])
    assert holder(aws, "tax:DE1") == (bill[0], "reversed", [])
    after.apply(again[0], again[1], after.preview(*again[:2])["plan_sha256"])
    assert holder(aws, "nordkontor") == (again[0], "applied", [])
    aws.check()


MANY = 50  # two chunks


@pytest.fixture(scope="module")
def prepared():
    """An AWS with a large apply, made once."""
    desk = Desk(FakeAws())
    for at in range(MANY):
        desk.put_item(f"ITEM-{at:02}", f"Item {at}", "EA", 0, "1")
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    lines = [a_line("2", "1.00", sku=f"A-{at:02}") for at in range(MANY)]
    bill = desk.reviewed(an_invoice(*lines), {str(at + 1): to(f"ITEM-{at:02}", "1") for at in range(MANY)})
    desk.apply(*bill)
    return desk.aws.cloud.snapshot(), bill


@pytest.fixture
def large(desk, aws, prepared):
    aws.cloud.restore(prepared[0])
    return prepared[1]


def begun(desk, aws, job_id, chunks):
    """A reversal whose process died after that many chunks."""
    aws.faults.before("ledger.advance", *[lambda: None] * chunks, Died())
    with pytest.raises(Died):
        desk.reverse(job_id)


def everything(aws):
    return {aws.on_hand(f"ITEM-{at:02}") for at in range(MANY)}


def test_a_large_reversal_goes_in_chunks_and_its_job_stays_applied_until_the_end(desk, aws, large):
    begun(desk, aws, large[0], 1)
    job = desk.job(large[0])["job"]
    assert (job["status"], job["progress"], everything(aws)) == ("applied", {"done": 1, "of": 2}, {1, 3})
    assert desk.receipt(large[0])["reason"] == "It was sent back."
    answer = desk.reverse(large[0], "Another reason.")
    assert (answer["already_reversed"], answer["reason"]) == (True, "It was sent back.")
    job = desk.job(large[0])["job"]
    assert (job["status"], "progress" in job, everything(aws)) == ("reversed", False, {1})


@pytest.mark.parametrize("chunks", [0, 1])
def test_whoever_needs_the_stock_finishes_a_reversal_too(desk, aws, large, chunks):
    wine = desk.reviewed(an_invoice(a_line("1"), number="RE-2"), {"1": to("WINE", "1")})
    begun(desk, aws, large[0], chunks)
    desk.apply(*wine)
    assert (desk.job(large[0])["job"]["status"], everything(aws), aws.on_hand("WINE")) == ("reversed", {1}, 11)


def test_a_reversal_while_its_own_apply_is_held_finishes_that_first(desk, aws, large):
    lines = [a_line("2", "1.00", sku=f"A-{at:02}") for at in range(MANY)]
    decisions = {str(at + 1): to(f"ITEM-{at:02}", "1") for at in range(MANY)}
    other = desk.reviewed(an_invoice(*lines, number="RE-2"), decisions)
    aws.faults.before("ledger.advance", Died())
    with pytest.raises(Died):
        desk.apply(*other)
    desk.reverse(other[0])
    assert (desk.job(other[0])["job"]["status"], everything(aws)) == ("reversed", {3})


def test_the_stored_reversal_is_found_by_its_own_hash(desk, aws, large):
    desk.reverse(large[0])
    entry = aws.ledger.entry(large[0], "reverse")
    document = json.loads(aws.objects.get(entry.plan_key, entry.plan_version))
    assert entry.plan_key.startswith(keys.plan(large[0], "").removesuffix(".json"))
    assert (document["kind"], len(document["movements"]), document["seq"]) == ("reverse", MANY, entry.seq)
