"""By keyboard alone: an invoice whose articles are known goes from the inbox into the stock in four keystrokes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from api_client import ApiClient, sample
from playwright.sync_api import Page, expect

from invoiceplug_cloud.local.stack import LocalStack

LINES = 12
COUNT_POINTERS = "window.pointers = 0; addEventListener('pointerdown', () => { pointers += 1 }, true);"


@dataclass
class Keyboard:
    """The only hand that these tests lay on the page: it counts what it presses."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        self.pressed.append(key)
        self.page.keyboard.press(key)

    def opened(self, url: str) -> None:
        """Opens the page, which from then on counts every touch of mouse, pen or finger."""
        self.page.add_init_script(COUNT_POINTERS)
        self.page.goto(url)

    def is_alone(self) -> bool:
        return bool(self.page.evaluate("pointers === 0"))


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    return Keyboard(page)


@dataclass(frozen=True)
class Waiting:
    """Two invoices of twelve lines that nobody has looked at; what each of their articles is, an earlier one taught."""

    api: ApiClient
    jobs: list[str]
    change: str
    """What one of them brings."""

    def on_hand(self) -> Decimal:
        return Decimal(self.api.on_hand("CHEESE"))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Waiting]:
    with LocalStack(tmp_path_factory.mktemp("keys"), port=0) as running:
        api = ApiClient(running.url)
        api.put_item("CHEESE", unit="KG")
        first, *jobs = (api.upload(sample("nordkontor/2026-04-rechnung.pdf"), f"{name}.pdf") for name in "abc")
        assert [api.wait(job)["line_count"] for job in (first, *jobs)] == [LINES] * 3
        applied = api.apply_whatever_moves(first, api.review(first, ["CHEESE"]))
        # It is the same invoice each time: taken back, it is no duplicate.
        api.call("POST", f"/jobs/{first}/reverse", {"reverse_id": str(uuid.uuid4()), "reason": "only a lesson"})
        yield Waiting(api, jobs, applied["rows"][0]["change"])


def test_a_clean_invoice_takes_four_keystrokes_and_the_fifth_opens_the_next(
    waiting: Waiting, keyboard: Keyboard
) -> None:
    page = keyboard.page
    keyboard.opened(waiting.api.url)
    expect(page.get_by_role("table", name="Invoices").locator("tbody tr")).to_have_count(3)

    keyboard.press("Alt+n")
    page.wait_for_url(re.compile("/invoices/[^/]+$"))
    expect(page.locator("[data-line]")).to_have_count(LINES)
    job = page.url.rsplit("/", 1)[1]
    keyboard.press("Control+Enter")
    expect(page.get_by_label("I checked this against the goods")).to_be_focused()
    keyboard.press("Space")
    keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()
    assert len(keyboard.pressed) == 4
    assert waiting.on_hand() == Decimal(waiting.change)

    expect(page.get_by_role("link", name=re.compile("^Next invoice"))).to_be_focused()
    keyboard.press("Enter")
    (following,) = set(waiting.jobs) - {job}
    page.wait_for_url(f"{waiting.api.url}/invoices/{following}")
    expect(page.locator("[data-line]")).to_have_count(LINES)
    assert keyboard.is_alone()


def test_keys_alone_lead_from_the_list_to_a_certain_invoice_and_back(waiting: Waiting, keyboard: Keyboard) -> None:
    page = keyboard.page
    keyboard.opened(waiting.api.url)
    rows = page.get_by_role("table", name="Invoices").locator("tbody tr")
    expect(rows).to_have_count(3)
    keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    keyboard.press("ArrowDown")
    expect(rows.first.get_by_role("link")).to_be_focused()
    keyboard.press("Enter")
    page.wait_for_url(re.compile("/invoices/"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert len(keyboard.pressed) == 3
    assert keyboard.is_alone()


def test_no_letter_goes_into_a_tick_box_so_a_key_leads_on_from_there(waiting: Waiting, keyboard: Keyboard) -> None:
    page, api = keyboard.page, waiting.api
    left = next(job for job in waiting.jobs if api.call("GET", f"/jobs/{job}")["job"]["status"] == "parsed")
    api.review(left, ["CHEESE"])
    api.wait(api.upload(sample("nordkontor/2026-04-rechnung.pdf"), "d.pdf"))
    others = [job["job_id"] for job in api.call("GET", "/jobs")["jobs"] if job["status"] == "parsed"]
    others.remove(left)
    keyboard.opened(f"{api.url}/invoices/{left}/apply")
    expect(page.get_by_label("I checked this against the goods")).to_be_focused()
    keyboard.press("Alt+n")
    page.wait_for_url(re.compile(f"/invoices/({'|'.join(others)})$"))
