"""Every point at which an apply can lose an answer, lose a race or die: stock changes once, and every answer agrees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError
from desk import new_id, sha
from readings import a_line, a_reading, an_invoice, to

from invoiceplug.errors import InvoiceplugError


@pytest.fixture
def stocked(desk):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    desk.put_item("FLOUR", "Flour", "KGM", 3, "2.5")
    return desk


@pytest.fixture
def bill(stocked):
    return stocked.reviewed(an_invoice(a_line("8", "6.00")), {"1": to("WINE")})


def moves_elsewhere(desk, number):
    """Somebody else's apply over other items."""
    bill = desk.reviewed(an_invoice(a_line("1", "6.00"), number=number), {"1": to("FLOUR", "1")})
    return lambda: desk.apply(*bill)


def test_a_commit_whose_answer_was_lost_is_answered_from_the_ledger(stocked, aws, bill):
    aws.faults.after("ledger.commit", TimeoutError())
    receipt = stocked.apply(*bill)
    assert (receipt["already_applied"], aws.on_hand("WINE")) == (True, 106)
    assert stocked.apply(*bill) == receipt


def test_a_commit_that_was_lost_on_its_way_changed_nothing_and_is_sent_again(stocked, aws, bill):
    aws.faults.before("ledger.commit", TimeoutError())
    with pytest.raises(TimeoutError):
        stocked.apply(*bill)
    assert aws.on_hand("WINE") == 10
    assert stocked.apply(*bill)["already_applied"] is False


