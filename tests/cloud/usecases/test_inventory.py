"""An item comes to be with its opening movement; afterwards only invoices move it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from readings import a_line, an_invoice, to

from invoiceplug_cloud.usecases.inventory import ListItems


def test_an_item_begins_with_its_opening_movement(desk):
    item = desk.put_item("WINE", "Wine, red", "EA", 2, "10.5")
    assert (item["on_hand"], item["scale"]) == ("10.50", 2)
    shown = desk.get_item("WINE")
    assert shown["item"] == item
    (opening,) = shown["movements"]
    assert (opening["seq"], opening["job_id"], opening["kind"], opening["delta"]) == (1, "opening", "opening", "10.50")


def test_an_item_without_an_opening_quantity_begins_at_zero(desk):
    assert desk.put_item("WINE", "Wine", "EA", 0)["on_hand"] == "0"
    assert desk.get_item("WINE")["movements"][0]["delta"] == "0"


def test_the_same_facts_again_change_nothing(desk, aws):
    first = desk.put_item("WINE", "Wine", "EA", 0, "10")
    assert desk.put_item("WINE", "Wine", "EA", 0, "10") == first
    assert aws.ledger.stock().seq == 1


def test_name_and_unit_may_change_scale_and_opening_never(desk, refuses):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    assert desk.put_item("WINE", "Red wine", "BTL", 0)["name"] == "Red wine"
    assert desk.get_item("WINE")["item"]["unit"] == "BTL"
    for scale, opening in ((1, None), (0, "11")):
        with refuses("REQUEST_INVALID"):
            desk.put_item("WINE", "Red wine", "BTL", scale, opening)
    assert desk.get_item("WINE")["item"]["on_hand"] == "10"


def test_who_creates_an_item_never_renames_another(desk, refuses):
    first = desk.put_item("WINE", "Wine", "EA", 0, "10", only_new=True)
    assert desk.put_item("WINE", "Wine", "EA", 0, "10", only_new=True) == first
    with refuses("REQUEST_INVALID"):
        desk.put_item("WINE", "Wine vinegar", "EA", 0, only_new=True)
    assert desk.get_item("WINE")["item"] == first


def test_a_renamed_item_keeps_what_moved_meanwhile(desk, aws):
    desk.put_item("WINE", "Wine", "EA", 0, "10")
    bill = desk.reviewed(an_invoice(a_line("1")), {"1": to("WINE", "1")})
    aws.faults.before("inventory.rename", lambda: desk.apply(*bill))
    desk.put_item("WINE", "Red wine", "EA", 0)
    assert desk.get_item("WINE")["item"]["on_hand"] == "11"


@pytest.mark.parametrize(
    ("item", "scale", "opening"),
    [
        ("WINE", 0, "0.5"),
        ("WINE", 2, "-1"),
        ("WINE", 2, "1e3"),
        ("WINE", 2, "NaN"),
        ("../x", 0, "1"),
        ("A\n", 0, "1"),
        ("", 0, "1"),
    ],
)
def test_what_is_no_item_is_refused(desk, aws, refuses, item, scale, opening):
    with refuses("REQUEST_INVALID"):
        desk.put_item(item, "Wine", "EA", scale, opening)
    assert aws.ledger.stock().seq == 0


def test_name_and_unit_are_kept_clean_and_never_blank(desk, refuses):
    item = desk.put_item("WINE", " Wine,\n\u202ered ", "E\x00A", 0)
    assert (item["name"], item["unit"]) == ("Wine, red", "EA")
    assert desk.put_item("WINE", "Wine, red", "EA", 0) == item
    for name, unit in (("  ", "EA"), ("Wine", "\u200b")):
        with refuses("REQUEST_INVALID"):
            desk.put_item("OIL", name, unit, 0)
    assert [each["item"] for each in desk.list_items()["items"]] == ["WINE"]


def test_an_item_created_while_other_stock_moved_takes_the_next_number(desk, aws):
    desk.put_item("WINE", "Wine", "EA", 0)
    bill = desk.reviewed(an_invoice(a_line("1")), {"1": to("WINE", "1")})
    aws.faults.before("inventory.create", lambda: desk.apply(*bill))
    desk.put_item("OIL", "Oil", "LTR", 2, "1")
    assert desk.get_item("OIL")["movements"][0]["seq"] == 3


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_put_without_an_answer_is_sent_again(desk, aws, where):
    getattr(aws.faults, where)("inventory.create", ConnectionError())
    with pytest.raises(ConnectionError):
        desk.put_item("WINE", "Wine", "EA", 0, "10")
    assert desk.put_item("WINE", "Wine", "EA", 0, "10")["on_hand"] == "10"
    assert aws.ledger.stock().seq == 1


def test_16_threads_create_one_item_once(desk, aws):
    with ThreadPoolExecutor(16) as threads:
        items = list(threads.map(lambda _: desk.put_item("WINE", "Wine", "EA", 0, "10"), range(16)))
    assert {item["on_hand"] for item in items} == {"10"}
    assert aws.ledger.stock().seq == 1


def test_each_movement_says_what_was_on_hand_before_and_after_it(desk):
    desk.put_item("WINE", "Wine", "EA", 2, "10.5")
    for quantity in ("2", "3"):
        desk.apply(*desk.reviewed(an_invoice(a_line(quantity), number=f"N-{quantity}"), {"1": to("WINE", "1")}))
    steps = [(each["before"], each["delta"], each["after"]) for each in desk.get_item("WINE")["movements"]]
    assert steps == [("12.50", "3.00", "15.50"), ("10.50", "2.00", "12.50"), ("0.00", "10.50", "10.50")]


def test_items_are_listed_and_found_by_id_and_name(desk):
    for item, name in (("B-2", "Wine, red"), ("A-1", "Flour"), ("C-3", "Wine, white")):
        desk.put_item(item, name, "EA", 0)
    assert [each["item"] for each in desk.list_items()["items"]] == ["A-1", "B-2", "C-3"]
    assert [each["item"] for each in desk.list_items("wine")["items"]] == ["B-2", "C-3"]
    first = desk.list_items("wine", limit=1)
    assert [each["item"] for each in first["items"]] == ["B-2"]
    assert [each["item"] for each in desk.list_items("wine", after=first["next"])["items"]] == ["C-3"]


def test_an_item_that_does_not_exist(desk, refuses):
    with refuses("REQUEST_INVALID"):
        desk.get_item("WINE")
    with refuses("REQUEST_INVALID"):
        desk.list_items(limit=501)


def test_items_are_listed_in_any_order(desk, refuses):
    for item, name, opening in (("B", "öl", "9"), ("A", "Wein", "10"), ("C", "Oregano", "2")):
        desk.put_item(item, name, "EA", 0, opening)
    listed = {sort: ids(desk.list_items(sort=sort)) for sort in ("item", "name", "on_hand", "updated")}
    assert listed == {"item": "ABC", "name": "BCA", "on_hand": "CBA", "updated": "BAC"}
    assert ids(desk.list_items(sort="on_hand", order="desc")) == "ABC"
    assert ids(desk.list_items("o", sort="name", order="desc")) == "C"
    for wrong in ({"sort": "scale"}, {"order": "up"}, {"sort": "name", "after": "A"}):
        with refuses("REQUEST_INVALID"):
            desk.list_items(**wrong)


@pytest.mark.parametrize(("sort", "order", "pages"), [("item", "desc", ["CB", "A"]), ("name", "asc", ["AC", "B"])])
def test_any_order_goes_on_page_by_page(desk, sort, order, pages):
    for item, name in (("A", "a"), ("B", "z"), ("C", "c")):
        desk.put_item(item, name, "EA", 0)
    first = desk.list_items(sort=sort, order=order, limit=2)
    rest = desk.list_items(sort=sort, order=order, limit=2, after=first["next"])
    assert ([ids(first), ids(rest)], "next" in rest, "cut" in rest) == (pages, False, False)


def test_more_items_than_are_sorted_are_said_to_be_there(desk, aws):
    for item in "ABC":
        desk.put_item(item, item, "EA", 0)
    few = ListItems(aws.inventory, most_sorted=2)
    assert (ids(few(sort="name", order="desc")), few(sort="name")["cut"]) == ("BA", True)
    assert "cut" not in few(sort="item")
    assert "cut" not in ListItems(aws.inventory, most_sorted=3)(sort="name")


def ids(answer) -> str:
    return "".join(item["item"] for item in answer["items"])
