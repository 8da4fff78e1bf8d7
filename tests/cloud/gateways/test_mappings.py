"""What a person teaches about a vendor's articles, in every world: over lessons, never over a newer one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from invoiceplug_cloud.domain.records import Mapping

CASE = Mapping("nordkontor", "4711", "CS", "WINE", Decimal(12), "shipped", 5, Decimal("0.50"))
ARTICLE = ("4711", "CS")


def known(world, article=ARTICLE, vendor="nordkontor"):
    return world.inventory.mappings(vendor, [article])[article]


def test_what_a_person_says_counts_over_the_lessons_up_to_its_version(world):
    world.inventory.learn([CASE])
    said = replace(CASE, factor=Decimal(6))
    assert world.inventory.teach(said)
    world.inventory.learn([CASE])
    assert known(world) == [said]


def test_what_a_person_says_again_is_said_once(world):
    assert world.inventory.teach(CASE)
    assert world.inventory.teach(CASE)
    assert known(world) == [CASE]


def test_what_a_person_says_gives_way_to_a_newer_lesson(world):
    newer = replace(CASE, version=6, factor=Decimal(24))
    world.inventory.learn([newer])
    assert not world.inventory.teach(replace(CASE, factor=Decimal(6)))
    assert known(world) == [newer]


def test_a_tombstone_is_found_as_one_until_a_later_lesson_revives_it(world):
    gone = replace(CASE, deleted=True)
    world.inventory.learn([CASE])
    assert world.inventory.teach(gone)
    world.inventory.learn([CASE])
    assert known(world) == [gone]
    world.inventory.learn([replace(CASE, version=6)])
    assert known(world) == [replace(CASE, version=6)]


def test_a_vendor_s_articles_are_listed_page_by_page_without_tombstones(world):
    rows = [replace(CASE, vendor_sku=sku, uom=uom) for sku, uom in (("1", "CS"), ("1", "EA"), ("2 / b", "CS"))]
    world.inventory.learn([*rows[::-1], replace(CASE, vendor_id="other")])
    world.inventory.teach(replace(CASE, vendor_sku="1a", deleted=True))
    pages, after = [], None
    while True:
        page, after = world.inventory.vendor_mappings("nordkontor", limit=2, after=after)
        pages.append(page)
        if after is None:
            break
    assert pages == [rows[:2], rows[2:]]
    assert world.inventory.vendor_mappings("nobody", limit=2, after=None) == ([], None)
