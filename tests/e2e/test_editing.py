"""The lines as a grid: edited by keyboard alone, undone and redone, kept when a window dies, strict about numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

INVOICE = "nordkontor/2026-04-rechnung.pdf"
LINES = 12
# Whether a draft has reached the browser's own store.
KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open("invoiceplug");
  opening.onsuccess = () => {
    const count = opening.result.transaction("drafts").objectStore("drafts").count();
    count.onsuccess = () => done(count.result > 0);
  };
})"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """One stack for all of these: each test has its own job in it."""
    with LocalStack(tmp_path_factory.mktemp("editing"), port=0) as running:
        api = ApiClient(running.url)
        api.put_item("CHEESE", unit="KG")
        api.put_item("BOX", unit="Stk")
        yield running


@pytest.fixture(scope="module")
def untouched(stack: LocalStack) -> str:
    """A job that no test saves anything in: what a window did not save, it takes with it."""
    return read(stack)


@pytest.fixture
def job(stack: LocalStack) -> str:
    """A job of the test's own."""
    return read(stack)


@pytest.fixture
def review(stack: LocalStack, page: Page, untouched: str) -> Page:
    """The review page of the job that no test saves anything in."""
    return opened(page, stack, untouched)


def read(stack: LocalStack) -> str:
    api = ApiClient(stack.url)
    job_id = api.upload(sample(INVOICE), "april.pdf")
    assert api.wait(job_id)["status"] == "parsed"
    return job_id


def opened(page: Page, stack: LocalStack, job: str) -> Page:
    page.goto(f"{stack.url}/invoices/{job}")
    expect(page.get_by_role("grid").locator("[data-line]")).to_have_count(LINES)
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def cell(page: Page, name: str, line: int) -> Locator:
    return page.locator(f'[data-line="{line}"] [data-column="{name}"]')


def decisions(stack: LocalStack, job: str) -> dict[str, dict[str, str]]:
    return ApiClient(stack.url).call("GET", f"/jobs/{job}/draft")["review"]


def test_a_line_is_mapped_corrected_and_saved_without_a_mouse(stack: LocalStack, page: Page, job: str) -> None:
    review = opened(page, stack, job)
    press(review, "Alt+ArrowDown")
    expect(cell(review, "item", 1)).to_be_focused()
    press(review, "Enter")
    review.keyboard.type("CHEE")
    expect(review.get_by_role("option", name=re.compile("CHEESE"))).to_be_visible()
    press(review, "Enter")
    expect(cell(review, "factor", 1)).to_have_text("1")  # both are counted in KG
    expect(review.locator('[data-line="1"] .outcome')).to_have_text("= +4.82 KG")

    press(review, "ArrowDown", "Control+d")
    expect(cell(review, "item", 2)).to_contain_text("CHEESE")
    press(review, "Home", "ArrowRight", "ArrowRight", "F2")
    review.keyboard.type("Krabben")
    press(review, "Tab")
    expect(cell(review, "description", 2)).to_have_text("Krabben")
    press(review, "ArrowDown", "Alt+x")
    review.keyboard.type("not delivered")
    press(review, "Enter", "Alt+m")
    expect(review.get_by_role("listbox", name="Stock item, line 4")).to_be_visible()
    press(review, "Escape", "Delete", "Control+s")
    expect(review.get_by_text("Version 1 saved")).to_be_visible()

    saved = decisions(stack, job)
    assert saved["corrections"] == {"/lines/1/description": "Krabben"}
    mapped = {"item": "CHEESE", "factor": "1"}
    assert saved["lines"] == {
        "1": mapped,
        "2": mapped,
        "3": {"exclude": True, "reason": "not delivered"},
        "4": {},
    }


def test_the_page_follows_the_cell_and_tab_comes_back_to_it(review: Page) -> None:
    cell(review, "line_total", 1).click()
    press(review, "ArrowDown", "ArrowDown")
    expect(review.get_by_text("Page 1: “185,27”")).to_be_visible()
    expect(review.locator("[data-lit]")).to_have_count(1)
    assert review.locator('[role="grid"] [tabindex="0"]').count() == 1
    press(review, "Tab")
    assert review.evaluate("document.activeElement.closest('[role=grid]') === null")
    press(review, "Shift+Tab")
    expect(cell(review, "line_total", 3)).to_be_focused()


def test_twenty_edits_are_undone_and_done_again(review: Page) -> None:
    first = cell(review, "unit_price", 1)
    first.click()
    for edit in range(1, 21):
        press(review, "F2")
        review.keyboard.type(f"{edit}.25")
        press(review, "Enter", "ArrowUp")
    expect(first).to_contain_text("20.25")
    press(review, *["Control+z"] * 20)
    expect(first).to_have_text("32.40")
    expect(review.get_by_role("button", name="Undo")).to_be_disabled()
    expect(review.get_by_text("Everything adds up and nothing was left unread")).to_be_visible()
    press(review, *["Control+Shift+z"] * 20)
    expect(review.get_by_text("Everything adds up and nothing was left unread")).to_have_count(0)
    expect(review.get_by_text("is checked when you save")).to_be_visible()
    expect(first).to_contain_text("20.25")
    expect(first).to_be_focused()


