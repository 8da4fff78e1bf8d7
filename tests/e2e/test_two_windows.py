"""Two windows over one invoice: what one person saves is never taken back, or lost, by the other's window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import BrowserContext, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """One stack for all of these: each test has its own job in it."""
    with LocalStack(tmp_path_factory.mktemp("windows"), port=0) as running:
        yield running


@pytest.fixture
def job(stack: LocalStack) -> str:
    """A job that was read and that nobody has looked at."""
    api = ApiClient(stack.url)
    job_id = api.upload(sample("nordkontor/2026-04-rechnung.pdf"), "april.pdf")
    api.wait(job_id)
    return job_id


def exclude(page: Page, line: int, why: str) -> None:
    page.get_by_role("button", name=f"Exclude line {line}", exact=True).click()
    page.get_by_label(f"Why line {line} is excluded").fill(why)
    page.keyboard.press("Enter")


def reason(page: Page, line: int, why: str) -> None:
    """Says that the line is excluded, and why."""
    expect(page.get_by_label(f"Why line {line} is excluded")).to_have_text(why)


def price(page: Page, line: int, value: str) -> None:
    page.get_by_role("button", name=re.compile(f"^Unit price, line {line}:")).click()
    page.keyboard.press("F2")
    page.get_by_role("textbox", name=re.compile(f"^Unit price, line {line}:")).fill(value)
    page.keyboard.press("Enter")


def save(page: Page, version: int) -> None:
    page.get_by_role("button", name="Save version").click()
    expect(page.get_by_text(f"Version {version} saved", exact=True)).to_be_visible()


def test_a_window_that_comes_back_shows_what_the_other_one_saved(stack: LocalStack, page: Page, job: str) -> None:
    page.goto(f"{stack.url}/invoices/{job}")
    exclude(page, 3, "first window")
    save(page, 1)
    page.get_by_role("link", name="Inbox").first.click()
    other = page.context.new_page()
    other.goto(f"{stack.url}/invoices/{job}")
    exclude(other, 4, "second window")
    save(other, 2)
    other.close()
    page.locator(f'a[href="/invoices/{job}"]').first.click()
    expect(page.get_by_text("Version 2 saved")).to_be_visible()
    reason(page, 4, "second window")


def test_windows_of_one_browser_know_of_each_other(stack: LocalStack, page: Page, job: str) -> None:
    page.goto(f"{stack.url}/invoices/{job}")
    exclude(page, 4, "second window")
    other = page.context.new_page()
    other.goto(f"{stack.url}/invoices/{job}")
    expect(page.get_by_text("open in another window")).to_be_visible()
    expect(other.get_by_text("open in another window")).to_be_visible()
    expect(other.get_by_role("button", name="Restore them")).to_have_count(0)  # that window is still at work on them
    exclude(other, 3, "first window")
    save(other, 1)
    page.get_by_role("button", name="Take it in").click()
    reason(page, 3, "first window")
    reason(page, 4, "second window")
    save(page, 2)
    other.close()
    expect(page.get_by_text("open in another window")).to_have_count(0)


def test_who_saves_second_is_asked_only_about_what_both_changed(
    stack: LocalStack, page: Page, new_context: NewContext, job: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("412")  # the refused saves
    page.goto(f"{stack.url}/invoices/{job}")
    exclude(page, 4, "mine alone")
    price(page, 1, "33.40")
    price(page, 2, "60.00")
    other = new_context().new_page()
    other.goto(f"{stack.url}/invoices/{job}")
    exclude(other, 3, "theirs alone")
    price(other, 1, "34.40")
    price(other, 2, "60.00")
    save(other, 1)

    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("group")).to_have_count(1)
    clash = dialog.get_by_role("group", name="Line 1: Unit price")
    expect(clash).to_contain_text("before: as it was read")
    expect(dialog.get_by_role("button", name="1 still to choose")).to_be_disabled()
    expect(clash.get_by_role("radio", name="Theirs 34.40")).to_be_visible()
    clash.get_by_role("radio", name="Mine 33.40").check()
    dialog.get_by_role("button", name="Merge and save").click()
    expect(page.get_by_text("Version 2 saved")).to_be_visible()
    reason(page, 3, "theirs alone")
    reason(page, 4, "mine alone")
    expect(page.get_by_role("button", name=re.compile("^Unit price, line 1: 33.40"))).to_be_visible()

    corrections = ApiClient(stack.url).call("GET", f"/jobs/{job}/draft")["review"]["corrections"]
    assert corrections == {"/lines/0/unit_price": "33.40", "/lines/1/unit_price": "60.00"}


def test_when_nothing_clashes_both_are_saved_without_a_question(
    stack: LocalStack, page: Page, new_context: NewContext, job: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("412")
    page.goto(f"{stack.url}/invoices/{job}")
    exclude(page, 4, "second window")
    other = new_context().new_page()
    other.goto(f"{stack.url}/invoices/{job}")
    exclude(other, 3, "first window")
    save(other, 1)
    save(page, 2)
    expect(page.get_by_text("Version 1 was saved meanwhile: its 1 change is in yours now.")).to_be_visible()
    reason(page, 3, "first window")
    reason(page, 4, "second window")


def test_a_long_file_name_leaves_room_for_the_rest(stack: LocalStack, page: Page) -> None:
    request = {"job_id": "0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", "name": "x" * 255, "size": 9, "sha256": "0" * 64}
    ApiClient(stack.url).call("POST", "/jobs", request)
    page.goto(stack.url)
    expect(page.get_by_text("Waiting for the file")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
