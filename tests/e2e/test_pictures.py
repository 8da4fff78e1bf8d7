"""A morning in a kitchen with seven weeks of stock: the inbox, an invoice from review to receipt, an item, the history.

With SCREENSHOTS=FOLDER every page on the way is kept as a picture, light and dark, and the way from the page to stock
as a film: `make pictures` puts those into docs/images.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from dated_stack import DatedStack
from film import Film
from kitchen import ITEMS, TODAY, seven_weeks
from PIL import Image
from playwright.sync_api import Page, expect

FOLDER = os.environ.get("SCREENSHOTS")
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}
COLOURS = 255  # as many as a PNG's palette holds: a third of the bytes, and no eye sees it


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with DatedStack(tmp_path_factory.mktemp("kitchen"), "2026-03-30T07:00:00Z") as stack:
        seven_weeks(stack)
        yield stack.url


@pytest.fixture
def page(page: Page) -> Page:
    """The window, on the morning in question."""
    page.clock.set_fixed_time(TODAY)
    return page


def test_an_invoice_of_the_morning_is_reviewed_applied_and_remembered(url: str, page: Page) -> None:
    page.goto(url)
    expect(page.get_by_role("row", name=re.compile("HF104417"))).to_contain_text("Ready to apply")
    expect(page.get_by_role("row", name=re.compile("scan0041.pdf"))).to_contain_text("SCANNED_NO_TEXT")
    shoot(page, "inbox", narrow=True)

    film = Film(page)
    film.click(page.get_by_role("link", name="RE-2605-1142"))
    choose_the_open_item(page, film)
    film.click(page.get_by_role("button", name="Apply…"))

    row = page.get_by_role("row", name=re.compile("TOMATO-TIN"))
    for text in ("31", "+48", "79", "8\u00a0Kt × 6 = 48\u00a0TIN"):
        expect(row).to_contain_text(text)
    film.show(seconds=2)
    shoot(page, "apply")
    film.click(page.get_by_label("I checked this against the goods"))
    film.click(page.get_by_role("button", name=re.compile("^Apply 21 changes")))
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    film.show(seconds=3)
    shoot(page, "receipt")
    if FOLDER:
        film.save(Path(FOLDER) / "page-to-stock.webp")

    page.goto(f"{url}/inventory/TOMATO-TIN")
    expect(page.get_by_text("79 TIN", exact=True)).to_be_visible()


def choose_the_open_item(page: Page, film: Film) -> None:
    """The one line whose article nobody has met yet: its amount is looked up on the page, its item chosen."""
    expect(page.locator("canvas")).to_be_visible()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator('[data-line="2"] [data-column="item"]')).to_be_focused()
    film.show(seconds=1)
    film.click(page.locator('[data-at="/lines/2/unit_price"]'))
    expect(page.locator('[data-line="3"] [data-column="unit_price"]')).to_be_focused()
    film.show(seconds=2)
    film.click(page.locator('[data-line="2"] [data-column="line_total"]'))
    expect(page.get_by_text("Page 1: “268,19”")).to_be_visible()
    film.show(seconds=2)
    shoot(page, "review", narrow=True)
    picker = page.get_by_role("combobox", name="Stock item, line 2", exact=True)
    film.click(picker)
    picker.fill("skrei")
    film.click(page.get_by_role("option", name=re.compile("^SKREI")))
    expect(page.locator('[data-line="2"] .outcome')).to_have_text("= +9.28 KG")
    film.show(seconds=2)


def test_an_item_and_the_history_tell_the_past(url: str, page: Page) -> None:
    page.goto(f"{url}/inventory")
    expect(page.locator("[data-item]")).to_have_count(len(ITEMS))
    shoot(page, "inventory")
    page.goto(f"{url}/inventory/ESPRESSO")
    said = re.compile("from 0 KG .* to 27 KG now.* in 5 movements")
    expect(page.get_by_role("img")).to_have_attribute("aria-label", said)
    shoot(page, "item")
    page.goto(f"{url}/history")
    expect(page.get_by_role("heading", level=2, name=re.compile("Yesterday"))).to_be_visible()
    reversed_ = page.locator("[data-job]").filter(has_text="bright bean april.pdf")
    expect(reversed_).to_contain_text("Reversed")
    shoot(page, "history")


def shoot(page: Page, name: str, *, narrow: bool = False) -> None:
    """Keeps the window as it is seen, light and dark; `narrow` on a phone too, where nothing stands out sideways."""
    keep(page, name)
    if not narrow:
        return
    for size in (SMALLEST, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    keep(page, f"{name}-phone")
    page.set_viewport_size(DESK)


def keep(page: Page, name: str) -> None:
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 200) == (theme == "dark"), paper
        if FOLDER:
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(Path(FOLDER) / f"{name}-{theme}.png", optimize=True)
