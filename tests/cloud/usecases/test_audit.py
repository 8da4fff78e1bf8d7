"""The audit finds the stock exact after everything that people do, and says what it looked at and what is open."""

from __future__ import annotations

import pytest
from readings import a_line, an_invoice, to

from invoiceplug_cloud.domain.audit import Report
from invoiceplug_cloud.usecases.audit import Audit
from invoiceplug_cloud.usecases.mappings import Lesson

LARGE = 100


@pytest.fixture
def audit(aws):
    return Audit(aws.objects, aws.jobs, aws.ledger, aws.inventory)


def a_bill(desk, quantity="2", item="WINE", **members):
    return desk.reviewed(an_invoice(a_line(quantity), **members), {"1": to(item, "1")})


def applied(desk, bill, **more):
    """Applies it, as the stock stands now."""
    job_id, review, _ = bill
    return desk.apply(job_id, review, desk.preview(job_id, review)["plan_sha256"], **more)


def a_large_bill(desk):
    items = [f"I-{number:03}" for number in range(LARGE)]
    for item in items:
        desk.put_item(item, item, "EA", 0, "1")
    lines = [a_line("3", sku=item) for item in items]
    return desk.reviewed(an_invoice(*lines), {str(at): to(item, "1") for at, item in enumerate(items, start=1)})


def begun(desk, aws, call, *arguments):
    """Does it until its first chunk, at which the process dies."""
    aws.faults.before("ledger.advance", SystemExit())
    with pytest.raises(SystemExit):
        call(*arguments)


def test_an_empty_house_is_clean(audit):
    assert audit() == Report(items=0, movements=0, entries=0, seq=0)


def test_openings_applies_overrides_and_reversals_are_clean(desk, audit):
    desk.put_item("WINE", "Wine", "EA", 2, "10.5")
    first, other, again = a_bill(desk), a_bill(desk), a_bill(desk, "4")
    applied(desk, first)
    applied(desk, other, reason="The vendor sent two cases.")
    assert audit() == Report(items=1, movements=3, entries=2, seq=3)
    desk.reverse(other[0])
    assert audit().clean, "the one that was overridden holds the key again"
    desk.reverse(first[0])
    applied(desk, again)
    assert audit() == Report(items=1, movements=6, entries=5, seq=6)


def test_what_is_renamed_or_mapped_anew_afterwards_makes_no_difference(desk, audit):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    desk.apply(*a_bill(desk))
    desk.put_item("WINE", "Red wine", "BTL", 0)
    body = {"vendor_sku": "4711", "uom": "CS", "item": "WINE", "factor": "6", "quantity_source": "shipped"}
    desk.teach("nordkontor", Lesson(**body))
    assert audit().clean


def test_an_apply_in_chunks_is_told_as_open_until_it_is_finished(desk, aws, audit):
    bill = a_large_bill(desk)
    begun(desk, aws, desk.apply, *bill)
    report = audit()
    assert report.clean
    assert report.open == ({"job_id": bill[0], "kind": "apply", "seq": LARGE + 1, "done": 0, "of": 3},)
    desk.roll_forward()
    assert audit() == Report(items=LARGE, movements=2 * LARGE, entries=1, seq=LARGE + 1)


def test_a_reversal_in_chunks_is_told_as_open_until_it_is_finished(desk, aws, audit):
    bill = a_large_bill(desk)
    desk.apply(*bill)
    begun(desk, aws, desk.reverse, bill[0])
    report = audit()
    assert report.clean and report.open[0]["kind"] == "reverse"
    desk.roll_forward()
    assert audit() == Report(items=LARGE, movements=3 * LARGE, entries=2, seq=LARGE + 2)


def test_a_reading_that_has_expired_is_told_as_not_checked(desk, aws, audit):
    desk.put_item("WINE", "Wine", "EA", 0)
    bill = a_bill(desk)
    desk.apply(*bill)
    aws.expire(f"readings/default/{bill[0]}/1/reading.json")
    report = audit()
    assert report.clean and report.unchecked == (bill[0],)


def test_stock_that_moves_while_it_is_audited_is_audited_again(desk, aws, audit):
    desk.put_item("WINE", "Wine", "EA", 0)
    bill = a_bill(desk)
    aws.faults.before("inventory.totals", lambda: desk.apply(*bill))
    assert audit() == Report(items=1, movements=2, entries=1, seq=2)


def test_stock_that_never_rests_cannot_be_audited(desk, aws, audit, refuses):
    desk.put_item("WINE", "Wine", "EA", 0)
    for number in range(3):
        bill = a_bill(desk, number=f"N-{number}")
        aws.faults.before("inventory.totals", lambda bill=bill: applied(desk, bill))
    with refuses("BUSY"):
        audit()