def test_a_reason_is_taken_back_with_what_it_was_given_for(review: Page) -> None:
    cell(review, "unit_price", 5).click()
    press(review, "Alt+x")
    review.keyboard.type("not kept in stock")
    press(review, "Enter")
    expect(review.get_by_text("12 lines · 1 excluded")).to_be_visible()
    press(review, "Control+z")
    expect(review.get_by_text("12 lines · 0 excluded")).to_be_visible()
    expect(review.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.204,50", "1204.50"), ("1,204", "1204"), ("12,5", "12.5"), ("1.204.500", "1204500")],
)
def test_a_number_that_could_mean_two_is_refused_and_kept_as_it_was_typed(review: Page, typed: str, meant: str) -> None:
    cell(review, "line_total", 2).click()
    press(review, "F2")
    review.keyboard.type(typed)
    press(review, "Enter")
    editor = cell(review, "line_total", 2)
    expect(editor).to_be_focused()
    expect(editor).to_have_value(typed)
    expect(review.get_by_role("alert")).to_contain_text(f"“{typed}” could mean {meant}")
    expect(review.get_by_role("button", name="Save version")).to_be_disabled()
    press(review, "Escape")
    expect(cell(review, "line_total", 2)).to_have_text("96.75")
    expect(review.get_by_role("button", name="Save version")).to_be_enabled()


def test_the_quantity_that_came_is_taken_as_strictly(review: Page) -> None:
    cell(review, "received", 1).click()
    press(review, "F2")
    review.keyboard.type("4,820")
    press(review, "Enter")
    expect(review.get_by_role("alert")).to_contain_text("“4,820” could mean 4820 or 4.82")
    expect(cell(review, "received", 1)).to_have_value("4,820")
    expect(review.get_by_role("button", name="Apply…")).to_be_disabled()


def test_in_german_the_numbers_that_could_mean_two_are_the_other_ones(
    stack: LocalStack, untouched: str, new_context: Callable[..., BrowserContext]
) -> None:
    review = opened(new_context(locale="de-DE").new_page(), stack, untouched)
    price = cell(review, "line_total", 2)
    price.click()
    press(review, "F2")
    for typed, meant in (
        ("1,204.50", "1204,5"), ("1.204", "1204 oder 1,204"), ("12.5", "12,5"), ("1,204,500", "1204500"),
    ):  # fmt: skip
        price.fill(typed)
        press(review, "Enter")
        expect(price).to_have_value(typed)
        expect(review.get_by_role("alert")).to_contain_text(f"„{typed}“ kann {meant}")
        expect(review.get_by_role("button", name="Version speichern")).to_be_disabled()
    price.fill("1.204,50")
    press(review, "Enter")
    expect(price).to_contain_text("1.204,50")


def test_a_date_that_could_mean_two_is_refused(review: Page) -> None:
    cell(review, "expiry", 1).click()
    press(review, "F2")
    review.keyboard.type("02.05.2026")
    press(review, "Enter")
    expect(review.get_by_role("alert")).to_contain_text("2026-05-02 or 2026-02-05")
    review.keyboard.press("Control+a")
    review.keyboard.type("2026-05-03")
    press(review, "Enter")
    expect(cell(review, "expiry", 1)).to_have_text("3 May 2026")


def test_the_head_of_the_invoice_is_edited_in_its_place_too(stack: LocalStack, page: Page, job: str) -> None:
    review = opened(page, stack, job)
    review.get_by_role("button", name="Due: 1 May 2026").click()
    press(review, "Enter")
    review.keyboard.type("2026-05-08")
    press(review, "Enter")
    expect(review.get_by_role("button", name="Due: 8 May 2026. read as 1 May 2026")).to_be_focused()
    total = review.get_by_role("button", name=re.compile("^Total:"))
    total.click()
    press(review, "Enter")
    review.keyboard.type("1,498")
    press(review, "Control+s")
    expect(review.get_by_role("alert")).to_contain_text("“1,498” could mean 1498 or 1.498")
    press(review, "Escape", "Control+s")
    expect(review.get_by_text("Version 1 saved")).to_be_visible()
    assert decisions(stack, job)["corrections"] == {"/due_date": "2026-05-08"}


def test_what_a_killed_window_had_not_saved_is_offered_again(stack: LocalStack, page: Page, job: str) -> None:
    review = opened(page, stack, job)
    cell(review, "unit_price", 1).click()
    press(review, "F2")
    review.keyboard.type("33.40")
    press(review, "Enter")
    expect(cell(review, "unit_price", 1)).to_contain_text("33.40")
    review.wait_for_function(KEPT)
    kill(review)
    again = opened(page.context.new_page(), stack, job)
    expect(cell(again, "unit_price", 1)).to_have_text("32.40")
    again.get_by_role("button", name="Restore them").click()
    expect(cell(again, "unit_price", 1)).to_contain_text("33.40")
    press(again, "Control+s")
    expect(again.get_by_text("Version 1 saved")).to_be_visible()
    again.reload()
    expect(again.get_by_text("Version 1 saved")).to_be_visible()
    expect(again.get_by_role("button", name="Restore them")).to_have_count(0)


def kill(page: Page) -> None:
    """Ends the window's process as the system would: nothing of the page runs any more."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def test_a_mapped_invoice_is_ready_to_apply_after_one_keystroke(stack: LocalStack, page: Page, job: str) -> None:
    ApiClient(stack.url).review(job, ["CHEESE", "BOX"])
    press(opened(page, stack, job), "Control+Enter")
    page.wait_for_url(re.compile("/apply"))
    expect(page.get_by_role("row", name=re.compile("CHEESE"))).to_be_visible()


def test_what_apply_would_be_refused_for_is_shown_instead(stack: LocalStack, page: Page, job: str) -> None:
    review = opened(page, stack, job)
    press(review, "Control+Enter")
    expect(review.get_by_text("not ready to apply")).to_be_visible()
    expect(cell(review, "item", 1)).to_be_focused()
