"""A change of stock whose end nobody knows yet: how far a large one is, and what is said and done without a network."""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import held_apply
import pytest
import quick_task
from api_client import ApiClient
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from readings import a_line, a_reading, an_invoice
from seeds import ledger_rows

from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

QUICK_TASK = Path(quick_task.__file__)
ITEMS = [f"BULK-{number:03}" for number in range(100)]  # three chunks of at most 48
CONFIRM = "I checked this against the goods"


@dataclass(frozen=True, slots=True)
class House:
    """A stack that reads every PDF as one large bill, under the number in its last line."""

    api: ApiClient
    environment: dict[str, str]
    gate: Path

    def held(self) -> AbstractContextManager[None]:
        """For as long as it lasts, large changes stop after their first chunk."""
        return held_apply.shut(self.gate)

    def reviewed(self, number: str, items: list[str]) -> str:
        """An invoice of that number whose lines go to these items in turn; the job's id."""
        job = self.api.upload(f"%PDF-1.7\n% {number}\n".encode(), f"{number}.pdf")
        assert self.api.wait(job)["status"] == "parsed"
        self.api.review(job, items)
        return job

    def deeds(self, job: str) -> list[str]:
        """What the ledger says was done to the job, a word a row."""
        entries = [row["entry"]["S"] for row in ledger_rows(self.environment) if row["job_id"]["S"].endswith(job)]
        return sorted(entries)

    def movements(self, item: str, job: str) -> int:
        """How often the job moved the item."""
        found = self.api.call("GET", f"/inventory/{item}")["movements"]
        return sum(movement.get("job_id") == job for movement in found)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("under-way")
    bill, gate = folder / "bill.json", folder / "gate"
    gate.touch()
    lines = [a_line("2", "1.50", sku=item, uom="EA") for item in ITEMS]
    bill.write_text(json.dumps(a_reading(an_invoice(*lines), "0" * 64)))
    real = invoiceplug_application()
    application = replace(
        real,
        handlers={**real.handlers, "apply": held_apply.HANDLER},
        task_command=(sys.executable, str(QUICK_TASK), str(bill)),
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in held_apply.held_environment(gate).items():
            patch.setenv(name, value)
        with LocalStack(folder / "data", port=0, application=application) as running:
            api = ApiClient(running.url)
            for item in ITEMS:
                api.put_item(item, scale=0)
            yield House(api, running.environment, gate)


def opened(page: Page, house: House, job: str) -> None:
    page.goto(f"{house.api.url}/invoices/{job}/apply")
    expect(page.get_by_label(CONFIRM)).to_be_focused()


def apply(page: Page) -> None:
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")


def done(page: Page, heading: str) -> Locator:
    return page.get_by_role("heading", name=heading, exact=True)


def expect_progress(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "3")


def test_a_large_change_says_how_far_it_is_to_whoever_looks_and_is_made_once(
    house: House, page: Page, new_context: Callable[..., BrowserContext], expected_complaints: list[str]
) -> None:
    expected_complaints.append("409")  # there is no receipt yet
    job = house.reviewed("L-1", ITEMS)
    opened(page, house, job)
    with house.held():
        apply(page)
        expect_progress(page, "Applying 1 of 3")
        expect(page.get_by_text("will be finished, whether this page stays open or not")).to_be_visible()
        other = new_context().new_page()
        other.goto(page.url)
        expect_progress(other, "Applying 1 of 3")
        page.reload()
        expect_progress(page, "Applying 1 of 3")
    for window in (page, other):
        expect(done(window, "Applied")).to_be_visible()
    assert house.deeds(job) == ["apply"]

    page.get_by_role("button", name="Reverse…").click()
    page.get_by_label("Why is it reversed?").fill("came back")
    with house.held():
        page.keyboard.press("Enter")
        expect_progress(page, "Taking back 1 of 3")
        page.reload()
        expect_progress(page, "Taking back 1 of 3")
    expect(done(page, "Reversed")).to_be_visible()
    assert house.deeds(job) == ["apply", "reverse"]
    assert {house.movements(item, job) for item in (ITEMS[0], ITEMS[50], ITEMS[-1])} == {2}
    assert {float(house.api.on_hand(item)) for item in (ITEMS[0], ITEMS[50], ITEMS[-1])} == {0}


@pytest.mark.parametrize("arrives", [True, False], ids=["it arrived", "it never arrived"])
def test_without_a_network_the_page_says_that_it_asks_and_finds_the_one_receipt_later(
    house: House, page: Page, expected_complaints: list[str], arrives: bool
) -> None:
    expected_complaints += ["net::ERR_", "409"]
    item = f"KALE-{uuid.uuid4().hex[:6]}"  # another one each time: what was applied once is a duplicate
    house.api.put_item(item, "100")
    job = house.reviewed(f"N-{item}", [item])

    lost: list[str] = []

    def lose(route: Route) -> None:
        """The network from the apply on: requests that were quicker than the browser's being offline are lost too."""
        if not lost:
            if not route.request.url.endswith("/apply"):
                return route.fallback()
            if arrives:
                assert route.fetch().ok
            page.context.set_offline(True)
        lost.append(route.request.url)
        return route.abort()

    opened(page, house, job)
    page.route("**/api/**", lose)
    apply(page)
    expect(page.get_by_text("We do not know yet whether this was applied. Checking…")).to_be_visible()
    expect(page.get_by_text("it cannot count twice")).to_be_visible()
    expect(page.get_by_text("No connection to the server")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Apply"))).to_have_count(0)
    assert house.deeds(job) == (["apply"] if arrives else [])

    page.unroute("**/api/**")
    page.context.set_offline(False)
    expect(done(page, "Applied")).to_be_visible()
    expect(page.get_by_text("No connection to the server")).to_have_count(0)
    assert house.deeds(job) == ["apply"]
    assert house.movements(item, job) == 1
    assert float(house.api.on_hand(item)) == 300
