"""An environment with an operator's key: asked for once, kept for the tab, sent to the API and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from api_client import sample
from interception import stand_by
from playwright.sync_api import Locator, Page, Request, Route, expect

from invoiceplug_cloud.local.stack import LocalStack

KEY = "b3BlcmF0b3IncyBrZXkgb2YgYSB0ZXN0"
REFUSED = {"code": "UNAUTHORIZED", "title": "", "detail": "The operator key is missing or wrong.", "hint": ""}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    with LocalStack(tmp_path_factory.mktemp("key"), port=0, operator_key=KEY) as running:
        yield running


@pytest.fixture
def expected_complaints() -> list[str]:
    return ["status of 401"]


@pytest.fixture
def sent(page: Page) -> list[Request]:
    """Every request that the window makes."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    return requests


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Please enter the operator key")


def enter(page: Page, key: str) -> None:
    dialog(page).get_by_label("Operator key").fill(key)
    page.keyboard.press("Enter")


def test_the_key_opens_the_page_and_goes_to_the_api_alone(stack: LocalStack, page: Page, sent: list[Request]) -> None:
    page.goto(stack.url)
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(dialog(page)).to_be_visible()
    for wrong in ("no key", "not-the-key"):
        enter(page, wrong)
        expect(dialog(page).get_by_role("status")).to_contain_text("That is not the key")
    enter(page, KEY)
    expect(dialog(page)).to_be_hidden()

    invoice = {"name": "april.pdf", "mimeType": "application/pdf", "buffer": sample("nordkontor/2026-04-rechnung.pdf")}
    page.get_by_label("Choose invoice PDFs").set_input_files([invoice])
    page.get_by_role("link", name=re.compile("RE-2604-0817")).first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()

    with_key = {request for request in sent if "authorization" in request.all_headers()}
    assert {request for request in with_key if not request.url.startswith(f"{stack.url}/api/")} == set()
    assert [request.method for request in sent if "X-Amz-Signature" in request.url].count("PUT") == 1
    assert not [request.url for request in sent if KEY in request.url]

    page.reload()
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("button", name="Forget the operator key").click()
    expect(dialog(page)).to_be_visible()
    expect(page.get_by_role("grid")).to_have_count(0)
    assert page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])").find(KEY) < 0


def test_a_key_that_is_replaced_during_a_review_costs_nothing_that_was_typed(stack: LocalStack, page: Page) -> None:
    stand_by(page)
    page.goto(stack.url)
    enter(page, KEY)
    invoice = {"name": "may.pdf", "mimeType": "application/pdf", "buffer": sample("nordkontor/2026-05-rechnung.pdf")}
    page.get_by_label("Choose invoice PDFs").set_input_files([invoice])
    page.get_by_role("link", name=re.compile("may.pdf|RE-2605")).first.click()
    page.get_by_role("button", name="Exclude line 2", exact=True).click()
    page.get_by_label("Why line 2 is excluded").fill("a sample")
    page.keyboard.press("Enter")

    def refuse(route: Route) -> None:
        route.fulfill(status=401, content_type="application/problem+json", json=REFUSED)

    page.route("**/api/jobs/*/review", refuse, times=1)
    page.get_by_role("button", name="Save version").click()
    enter(page, KEY)
    expect(page.get_by_text("Version 1 saved", exact=True)).to_be_visible()
    expect(page.get_by_label("Why line 2 is excluded")).to_have_text("a sample")
