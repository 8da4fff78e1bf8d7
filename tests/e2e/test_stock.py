"""The stock by a person's hands: items made, renamed, found, sorted and exported; movements; vendors' articles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import Locator, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

INVOICE = "nordkontor/2026-04-rechnung.pdf"
VENDOR = "nordkontor"
FORMULA = "=HYPERLINK(1)"
MANY = 104


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """A stock of a few items; one of them was moved by an invoice, from which its articles were learnt."""
    with LocalStack(tmp_path_factory.mktemp("stock"), port=0) as running:
        api = ApiClient(running.url)
        api.put_item("SALMON", opening="2.5", unit="kg")
        api.put_item("TROUT", opening="40", unit="kg")
        api.call("PUT", "/inventory/TRICK", {"name": FORMULA, "unit": "EA", "scale": 0})
        job = api.upload(sample(INVOICE))
        api.wait(job)
        api.apply_whatever_moves(job, api.review(job, ["SALMON"]))
        yield running


def items(page: Page) -> list[str]:
    return (
        page.get_by_role("table", name="Inventory")
        .locator("[data-item]")
        .evaluate_all("rows => rows.map((row) => row.dataset.item)")
    )


def head(page: Page, name: str) -> Locator:
    return page.get_by_role("columnheader", name=name, exact=True)


def exported(page: Page) -> tuple[bytes, list[list[str]]]:
    """What a press on the export saves: its bytes, and its rows as a spreadsheet reads them."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    saved = Path(download.value.path()).read_bytes()
    return saved, list(csv.reader(io.StringIO(saved.decode("utf-8-sig"), newline="")))


