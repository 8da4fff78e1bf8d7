"""Many files at a time, each with its own fate, and the list of what became of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import steered_task
from api_client import ApiClient, sample
from interception import lose_answer, stand_by
from playwright.sync_api import FilePayload, Page, Request, Response, Route, expect

from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

NUMBER = "RE-2604-0817"
INVOICE = sample("nordkontor/2026-04-rechnung.pdf")
STORED = re.compile(r"/raw/default/")  # where files are put, and got from
HELD = b"\n% held stranger\n"  # the end of a file that is not read while it is held


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder by which tasks are held."""
    folder = tmp_path_factory.mktemp("gate")
    (folder / "stranger-open").touch()
    return folder


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, gate: Path) -> Iterator[LocalStack]:
    task = (sys.executable, str(Path(steered_task.__file__)), str(gate))
    steered = replace(invoiceplug_application(), task_command=task)
    with LocalStack(tmp_path_factory.mktemp("inbox"), port=0, application=steered) as running:
        yield running


@pytest.fixture(scope="module")
def api(stack: LocalStack) -> ApiClient:
    return ApiClient(stack.url)


@pytest.fixture(scope="module")
def april(api: ApiClient) -> str:
    """An invoice that is read."""
    job_id = api.upload(INVOICE, "april.pdf")
    assert api.wait(job_id)["status"] == "parsed"
    return job_id


@pytest.fixture
def inbox(stack: LocalStack, page: Page) -> Page:
    stand_by(page)
    page.goto(stack.url)
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    return page


def pdf(name: str, content: bytes | None = None) -> FilePayload:
    """A file of its own that begins as a PDF does."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content or f"%PDF-1.7\n% {name}".encode()}


def choose(page: Page, *files: FilePayload) -> None:
    page.get_by_label("Choose invoice PDFs").set_input_files(list(files))


def leave_unread(page: Page, api: ApiClient) -> None:
    """What is uploaded is not started: whether it can be read is another test's question."""

    def started(route: Route) -> None:
        job_id = route.request.url.split("/")[-2]
        route.fulfill(status=202, json=api.call("GET", f"/jobs/{job_id}"))

    page.route("**/api/jobs/*/start", started)


def guards_its_window(page: Page) -> bool:
    """Whether closing the window would be asked about."""
    return page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_once_a_file_is_read_its_row_its_upload_and_the_figures_say_so(inbox: Page) -> None:
    choose(inbox, pdf("may.pdf", sample("voltamart/2026-05-rechnung.pdf")))
    expect(inbox.get_by_role("row", name="VM-26-011802")).to_contain_text("Not reviewed yet")
    expect(inbox.locator("[data-step=done]", has_text="may.pdf")).to_contain_text("Uploaded and read")
    shown = inbox.get_by_role("group", name="Show").get_by_role("button", name="Needs review").inner_text()
    count = shown.removeprefix("Needs review").strip()
    expect(inbox.get_by_role("list", name="By state")).to_contain_text(f"{count} Needs review")


def test_an_upload_that_cannot_be_read_has_no_tick(inbox: Page) -> None:
    choose(inbox, pdf("scan.pdf", sample("bad/scan.pdf")), pdf("june.pdf", sample("voltamart/2025-03-rechnung.pdf")))
    scan, june = (inbox.locator("[data-step=done]", has_text=name) for name in ("scan.pdf", "june.pdf"))
    expect(june).to_contain_text("Uploaded and read")
    expect(scan).to_contain_text("Uploaded, but it could not be read")
    expect(inbox.locator("[data-count=notRead]")).to_have_text("· 1 of them not read")
    tick = june.locator(".icon path").get_attribute("d") or ""
    expect(scan.locator(".icon path")).not_to_have_attribute("d", tick)


