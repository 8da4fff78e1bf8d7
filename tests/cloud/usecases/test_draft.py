"""A draft proposes what is known and leaves open what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from readings import a_finding, a_line, an_invoice, to

from invoiceplug_cloud.domain.records import Mapping


@pytest.fixture
def stocked(desk, aws):
    for item in ("WINE", "BEER"):
        desk.put_item(item, item.title(), "EA", 0)
    aws.inventory.learn(
        [
            Mapping("nordkontor", "4711", "CS", "WINE", Decimal("12"), "shipped", 3, Decimal("0.50")),
            Mapping("nordkontor", "4712", "CS", "WINE", Decimal("6"), "shipped", 4),
            Mapping("nordkontor", "4712", "CS", "BEER", Decimal("24"), "billed", 5),
            Mapping("nordkontor", "4714", "CS", "GONE", Decimal("1"), "shipped", 6),
            Mapping("calderfinch", "4713", "CS", "BEER", Decimal("1"), "shipped", 7),
        ]
    )
    return desk


def test_one_candidate_is_proposed_several_are_offered_none_is_left_open(stocked):
    note = {"kind": "note", "description": "Thanks"}
    lines = [a_line(sku="4711"), a_line(sku="4712"), a_line(sku="4713"), note, a_line("0", sku="4715")]
    draft = stocked.draft(stocked.parsed(an_invoice(*lines)))
    assert draft["version"] == 0
    assert "review_sha256" not in draft
    assert draft["review"]["lines"] == {"1": {"item": "WINE", "factor": "12", "quantity_source": "shipped"}}
    assert [[each["item"] for each in line["candidates"]] for line in draft["lines"]] == [
        ["WINE"], ["BEER", "WINE"], [], [], [],
    ]  # fmt: skip
    assert [line["needs_mapping"] for line in draft["lines"]] == [False, True, True, False, False]
    assert draft["lines"][0]["candidates"][0] == {
        "item": "WINE", "name": "Wine", "unit": "EA", "factor": "12",
        "quantity_source": "shipped", "mapping_version": 3, "last_unit_cost": "0.50",
    }  # fmt: skip


def test_an_item_that_does_not_exist_is_no_candidate_and_keeps_the_line_open(stocked):
    (line,) = stocked.draft(stocked.parsed(an_invoice(a_line(sku="4714"))))["lines"]
    assert line == {"line_id": "1", "candidates": [], "needs_mapping": True}


def test_a_saved_review_is_gone_on_with(stocked):
    job_id = stocked.parsed(an_invoice(a_line(sku="4711")), a_finding("PAGE_COUNT", "warning"))
    saved = stocked.review(job_id, {"1": to("BEER")}, corrections={"/invoice_number": "RE-9"})
    draft = stocked.draft(job_id)
    assert (draft["version"], draft["review_sha256"]) == (1, saved["review_sha256"])
    assert draft["review"]["lines"] == {"1": to("BEER")}
    assert draft["invoice"]["invoice_number"] == "RE-9"
    assert [finding["code"] for finding in draft["findings"]] == ["PAGE_COUNT"]
    assert draft["lines"][0]["candidates"][0]["item"] == "WINE"


def test_without_a_vendor_nothing_is_proposed_until_one_is_chosen(stocked):
    job_id = stocked.parsed(an_invoice(a_line(sku="4711"), vendor=None), a_finding("NO_VENDOR_MATCH", "error"))
    assert stocked.draft(job_id)["lines"][0]["candidates"] == []
    stocked.review(job_id, vendor_id="nordkontor")
    assert stocked.draft(job_id)["lines"][0]["candidates"][0]["item"] == "WINE"
    assert stocked.job(job_id)["job"]["vendor_id"] == "nordkontor"


def test_what_was_not_read_has_no_draft(stocked, refuses):
    with refuses("ILLEGAL_MOVE"):
        stocked.draft(stocked.queued())
