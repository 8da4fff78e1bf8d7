"""What a vendor's article is in stock: learnt by applying, corrected and taken away by a person, never by reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from readings import a_line, an_invoice, to

from invoiceplug_cloud.usecases.mappings import Lesson

CASES = Lesson("4711", "CS", "WINE", "12", "shipped")


@pytest.fixture
def stocked(desk):
    for item in ("WINE", "BEER"):
        desk.put_item(item, item.title(), "EA", 0)
    return desk


def proposed(desk, *lines, vendor="nordkontor") -> list[tuple[str, str]]:
    """(item, factor) of each candidate of the first line of the vendor's next invoice."""
    draft = desk.draft(desk.parsed(an_invoice(*lines, number="RE-9", vendor=vendor)))
    return [(each["item"], each["factor"]) for each in draft["lines"][0]["candidates"]]


def applied(desk, invoice, lines=None) -> tuple[str, str, dict]:
    job_id, review, plan = desk.reviewed(invoice, lines)
    return job_id, review, desk.apply(job_id, review, plan)


def listed(desk, vendor="nordkontor", **page) -> list[tuple[str, str]]:
    return [(each["vendor_sku"], each["item"]) for each in desk.list_mappings(vendor, **page)["mappings"]]


def test_nothing_is_learnt_by_reading_by_opening_or_by_deciding(stocked):
    job_id = stocked.parsed(an_invoice(a_line(pack_text="12 x 1 kg")))
    stocked.draft(job_id)
    saved = stocked.review(job_id, {"1": to("WINE", "12")})
    stocked.preview(job_id, saved["review_sha256"])
    assert listed(stocked) == []
    assert proposed(stocked, a_line()) == []


def test_what_was_applied_is_proposed_next_time_and_its_version_stands_in_the_plan(stocked):
    _, _, first = applied(stocked, an_invoice(a_line()), {"1": to("WINE", "12")})
    assert first["rows"][0]["lines"][0]["mapping_version"] == 0
    _, _, second = applied(stocked, an_invoice(a_line(), number="RE-2"))
    assert second["rows"][0]["lines"][0]["mapping_version"] == first["seq"] == 3
    (known,) = stocked.list_mappings("nordkontor")["mappings"]
    assert known == {
        "vendor_id": "nordkontor", "vendor_sku": "4711", "uom": "CS", "item": "WINE", "item_name": "Wine",
        "unit": "EA", "factor": "12", "quantity_source": "shipped", "version": 4, "last_unit_cost": "0.50",
    }  # fmt: skip


def test_without_an_article_number_the_gtin_stands_in_and_without_either_nothing_is_learnt(stocked):
    gtin, nameless = a_line(sku=None, gtin="4006381333931"), a_line(sku=None)
    applied(stocked, an_invoice(gtin, nameless), {"1": to("WINE"), "2": to("BEER")})
    assert listed(stocked) == [("4006381333931", "WINE")]


def test_a_pack_text_suggests_a_factor_and_decides_nothing(stocked):
    line = a_line(pack_text="12 x 0,75 l")
    draft = stocked.draft(stocked.parsed(an_invoice(line, a_line(sku="4712"))))
    assert [each.get("suggested_factor") for each in draft["lines"]] == ["12", None]
    assert draft["review"]["lines"] == {}
    assert draft["lines"][0]["needs_mapping"]


def test_what_a_person_says_is_proposed_and_said_again_is_the_same(stocked):
    answer = stocked.teach("nordkontor", CASES)
    assert stocked.teach("nordkontor", CASES) == answer
    assert (answer["deleted"], answer["mapping"]["version"], answer["mapping"]["item_name"]) == (False, 2, "Wine")
    assert proposed(stocked, a_line()) == [("WINE", "12")]


def test_a_correction_stays_when_the_receipt_of_an_older_apply_is_asked_for_again(stocked):
    job_id, review, first = applied(stocked, an_invoice(a_line()), {"1": to("WINE", "12")})
    corrected = stocked.teach("nordkontor", replace(CASES, factor="6"))
    assert corrected["mapping"]["last_unit_cost"] == "0.50"
    assert stocked.apply(job_id, review, first["plan_sha256"])["already_applied"]
    assert proposed(stocked, a_line()) == [("WINE", "6")]


def test_a_later_apply_teaches_over_a_correction(stocked):
    stocked.teach("nordkontor", replace(CASES, factor="6"))
    applied(stocked, an_invoice(a_line()), {"1": to("WINE", "12")})
    assert proposed(stocked, a_line()) == [("WINE", "12")]


def test_an_article_that_is_another_item_from_now_on_is_no_longer_the_old_one(stocked):
    stocked.teach("nordkontor", CASES)
    moved = replace(CASES, item="BEER", replaces="WINE")
    assert stocked.teach("nordkontor", moved) == stocked.teach("nordkontor", moved)
    assert proposed(stocked, a_line()) == [("BEER", "12")]
    assert listed(stocked) == [("4711", "BEER")]