@pytest.mark.parametrize("expected_complaints", [["net::ERR_FAILED", "status of 412"]])
def test_fifty_files_go_three_at_a_time_and_one_bad_file_hurts_nobody(inbox: Page, api: ApiClient) -> None:
    leave_unread(inbox, api)
    under_way: set[Request] = set()
    most: list[int] = []
    statuses: list[int] = []

    def begun(request: Request) -> None:
        if request.method == "PUT":
            under_way.add(request)
            most.append(len(under_way))

    def ended(request: Request) -> None:
        under_way.discard(request)

    def answered(response: Response) -> None:
        if response.request.method == "PUT":
            statuses.append(response.status)

    inbox.on("request", begun)
    inbox.on("requestfinished", ended)
    inbox.on("requestfailed", ended)
    inbox.on("response", answered)
    inbox.route(STORED, lose_answer, times=1)
    choose(inbox, *(pdf(f"bulk-{number}.pdf") for number in range(49)), pdf("letter.pdf", b"Dear customer"))

    expect(inbox.get_by_text("50 files · 48 done · 2 failed")).to_be_visible()
    assert max(most) <= 3
    expect(inbox.locator("li", has_text="letter.pdf")).to_contain_text("NOT_A_PDF")
    expect(inbox.get_by_role("button", name="Try again: letter.pdf")).to_have_count(0)
    expect(inbox.locator("[data-step=failed]", has_text="bulk-")).to_contain_text("STORAGE_UNREACHABLE")
    inbox.get_by_role("button", name=re.compile("^Try again: bulk-")).click()
    expect(inbox.get_by_text("50 files · 49 done · 1 failed")).to_be_visible()
    assert statuses.count(412) == 1  # it was there already, which is as good as an upload
    assert statuses.count(200) == 48
    inbox.get_by_role("button", name="Clear finished").click()
    expect(inbox.get_by_text("1 file · 1 failed")).to_be_visible()


def test_cancelling_all_leaves_nothing_behind_and_until_then_the_window_asks(inbox: Page, api: ApiClient) -> None:
    held: list[Route] = []
    announced: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/jobs"):
            announced.append(request.post_data_json["job_id"])

    def hold(route: Route) -> None:
        held.append(route)

    inbox.on("request", note)
    inbox.route(STORED, hold)
    choose(inbox, *(pdf(f"cancelled-{number}.pdf") for number in range(6)))
    expect(inbox.get_by_text("6 files · 3 uploading · 3 waiting")).to_be_visible()
    uploading = inbox.locator("[data-step=uploading]")
    expect(uploading).to_have_count(3)  # each has a job by now
    assert guards_its_window(inbox)

    inbox.get_by_role("button", name="Cancel cancelled-0.pdf").click()
    expect(inbox.get_by_text("6 files · 3 uploading · 2 waiting · 1 cancelled")).to_be_visible()
    expect(uploading).to_have_count(3)
    inbox.get_by_role("button", name="Cancel all").click()
    expect(inbox.get_by_text("6 files · 6 cancelled")).to_be_visible()
    assert not guards_its_window(inbox)
    assert len(announced) == 4
    assert [api.wait(job_id)["status"] for job_id in announced] == ["discarded"] * 4


def test_the_same_file_is_asked_about_before_a_byte_is_sent(inbox: Page, april: str) -> None:
    sent: list[Request] = []
    inbox.on("request", lambda request: sent.append(request) if request.method == "PUT" else None)
    choose(inbox, pdf("copy.pdf", INVOICE))
    question = inbox.get_by_role("alert").filter(has_text="Same file as april.pdf")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Skip").click()
    expect(inbox.get_by_text("copy.pdf")).to_have_count(0)

    choose(inbox, pdf("copy.pdf", INVOICE))
    question.get_by_role("link", name="Open that one").click()
    inbox.wait_for_url(re.compile(f"/invoices/{april}$"))
    assert sent == []


@pytest.mark.usefixtures("april")
def test_the_list_is_searched_and_walked_by_keyboard(inbox: Page, april: str) -> None:
    rows = inbox.get_by_role("table", name="Invoices").locator("tbody tr")
    expect(inbox.get_by_role("link", name=NUMBER)).to_be_visible()
    inbox.keyboard.press("/")
    inbox.keyboard.type("no such invoice")
    expect(inbox.get_by_text("No invoice matches “no such invoice”.")).to_be_visible()
    inbox.get_by_role("button", name="Clear the search").click()
    inbox.get_by_role("searchbox").fill("nordkontor 0817")
    expect(rows).to_have_count(1)
    inbox.keyboard.press("ArrowDown")
    expect(inbox.get_by_role("link", name=NUMBER)).to_be_focused()
    inbox.keyboard.press("Enter")
    inbox.wait_for_url(re.compile(f"/invoices/{april}$"))


