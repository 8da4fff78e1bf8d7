"""Two windows over one invoice: what one person saves is never taken back, or lost, by the other's window."""

from __future__ import annotations

import re

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import Page, expect

from invoiceplug_cloud.local.stack import LocalStack


@pytest.fixture
def job(own_stack: LocalStack) -> str:
    """A job that was read and that nobody has looked at."""
    api = ApiClient(own_stack.url)
    job_id = api.upload(sample("nordkontor/2026-04-rechnung.pdf"), "april.pdf")
    api.wait(job_id)
    return job_id


def exclude(page: Page, line: int, why: str) -> None:
    page.get_by_role("button", name=f"Exclude line {line}", exact=True).click()
    page.get_by_label(f"Why line {line} is excluded").fill(why)


def save(page: Page, version: int) -> None:
    page.get_by_role("button", name="Save version").click()
    expect(page.get_by_text(f"Version {version} saved")).to_be_visible()


def test_a_window_that_comes_back_shows_what_the_other_one_saved(own_stack: LocalStack, page: Page, job: str) -> None:
    page.goto(f"{own_stack.url}/invoices/{job}")
    exclude(page, 3, "first window")
    save(page, 1)
    page.get_by_role("link", name="Inbox").first.click()
    other = page.context.new_page()
    other.goto(f"{own_stack.url}/invoices/{job}")
    exclude(other, 4, "second window")
    save(other, 2)
    other.close()
    page.get_by_role("link", name=re.compile("RE-2604-0817")).click()
    expect(page.get_by_text("Version 2 saved")).to_be_visible()
    expect(page.get_by_label("Why line 4 is excluded")).to_have_value("second window")


def test_who_saves_second_is_told_and_loses_nothing(
    own_stack: LocalStack, page: Page, job: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("412")  # the refused save
    page.goto(f"{own_stack.url}/invoices/{job}")
    exclude(page, 4, "second window")
    other = page.context.new_page()
    other.goto(f"{own_stack.url}/invoices/{job}")
    other.get_by_role("button", name="Discard them").click()
    exclude(other, 3, "first window")
    save(other, 1)
    other.close()
    page.get_by_role("button", name="Save version").click()
    page.get_by_role("button", name="Load the newer version").click()
    expect(page.get_by_text("version 1 was saved without them")).to_be_visible()
    expect(page.get_by_label("Why line 3 is excluded")).to_have_value("first window")
    page.get_by_role("button", name="Use mine instead").click()
    expect(page.get_by_label("Why line 4 is excluded")).to_have_value("second window")
    save(page, 2)


def test_a_long_file_name_leaves_room_for_the_rest(own_stack: LocalStack, page: Page) -> None:
    request = {"job_id": "0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", "name": "x" * 255, "size": 9, "sha256": "0" * 64}
    ApiClient(own_stack.url).call("POST", "/jobs", request)
    page.goto(own_stack.url)
    expect(page.get_by_text("Waiting for the file")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