@pytest.mark.parametrize(
    "operation",
    ["ledger.entry", "ledger.stock", "jobs.get", "objects.get", "inventory.items", "inventory.mappings",
     "ledger.invoice_key", "objects.put_once", "ledger.commit", "inventory.learn"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["before", "after"])
def test_an_apply_that_died_anywhere_is_sent_again_and_happened_once(stocked, aws, bill, operation, where):
    class Died(BaseException):
        """Not even a handler runs: the process is gone."""

    getattr(aws.faults, where)(operation, Died())
    with pytest.raises(Died):
        stocked.apply(*bill)
    receipt = stocked.apply(*bill)
    assert (aws.on_hand("WINE"), receipt["rows"][0]["after"]) == (106, "106")
    assert stocked.receipt(bill[0]) == receipt | {"already_applied": True}
    assert [each.item for each in aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"]] == ["WINE"]


def test_a_race_over_the_sequence_is_run_again_when_the_plan_still_holds(stocked, aws, bill):
    aws.faults.before("ledger.commit", *(moves_elsewhere(stocked, f"RE-{number}") for number in (2, 3, 4)))
    receipt = stocked.apply(*bill)
    assert (receipt["already_applied"], receipt["rows"][0]["after"]) == (False, "106")
    assert stocked.waits


def test_a_race_over_the_item_is_shown_to_the_operator(stocked, aws, refuses, bill):
    other = stocked.reviewed(an_invoice(a_line("1"), number="RE-2"), {"1": to("WINE", "1")})
    aws.faults.before("ledger.commit", lambda: stocked.apply(*other))
    with refuses("STALE_PREVIEW") as refused:
        stocked.apply(*bill)
    assert refused.value.facts["preview"]["rows"][0]["before"] == "11"


def test_a_race_with_the_same_invoice_is_a_duplicate(stocked, aws, refuses, bill):
    other = stocked.reviewed(an_invoice(a_line("1")), {"1": to("FLOUR", "1")})
    aws.faults.before("ledger.commit", lambda: stocked.apply(*other))
    with refuses("DUPLICATE_INVOICE") as refused:
        stocked.apply(*bill)
    assert refused.value.facts["job_id"] == other[0]


@pytest.mark.parametrize(
    "operation", ["jobs.get", "ledger.stock", "inventory.items", "ledger.invoice_key", "ledger.commit"]
)
def test_two_applies_of_one_job_are_one_whoever_is_faster(stocked, aws, bill, operation):
    first = []
    aws.faults.before(operation, lambda: first.append(stocked.apply(*bill)))
    second = stocked.apply(*bill)
    assert second == first[0] | {"already_applied": True}
    assert aws.on_hand("WINE") == 106


def test_one_request_twice_in_the_same_millisecond_is_one_change_of_which_both_are_told(stocked, aws, bill):
    """They make the same plan, so the same token, under which DynamoDB writes once and answers both with success."""
    first, apply_id = [], new_id()

    def send_again():
        aws.clock.advance(-1)  # to when the other one looked at it
        first.append(stocked.apply(*bill, apply_id=apply_id))

    aws.faults.before("ledger.commit", send_again)
    assert stocked.apply(*bill, apply_id=apply_id) == first[0]
    assert first[0]["already_applied"] is False
    assert aws.on_hand("WINE") == 106


def test_a_review_saved_in_the_middle_is_not_overrun(stocked, aws, refuses, bill):
    aws.faults.before("ledger.commit", lambda: stocked.review(bill[0], {"1": to("WINE", "6")}))
    with refuses("STALE_PREVIEW") as refused:
        stocked.apply(*bill)
    assert (refused.value.facts["version"], aws.on_hand("WINE")) == (2, 10)


def test_an_invoice_that_is_read_again_in_the_middle_is_not_applied_as_it_was_read_before(stocked, aws, refuses, bill):
    def read_again():
        stocked.read_again(bill[0])
        other = an_invoice(a_line("9", "6.00"))
        stocked.task(lambda body: a_reading(other, sha(body)))(bill[0], 2)

    aws.faults.before("ledger.stock", read_again)
    with refuses("STALE_READING"):
        stocked.apply(*bill)
    assert (aws.on_hand("WINE"), stocked.job(bill[0])["job"]["status"]) == (10, "parsed")


def test_an_invoice_that_is_being_read_again_is_not_applied(stocked, aws, refuses, bill):
    aws.faults.before("ledger.commit", lambda: stocked.read_again(bill[0]))
    with refuses("ILLEGAL_MOVE"):
        stocked.apply(*bill)
    assert aws.on_hand("WINE") == 10


@pytest.mark.parametrize("operation", ["get_item", "batch_get_item", "query"])
def test_tables_that_are_too_slow_make_it_busy(stocked, aws, refuses, bill, operation):
    slow = ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, operation)
    aws.faults.before(f"dynamodb.{operation}", *[slow] * 12)
    with refuses("BUSY"):
        stocked.apply(*bill)
    aws.faults.clear()
    assert stocked.apply(*bill)["already_applied"] is False


def test_a_job_that_is_discarded_in_the_middle_is_not_applied(stocked, aws, refuses, bill):
    aws.faults.before("ledger.commit", lambda: aws.change_job(bill[0], status="discarded"))
    with refuses("ILLEGAL_MOVE"):
        stocked.apply(*bill)


def test_contention_without_end_is_busy_and_changes_nothing(stocked, aws, refuses, bill):
    aws.faults.before("ledger.commit", *(InvoiceplugError("STALE_PREVIEW") for _ in range(12)))
    with refuses("BUSY"):
        stocked.apply(*bill)
    assert (len(stocked.waits), aws.on_hand("WINE")) == (11, 10)
    assert all(0 <= wait <= 0.8 for wait in stocked.waits)
    assert stocked.apply(*bill)["already_applied"] is False


def test_a_gateway_that_gave_up_is_busy_at_once(stocked, aws, refuses, bill):
    aws.faults.before("ledger.commit", InvoiceplugError("BUSY"))
    with refuses("BUSY"):
        stocked.apply(*bill)
    assert (stocked.waits, aws.on_hand("WINE")) == ([], 10)


def test_a_gateway_that_gave_up_after_all_was_done_is_answered_from_the_ledger(stocked, aws, bill):
    aws.faults.after("ledger.commit", InvoiceplugError("BUSY"))
    assert stocked.apply(*bill)["already_applied"] is True


def test_while_another_job_holds_the_stock_nothing_moves(stocked, aws, refuses, bill):
    aws.hold_stock(new_id())
    for change in (lambda: stocked.apply(*bill), lambda: stocked.put_item("OIL", "Oil", "LTR", 2)):
        with refuses("BUSY"):
            change()
    assert aws.keys("plans/") == []
    aws.hold_stock(None)
    assert stocked.apply(*bill)["already_applied"] is False


def test_an_earlier_lesson_never_overwrites_a_later_one(stocked, aws, bill):
    dies = RuntimeError("the process is gone")
    aws.faults.before("inventory.learn", dies)
    stocked.apply(*bill)  # its lesson was lost; the answer came from the ledger, which taught it
    later = stocked.reviewed(an_invoice(a_line("1", "7.00"), number="RE-2"), {"1": to("WINE", "6")})
    stocked.apply(*later)
    stocked.apply(*bill)
    (mapping,) = aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"]
    assert (mapping.factor, mapping.version) == (6, 4)


def test_32_threads_apply_one_job_once(stocked, aws, bill):
    with ThreadPoolExecutor(32) as threads:
        receipts = list(threads.map(lambda _: stocked.apply(*bill), range(32)))
    assert [receipt["already_applied"] for receipt in receipts].count(False) <= 1
    assert len({receipt["apply_id"] for receipt in receipts}) == 1
    assert aws.on_hand("WINE") == 106


def test_32_threads_apply_32_jobs_to_four_items_exactly(stocked, aws):
    for number in range(4):
        stocked.put_item(f"ITEM-{number}", "Item", "EA", 0)
    jobs = []
    for number in range(32):
        job_id = stocked.parsed(an_invoice(a_line(str(number + 1), "1.00"), number=f"RE-{number}"))
        jobs.append((job_id, stocked.review(job_id, {"1": to(f"ITEM-{number % 4}", "1")})["review_sha256"]))

    def apply(job):
        while True:
            plan = stocked.preview(*job)["plan_sha256"]
            try:
                return stocked.apply(*job, plan)["seq"]
            except InvoiceplugError as error:
                assert error.code in ("STALE_PREVIEW", "BUSY")

    with ThreadPoolExecutor(32) as threads:
        sequence = list(threads.map(apply, jobs))
    assert sorted(sequence) == list(range(7, 39))
    assert [aws.on_hand(f"ITEM-{at}") for at in range(4)] == [sum(range(at + 1, 33, 4)) for at in range(4)]