@pytest.mark.usefixtures("april")
def test_filter_and_search_stay_in_the_address_until_the_inbox_is_opened_anew(inbox: Page) -> None:
    search, review = inbox.get_by_role("searchbox"), inbox.get_by_role("button", name=re.compile("^Needs review"))
    everything = inbox.get_by_role("button", name=re.compile("^All"))
    review.click()
    search.fill("nordkontor")
    inbox.wait_for_url(re.compile(r"/\?state=review&q=nordkontor$"))
    inbox.get_by_role("link", name=NUMBER).click()
    inbox.wait_for_url(re.compile("/invoices/"))
    for come_again in (inbox.go_back, inbox.reload):
        come_again()
        expect(search).to_have_value("nordkontor")
        expect(review).to_have_attribute("aria-pressed", "true")
        expect(inbox.get_by_role("link", name=NUMBER)).to_be_visible()

    inbox.get_by_role("navigation").get_by_role("link", name="Inbox").click()
    expect(search).to_have_value("")
    expect(everything).to_have_attribute("aria-pressed", "true")
    inbox.go_back()
    expect(search).to_have_value("nordkontor")


def test_a_failed_invoice_is_tried_again_read_as_a_vendor_and_discarded(
    inbox: Page, api: ApiClient, gate: Path
) -> None:
    job_id = api.upload(sample("strangers/receipt.pdf") + HELD, "stranger.pdf")
    assert api.wait(job_id)["status"] == "failed"
    row = inbox.locator(f"[data-job='{job_id}']")
    inbox.reload()
    expect(row).to_contain_text("NO_VENDOR_MATCH")
    with steered_task.held(gate, "stranger"):
        row.get_by_role("button", name="Try again: stranger.pdf").click()
        expect(row).to_have_attribute("data-status", re.compile("queued|running"))
    expect(row).to_have_attribute("data-status", "failed")
    assert attempts(api, job_id) == (2, None)

    row.get_by_role("link", name="Open stranger.pdf").click()
    inbox.get_by_role("combobox", name="Vendor").select_option("nordkontor")
    with steered_task.held(gate, "stranger"):
        inbox.get_by_role("button", name="Read as this vendor").click()
        expect(inbox.get_by_text("This invoice is being read")).to_be_visible()
    expect(inbox.get_by_text("This invoice was not read")).to_be_visible()
    assert attempts(api, job_id) == (3, "nordkontor")

    inbox.get_by_role("link", name="Go to the inbox").click()
    row.get_by_role("button", name="Discard stranger.pdf").click()
    inbox.get_by_role("button", name="Keep it").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="Discard stranger.pdf").click()
    inbox.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(row).to_have_count(0)
    assert api.call("GET", f"/jobs/{job_id}")["job"]["status"] == "discarded"


def attempts(api: ApiClient, job_id: str) -> tuple[int, str | None]:
    job = api.call("GET", f"/jobs/{job_id}")["job"]
    return job["attempt"], job.get("read_as")


@pytest.mark.parametrize("expected_complaints", [["status of 503"]])
def test_while_no_invoice_is_accepted_files_wait_and_are_told_why(inbox: Page, api: ApiClient) -> None:
    leave_unread(inbox, api)
    problem: dict[str, Any] = {
        "type": "https://example.org/NOT_ACCEPTING",
        "title": "New jobs are not accepted at the moment.",
        "status": 503,
        "detail": "Stocktaking.",
        "code": "NOT_ACCEPTING",
        "hint": "Try again later; nothing was lost.",
        "retryable": True,
        "facts": {"reason": "Stocktaking.", "until": "2026-04-17T12:00:00Z"},
    }

    def refuse(route: Route) -> None:
        route.fulfill(status=503, json=problem) if route.request.method == "POST" else route.continue_()

    inbox.route(re.compile("/api/jobs$"), refuse)
    choose(inbox, pdf("held-1.pdf"), pdf("held-2.pdf"))
    expect(inbox.get_by_text("The reason given: Stocktaking.")).to_be_visible()
    expect(inbox.get_by_text("2 files · 2 waiting")).to_be_visible()
    inbox.unroute(re.compile("/api/jobs$"))
    inbox.get_by_role("button", name="Try again", exact=True).click()
    expect(inbox.get_by_text("2 files · 2 done")).to_be_visible()


@pytest.mark.parametrize("expected_complaints", [["net::ERR_"]])
def test_a_lost_connection_is_told_and_forgotten_when_it_is_back(inbox: Page) -> None:
    banner = inbox.get_by_text("No connection to the server")
    inbox.context.set_offline(True)
    expect(banner).to_be_visible()
    inbox.context.set_offline(False)
    expect(banner).to_have_count(0)
