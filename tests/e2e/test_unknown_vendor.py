"""An invoice of a vendor nobody knows: suggested, given a name, confirmed line by line, applied; or refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

from api_client import ApiClient, sample
from hands import create_item, exclude
from playwright.sync_api import Page, expect

from invoiceplug_cloud.local.stack import LocalStack

LINES = 6


def test_an_unknown_vendors_invoice_is_suggested_named_confirmed_and_applied(own_stack: LocalStack, page: Page) -> None:
    api = ApiClient(own_stack.url)
    job_id = api.upload(sample("bad/unknown-vendor.pdf"), "pelham.pdf")
    assert api.wait(job_id)["status"] == "parsed"
    page.goto(own_stack.url)
    row = page.locator(f"[data-job='{job_id}']")
    expect(row).to_contain_text("Needs review")
    expect(row).to_contain_text("Pelham Row Paper Ltd")
    page.get_by_role("link", name="20931").click()

    expect(page.get_by_text("Arithmetic proves every line")).to_be_visible()
    expect(page.get_by_text("proved: 12 × 38.50 = 462.00")).to_be_visible()
    expect(page.get_by_role("region", name="Totals")).to_contain_text("proved: 1,256.60 + 251.32 = 1,507.92")
    expect(page.get_by_text("0 of 6 lines confirmed")).to_be_visible()
    page.get_by_role("combobox", name="Vendor").select_option(label="Another vendor…")
    name = page.get_by_label("Short name of the vendor")
    name.fill("pelham-row")
    name.blur()
    corrected_and_drafted(page)
    decide(page)
    page.get_by_role("button", name="Apply…").click()
    page.wait_for_url(re.compile("/apply"))
    page.get_by_label("I checked this against the goods").check()
    page.get_by_role("button", name=re.compile("^Apply 1 change")).click()
    expect(page.get_by_text("Receipt id")).to_be_visible()
    assert api.call("GET", f"/jobs/{job_id}")["job"]["status"] == "applied"
    assert api.on_hand("PAPER") == "12"


def decide(page: Page) -> None:
    """The first line to a new item, the others not kept in stock; each of them confirmed."""
    create_item(page, {"Item id": "PAPER", "Stock unit": "ream"})
    page.locator('[data-line="1"] [data-column="factor"]').click()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    exclude(page, range(2, LINES + 1))
    for line in range(1, LINES + 1):
        expect(page.get_by_text(f"{line - 1} of 6 lines confirmed")).to_be_visible()
        page.get_by_role("button", name=f"Confirm: Line {line} is right").click()


def corrected_and_drafted(page: Page) -> None:
    """The downloads hold the reading with its corrections, and the command that drafts a template from it."""
    page.get_by_role("button", name="Downloads…").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="The corrected reading").click()
    assert download.value.suggested_filename == "pelham.corrected.json"
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert (saved["vendor_id"], saved["reading"]["origin"], saved["corrections"]) == ("pelham-row", "suggested", {})
    command = "invoiceplug new pelham-row --from pelham.pdf --reading pelham.corrected.json"
    expect(dialog.get_by_text(command, exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Close").click()


def test_a_paper_on_which_nothing_is_found_fails(own_stack: LocalStack, page: Page) -> None:
    api = ApiClient(own_stack.url)
    job_id = api.upload(sample("strangers/packing-slip.pdf"), "slip.pdf")
    assert api.wait(job_id)["status"] == "failed"
    page.goto(own_stack.url)
    expect(page.locator(f"[data-job='{job_id}']")).to_contain_text("NO_VENDOR_MATCH")
    page.get_by_role("link", name="Open slip.pdf").click()
    expect(page.get_by_text("No table of line items that adds up was found")).to_be_visible()
