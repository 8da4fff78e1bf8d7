"""A stock item is typed faster than the inventory answers, as a scanner or a practised hand does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from api_client import ApiClient, sample
from interception import stand_by
from playwright.sync_api import Locator, Page, Route, expect

from invoiceplug_cloud.local.stack import LocalStack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """A stock of two items whose ids begin alike, and of another one."""
    with LocalStack(tmp_path_factory.mktemp("picking"), port=0) as running:
        for item in ("CHEESE", "CHEESE-2", "TROUT"):
            ApiClient(running.url).put_item(item, unit="KG")
        yield running


class SlowSearch:
    """Every search in the inventory waits until all of them are `answered`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Route] | None = []
        page.route(re.compile(r"/inventory(\?|$)"), self._hold)

    def answered(self) -> None:
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()

    def _hold(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)


@pytest.fixture
def review(stack: LocalStack, page: Page) -> Page:
    """The review of an invoice of twelve lines, none of them mapped."""
    api = ApiClient(stack.url)
    job = api.upload(sample("nordkontor/2026-04-rechnung.pdf"))
    assert api.wait(job)["status"] == "parsed"
    stand_by(page)
    page.goto(f"{stack.url}/invoices/{job}")
    expect(item(page, 1)).to_be_visible()
    return page


def item(page: Page, line: int) -> Locator:
    return page.locator(f'[data-line="{line}"] [data-column="item"]')


@pytest.mark.parametrize(("typed", "taken"), [("trou", "TROUT"), ("cheese", "CHEESE")])
def test_enter_takes_what_the_search_will_find(review: Page, typed: str, taken: str) -> None:
    """The only one that matches, or the one whose id it is."""
    search = SlowSearch(review)
    item(review, 1).click()
    review.keyboard.type(typed)
    review.keyboard.press("Enter")
    search.answered()
    expect(item(review, 1).locator("code")).to_have_text(taken)


def test_what_is_listed_and_still_matches_stays_until_the_answer_is_there(review: Page) -> None:
    item(review, 1).click()
    trout = review.get_by_role("option", name=re.compile("^TROUT"))
    expect(trout).to_be_visible()
    search = SlowSearch(review)
    with review.expect_request(re.compile(r"/inventory\?q=trou$")):
        review.keyboard.type("trou")
    expect(trout).to_be_visible()
    review.keyboard.press("Enter")
    expect(item(review, 1).locator("code")).to_have_text("TROUT")
    search.answered()


def test_enter_leaves_the_choice_open_where_several_match(review: Page) -> None:
    search = SlowSearch(review)
    item(review, 1).click()
    review.keyboard.type("chee")
    review.keyboard.press("Enter")
    search.answered()
    expect(review.get_by_role("option", name=re.compile("^CHEESE"))).to_have_count(2)
    review.keyboard.press("Enter")
    expect(item(review, 1).locator("code")).to_have_text("CHEESE")


def test_what_is_not_there_is_made_once_the_search_has_said_so(review: Page) -> None:
    search = SlowSearch(review)
    item(review, 1).click()
    review.keyboard.type("salmon")
    making = review.get_by_role("option", name="Create item “salmon”…")
    expect(making).to_be_disabled()
    review.keyboard.press("Enter")
    expect(review.get_by_role("dialog")).to_have_count(0)
    search.answered()
    expect(review.get_by_role("dialog")).to_be_visible()


def test_an_answer_from_before_the_item_was_made_is_asked_anew(stack: LocalStack, review: Page) -> None:
    item(review, 1).click()
    review.keyboard.type("herring")
    expect(review.get_by_role("option", name="Create item “herring”…")).to_be_enabled()
    review.keyboard.press("Escape")
    ApiClient(stack.url).put_item("HERRING", unit="KG")
    search = SlowSearch(review)
    item(review, 2).click()
    review.keyboard.type("herring")
    expect(review.get_by_role("option", name="Create item “herring”…")).to_be_disabled()
    review.keyboard.press("Enter")
    search.answered()
    expect(item(review, 2).locator("code")).to_have_text("HERRING")
