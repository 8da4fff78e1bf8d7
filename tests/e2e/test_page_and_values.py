"""The page beside the values: what a value was read from lies in its lit box, however the page is turned or cropped."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pikepdf
import pytest
from api_client import ApiClient, sample
from playwright.sync_api import Page, expect

from invoiceplug_cloud.local.stack import LocalStack

APRIL = "nordkontor/2026-04-rechnung.pdf"
# /Rotate -> the CropBox that hides a margin of the page as displayed, in points of the page as drawn (A4).
CROPS = {0: (20, 30, 575, 800), 90: (42, 20, 812, 575), 180: (20, 42, 575, 812), 270: (30, 20, 800, 575)}
# Focuses each value in turn, as Tab and the arrows do; the share of dark pixels in its lit boxes, by pointer.
INK = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const canvas = document.querySelector(".sheet canvas");
  const pixels = canvas.getContext("2d");
  const ink = ({ x, y, width, height }) => {
    const [w, h] = [canvas.width, canvas.height];
    const { data } = pixels.getImageData(x * w, y * h, Math.ceil(width * w), Math.ceil(height * h));
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 600) dark += 1;
    return dark / (data.length / 4);
  };
  const sides = ["x", "y", "width", "height"];
  const shape = (rect) => Object.fromEntries(sides.map((name) => [name, rect[name].baseVal.value]));
  const found = {};
  for (const value of document.querySelectorAll("button[data-pointer]")) {
    value.focus();
    await frame();
    found[value.dataset.pointer] = [...document.querySelectorAll("[data-lit]")].map((rect) => ink(shape(rect)));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """One stack for all of these: each test has its own job in it."""
    with LocalStack(tmp_path_factory.mktemp("page"), port=0) as running:
        yield running


def opened(page: Page, stack: LocalStack, pdf: bytes) -> str:
    """The job of that file, its review open and its first page drawn."""
    api = ApiClient(stack.url)
    job = api.upload(pdf, "april.pdf")
    assert api.wait(job)["status"] == "parsed"
    page.goto(f"{stack.url}/invoices/{job}")
    expect(page.locator(".sheet")).to_be_visible()
    return job


def turned(rotation: int, crop: bool) -> bytes:
    """An invoice that is drawn sideways and turned back by /Rotate, as printers do it."""
    pdf = sample(f"geometry/{'upright' if rotation else 'rotate'}-{rotation}.pdf")
    if not crop:
        return pdf
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.pages[0].obj.CropBox = pikepdf.Array(list(CROPS[rotation]))
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("crop", [False, True], ids=["whole", "cropped"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_value_was_read_from_the_ink_in_its_lit_box(
    stack: LocalStack, page: Page, rotation: int, crop: bool
) -> None:
    job = opened(page, stack, turned(rotation, crop))
    found = page.evaluate(INK)
    draft = ApiClient(stack.url).call("GET", f"/jobs/{job}/draft")
    assert {f"/lines/{line}/line_total" for line in range(len(draft["invoice"]["lines"]))} <= found.keys()
    lit = {pointer: shares for pointer, shares in found.items() if shares}
    assert len(lit) > 70
    assert [pointer for pointer, shares in lit.items() if min(shares) < 0.02] == []


def test_the_page_turns_to_where_a_value_stands(stack: LocalStack, page: Page) -> None:
    opened(page, stack, sample("nordkontor/2026-06-sammelrechnung.pdf"))
    lines = page.locator("[data-line]")
    lines.last.locator("button[data-pointer]").last.focus()
    expect(page.get_by_text(re.compile("Page [23] of 3"))).to_be_visible()
    expect(page.locator("[data-lit]").first).to_be_in_viewport()
    page.keyboard.press("Alt+PageUp")
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_text("Page 1 of 3")).to_be_visible()
    lines.first.locator("button[data-pointer]").last.focus()
    expect(page.locator("[data-lit]").first).to_be_in_viewport()


def test_the_page_is_zoomed_by_key_and_read_as_text(stack: LocalStack, page: Page) -> None:
    opened(page, stack, sample(APRIL))
    page.keyboard.press("Alt+=")
    expect(page.get_by_text("125%")).to_be_visible()
    page.keyboard.press("Alt+0")
    expect(page.get_by_text("100%")).to_be_visible()
    page.keyboard.press("Alt+-")
    expect(page.get_by_text("75%")).to_be_visible()
    page.get_by_role("button", name="Page text").click()
    words = page.get_by_role("region", name="Text of page 1")
    expect(words.get_by_role("listitem").filter(has_text="156,17")).to_have_count(1)


def test_colours_with_a_profile_are_drawn_without_what_the_policy_forbids(stack: LocalStack, page: Page) -> None:
    opened(page, stack, sample("brightbean/2026-04-invoice.pdf"))
    cream = page.locator(".sheet canvas").evaluate(
        "(canvas) => [...canvas.getContext('2d').getImageData(canvas.width / 2, 5, 1, 1).data]"
    )
    assert cream[:3] == [253, 241, 225]


def test_a_click_on_the_page_leads_to_the_value_that_was_read_there(stack: LocalStack, page: Page) -> None:
    opened(page, stack, sample(APRIL))
    page.locator('.place[data-at="/lines/2/line_total"]').click()
    expect(page.locator('button[data-pointer="/lines/2/line_total"]')).to_be_focused()
    expect(page.locator(".source")).to_have_text(re.compile("^Page 1: “185,27” read as 185.27$"))


def test_an_invoice_is_read_again_and_the_page_says_what_changed(stack: LocalStack, page: Page) -> None:
    job = opened(page, stack, sample(APRIL))
    page.get_by_role("button", name="Save version").click()
    page.get_by_role("button", name="Read again…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Read as").select_option("nordkontor")
    dialog.get_by_role("button", name="Read again").click()
    expect(page.get_by_text("Read again: every value is the same as before.")).to_be_visible()
    expect(page.get_by_text("a person said it is nordkontor")).to_be_visible()
    page.get_by_role("button", name="Understood").click()
    expect(page.get_by_text("Version 1 saved")).to_be_visible()
    assert ApiClient(stack.url).call("GET", f"/jobs/{job}")["job"]["attempt"] == 2


def test_what_a_plugins_author_needs_is_given(stack: LocalStack, page: Page) -> None:
    job = opened(page, stack, sample(APRIL))
    page.get_by_role("button", name="Downloads…").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as pdf:
        dialog.get_by_role("button", name="The PDF").click()
    assert pdf.value.path().read_bytes() == sample(APRIL)
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="The reading").click()
    reading = json.loads(saved.value.path().read_text())
    assert reading["reading_sha256"] == ApiClient(stack.url).call("GET", f"/jobs/{job}")["job"]["reading_sha256"]
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="The corrections").click()
    assert json.loads(saved.value.path().read_text())["reading_sha256"] == reading["reading_sha256"]
    expect(dialog.get_by_text("invoiceplug overlay april.pdf", exact=True)).to_be_visible()
    expect(dialog.get_by_text("invoiceplug redact april.pdf -o april-redacted.pdf", exact=True)).to_be_visible()


def test_an_older_version_is_looked_at_and_changes_nothing(stack: LocalStack, page: Page) -> None:
    opened(page, stack, sample(APRIL))
    for version, price in enumerate(("33.40", "34.40"), start=1):
        page.locator('[data-pointer="/lines/0/unit_price"]').focus()
        page.keyboard.press("F2")
        page.keyboard.type(price)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+s")
        expect(page.get_by_text(f"Version {version} saved", exact=True)).to_be_visible()
    page.get_by_text("Versions", exact=True).click()
    page.get_by_role("link", name=re.compile("^Version 1,")).click()
    expect(page.get_by_text("This is version 1, as it was saved.")).to_be_visible()
    expect(page.locator('[data-pointer="/lines/0/unit_price"]')).to_contain_text("33.40")
    expect(page.get_by_role("button", name="Save version")).to_have_count(0)
    page.get_by_role("link", name="Back to the newest").click()
    expect(page.locator('[data-pointer="/lines/0/unit_price"]')).to_contain_text("34.40")


def test_a_key_leads_to_the_next_invoice_that_needs_review(stack: LocalStack, page: Page) -> None:
    first, second = (ApiClient(stack.url).upload(sample(APRIL), "next.pdf") for _ in range(2))
    for job in (first, second):
        ApiClient(stack.url).wait(job)
    page.goto(f"{stack.url}/invoices/{first}")
    expect(page.get_by_role("navigation", name="Invoices that need review")).to_contain_text(re.compile(r"\d of \d"))
    page.keyboard.press("Alt+n")
    page.wait_for_url(f"**/invoices/{second}")
    expect(page.get_by_role("navigation", name="Invoices that need review")).to_be_visible()
    page.keyboard.press("Alt+p")
    page.wait_for_url(f"**/invoices/{first}")


def test_without_its_pdf_an_invoice_is_still_edited(
    stack: LocalStack, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints.append("410")
    gone = {"type": "https://invoiceplug.dev/codes#SOURCE_EXPIRED", "title": "Gone", "status": 410}
    gone |= {"code": "SOURCE_EXPIRED", "detail": "The PDF is no longer kept.", "hint": "Upload it again."}
    page.route("**/api/jobs/*/source", lambda route: route.fulfill(status=410, json=gone))
    api = ApiClient(stack.url)
    job = api.upload(sample(APRIL), "april.pdf")
    api.wait(job)
    page.goto(f"{stack.url}/invoices/{job}")
    expect(page.get_by_text("The PDF is no longer kept").first).to_be_visible()
    price = page.locator('[data-pointer="/lines/0/unit_price"]')
    price.focus()
    page.keyboard.press("F2")
    page.keyboard.type("33.40")
    page.keyboard.press("Enter")
    expect(price).to_contain_text("33.40")
