"""From a person's decisions to the stock: nothing moves but what was decided, with its reason, and was seen."""

from __future__ import annotations

import pytest
from desk import sha
from readings import a_finding, a_line, a_reading, an_invoice, to

EXCLUDED = {"exclude": True, "reason": "For the office kitchen."}
SHORT = {"received": "7", "reason": "One case was broken."}


@pytest.fixture
def stocked(desk):
    desk.put_item("WINE", "Wine", "EA", 0, "100")
    return desk


def applied(desk, invoice, lines=None, **members) -> dict:
    job_id, review, plan = desk.reviewed(invoice, lines, **members)
    return desk.apply(job_id, review, plan)


def read_again(desk, job_id, invoice) -> None:
    """The job's file is read once more, as that invoice."""
    attempt = desk.read_again(job_id)["job"]["attempt"]
    desk.task(lambda data: a_reading(invoice, sha(data)))(job_id, attempt)


def refused_lines(desk, refuses, invoice, lines) -> list[dict]:
    """What the preview says that each line lacks."""
    job_id = desk.parsed(invoice)
    saved = desk.review(job_id, lines)
    with refuses("UNMAPPED_LINES") as refused:
        desk.preview(job_id, saved["review_sha256"])
    assert saved["unmapped"] == [each["line_id"] for each in refused.value.facts["lines"]]
    return refused.value.facts["lines"]


def test_what_was_received_moves_not_what_was_billed(stocked, aws):
    receipt = applied(stocked, an_invoice(a_line("8")), {"1": to("WINE", "12", **SHORT)})
    assert receipt["rows"][0]["lines"][0]["text"] == "7 CS x 12 = 84 EA"
    assert aws.on_hand("WINE") == 184


def test_that_nothing_came_is_said_with_a_zero_and_a_reason(stocked, aws, refuses):
    nothing = {"received": "0"}
    assert refused_lines(stocked, refuses, an_invoice(a_line()), {"1": to("WINE", **nothing)}) == [
        {"line_id": "1", "missing": ["reason"]}
    ]
    receipt = applied(stocked, an_invoice(a_line()), {"1": {**nothing, "reason": "The pallet was missing."}})
    assert (receipt["rows"], [each["line_id"] for each in receipt["excluded"]]) == ([], ["1"])
    assert aws.on_hand("WINE") == 100


def test_an_excluded_line_stands_in_the_receipt_with_its_reason(stocked, aws):
    receipt = applied(stocked, an_invoice(a_line(), a_line("1")), {"1": EXCLUDED, "2": to("WINE", "1")})
    assert receipt["excluded"] == [{"line_id": "1", "description": "Article 4711", "why": "For the office kitchen."}]
    assert aws.on_hand("WINE") == 101


@pytest.mark.parametrize("decision", [{"exclude": True}, to("WINE", received="7"), to("WINE", stock_effect="none")])
def test_who_keeps_goods_out_or_changes_their_number_gives_a_reason(stocked, refuses, decision):
    assert refused_lines(stocked, refuses, an_invoice(a_line()), {"1": decision}) == [
        {"line_id": "1", "missing": ["reason"]}
    ]


@pytest.mark.parametrize("reason", ["", "  ", "     ", "\u200b\u200b\u200b", "..."])
def test_a_blank_reason_is_not_saved(stocked, refuses, reason):
    job_id = stocked.parsed(an_invoice(a_line()), a_finding("LAYOUT_CHANGED"))
    override = {"code": "LAYOUT_CHANGED", "line_ids": [], "reason": reason}
    for decided in ({"lines": {"1": {"exclude": True, "reason": reason}}}, {"overrides": [override]}):
        with refuses("REQUEST_INVALID"):
            stocked.review(job_id, **decided)
    assert stocked.job(job_id)["job"]["review_version"] == 0


def test_an_error_is_overridden_with_a_reason_that_the_plan_keeps(stocked, refuses):
    invoice, error = an_invoice(a_line()), a_finding("LAYOUT_CHANGED")
    job_id = stocked.parsed(invoice, error)
    unresolved = stocked.review(job_id, {"1": to("WINE")})
    with refuses("UNRESOLVED_FINDINGS"):
        stocked.preview(job_id, unresolved["review_sha256"])
    override = {"code": "LAYOUT_CHANGED", "line_ids": [], "reason": "The logo is new, nothing else."}
    saved = stocked.review(job_id, overrides=[override])
    plan = stocked.preview(job_id, saved["review_sha256"])["plan_sha256"]
    assert stocked.apply(job_id, saved["review_sha256"], plan)["rows"]