def test_an_article_may_be_several_items_and_then_none_is_proposed(stocked):
    stocked.teach("nordkontor", CASES)
    stocked.teach("nordkontor", replace(CASES, item="BEER", factor="24"))
    assert proposed(stocked, a_line()) == [("BEER", "24"), ("WINE", "12")]
    draft = stocked.draft(stocked.parsed(an_invoice(a_line())))
    assert (draft["review"]["lines"], draft["lines"][0]["needs_mapping"]) == ({}, True)


def test_what_is_taken_away_is_no_candidate_until_it_is_taught_again(stocked):
    stocked.teach("nordkontor", CASES)
    gone = stocked.forget("nordkontor", "4711", "CS", "WINE")
    assert gone["deleted"]
    assert stocked.forget("nordkontor", " 4711 ", "cs", "WINE") == gone
    assert (proposed(stocked, a_line()), listed(stocked)) == ([], [])
    _, _, receipt = applied(stocked, an_invoice(a_line()), {"1": to("WINE", "10")})
    assert receipt["rows"][0]["lines"][0]["mapping_version"] == 0
    assert proposed(stocked, a_line()) == [("WINE", "10")]


def test_what_is_taken_away_stays_away_from_every_apply_before(stocked, aws):
    stocked.teach("nordkontor", CASES)
    stocked.put_item("CIDER", "Cider", "EA", 0)
    gone = stocked.forget("nordkontor", "4711", "CS", "WINE")
    assert gone["mapping"]["version"] == aws.ledger.stock().seq == 3
    late = replace(aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"][0], deleted=False)
    aws.inventory.learn([late])
    assert proposed(stocked, a_line()) == []


def test_what_was_never_known_cannot_be_taken_away(stocked, refuses):
    stocked.teach("nordkontor", CASES)
    for article in (("4711", "CS", "BEER"), ("4711", "EA", "WINE"), ("4712", "CS", "WINE")):
        with refuses("REQUEST_INVALID"):
            stocked.forget("nordkontor", *article)
    with refuses("REQUEST_INVALID"):
        stocked.forget("calderfinch", "4711", "CS", "WINE")


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"factor": "0"}, "/factor"),
        ({"factor": "-12"}, "/factor"),
        ({"item": "CIDER"}, "/item"),
        ({"vendor_sku": "\u200b"}, "/vendor_sku"),
        ({"replaces": "WINE"}, "/replaces"),
    ],
)
def test_a_lesson_that_means_nothing_is_refused(stocked, refuses, wrong, path):
    with refuses("REQUEST_INVALID") as refused:
        stocked.teach("nordkontor", replace(CASES, **wrong))
    assert refused.value.facts == {"path": path}
    assert listed(stocked) == []


def test_a_person_who_comes_after_an_apply_that_nobody_saw_still_has_the_last_word(stocked, aws):
    stocked.teach("nordkontor", CASES)
    aws.faults.before("inventory.teach", lambda: applied(stocked, an_invoice(a_line())))
    said = stocked.teach("nordkontor", replace(CASES, factor="6"))
    assert said["mapping"]["version"] == aws.ledger.stock().seq == 3
    assert proposed(stocked, a_line()) == [("WINE", "6")]


def test_a_lesson_that_others_outrun_every_time_is_busy_and_teaches_nothing(stocked, aws, refuses):
    stocked.teach("nordkontor", CASES)
    newer = replace(aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"][0], version=99)
    aws.inventory.learn([newer])
    with refuses("BUSY"):
        stocked.teach("nordkontor", replace(CASES, factor="6"))
    with refuses("BUSY"):
        stocked.forget("nordkontor", "4711", "CS", "WINE")
    assert proposed(stocked, a_line()) == [("WINE", "12")]


def test_the_list_goes_on_where_it_stopped(stocked, refuses):
    for sku in ("1", "2", "3"):
        stocked.teach("nordkontor", replace(CASES, vendor_sku=sku))
    first = stocked.list_mappings("nordkontor", limit=2)
    assert [each["vendor_sku"] for each in first["mappings"]] == ["1", "2"]
    rest = stocked.list_mappings("nordkontor", limit=2, after=first["next"])
    assert ([each["vendor_sku"] for each in rest["mappings"]], "next" in rest) == (["3"], False)
    for wrong in ({"limit": 0}, {"limit": 501}, {"after": "calderfinch x"}, {"after": "x"}):
        with refuses("REQUEST_INVALID"):
            stocked.list_mappings("nordkontor", **wrong)


def test_an_item_that_is_not_there_is_listed_without_a_name(stocked, aws):
    stocked.teach("nordkontor", CASES)
    (row,) = aws.inventory.mappings("nordkontor", [("4711", "CS")])["4711", "CS"]
    aws.inventory.learn([replace(row, item="GONE", last_unit_cost=Decimal("1.50"))])
    gone = stocked.list_mappings("nordkontor")["mappings"][0]
    assert (gone["item"], gone["last_unit_cost"], "item_name" in gone) == ("GONE", "1.50", False)
