"""An invoice of 500 lines on 15 pages: every line is there, and a key draws one of them again, not all.

No clock is asked. What makes a page slow is counted instead: elements, what a key changes in the document, and values
that are written out anew, which is what drawing a line does most. `bench/page.py` measures the time.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_client import ApiClient
from playwright.sync_api import Page, expect

from invoiceplug_cloud.local.stack import LocalStack

MAKE = Path(__file__).parents[1] / "fixtures/long.py"
LINES, ITEMS = 500, 60
NODES_OF_A_LINE = 40  # elements
VALUES_OF_A_LINE = 25  # numbers and counts that drawing a line and what is around it writes out
# From then on: the values that are written out, the lines in which anything changes, the quiet boxes over the page.
WATCH = """() => {
  const written = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, "format").get;
  const seen = (window.seen = { values: 0, boxes: 0, lines: new Set() });
  Object.defineProperty(Intl.NumberFormat.prototype, "format", {
    get() {
      seen.values += 1;
      return written.call(this);
    },
  });
  const look = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const line = element?.closest("[data-line]");
    if (line) seen.lines.add(line.dataset.line);
    if (element?.matches(".place")) seen.boxes += 1;
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes, removedNodes } of changes) [target, ...addedNodes, ...removedNodes].forEach(look);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
# What was seen since it was asked last, once all of it is drawn.
TAKE = """async () => {
  for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  const { values, boxes, lines } = window.seen;
  const taken = { values, boxes, lines: [...lines] };
  Object.assign(window.seen, { values: 0, boxes: 0 });
  lines.clear();
  return taken;
}"""


@dataclass(frozen=True, slots=True)
class Long:
    """The long invoice, every line of it mapped to one of the items."""

    url: str
    job: str


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Long]:
    with LocalStack(tmp_path_factory.mktemp("long"), port=0) as running:
        api = ApiClient(running.url)
        items = [f"ITEM-{number:02}" for number in range(ITEMS)]
        for item in items:
            api.put_item(item)
        pdf = subprocess.run([sys.executable, str(MAKE)], capture_output=True, check=True).stdout
        job = api.upload(pdf, "long.pdf")
        assert api.wait(job)["status"] == "parsed"
        api.review(job, items)
        yield Long(running.url, job)


@pytest.fixture
def review(long: Long, page: Page) -> Page:
    """Waited for by locators: what `expect` finds missing, it describes with all of the 500 lines, again and again."""
    page.goto(f"{long.url}/invoices/{long.job}")
    page.locator("[data-line]").nth(LINES - 1).wait_for()
    page.locator(".sheet").wait_for()
    page.locator('[data-line="500"] .outcome').wait_for(state="attached")
    return page


def count(page: Page, selector: str) -> int:
    return page.evaluate("(selector) => document.querySelectorAll(selector).length", selector)


def test_a_key_draws_its_own_line_again_and_none_of_the_others(review: Page) -> None:
    review.locator('[data-line="3"] [data-column="unit_price"]').click()
    review.evaluate(WATCH)
    for keys, lines in {
        ("F2", "1", "2", ".", "5"): {"3"},
        ("Enter", "ArrowUp", "Control+z"): {"3", "4"},
        ("PageDown",): {"3", "13"},
    }.items():
        for key in keys:
            review.keyboard.press(key)
            seen = review.evaluate(TAKE)
            assert set(seen["lines"]) <= lines, key
            assert seen["values"] <= 2 * VALUES_OF_A_LINE, key
            assert seen["boxes"] == 0, key


def test_every_line_is_real_wherever_the_window_stands(review: Page) -> None:
    assert count(review, "*") < NODES_OF_A_LINE * LINES
    boxes = count(review, ".place")
    review.locator('[data-line="1"] [data-column="line_total"]').click()
    review.keyboard.press("Control+End")
    review.locator('.sheet[data-page="15"]').wait_for()
    last = review.locator('[data-line="500"]')
    expect(last).to_be_in_viewport()
    expect(last.locator(".outcome")).to_have_text("= +500 EA")
    assert count(review, "[data-line]") == LINES
    assert 0 < count(review, ".place") < 2 * boxes, "only the page that is shown has boxes"
    empty = "rows => rows.filter((row) => row.querySelectorAll('[data-pointer]').length < 7).length"
    assert review.locator("[data-line] tr.said").evaluate_all(empty) == 0


def test_all_of_its_lines_are_saved_and_shown_before_they_are_applied(long: Long, review: Page) -> None:
    review.locator('[data-line="250"] [data-column="description"]').click()
    review.keyboard.press("F2")
    review.keyboard.type("Bags")
    review.keyboard.press("Enter")
    review.keyboard.press("Control+s")
    review.get_by_text("Version 2 saved").wait_for()
    saved = ApiClient(long.url).call("GET", f"/jobs/{long.job}/draft")
    assert saved["review"]["corrections"] == {"/lines/249/description": "Bags"}
    assert len(saved["review"]["lines"]) == LINES

    review.keyboard.press("Control+Enter")
    rows = review.get_by_role("row", name=re.compile("^ITEM-"))
    rows.last.wait_for()
    expect(rows).to_have_count(ITEMS)
    moved = sum(range(1, LINES + 1, ITEMS))  # every sixtieth line, from the first on, goes to the first item
    expect(rows.first).to_contain_text(f"+{moved:,}")