def test_a_credited_line_moves_stock_only_when_somebody_says_how(stocked, aws, refuses):
    credited = an_invoice(a_line("-2"), document_type="credit_note")
    assert refused_lines(stocked, refuses, credited, {"1": to("WINE")}) == [
        {"line_id": "1", "missing": ["stock_effect"]}
    ]
    applied(stocked, credited, {"1": to("WINE", stock_effect="none")})
    assert aws.on_hand("WINE") == 100
    returned = an_invoice(a_line("-2"), document_type="credit_note", number="GS-2")
    applied(stocked, returned, {"1": to("WINE", stock_effect="out")})
    assert aws.on_hand("WINE") == 76


def test_returned_empties_on_an_invoice_are_decided_like_a_credit(stocked, aws, refuses):
    bill = an_invoice(a_line(), a_line("-3", sku="CRATE"))
    lines = {"1": to("WINE"), "2": to("WINE", "1")}
    assert refused_lines(stocked, refuses, bill, lines) == [{"line_id": "2", "missing": ["stock_effect"]}]
    applied(stocked, bill, lines | {"2": {"stock_effect": "none"}})
    assert aws.on_hand("WINE") == 196


def test_a_vendor_that_nobody_recognised_is_chosen_and_every_line_looked_at(stocked, aws, refuses):
    freight = {"kind": "charge", "description": "Freight", "line_total": "5.00"}
    bill = an_invoice(a_line(), freight, vendor=None)
    job_id = stocked.parsed(bill, a_finding("NO_VENDOR_MATCH"))
    override = {"code": "NO_VENDOR_MATCH", "line_ids": [], "reason": "We know them well."}
    chosen = {"vendor_id": "nordkontor"}
    for decided in (chosen, {"overrides": [override]}, chosen | {"confirmed": ["/lines/0"]}):
        saved = stocked.review(job_id, {"1": to("WINE")}, **decided)
        with refuses("UNRESOLVED_FINDINGS"):
            stocked.preview(job_id, saved["review_sha256"])
    saved = stocked.review(job_id, **chosen, confirmed=["/lines/0", "/lines/1"])
    stocked.apply(job_id, saved["review_sha256"], stocked.preview(job_id, saved["review_sha256"])["plan_sha256"])
    assert aws.on_hand("WINE") == 196


def test_a_late_answer_never_applies_what_nobody_saw(stocked, aws, refuses):
    job_id, seen, plan = stocked.reviewed(an_invoice(a_line()), {"1": to("WINE", "12")})
    newer = stocked.review(job_id, {"1": to("WINE", "24")})
    with refuses("STALE_PREVIEW") as refused:
        stocked.apply(job_id, seen, plan)
    assert refused.value.facts == {"version": 2, "review_sha256": newer["review_sha256"]}
    with refuses("STALE_PREVIEW") as refused:
        stocked.apply(job_id, newer["review_sha256"], plan)
    assert refused.value.facts["preview"]["rows"][0]["change"] == "192"
    assert aws.on_hand("WINE") == 100


def test_a_review_of_an_earlier_reading_is_neither_saved_nor_applied_nor_lost(stocked, aws, refuses):
    job_id, seen, plan = stocked.reviewed(an_invoice(a_line("8")), {"1": to("WINE", "12")})
    mine = stocked.draft(job_id)["review"]
    read_again(stocked, job_id, an_invoice(a_line("9")))
    with refuses("STALE_READING"):
        stocked.preview(job_id, seen)
    with refuses("STALE_READING"):
        stocked.apply(job_id, seen, plan)
    for base_version, decisions in ((1, mine | {"confirmed": ["/lines/0"]}), (0, mine)):  # another one, the same again
        with refuses("STALE_READING"):
            stocked.save_review(job_id, base_version, decisions)
    assert stocked.get_review(job_id, 1)["review"]["review_sha256"] == seen
    draft = stocked.draft(job_id)
    assert (draft["version"], draft["review"]["lines"], draft["invoice"]["lines"][0]["qty_shipped"]) == (1, {}, "9")
    assert stocked.review(job_id, {"1": to("WINE", "12")})["version"] == 2
    assert aws.on_hand("WINE") == 100


def test_a_review_that_is_saved_while_the_file_is_read_again_is_refused(stocked, aws, refuses):
    job_id = stocked.parsed(an_invoice(a_line("8")))
    mine = stocked.draft(job_id)["review"] | {"lines": {"1": to("WINE")}}
    aws.faults.before("jobs.save_review", lambda: read_again(stocked, job_id, an_invoice(a_line("9"))))
    with refuses("STALE_READING"):
        stocked.save_review(job_id, 0, mine)
    assert stocked.draft(job_id)["version"] == 0
