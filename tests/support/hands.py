"""What an operator's hands do in the page, mostly with the invoice of twelve lines that the browser tests know best."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from playwright.sync_api import Page, expect

DROP = """([bytes, name]) => {
  const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: "application/pdf" });
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
}"""


def drop(page: Page, pdf: bytes, name: str) -> None:
    page.get_by_role("heading", level=1).wait_for()  # what is dropped before the page is drawn, nobody takes
    page.evaluate(DROP, [base64.b64encode(pdf).decode(), name])


def map_lines(page: Page) -> None:
    """The first line to a new item, the second to the same one, and the others stay out of stock for a reason."""
    create_item(page, {"Item id": "SALMON", "On hand now": "2.5"})
    picker = page.get_by_role("combobox", name="Stock item, line 2", exact=True)
    picker.click()
    picker.fill("SALMON")
    page.get_by_role("option", name=re.compile("^SALMON")).click()
    exclude(page, range(3, 13))


def create_item(page: Page, fields: dict[str, str]) -> None:
    """The first line to an item that is made for it, with these fields of the dialog filled in."""
    page.get_by_role("combobox", name="Stock item, line 1", exact=True).click()
    page.get_by_role("option", name=re.compile("Create")).click()
    dialog = page.get_by_role("dialog")
    for label, text in fields.items():
        dialog.get_by_label(label).fill(text)
    dialog.get_by_role("button", name="Create item").click()
    expect(dialog).to_be_hidden()


def exclude(page: Page, lines: Iterable[int]) -> None:
    """These lines stay out of stock."""
    for line in lines:
        page.get_by_role("button", name=f"Exclude line {line}", exact=True).click()
        page.get_by_label(f"Why line {line} is excluded").fill("not kept in stock")


def on_hand(page: Page, url: str) -> str:
    page.goto(f"{url}/inventory")
    return page.get_by_role("row", name=re.compile("SALMON")).inner_text()


def confirm_and_apply(page: Page) -> str:
    """Confirms, applies and waits for the receipt; its id."""
    page.get_by_label("I checked this against the goods").check()
    page.get_by_role("button", name=re.compile("^Apply 1 change")).click()
    return receipt_id(page)


def receipt_id(page: Page) -> str:
    expect(page.get_by_text("Receipt id")).to_be_visible()
    return page.locator("[data-receipt]").inner_text()
