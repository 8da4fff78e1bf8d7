"""Apply changes stock at most once a job, exactly as previewed, and says for ever what it did."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from desk import Desk, new_id
from fake_aws.world import FakeVendors
from readings import a_line, an_invoice, to


@pytest.fixture
def stocked(desk):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    desk.put_item("FLOUR", "Flour", "KGM", 3, "2.5")
    return desk


@pytest.fixture
def bill(stocked):
    """(job, review, plan) of an invoice over 8 cases of wine."""
    return stocked.reviewed(an_invoice(a_line("8", "6.00")), {"1": to("WINE")})


def test_an_apply_does_what_the_preview_showed(stocked, aws, bill):
    job_id, review, _ = bill
    shown = stocked.preview(job_id, review)
    apply_id = new_id()
    receipt = stocked.apply(*bill, apply_id=apply_id)
    assert (receipt["rows"], receipt["excluded"]) == (shown["rows"], shown["excluded"])
    assert (receipt["apply_id"], receipt["seq"], receipt["already_applied"]) == (apply_id, 3, False)
    assert aws.on_hand("WINE") == 106
    job = stocked.job(job_id)["job"]
    assert (job["status"], job["apply_id"], job["applied_at"]) == ("applied", apply_id, receipt["applied_at"])
    newest = stocked.get_item("WINE")["movements"][0]
    assert newest == {
        "seq": 3, "job_id": job_id, "kind": "apply", "delta": "96", "lines": ["1"],
        "before": "10", "after": "106", "unit_cost": "0.50", "currency": "EUR", "at": receipt["applied_at"],
        "invoice_number": "RE-1",
    }  # fmt: skip


def test_applying_again_answers_with_the_first_receipt_and_changes_nothing(stocked, aws, bill):
    first = stocked.apply(*bill)
    again = stocked.apply(*bill)
    assert again == first | {"already_applied": True}
    assert stocked.receipt(bill[0]) == again
    assert aws.on_hand("WINE") == 106


def test_a_job_that_was_applied_refuses_another_review(stocked, aws, refuses, bill):
    job_id, review, plan = bill
    stocked.apply(*bill)
    with refuses("ALREADY_APPLIED") as refused:
        stocked.apply(job_id, "0" * 64, plan)
    assert refused.value.facts["review_sha256"] == review
    assert aws.on_hand("WINE") == 106


def test_stock_that_moved_since_the_preview_is_shown_again_before_anything_changes(stocked, aws, refuses, bill):
    stocked.apply(*stocked.reviewed(an_invoice(a_line("1"), number="RE-2"), {"1": to("WINE")}))
    with refuses("STALE_PREVIEW") as refused:
        stocked.apply(*bill)
    fresh = refused.value.facts["preview"]
    assert fresh == stocked.preview(bill[0], bill[1])
    assert (fresh["rows"][0]["before"], aws.on_hand("WINE")) == ("22", 22)
    assert stocked.apply(bill[0], bill[1], fresh["plan_sha256"])["rows"][0]["after"] == "118"


def test_stock_that_moved_elsewhere_does_not_matter(stocked, aws, bill):
    stocked.apply(*stocked.reviewed(an_invoice(a_line("1"), number="RE-2"), {"1": to("FLOUR", "1")}))
    assert stocked.apply(*bill)["seq"] == 4


def test_a_review_that_is_not_the_newest_is_not_applied(stocked, aws, refuses, bill):
    stocked.review(bill[0], {"1": to("WINE", "6")})
    for use in (lambda: stocked.apply(*bill), lambda: stocked.preview(bill[0], bill[1])):
        with refuses("STALE_PREVIEW") as refused:
            use()
        assert refused.value.facts["version"] == 2
    assert aws.on_hand("WINE") == 10


def test_the_same_invoice_under_another_job_is_refused_and_the_other_is_named(stocked, aws, refuses, bill):
    again = stocked.reviewed(an_invoice(a_line("8", "6.00"), number="re - 1"), {"1": to("FLOUR")})
    receipt = stocked.apply(*bill)
    facts = {
        "job_id": bill[0],
        "invoice_date": "2026-03-01",
        "grand_total": "48.00",
        "currency": "EUR",
        "applied_at": receipt["applied_at"],
    }
    assert stocked.preview(again[0], again[1])["duplicate"] == facts
    with refuses("DUPLICATE_INVOICE") as refused:
        stocked.apply(*again)
    assert refused.value.facts == facts
    assert aws.on_hand("FLOUR") == Decimal("2.5")


def test_a_duplicate_is_applied_for_a_reason_that_is_kept(stocked, aws, bill):
    again = stocked.reviewed(an_invoice(a_line("1", "6.00")), {"1": to("FLOUR")})
    stocked.apply(*bill)
    stocked.apply(*stocked.seen_again(*again), reason="The vendor uses numbers twice.")
    assert stocked.events(again[0])["events"][-1]["detail"] == "The vendor uses numbers twice."
    entry = aws.ledger.entry(again[0])
    assert json.loads(aws.objects.get(entry.plan_key, entry.plan_version))["duplicate_reason"]
    assert aws.ledger.invoice_key("nordkontor", "invoice", "RE-1").job_id == again[0]


def test_a_reason_is_given_for_the_duplicate_that_was_seen_and_for_no_other(stocked, aws, bill, refuses):
    second = stocked.reviewed(an_invoice(a_line("1", "6.00")), {"1": to("FLOUR")})
    third = stocked.reviewed(an_invoice(a_line("2", "12.00")), {"1": to("FLOUR")})
    with_none = third
    stocked.apply(*bill)
    third = stocked.seen_again(*third)
    stocked.apply(*stocked.seen_again(*second), reason="The vendor uses numbers twice.")
    for seen in (with_none, third):
        with refuses("STALE_PREVIEW") as refused:
            stocked.apply(*seen, reason="The vendor uses numbers twice.")
        assert refused.value.facts["preview"]["duplicate"]["job_id"] == second[0]
    assert aws.ledger.entry(third[0]) is None
    stocked.apply(*stocked.seen_again(*third), reason="And a third time.")


def test_a_duplicate_is_not_applied_for_a_reason_that_says_nothing(stocked, aws, bill, refuses):
    again = stocked.reviewed(an_invoice(a_line("1", "6.00")), {"1": to("FLOUR")})
    stocked.apply(*bill)
    with refuses("REQUEST_INVALID") as refused:
        stocked.apply(*again, reason="\u200b\u200b\u200b\u200b")
    assert refused.value.facts["path"] == "/duplicate_reason"
    assert aws.ledger.entry(again[0]) is None


def test_an_invoice_applied_under_a_former_id_of_its_vendor_is_a_duplicate_too(aws, refuses):
    """Applied as tax:DE1; then came the plugin, and the vendor is known as nordkontor."""
    before = Desk(aws, vendors=FakeVendors())
    before.put_item("WINE", "Wine", "EA", 0, "10")
    first = before.reviewed(an_invoice(a_line(), vendor="tax:DE1"), {"1": to("WINE")})
    before.apply(*first)
    after = Desk(aws, vendors=FakeVendors({"id": "nordkontor", "name": "Nordkontor", "tax_ids": ["DE1"]}))
    again = after.reviewed(an_invoice(a_line()))  # what was learnt under the former id is proposed
    with refuses("DUPLICATE_INVOICE") as refused:
        after.apply(*again)
    assert refused.value.facts["job_id"] == first[0]
    after.apply(*again, reason="It came twice.")
    assert aws.ledger.invoice_key("nordkontor", "invoice", "RE-1").job_id == again[0]
    assert aws.ledger.invoice_key("tax:DE1", "invoice", "RE-1").job_id == first[0]


def test_lessons_and_business_key_are_written_under_the_id_of_today(aws):
    desk = Desk(aws, vendors=FakeVendors({"id": "nordkontor", "name": "Nordkontor", "tax_ids": ["DE1"]}))
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    bill = desk.reviewed(an_invoice(a_line(), vendor="tax:DE1"), {"1": to("WINE")})
    desk.apply(*bill)
    assert aws.ledger.invoice_key("nordkontor", "invoice", "RE-1").job_id == bill[0]
    assert aws.ledger.invoice_key("tax:DE1", "invoice", "RE-1") is None
    assert [each.item for each in aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"]] == ["WINE"]


def test_the_reading_of_an_applied_job_never_expires(stocked, aws, bill):
    key = aws.jobs.get(bill[0]).reading_key
    assert aws.tags(key) == {"keep": "no"}
    aws.faults.before("ledger.commit", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        stocked.apply(*bill)
    assert aws.tags(key) == {"keep": "yes"}  # before anything can depend on it


def test_other_vendors_and_credit_notes_have_numbers_of_their_own(stocked, bill):
    other = stocked.reviewed(an_invoice(a_line("1"), vendor="calderfinch"), {"1": to("FLOUR", "1")})
    credit = stocked.reviewed(
        an_invoice(a_line("-1"), document_type="credit_note"), {"1": to("FLOUR", "1", stock_effect="out")}
    )
    stocked.apply(*other)
    assert stocked.apply(credit[0], credit[1], stocked.preview(credit[0], credit[1])["plan_sha256"])
    assert stocked.apply(*bill)["already_applied"] is False


def test_the_refusals_of_the_plan_change_nothing(stocked, aws, refuses):
    job_id = stocked.parsed(an_invoice(a_line(), a_line("-99")))
    review = stocked.review(job_id, {"1": to("WINE")})["review_sha256"]
    with refuses("UNMAPPED_LINES"):
        stocked.apply(job_id, review, "0" * 64)
    review = stocked.review(job_id, {"2": to("WINE", stock_effect="out")})["review_sha256"]
    with refuses("NEGATIVE_STOCK"):
        stocked.preview(job_id, review)
    assert aws.ledger.entry(job_id) is None
    assert aws.ledger.stock().seq == 2


def test_what_was_taught_is_proposed_next_time(stocked, bill):
    stocked.apply(*bill)
    draft = stocked.draft(stocked.parsed(an_invoice(a_line("3", "7.00"), number="RE-2")))
    assert draft["review"]["lines"] == {"1": to("WINE")}
    (candidate,) = draft["lines"][0]["candidates"]
    assert (candidate["mapping_version"], candidate["last_unit_cost"]) == (3, "0.50")


def test_the_preview_warns_when_the_price_jumped(stocked, bill):
    stocked.apply(*bill)
    job_id = stocked.parsed(an_invoice(a_line("1", "12.00"), number="RE-2"))
    review = stocked.review(job_id)["review_sha256"]
    (finding,) = stocked.preview(job_id, review)["findings"]
    assert (finding["code"], finding["severity"]) == ("PRICE_JUMP", "warning")


def test_an_invoice_of_services_moves_nothing_and_is_applied_all_the_same(stocked, aws):
    service = {"kind": "charge", "description": "Repair", "line_total": "5.00"}
    receipt = stocked.apply(*stocked.reviewed(an_invoice(service)))
    assert (receipt["rows"], receipt["seq"]) == ([], 3)
    assert aws.ledger.stock().seq == 3


def test_the_stored_plan_rebuilds_the_stock(stocked, aws, bill):
    stocked.apply(*bill)
    entry = aws.ledger.entry(bill[0])
    plan = json.loads(aws.objects.get(entry.plan_key, entry.plan_version))
    assert [(each["item"], each["delta"], each["seq"]) for each in plan["movements"]] == [("WINE", "96", 3)]
    names = ("apply_id", "seq", "plan_sha256", "review_sha256", "vendor_id", "invoice_number", "grand_total")
    assert [plan[name] for name in names[:4]] == [entry.apply_id, entry.seq, entry.plan_sha256, entry.review_sha256]
    assert [plan[name] for name in names[4:]] == ["nordkontor", "RE-1", "48.00"]


def test_a_job_without_an_apply_has_no_receipt(stocked, refuses, bill):
    with refuses("ILLEGAL_MOVE"):
        stocked.receipt(bill[0])
