"""Apply, as a person does it: once whatever happens on the way, refused in plain words, reversed, then the next."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import quick_task
from api_client import ApiClient
from interception import LostOnce, stand_by
from playwright.sync_api import Page, expect
from readings import a_line, a_reading, an_invoice

from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

QUICK_TASK = Path(quick_task.__file__)
FREIGHT = {"kind": "charge", "description": "Freight", "line_total": "9.50"}
CONFIRM = "I checked this against the goods"
APPLY = re.compile("^Apply 1 change")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A job under review that brings an item 96 EA: eight cases of twelve."""

    api: ApiClient
    job: str
    item: str
    review: str

    @property
    def address(self) -> str:
        return f"{self.api.url}/invoices/{self.job}/apply"

    def apply(self) -> None:
        """As another window would."""
        self.api.apply_whatever_moves(self.job, self.review)

    def on_hand(self) -> float:
        return float(self.api.on_hand(self.item))


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiClient]:
    """A stack for all of these, whose tasks read every PDF as the same bill under the number in its last line."""
    folder = tmp_path_factory.mktemp("applying")
    bill = folder / "bill.json"
    bill.write_text(json.dumps(a_reading(an_invoice(a_line("8"), FREIGHT), "0" * 64)))
    quick = replace(invoiceplug_application(), task_command=(sys.executable, str(QUICK_TASK), str(bill)))
    with LocalStack(folder / "data", port=0, application=quick) as running:
        yield ApiClient(running.url)


Review = Callable[..., Reviewed]


@pytest.fixture
def review(api: ApiClient) -> Review:
    """An invoice of that number, read and reviewed: its line goes to that item, of which 100 were there at first."""

    def reviewed(number: str, item: str, opening: str = "100", **decision: str) -> Reviewed:
        api.put_item(item, opening)
        job = read(api, number)
        return Reviewed(api, job, item, api.review(job, [item], "12", **decision))

    return reviewed


def read(api: ApiClient, number: str) -> str:
    """An invoice of that number, read and waiting for its review; the job's id."""
    job = api.upload(f"%PDF-1.7\n% {number}\n".encode(), f"{number}.pdf")
    assert api.wait(job)["status"] == "parsed"
    return job


def opened(page: Page, reviewed: Reviewed) -> None:
    page.goto(reviewed.address)
    expect(page.get_by_label(CONFIRM)).to_be_focused()


def confirmed(page: Page) -> None:
    page.keyboard.press("Space")
    expect(page.get_by_label(CONFIRM)).to_be_checked()


def test_two_clicks_apply_once_and_enter_opens_the_next(api: ApiClient, review: Review, page: Page) -> None:
    following, one = read(api, "R-0"), review("R-1", "COD")
    read(api, "R-00")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/apply") else None)
    opened(page, one)
    row = page.get_by_role("row", name=re.compile("COD"))
    for text in ("100", "+96", "196", "Line 1", "8\u00a0CS × 12 = 96\u00a0EA"):
        expect(row).to_contain_text(text)
    page.get_by_text("1 line leaves stock as it is").click()
    expect(page.get_by_text("a charge")).to_be_visible()
    page.get_by_label(CONFIRM).focus()
    confirmed(page)
    sent.clear()  # the page's own address ends like the request's
    page.get_by_role("button", name=APPLY).dblclick()
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    assert len(sent) == 1
    assert one.on_hand() == 196

    expect(page.get_by_role("link", name=re.compile("^Next invoice"))).to_be_focused()
    expect(page.get_by_text("2 more invoices need review")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{api.url}/invoices/{following}")


def test_a_lost_answer_is_asked_about_and_another_tab_is_told(
    review: Review, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints.append("Failed to load resource")
    one = review("R-2", "SALMON")
    other = page.context.new_page()
    stand_by(page)
    opened(page, one)
    opened(other, one)
    apply = LostOnce(page, "**/jobs/*/apply", "**/jobs/*/receipt")
    confirmed(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("We do not know yet whether this was applied. Checking…")).to_be_visible()
    apply.go_on()
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    assert len(apply.sent) == 1, "the receipt answered; nothing was sent again"

    confirmed(other)
    other.keyboard.press("Control+Enter")
    expect(other.get_by_text("Stock was not changed again")).to_be_visible()
    receipts = [each.locator("[data-receipt]").inner_text() for each in (page, other)]
    assert receipts[0] == receipts[1]
    assert one.on_hand() == 196


def test_stock_that_moved_makes_the_table_anew_and_marks_it(
    review: Review, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints.append("409")
    one = review("R-3", "BEANS")
    opened(page, one)
    other = review("R-4", "BEANS")
    other.apply()
    confirmed(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Stock changed since you opened this: 1 of 1 item.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("BEANS"))).to_contain_text("Changed")
    expect(page.get_by_text("STALE_PREVIEW")).to_have_count(1)
    expect(page.get_by_label(CONFIRM)).not_to_be_checked()
    assert one.on_hand() == 196
    confirmed(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    assert one.on_hand() == 292


def test_less_than_nothing_is_refused_once_and_item_by_item(
    review: Review, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints.append("409")
    one = review("R-5", "SCREWS", "10", stock_effect="out")
    page.goto(one.address)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Nothing was changed")
    expect(refusal).to_contain_text("SCREWS: 10 on hand, −96, would leave −86")
    expect(refusal.get_by_text("NEGATIVE_STOCK")).to_have_count(1)
    expect(page.get_by_role("link", name="Back to review")).to_be_visible()


def test_what_is_reversed_is_struck_through_and_frees_its_number(
    review: Review, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints.append("Failed to load resource")
    one = review("R-6", "HADDOCK")
    one.apply()
    stand_by(page)
    page.goto(one.address)
    page.get_by_role("button", name="Reverse…").click()
    reversal = LostOnce(page, "**/jobs/*/reverse")
    page.get_by_label("Why is it reversed?").fill("came back")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We do not know yet whether this was reversed. Checking…")).to_be_visible()
    reversal.go_on()
    expect(page.get_by_role("heading", name="Reversed", exact=True)).to_be_visible()
    assert reversal.sent[0] == reversal.sent[1], "the very same request, so that it counts once"
    expect(page.locator("s", has_text="Applied")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("see the reversal"))).to_have_attribute("href", "#reversal")
    expect(page.get_by_role("button", name="Reverse…")).to_have_count(0)
    assert one.on_hand() == 100
    page.reload()
    expect(page.get_by_role("region", name="Reversed")).to_contain_text("came back")


def test_the_same_number_is_shown_side_by_side_and_needs_a_reason(review: Review, page: Page) -> None:
    first, one = review("R-7", "PLAICE"), review("R-7", "PLAICE")
    first.apply()
    opened(page, one)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("This invoice was applied before")
    expect(notice.get_by_role("link", name="Open that invoice")).to_have_attribute(
        "href", f"/invoices/{first.job}/apply"
    )
    expect(notice.get_by_text("DUPLICATE_INVOICE")).to_have_count(1)
    confirmed(page)
    expect(page.get_by_role("button", name=APPLY)).to_be_disabled()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Reason for applying it once more")).to_be_focused()
    page.keyboard.type("delivered twice")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    assert one.on_hand() == 292
