"""A network that loses parts of the page itself, or a server that puts requests off: said at once, and made good."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import quick_task
from api_client import ApiClient, sample
from interception import stand_by
from overheard import expect_said, overhear
from playwright.sync_api import Page, Route, expect
from readings import a_line, a_reading, an_invoice

from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

MISSING = "This part of the page did not arrive"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiClient]:
    """A stack whose tasks read every PDF as the same bill."""
    folder = tmp_path_factory.mktemp("poor-network")
    bill = folder / "bill.json"
    bill.write_text(json.dumps(a_reading(an_invoice(a_line("8")), "0" * 64)))
    task = (sys.executable, str(Path(quick_task.__file__)), str(bill))
    with LocalStack(folder / "data", port=0, application=replace(invoiceplug_application(), task_command=task)) as it:
        yield ApiClient(it.url)


@pytest.fixture(scope="module")
def invoice(api: ApiClient) -> str:
    """The address of an invoice that is read."""
    job = api.upload(sample("nordkontor/2026-04-rechnung.pdf"))
    assert api.wait(job)["status"] == "parsed"
    return f"{api.url}/invoices/{job}"


@pytest.fixture
def expected_complaints() -> list[str]:
    return ["net::ERR_"]


class Lost:
    """Requests whose address matches are lost until they are found again."""

    def __init__(self, page: Page, *addresses: str) -> None:
        self._page, self._addresses = page, addresses
        for address in addresses:
            page.route(address, lambda route: route.abort("connectionfailed"))

    def found(self) -> None:
        for address in self._addresses:
            self._page.unroute(address)


def test_without_its_texts_the_page_says_so_and_comes_by_itself(api: ApiClient, page: Page) -> None:
    stand_by(page)
    texts = Lost(page, "**/assets/en-*.js")
    page.goto(api.url)
    expect(page.get_by_text("The page did not arrive whole.")).to_be_visible()
    texts.found()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_text("The page did not arrive whole.")).to_have_count(0)


def test_a_place_whose_code_is_lost_says_so_and_opens_by_itself(api: ApiClient, page: Page) -> None:
    stand_by(page)
    page.goto(api.url)
    code = Lost(page, "**/assets/HistoryPage-*.js")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text(MISSING)).to_be_visible()
    expect(page.get_by_role("button", name="Load the page anew")).to_be_visible()
    code.found()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.get_by_text(MISSING)).to_have_count(0)


def test_keys_that_are_asked_for_without_a_network_cost_no_review(page: Page, invoice: str) -> None:
    stand_by(page)
    keys = Lost(page, "**/assets/guide-*.js", "**/assets/KeysDialog-*.js")
    page.goto(invoice)
    expect(page.get_by_role("grid")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text(MISSING)).to_be_visible()
    expect(page.get_by_role("grid")).to_have_count(1)
    keys.found()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Close")).to_be_visible()


@pytest.mark.parametrize("part", ["pdf", "pdf.worker.min"])
def test_a_paper_that_cannot_be_drawn_is_drawn_when_its_reader_comes(page: Page, invoice: str, part: str) -> None:
    stand_by(page)
    reader = Lost(page, f"**/assets/{part}-*.js")
    page.goto(invoice)
    pane = page.get_by_role("region", name="PDF page")
    expect(pane.get_by_role("alert")).to_be_visible()
    reader.found()
    pane.get_by_role("button", name="Try again").click()
    expect(page.locator(".sheet:not([hidden]) canvas")).to_be_visible()


@pytest.mark.parametrize("expected_complaints", [["status of 429"]])
def test_a_request_that_the_server_puts_off_is_told_of_and_goes_again(api: ApiClient, page: Page, invoice: str) -> None:
    put_off: list[str] = []

    def throttle(route: Route) -> None:
        if len(put_off) == 3:
            return route.fallback()
        put_off.append(route.request.url)
        return route.fulfill(status=429, headers={"Retry-After": "1"}, json={"message": "Too Many Requests"})

    overhear(page)
    page.route("**/api/jobs?*", throttle)
    page.goto(api.url)
    expect_said(page, "The server has much to do")
    expect(page.locator(f"a[href='/invoices/{invoice.rsplit('/', 1)[1]}']").first).to_be_visible()
    expect(page.get_by_text("The server has much to do")).to_have_count(0)
    assert len(put_off) == 3
