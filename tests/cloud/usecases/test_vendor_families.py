"""A vendor whose e-invoices came before its plugin: what was learnt under its tax id counts under its name too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk import Desk
from fake_aws.world import FakeVendors
from readings import a_line, an_invoice, to

from invoiceplug_cloud.usecases.mappings import Lesson

BEFORE, TODAY = "tax:DE000417001", "nordkontor"
CASES = Lesson("4711", "CS", "WINE", "12", "shipped")
PLUGIN = {"id": TODAY, "name": "Nordkontor", "plugin": "p", "version": "1", "tax_ids": ["DE000417001"]}


@pytest.fixture
def before(aws):
    """The desk while no plugin knows the vendor, after one of its e-invoices was applied."""
    desk = Desk(aws, vendors=FakeVendors())
    for item in ("WINE", "BEER"):
        desk.put_item(item, item.title(), "EA", 0)
    desk.apply(*desk.reviewed(an_invoice(a_line("8", "6.00"), vendor=BEFORE), {"1": to("WINE", "12")}))
    return desk


@pytest.fixture
def desk(before, aws):
    """The desk after the plugin was installed."""
    desk = Desk(aws, vendors=FakeVendors(PLUGIN))
    yield desk
    aws.check()


def candidates(desk, vendor=TODAY) -> list[tuple[str, str]]:
    draft = desk.draft(desk.parsed(an_invoice(a_line(), number="RE-2", vendor=vendor)))
    return [(each["item"], each["factor"]) for each in draft["lines"][0]["candidates"]]


def listed(desk, vendor=TODAY, **page) -> list[tuple[str, str, str]]:
    found = desk.list_mappings(vendor, **page)["mappings"]
    return [(each["vendor_id"], each["item"], each["factor"]) for each in found]


def test_what_was_learnt_under_the_tax_id_is_proposed_under_the_name(desk):
    assert candidates(desk) == candidates(desk, BEFORE) == [("WINE", "12")]
    assert candidates(desk, "calderfinch") == []


def test_the_last_cost_under_the_tax_id_warns_of_a_jump_and_its_version_stands_in_the_plan(desk):
    job_id = desk.parsed(an_invoice(a_line("8", "12.00"), number="RE-2", vendor=TODAY))
    preview = desk.preview(job_id, desk.review(job_id)["review_sha256"])
    assert [each["message"] for each in preview["findings"]] == [
        "Line 1: a stock unit costs 1, last time 0.5. Has the pack size changed?"
    ]
    assert preview["rows"][0]["lines"][0]["mapping_version"] == 3


def test_an_e_invoice_that_was_read_before_teaches_under_the_name_of_today(desk):
    invoice = an_invoice(a_line(sku="4712"), number="RE-2", vendor=BEFORE)
    desk.apply(*desk.reviewed(invoice, {"1": to("BEER", "24")}))
    assert listed(desk) == [(TODAY, "BEER", "24"), (BEFORE, "WINE", "12")]


def test_a_correction_hides_what_was_learnt_under_the_tax_id(desk):
    said = desk.teach(BEFORE, replace(CASES, factor="6"))["mapping"]
    assert (said["vendor_id"], said["last_unit_cost"]) == (TODAY, "0.50")
    assert (candidates(desk), listed(desk)) == ([("WINE", "6")], [(TODAY, "WINE", "6")])


def test_what_is_taken_away_does_not_come_back_under_the_tax_id(desk):
    assert desk.forget(BEFORE, "4711", "CS", "WINE")["mapping"]["vendor_id"] == TODAY
    assert (candidates(desk), candidates(desk, BEFORE), listed(desk), listed(desk, BEFORE)) == ([], [], [], [])


def test_nothing_is_said_under_the_name_that_a_newer_lesson_under_the_tax_id_would_hide(desk, aws, refuses):
    (row,) = aws.inventory.mappings(BEFORE, [("4711", "CS")])["4711", "CS"]
    aws.inventory.learn([replace(row, version=99)])
    with refuses("BUSY"):
        desk.teach(TODAY, replace(CASES, factor="6"))
    assert listed(desk) == [(BEFORE, "WINE", "12")]


def test_an_article_may_be_another_item_than_under_the_tax_id(desk):
    desk.teach(TODAY, replace(CASES, item="BEER", replaces="WINE"))
    assert candidates(desk) == [("BEER", "12")]


def test_the_list_goes_through_all_ids_page_by_page(desk):
    for sku in ("1", "2"):
        desk.teach(TODAY, replace(CASES, vendor_sku=sku, item="BEER"))
    pages, after = [], None
    while True:
        page = desk.list_mappings(TODAY, limit=2, after=after)
        pages.append([(each["vendor_id"], each["vendor_sku"]) for each in page["mappings"]])
        if (after := page.get("next")) is None:
            break
    assert pages == [[(TODAY, "1"), (TODAY, "2")], [(BEFORE, "4711")]]


def test_while_nobody_knows_the_vendor_its_tax_id_is_its_name(before):
    assert candidates(before, BEFORE) == [("WINE", "12")]
    assert candidates(before) == []