def test_an_item_is_made_renamed_and_found_again(stack: LocalStack, page: Page) -> None:
    page.goto(f"{stack.url}/inventory")
    page.get_by_role("button", name="New item").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Item id").fill("BOLT-M8")
    dialog.get_by_label("Name").fill("Hex bolt")
    dialog.get_by_label("Stock unit").fill("EA")
    dialog.get_by_label("On hand now").fill("120")
    dialog.get_by_role("button", name="Create item").click()
    expect(page.get_by_role("heading", name="Hex bolt", level=1)).to_be_visible()
    expect(page.get_by_text("120 EA", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Opening quantity")).to_be_visible()

    page.get_by_role("button", name="Rename or change the unit").click()
    dialog.get_by_label("Name").fill("Hex bolt M8 × 40")
    dialog.get_by_label("Stock unit").fill("pcs")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Hex bolt M8 × 40", level=1)).to_be_visible()
    expect(page.get_by_text("120 pcs", exact=True)).to_be_visible()

    page.get_by_role("link", name="Inventory").last.click()
    expect(page.get_by_role("table", name="Inventory")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("m8 ×")
    page.wait_for_url(re.compile(r"\?q=m8"))
    expect(page.locator("[data-item]")).to_have_count(1)
    expect(page.get_by_role("row", name=re.compile("BOLT-M8"))).to_contain_text("pcs")
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.get_by_text("No item matches “no such thing”.")).to_be_visible()
    page.get_by_role("button", name="Show all items").click()
    expect(page.get_by_role("row", name=re.compile("SALMON"))).to_be_visible()


def test_an_id_that_is_taken_is_refused_in_words(stack: LocalStack, page: Page) -> None:
    page.goto(f"{stack.url}/inventory")
    page.get_by_role("button", name="New item").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Item id").fill("TROUT")
    dialog.get_by_label("Name").fill("Another trout")
    dialog.get_by_label("Stock unit").fill("kg")
    dialog.get_by_role("button", name="Create item").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The id TROUT belongs to “TROUT” already.")


def test_a_press_on_a_columns_head_sorts_and_another_turns_it_round(stack: LocalStack, page: Page) -> None:
    page.goto(f"{stack.url}/inventory?q=tr")
    expect(page.locator("[data-item]")).to_have_count(2)
    assert items(page) == ["TRICK", "TROUT"]
    on_hand = head(page, "On hand")
    for direction, expected in (("ascending", ["TRICK", "TROUT"]), ("descending", ["TROUT", "TRICK"])):
        on_hand.get_by_role("button").click()
        expect(on_hand).to_have_attribute("aria-sort", direction)
        expect(page.locator("[data-item]").first).to_have_attribute("data-item", expected[0])
        assert items(page) == expected
    page.reload()
    expect(on_hand).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[data-item]")).to_have_count(2)
    assert items(page) == ["TROUT", "TRICK"]


def test_an_item_shows_each_movement_as_a_step_and_as_a_row(stack: LocalStack, page: Page) -> None:
    on_hand = ApiClient(stack.url).on_hand("SALMON")
    page.goto(f"{stack.url}/inventory/SALMON")
    chart = page.get_by_role("img")
    said = re.escape(on_hand.rstrip("0").rstrip("."))
    expect(chart).to_have_attribute("aria-label", re.compile(rf"from 0 kg .* to {said} kg now.* in 2 movements"))
    assert chart.locator("circle.dot").count() == 2
    line = chart.locator("path.line").get_attribute("d") or ""
    assert line.count("V") == 2, "one step a movement"

    newest, oldest = page.get_by_role("table", name="Movements").locator("tbody tr").all()
    expect(newest).to_contain_text("Invoice applied")
    expect(newest).to_contain_text(on_hand)
    expect(oldest).to_contain_text("Opening quantity")
    expect(oldest).to_contain_text("+2.5")
    _, rows = exported(page)
    assert [row[2] for row in rows] == ["What", "Invoice applied", "Opening quantity"]

    page.get_by_text("What vendors call it").click()
    article = page.get_by_role("listitem").first
    expect(article).to_contain_text(re.compile(r"1 .* = 1 kg of SALMON"))  # every vendor is asked
    newest.get_by_role("link", name=re.compile(r"^Invoice \S+, lines")).click()
    page.wait_for_url(re.compile("/invoices/"))


def test_no_cell_of_the_exported_stock_can_run_as_a_formula(stack: LocalStack, page: Page) -> None:
    page.goto(f"{stack.url}/inventory?q=tr")
    expect(page.locator("[data-item]")).to_have_count(2)
    saved, rows = exported(page)
    assert saved.startswith(b"\xef\xbb\xbf"), "a spreadsheet is told that it is UTF-8"
    assert [row[:4] for row in rows] == [
        ["Item", "Name", "On hand", "Unit"],
        ["TRICK", f"'{FORMULA}", "0", "EA"],
        ["TROUT", "TROUT", "40.000", "kg"],
    ]


def test_a_long_stock_comes_in_pages_and_is_exported_whole(stack: LocalStack, page: Page) -> None:
    api = ApiClient(stack.url)
    for number in range(MANY):
        api.put_item(f"LONG-{number:03}")
    page.goto(f"{stack.url}/inventory?q=long-&sort=name&order=desc")
    expect(page.locator("[data-item]")).to_have_count(100)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-item]")).to_have_count(MANY)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    _, rows = exported(page)
    assert [row[0] for row in rows[1:]] == [f"LONG-{number:03}" for number in reversed(range(MANY))]


def test_what_an_article_is_can_be_corrected_taken_away_and_put_back(stack: LocalStack, page: Page) -> None:
    api = ApiClient(stack.url)
    known = api.call("GET", f"/mappings/{VENDOR}")["mappings"]
    first = known[0]
    sku, uom = first["vendor_sku"], first["uom"]
    page.goto(f"{stack.url}/mappings")
    page.get_by_label("Vendor").select_option(VENDOR)
    page.wait_for_url(re.compile(f"/mappings/{VENDOR}$"))
    row = page.get_by_role("row", name=re.compile(f"^{re.escape(sku)}"))
    expect(row).to_contain_text(f"1 {uom} of {sku} = 1 kg of SALMON")

    page.get_by_role("button", name=f"Correct {sku} in {uom}").click()
    dialog = page.get_by_role("dialog")
    factor = dialog.get_by_label("Factor")
    factor.fill("1,200")
    factor.blur()
    expect(dialog.get_by_role("alert")).to_contain_text("Write the one you mean")
    factor.fill("0.5")
    picker = dialog.get_by_role("combobox", name="Stock item")
    picker.click()
    picker.fill("TROUT")
    dialog.get_by_role("option", name=re.compile("^TROUT")).click()
    expect(dialog.get_by_text(f"1 {uom} of {sku} = 0.5 kg of TROUT")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(row).to_contain_text("= 0.5 kg of TROUT")
    now = [each for each in api.call("GET", f"/mappings/{VENDOR}")["mappings"] if each["vendor_sku"] == sku]
    assert [(each["item"], each["factor"]) for each in now] == [("TROUT", "0.5")]

    page.get_by_role("button", name=f"Take away that {sku} in {uom} is TROUT").click()
    expect(page.get_by_text("is no longer known as TROUT")).to_be_visible()
    expect(row).to_be_hidden()
    assert sku not in {each["vendor_sku"] for each in api.call("GET", f"/mappings/{VENDOR}")["mappings"]}
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("= 0.5 kg of TROUT")
