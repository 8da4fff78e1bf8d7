"""The port Inventory, in every world."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made import LATER, a_commit, a_parsed_job, an_event, an_item, an_opening

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Mapping, StockSeq


def test_a_created_item_is_read_back_with_its_opening(world):
    bolt = an_item("BOLT-8", "12.50")
    assert world.inventory.create(bolt, an_opening(bolt), StockSeq(0))
    assert world.inventory.item("BOLT-8") == (bolt, [an_opening(bolt)])
    assert str(world.inventory.item("BOLT-8")[0].on_hand) == "12.50"
    assert str(world.inventory.item("BOLT-8")[1][0].delta) == "12.50"
    assert world.ledger.stock() == StockSeq(1)


def test_an_item_is_created_once(world):
    create_all(world, "BOLT-8")
    again = an_item("BOLT-8", "99.00", name="other")
    assert world.inventory.create(again, an_opening(again, 2), StockSeq(1)) is False
    assert world.inventory.create(again, an_opening(again, 2), StockSeq(0)) is False
    assert world.inventory.items(["BOLT-8"])["BOLT-8"].on_hand == Decimal("10.00")
    assert world.ledger.stock() == StockSeq(1)


@pytest.mark.parametrize("seq", [0, 2])
def test_an_item_is_not_created_when_stock_moved_meanwhile(world, seq):
    create_all(world, "BOLT-8")
    nut = an_item("NUT-8")
    with pytest.raises(InvoiceplugError) as refused:
        world.inventory.create(nut, an_opening(nut, seq + 1), StockSeq(seq))
    assert refused.value.code == "STALE_PREVIEW"
    assert world.inventory.item("NUT-8") is None


def test_only_items_that_exist_are_found(world):
    create_all(world, "BOLT-8", "NUT-8")
    assert set(world.inventory.items(["NUT-8", "NUT-8", "NONE", "BOLT-8"])) == {"BOLT-8", "NUT-8"}
    assert world.inventory.items([]) == {}
    assert world.inventory.item("NONE") is None


def test_more_items_than_one_request_carries_are_found(world):
    names = [f"I{number:03}" for number in range(130)]
    create_all(world, *names[::13])
    assert sorted(world.inventory.items(names)) == names[::13]


def test_movements_carry_cost_currency_and_lines_newest_first(world):
    create_all(world, "BOLT-8")
    job = world.jobs.create(a_parsed_job(), an_event(), day="2026-03-04", most=1000)
    commit = a_commit(job, [("BOLT-8", "10.00", "2.00")], seq=1)
    movement = replace(commit.changes[0].movement, unit_cost=Decimal("3.70"), currency="EUR", lines=("1", "4"))
    world.ledger.commit(replace(commit, changes=(replace(commit.changes[0], movement=movement),)))
    item, movements = world.inventory.item("BOLT-8")
    assert (item.on_hand, movements[0]) == (Decimal("12.00"), movement)
    assert str(movements[0].unit_cost) == "3.70"
    assert [movement.seq for movement in movements] == [2, 1]


def test_a_new_name_and_unit_change_nothing_else(world):
    create_all(world, "BOLT-8")
    world.inventory.rename(an_item("BOLT-8", "99.9", name="Machine bolt", unit="PCE", updated_at=LATER))
    item, movements = world.inventory.item("BOLT-8")
    assert (item.name, item.unit, item.updated_at) == ("Machine bolt", "PCE", LATER)
    assert (item.on_hand, item.scale, len(movements)) == (Decimal("10.00"), 2, 1)
    assert [found.item for found in world.inventory.search("machine", limit=5, after=None)[0]] == ["BOLT-8"]


def test_an_item_that_does_not_exist_gets_no_name(world):
    with pytest.raises(InvoiceplugError) as refused:
        world.inventory.rename(an_item("NONE"))
    assert refused.value.code == "REQUEST_INVALID"
    assert world.inventory.item("NONE") is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A-1", "B-2", "C-3", "a-4"]),
        ("b-2", ["B-2"]),
        ("STAHL", ["A-1", "C-3"]),
        ("größe", ["B-2"]),
        ("schraube  klein", ["A-1"]),
        ("%", []),
    ],
)
def test_items_are_found_by_id_or_name_whatever_the_case(world, query, found):
    names = {"C-3": "Stahlband", "A-1": "Schraube klein, Stahl", "a-4": "Holz", "B-2": "Größe M"}
    for seq, (item, name) in enumerate(names.items()):
        made = an_item(item, name=name)
        world.inventory.create(made, an_opening(made, seq + 1), StockSeq(seq))
    items, after = world.inventory.search(query, limit=10, after=None)
    assert ([item.item for item in items], after) == (found, None)


def test_a_search_goes_on_where_it_stopped(world):
    create_all(world, *[f"BOLT-{number}" for number in range(5)], "NUT-1", "NUT-2")
    pages, after = [], None
    while True:
        page, after = world.inventory.search("bolt", limit=2, after=after)
        pages.append([item.item for item in page])
        if after is None:
            break
    assert pages == [["BOLT-0", "BOLT-1"], ["BOLT-2", "BOLT-3"], ["BOLT-4"]]


def test_articles_map_to_items_by_sku_and_unit(world):
    case, each = a_mapping("4711", "CS"), a_mapping("4711", "EA", factor="1")
    second = a_mapping("4711", "CS", item="BOLT-10")
    world.inventory.learn([case, each, second, a_mapping("4711X", "CS"), a_mapping("4711", "CS", vendor_id="other")])
    found = world.inventory.mappings("nordkontor", [("4711", "CS"), ("4711", "EA"), ("0815", "EA")])
    assert sorted(found[("4711", "CS")], key=lambda mapping: mapping.item) == [second, case]
    assert found[("4711", "EA")] == [each]
    assert found[("0815", "EA")] == []
    assert world.inventory.mappings("nordkontor", []) == {}


def test_an_article_is_the_same_whatever_its_case_and_signs(world):
    odd = a_mapping("Größe #1/2 %", "kg")
    world.inventory.learn([odd])
    assert world.inventory.mappings("nordkontor", [(" GRÖßE  #1/2 %", "KG")]) == {(" GRÖßE  #1/2 %", "KG"): [odd]}


def test_many_lessons_are_stored_but_those_that_are_known_better(world):
    lessons = [a_mapping(f"SKU-{number:03}", "CS", version=2) for number in range(150)]
    newer = [replace(lesson, version=3, factor=Decimal(24)) for lesson in lessons[::7]]
    world.inventory.learn(newer)
    world.inventory.learn(lessons)
    world.inventory.learn(lessons)
    articles = [(lesson.vendor_sku, "CS") for lesson in lessons]
    known = world.inventory.mappings("nordkontor", articles)
    expected = [newer[at // 7] if at % 7 == 0 else lesson for at, lesson in enumerate(lessons)]
    assert [known[article] for article in articles] == [[each] for each in expected]


def test_an_article_that_is_written_in_two_ways_is_learnt_once(world):
    first = a_mapping("ab 1", "CS", version=2)
    world.inventory.learn([first, replace(first, vendor_sku="AB  1", factor=Decimal(99))])
    assert world.inventory.mappings("nordkontor", [("AB 1", "cs")]) == {("AB 1", "cs"): [first]}


def test_what_is_learnt_twice_is_stored_once_and_never_turned_back(world):
    old, new = a_mapping("4711", "CS", version=1), a_mapping("4711", "CS", version=2, factor="24", cost=None)
    world.inventory.learn([old, new])
    world.inventory.learn([replace(new, factor=Decimal(99)), old])
    assert world.inventory.mappings("nordkontor", [("4711", "CS")]) == {("4711", "CS"): [new]}


def test_factor_and_cost_keep_their_printed_scale(world):
    world.inventory.learn([a_mapping("4711", "CS", factor="12.0", cost="3.70")])
    (found,) = world.inventory.mappings("nordkontor", [("4711", "CS")])[("4711", "CS")]
    assert (str(found.factor), str(found.last_unit_cost)) == ("12.0", "3.70")


def create_all(world, *names: str) -> None:
    for seq, name in enumerate(names):
        item = an_item(name)
        assert world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))


def a_mapping(sku: str, uom: str, *, vendor_id: str = "nordkontor", item: str = "BOLT-8", factor: str = "12",
              version: int = 1, cost: str | None = "3.70") -> Mapping:  # fmt: skip
    last = None if cost is None else Decimal(cost)
    return Mapping(vendor_id, sku, uom, item, Decimal(factor), "shipped", version, last)
