"""What the README promises, by a person's hands: drop a PDF, see it beside the page, apply it to the stock, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from api_client import sample
from hands import confirm_and_apply, drop, map_lines, on_hand
from playwright.sync_api import BrowserContext, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

NUMBER = "RE-2604-0817"
INVOICE = "nordkontor/2026-04-rechnung.pdf"

# How much of the lit box on the page is dark, and of the whole page: a value is where its box is when it has ink.
INK = """() => {
  const canvas = document.querySelector("canvas"), box = document.querySelector("[data-lit]").getBBox();
  const { width, height } = canvas, pen = canvas.getContext("2d");
  const dark = (x, y, w, h) => {
    const { data } = pen.getImageData(x, y, Math.max(1, w), Math.max(1, h));
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 380) count += 1;
    return count / (data.length / 4);
  };
  return dark(box.x * width, box.y * height, box.width * width, box.height * height);
}"""


def test_a_dropped_invoice_changes_the_stock_once(own_stack: LocalStack, page: Page) -> None:
    page.goto(own_stack.url)
    expect(page.get_by_role("button", name="Try a sample invoice")).to_be_visible()
    drop(page, sample(INVOICE), "april.pdf")
    page.get_by_role("link", name=NUMBER).click()

    page.get_by_role("button", name=re.compile("^Amount, line 1:")).click()
    expect(page.get_by_text("“156,17”")).to_be_visible()
    expect(page.locator("canvas")).to_be_visible()  # hidden until it is drawn
    assert page.evaluate(INK) > 0.05, "the selected value's box holds the printed value"

    map_lines(page)
    page.get_by_role("button", name=re.compile("^Amount, line 1:")).click()
    page.get_by_role("button", name="Apply…").click()
    page.wait_for_url(re.compile("/apply"))
    row = page.get_by_role("row", name=re.compile("SALMON"))
    for amount in ("2.5", "6.32", "8.82"):  # before, 4.820 + 1.500, after
        expect(row).to_contain_text(amount)

    second = page.context.new_page()
    second.goto(page.url)
    expect(second.get_by_label("I checked this against the goods")).to_be_visible()
    receipt = confirm_and_apply(page)
    assert confirm_and_apply(second) == receipt
    expect(second.get_by_text("Stock was not changed again")).to_be_visible()
    second.close()
    assert "8.82" in on_hand(page, own_stack.url)

    page.goto(own_stack.url)
    drop(page, sample(INVOICE), "april-again.pdf")
    page.get_by_role("button", name="Upload anyway").click()
    page.get_by_role("link", name=NUMBER).nth(1).wait_for()
    page.get_by_role("link", name=NUMBER).first.click()
    told = page.get_by_role("status").filter(has_text="Another upload has the same number")
    expect(told).to_contain_text("It was applied on")
    expect(told.get_by_role("link", name="Open that invoice")).to_be_visible()
    for line in range(3, 13):
        page.get_by_role("button", name=f"Exclude line {line}", exact=True).click()
        page.get_by_label(f"Why line {line} is excluded").fill("not kept in stock")
    page.get_by_role("button", name="Apply…").click()
    expect(page.get_by_text("DUPLICATE_INVOICE")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Apply 1 change"))).to_be_disabled()
    assert "8.82" in on_hand(page, own_stack.url)


def test_the_sample_of_an_empty_inbox_is_read(own_stack: LocalStack, page: Page) -> None:
    page.goto(own_stack.url)
    page.get_by_role("button", name="Try a sample invoice").click()
    expect(page.get_by_text("Needs review").last).to_be_visible()


def test_each_bad_file_says_what_happened_and_what_to_do(own_stack: LocalStack, page: Page) -> None:
    page.goto(own_stack.url)
    read_in_vain = {
        "bad/scan.pdf": "SCANNED_NO_TEXT",
        "bad/encrypted.pdf": "ENCRYPTED_PDF",
        "bad/truncated.pdf": "DAMAGED_PDF",
        "strangers/receipt.pdf": "NO_VENDOR_MATCH",
    }
    for path in read_in_vain:
        drop(page, sample(path), Path(path).name)
    for path, code in read_in_vain.items():
        row = page.get_by_role("row", name=re.compile(Path(path).name))
        expect(row).to_contain_text(code)


def test_a_file_that_cannot_be_an_invoice_is_not_even_sent(
    own_stack: LocalStack, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()  # a refused request stands on the console, as it should
    page.goto(own_stack.url)
    drop(page, sample("bad/not-a-pdf.pdf"), "letter.pdf")
    expect(page.get_by_text("NOT_A_PDF")).to_be_visible()
    drop(page, b"%PDF-1.7\n" + bytes(20 * 1024 * 1024), "large.pdf")
    expect(page.get_by_text("FILE_TOO_LARGE")).to_be_visible()
    assert page.get_by_role("table", name="Invoices").count() == 0
