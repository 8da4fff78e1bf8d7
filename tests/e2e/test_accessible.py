"""Every page for everybody: axe's rules, small screens, the Tab key and the policy, in light and dark."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from api_client import ApiClient, sample
from barriers import EVERY_RULE, RULES_ABOUT_COLOUR, broken_rules, hidden_focus, prepare, too_wide
from playwright.sync_api import BrowserContext, Page, expect

from invoiceplug_cloud.local.stack import LocalStack

WIDTHS = {320: 640, 1440: 900}  # px, and the height that goes with it
THEMES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": EVERY_RULE, "dark": RULES_ABOUT_COLOUR}
DOUBTFUL = "einvoice/nordkontor-differs.pdf"  # what is embedded and what is printed disagree
OPEN, HALF_DONE, APPLIED, REVERSED, MISREAD, SCAN = "open", "half-done", "applied", "reversed", "misread", "scan"
SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Shop:
    """A stack in which something of everything has happened; its jobs by what became of them."""

    url: str
    jobs: dict[str, str]

    def invoice(self, job: str) -> str:
        return f"{self.url}/invoices/{self.jobs[job]}"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    with LocalStack(tmp_path_factory.mktemp("accessible"), port=0) as running:
        yield running


@pytest.fixture(scope="module")
def shop(stack: LocalStack) -> Shop:
    """An invoice for every state, and three items."""
    api = ApiClient(stack.url)
    files = {
        MISREAD: "quintafresca/2026-04-factura.pdf",
        OPEN: DOUBTFUL,
        HALF_DONE: "harbourfish/2026-04-invoice.pdf",
        APPLIED: "brightbean/2026-04-invoice.pdf",
        REVERSED: "purodruck/2026-04-rechnung.pdf",
        SCAN: "bad/scan.pdf",
        SUGGESTED: "strangers/bill-to-a-vendor.pdf",
    }
    jobs = {name: api.upload(sample(file), f"{name}.pdf") for name, file in files.items()}
    for item, unit in {"COFFEE": "KG", "CHEESE": "KG", "PAPER-A4": "EA"}.items():
        api.put_item(item, opening="240", unit=unit)
    api.wait(jobs[MISREAD])
    api.call("POST", f"/jobs/{jobs[MISREAD]}/read-again", {"vendor": "alpenholz"})
    for job, item in {APPLIED: "COFFEE", REVERSED: "PAPER-A4", HALF_DONE: "CHEESE"}.items():
        api.wait(jobs[job])
        review = api.review(jobs[job], [item])
        if job != HALF_DONE:
            api.apply_whatever_moves(jobs[job], review)
    reversal = {"reverse_id": str(uuid.uuid4()), "reason": "the goods went back"}
    api.call("POST", f"/jobs/{jobs[REVERSED]}/reverse", reversal)
    for job in jobs.values():
        api.wait(job)
    return Shop(stack.url, jobs)


def inspect(page: Page, name: str) -> None:
    """Fails with every barrier that the page has: at both widths, in light and, as a theme is only colours, in dark."""
    found: list[str] = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            found += [f"{name}, {width} px, {theme}: {each}" for each in broken_rules(page, rules)]
        found += [f"{name}, {width} px: {each}" for each in too_wide(page) + hidden_focus(page)]
    assert not found, "\n" + "\n".join(found)


def inspect_dialog(page: Page, name: str) -> None:
    expect(page.get_by_role("dialog")).to_be_visible()
    inspect(page, f"dialog: {name}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.fixture
def page(page: Page) -> Page:
    """The window, with what looks for barriers in it."""
    prepare(page)
    return page


def test_an_empty_inbox(stack: LocalStack, page: Page) -> None:
    page.route("**/api/jobs?*", lambda route: route.fulfill(json={"jobs": []}))
    page.goto(stack.url)
    expect(page.get_by_role("button", name="Try a sample invoice")).to_be_visible()
    inspect(page, "empty inbox")


def test_the_inbox(shop: Shop, page: Page) -> None:
    page.goto(shop.url)
    expect(page.get_by_text("NO_TEXT")).to_be_visible()
    letter = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"Dear customer"}
    page.get_by_label("Choose invoice PDFs").set_input_files([letter])
    expect(page.get_by_text("NOT_A_PDF")).to_be_visible()
    inspect(page, "inbox")


def reviewed(shop: Shop, page: Page) -> None:
    page.goto(shop.invoice(OPEN))
    expect(page.locator(".sheet canvas")).to_be_visible()


def test_a_review_of_an_unknown_vendors_invoice(shop: Shop, page: Page) -> None:
    page.goto(shop.invoice(SUGGESTED))
    expect(page.locator(".sheet canvas")).to_be_visible()
    page.get_by_role("combobox", name="Vendor").select_option(label="Another vendor…")
    page.get_by_role("button", name="Confirm: Line 1 is right").click()
    inspect(page, "suggestion")


def test_a_review_with_problems(shop: Shop, page: Page) -> None:
    reviewed(shop, page)
    page.get_by_role("button", name="Exclude line 2", exact=True).click()
    page.get_by_label("Why line 2 is excluded").fill("broken")
    page.get_by_role("button", name=re.compile("^Amount, line 1:")).click()
    inspect(page, "review")
    page.get_by_role("button", name=re.compile("^Unit price, line 1:")).click()
    page.keyboard.press("F2")
    page.keyboard.type("1,204")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="could mean")).to_be_visible()
    inspect(page, "review with a number that could mean two")


def test_the_dialogs_of_a_review(shop: Shop, page: Page) -> None:
    reviewed(shop, page)
    for button in ("Read again…", "Downloads…"):
        page.get_by_role("button", name=button).click()
        inspect_dialog(page, button)
    page.keyboard.press("?")
    inspect_dialog(page, "keys")
    page.get_by_role("combobox", name="Stock item, line 3", exact=True).click()
    expect(page.get_by_role("option", name=re.compile("CHEESE"))).to_be_visible()
    assert broken_rules(page) == []  # the list closes when the focus goes on
    page.get_by_role("option", name=re.compile("Create")).click()
    page.get_by_label("Item id").fill("not an id")
    page.get_by_role("button", name="Create item").click()
    inspect_dialog(page, "create an item")


def test_the_dialog_that_merges(
    shop: Shop, page: Page, new_context: Callable[..., BrowserContext], expected_complaints: list[str]
) -> None:
    expected_complaints.append("412")  # the refused save
    reviewed(shop, page)
    other = new_context().new_page()
    reviewed(shop, other)
    for window, price in ((other, "9"), (page, "8")):
        window.get_by_role("button", name=re.compile("^Unit price, line 1:")).click()
        window.keyboard.press("F2")
        window.keyboard.type(price)
        window.keyboard.press("Enter")
        window.keyboard.press("Control+s")
        expect(window.get_by_text("Version 1 saved").or_(window.get_by_role("dialog"))).to_be_visible()
    inspect_dialog(page, "merge")


def test_an_invoice_that_could_not_be_read(shop: Shop, page: Page) -> None:
    page.goto(shop.invoice(MISREAD))
    expect(page.get_by_text("This invoice was not read")).to_be_visible()
    inspect(page, "not read")


def test_the_preview_of_an_apply(shop: Shop, page: Page) -> None:
    page.goto(f"{shop.invoice(HALF_DONE)}/apply")
    page.get_by_label("I checked this against the goods").check()
    inspect(page, "apply")


@pytest.mark.parametrize("job", [APPLIED, REVERSED])
def test_a_receipt(shop: Shop, page: Page, job: str) -> None:
    page.goto(f"{shop.invoice(job)}/apply")
    expect(page.get_by_text("Receipt id")).to_be_visible()
    inspect(page, f"receipt, {job}")


def test_the_dialog_that_reverses(shop: Shop, page: Page) -> None:
    page.goto(f"{shop.invoice(APPLIED)}/apply")
    page.get_by_role("button", name="Reverse…").click()
    inspect_dialog(page, "reverse")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/inventory", "COFFEE"),
        ("/inventory/COFFEE", "Movements"),
        ("/mappings/brightbean", "COFFEE"),
        ("/history", "applied.pdf"),
        ("/vendors", "Alpenholz"),
        ("/help", "NO_VENDOR_MATCH"),
        ("/nowhere", "There is no such page"),
    ],
)
def test_the_other_pages(shop: Shop, page: Page, path: str, shown: str) -> None:
    page.goto(f"{shop.url}{path}")
    expect(page.get_by_text(shown).filter(visible=True).first).to_be_visible()
    inspect(page, path)


def test_an_invoices_whole_story(shop: Shop, page: Page) -> None:
    page.goto(f"{shop.url}/history/{shop.jobs[REVERSED]}")
    expect(page.get_by_role("list", name="What happened")).to_be_visible()
    inspect(page, "history of one invoice")


@pytest.mark.parametrize(
    ("path", "button"),
    [("/inventory", "New item"), ("/inventory/COFFEE", "Rename"), ("/mappings/brightbean", "Correct")],
)
def test_the_dialogs_of_the_stock(shop: Shop, page: Page, path: str, button: str) -> None:
    page.goto(f"{shop.url}{path}")
    page.get_by_role("button", name=re.compile(f"^{button}")).first.click()
    inspect_dialog(page, button)


def test_german_words_fit_the_smallest_window(shop: Shop, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(locale="de-AT", viewport={"width": 320, "height": WIDTHS[320]}).new_page()
    prepare(page)
    found = []
    for address in [
        shop.invoice(OPEN),
        f"{shop.invoice(HALF_DONE)}/apply",
        f"{shop.invoice(APPLIED)}/apply",
        *(f"{shop.url}{path}" for path in ("/", "/inventory", "/mappings/brightbean", "/history", "/vendors", "/help")),
    ]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".loading")).to_have_count(0)
        found += [f"{address}: {each}" for each in too_wide(page)]
    assert not found, "\n" + "\n".join(found)
