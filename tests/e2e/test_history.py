"""What happened is told: the history and its file, one invoice's story, a vendor's record, every code's meaning."""

from __future__ import annotations

import csv
import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import Locator, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

NUMBER = "RE-2604-0817"
WRONG = "the goods went back"


@dataclass(frozen=True)
class Told:
    """A stack in which something has happened; the jobs' ids."""

    url: str
    reversed: str
    misread: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """One invoice applied and reversed, one that was read again as a wrong vendor's, one never uploaded."""
    with LocalStack(tmp_path_factory.mktemp("history"), port=0) as running:
        api = ApiClient(running.url)
        misread = api.upload(sample("nordkontor/2026-05-rechnung.pdf"), "may.pdf")
        applied = api.upload(sample("nordkontor/2026-04-rechnung.pdf"), "april.pdf")
        api.put_item("CHEESE", opening="20", unit="KG")
        discard(api, "=stranger.pdf")
        api.wait(misread)
        api.call("POST", f"/jobs/{misread}/read-again", {"vendor": "alpenholz"})
        api.wait(applied)
        api.apply_whatever_moves(applied, api.review(applied, ["CHEESE"]))
        api.call("POST", f"/jobs/{applied}/reverse", {"reverse_id": str(uuid.uuid4()), "reason": WRONG})
        assert api.wait(misread)["status"] == "failed"
        yield Told(running.url, applied, misread)


def discard(api: ApiClient, name: str) -> None:
    """A job whose file never came."""
    job = str(uuid.uuid4())
    api.call("POST", "/jobs", {"job_id": job, "name": name, "size": 9, "sha256": hashlib.sha256(b"").hexdigest()})
    api.call("POST", f"/jobs/{job}/discard")


def row(page: Page, job: str) -> Locator:
    return page.locator(f"[data-job='{job}']")


def test_the_history_shows_all_jobs_by_day_and_a_filter_stays_in_the_address(told: Told, page: Page) -> None:
    page.goto(f"{told.url}/history")
    jobs = page.locator("[data-job]")
    expect(jobs).to_have_count(3)
    expect(page.get_by_role("heading", level=2, name=re.compile("Today"))).to_be_visible()
    expect(jobs.filter(has_text="=stranger.pdf")).to_contain_text("Discarded")

    page.get_by_label("State").select_option("Failed")
    expect(jobs).to_have_count(1)
    expect(row(page, told.misread)).to_contain_text("may.pdf")
    page.reload()
    expect(jobs).to_have_count(1)

    page.get_by_role("button", name="Clear the filter").click()
    page.get_by_label("Vendor", exact=True).select_option("nordkontor")
    days = page.get_by_role("heading", level=2)
    expect(days).to_have_text([re.compile("^Dated Tuesday,? 12 May 2026"), re.compile("^Dated Friday,? 17 April 2026")])

    page.get_by_role("button", name="Clear the filter").click()
    page.keyboard.press("/")
    page.keyboard.type("2604")
    expect(jobs).to_have_count(1)
    page.get_by_label("to", exact=True).fill("2020-01-01")
    expect(page.get_by_text("Nothing matches this filter")).to_be_visible()


def test_a_row_unfolds_into_everything_that_happened(told: Told, page: Page) -> None:
    page.goto(f"{told.url}/history")
    page.get_by_text(NUMBER).click()
    story = row(page, told.reversed)
    expect(story.get_by_text("Taken back out of the stock on")).to_be_visible()
    events = story.get_by_role("list", name="What happened").get_by_role("listitem")
    for what, by in {"Reading begun": "reader", "Review saved": "operator", "Applied to the stock": "operator"}.items():
        expect(events.filter(has_text=what)).to_contain_text(by)
    expect(events.last).to_contain_text(f"Reason: {WRONG}")
    expect(story.get_by_role("link", name="Version 1")).to_be_visible()

    story.get_by_role("link", name="On a page of its own").click()
    expect(page.get_by_role("heading", level=1, name=f"History of {NUMBER}")).to_be_focused()
    page.get_by_role("link", name="Receipt and reversal").click()
    expect(page.get_by_text("Receipt id")).to_be_visible()


def test_the_filtered_list_is_saved_as_a_file_that_runs_nothing(told: Told, page: Page, tmp_path: Path) -> None:
    page.goto(f"{told.url}/history?state=discarded")
    expect(page.locator("[data-job]")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    assert re.fullmatch(r"history-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    download.value.save_as(tmp_path / "history.csv")
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(each["File"], each["State"]) for each in rows] == [("'=stranger.pdf", "Discarded")]


def test_a_vendor_tells_how_reading_went_and_where_its_last_failure_is(told: Told, page: Page) -> None:
    page.goto(f"{told.url}/vendors")
    vendors = page.locator("[data-vendor]")
    worst = vendors.first  # whoever failed lately stands first
    expect(worst).to_have_attribute("data-vendor", "alpenholz")
    expect(worst).to_contain_text("1 failed")
    expect(worst.get_by_role("link", name="Mappings of Alpenholz")).to_have_attribute("href", "/mappings/alpenholz")
    expect(vendors.filter(has_text="Nordkontor")).to_contain_text("1 invoice read")
    expect(page.get_by_text("invoiceplug test plugins/acme")).to_be_visible()
    worst.get_by_role("link", name="Open that invoice").click()
    page.wait_for_url(re.compile(f"/invoices/{told.misread}"))


def test_a_code_leads_to_its_entry_which_has_the_focus(told: Told, page: Page) -> None:
    page.goto(f"{told.url}/history/{told.misread}")
    link = page.get_by_role("list", name="What happened").get_by_role("listitem").last.get_by_role("link")
    code = link.inner_text()
    link.click()
    entry = page.locator(f"#{code}")
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Stock was not changed")

    page.get_by_label("Find on this page").fill("password")
    expect(page.get_by_role("status").filter(has_text="1 entry")).to_be_visible()
    expect(page.locator("#ENCRYPTED_PDF")).to_be_visible()
    expect(entry).to_be_hidden()


def test_a_question_mark_opens_the_help_until_it_is_switched_off(told: Told, page: Page) -> None:
    page.goto(f"{told.url}/inventory")
    page.get_by_role("heading", name="Inventory").wait_for()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1, name="Help")).to_be_focused()

    page.goto(f"{told.url}/invoices/{told.reversed}")
    expect(page.get_by_role("grid")).to_be_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("row", name="This value is right")).to_contain_text("Alt")
    keys.get_by_label("Keys of a single character").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    page.get_by_role("link", name="Help", exact=True).click()
    expect(page.get_by_label("Keys of a single character")).not_to_be_checked()
