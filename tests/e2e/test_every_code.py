"""Every code, wherever it can arrive, is told with what it means for the stock, what to do, and a way to its entry."""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import quick_task
from api_client import ApiClient, sample
from made import a_job
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, Route, expect
from readings import a_line, a_reading, an_invoice
from refusals import Refusals, codes_of, detail_of, problem

from invoiceplug.errors import CODES
from invoiceplug_cloud.domain.job_view import job_view
from invoiceplug_cloud.local.stack import LocalStack, invoiceplug_application

QUICK_TASK = Path(quick_task.__file__)
PDF = sample("nordkontor/2026-04-rechnung.pdf")
UNCHANGED = "Nothing was changed"
CONFIRM = "I checked this against the goods"
# The help's own list: code -> what happened, what it means for the stock, what to do.
ENTRIES = """() => Object.fromEntries([...document.querySelectorAll(".entries > li")].map((entry) =>
  [entry.id, [...entry.querySelectorAll("div > p")].map((words) => words.textContent)]))"""

Words = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A stack with a read invoice, a reviewed one and an applied one; every item line goes to GLUE."""

    api: ApiClient
    read: str
    reviewed: str
    applied: str

    def at(self, path: str) -> str:
        return f"{self.api.url}{path}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("codes")
    bill = folder / "bill.json"
    bill.write_text(json.dumps(a_reading(an_invoice(a_line("8")), "0" * 64)))
    quick = replace(invoiceplug_application(), task_command=(sys.executable, str(QUICK_TASK), str(bill)))
    with LocalStack(folder / "data", port=0, application=quick) as running:
        api = ApiClient(running.url)
        api.put_item("GLUE", "100")
        read, reviewed, applied = (api.upload(PDF + f"\n% C-{number}\n".encode()) for number in range(3))
        assert {api.wait(job)["status"] for job in (read, reviewed, applied)} == {"parsed"}
        api.review(reviewed, ["GLUE"])
        api.apply_whatever_moves(applied, api.review(applied, ["GLUE"]))
        yield Place(api, read, reviewed, applied)


@pytest.fixture
def expected_complaints() -> list[str]:
    """The console tells of every refusal; nothing else."""
    return ["Failed to load resource: the server responded with a status of"]


def words_of(page: Page, place: Place) -> Words:
    page.goto(place.at("/help"))
    page.locator("#INTERNAL").wait_for()
    found: Words = page.evaluate(ENTRIES)
    assert found.keys() >= CODES.keys()
    return found


def expect_told(told: Locator, code: str, *sentences: str) -> None:
    """These sentences, and the code as a link to its entry in the help."""
    for sentence in sentences:
        expect(told).to_contain_text(sentence)
    expect(told.get_by_role("link", name=code, exact=True)).to_have_attribute("href", f"/help#{code}")


def refused(codes: list[str]) -> list[str]:
    """Those of them by which the server says no. After the others nobody knows yet, and the page asks again."""
    return [code for code in codes if problem(code)["status"] < 500]


def id_of(code: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, code))


def failed(code: str) -> dict[str, Any]:
    body = problem(code)
    error = {name: body[name] for name in ("code", "detail", "hint")}
    job = a_job(job_id=id_of(code), name=f"{code}.pdf", status="failed", error=error)
    return job_view(replace(job, attempt=1))


def list_failures(page: Page) -> None:
    """The API knows one job a code, each failed with it."""
    jobs = {job["job_id"]: job for job in map(failed, CODES)}

    def one(route: Route) -> None:
        job = jobs.get(route.request.url.rsplit("/", 1)[1])
        route.fulfill(json={"job": job}) if job else route.continue_()

    page.route(re.compile(r"/api/jobs/[^/?]+$"), one)
    page.route(re.compile(r"/api/jobs\?"), lambda route: route.fulfill(json={"jobs": list(jobs.values())}))


def test_a_failed_invoice_tells_it_in_the_inbox_and_on_its_own_page(place: Place, page: Page) -> None:
    words = words_of(page, place)
    list_failures(page)
    page.goto(place.at("/"))
    for code in CODES:
        row = page.locator("tr", has_text=f"{code}.pdf")
        expect_told(row, code, detail_of(code), *words[code][1:3])
    for code in CODES:
        page.evaluate("path => history.pushState(null, '', path)", f"/invoices/{id_of(code)}")  # as a link does
        expect_told(page.get_by_role("alert"), code, detail_of(code), *words[code][1:3])


def test_in_german_it_is_told_in_german_and_the_servers_own_words_stand_beside_it(
    place: Place, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(locale="de-DE").new_page()
    words = words_of(page, place)
    list_failures(page)
    page.goto(place.at("/"))
    for code in CODES:
        row = page.locator("tr", has_text=f"{code}.pdf")
        expect_told(row, code, *words[code][:3])
        expect(row.locator("[lang=en]")).to_have_text(detail_of(code))


def test_another_attempt_is_offered_only_where_it_can_help(place: Place, page: Page) -> None:
    list_failures(page)
    page.goto(place.at("/"))
    expect(page.get_by_role("button", name="Try again: TASK_LOST.pdf")).to_be_visible()
    scan = page.locator("tr", has_text="SCANNED_NO_TEXT.pdf")
    expect(scan.get_by_role("button", name="Upload another file for SCANNED_NO_TEXT.pdf")).to_be_visible()
    expect(scan.get_by_role("button", name=re.compile("^Try again"))).to_have_count(0)
    page.get_by_role("link", name="Open SCANNED_NO_TEXT.pdf").click()
    expect(page.get_by_role("button", name=re.compile("^Try again"))).to_have_count(0)
    expect(page.get_by_role("button", name="Read as this vendor")).to_have_count(0)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload another file").click()
    chooser.value.set_files([pdf("printed")])
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_text("printed.pdf").first).to_be_visible()


def test_an_attempt_that_is_refused_says_why(place: Place, page: Page) -> None:
    words = words_of(page, place)
    list_failures(page)
    refusals = Refusals(page, "POST", "/api/jobs/[^/]+/retry$")
    page.goto(place.at("/"))
    row = page.locator("tr", has_text="TASK_LOST.pdf")
    for code in codes_of("POST", "/jobs/{id}/retry"):
        refusals.code = code
        row.get_by_role("button", name="Try again: TASK_LOST.pdf").click()
        expect_told(row.get_by_role("alert"), code, UNCHANGED, detail_of(code), *words[code][1:3])


def test_a_file_that_is_refused_says_why_beside_the_others(place: Place, page: Page) -> None:
    words = words_of(page, place)
    # While no invoice is accepted the files wait, and nothing has failed: see the tests of the inbox.
    created = [code for code in codes_of("POST", "/jobs") if code != "NOT_ACCEPTING"]
    started = codes_of("POST", "/jobs/{id}/start")
    jobs: dict[str, str] = {}

    def create(route: Route) -> None:
        announced = route.request.post_data_json
        kind, code = announced["name"].removesuffix(".pdf").split(" ")
        jobs[announced["job_id"]] = code
        route.continue_() if kind == "starts" else refuse(route, code)

    def refuse(route: Route, code: str) -> None:
        route.fulfill(status=problem(code)["status"], json=problem(code))

    page.route(re.compile("/api/jobs$"), create)
    page.route(re.compile("/start$"), lambda route: refuse(route, jobs[route.request.url.split("/")[-2]]))
    page.goto(place.at("/"))
    names = [f"creates {code}" for code in created] + [f"starts {code}" for code in started]
    page.get_by_label("Choose invoice PDFs").set_input_files([pdf(name) for name in names])
    expect(page.get_by_text(f"{len(names)} files · {len(names)} failed")).to_be_visible()
    for name in names:
        code = name.split(" ")[1]
        row = page.locator("li[data-step=failed]", has_text=f"{name}.pdf")
        expect_told(row.get_by_role("alert"), code, detail_of(code), *words[code][1:3])


def pdf(name: str) -> FilePayload:
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": f"%PDF-1.7\n% {name}".encode()}


def test_an_invoice_that_cannot_be_opened_says_why(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "GET", "/api/jobs/[^/]+/draft$")
    for code in refused(codes_of("GET", "/jobs/{id}/draft")):
        refusals.code = code
        page.goto(place.at(f"/invoices/{place.read}"))
        expect_told(page.get_by_role("alert"), code, "could not be loaded", detail_of(code), *words[code][1:3])


def test_a_version_that_is_not_saved_says_why_and_can_be_saved_then(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "PUT", "/api/jobs/[^/]+/review$")
    page.goto(place.at(f"/invoices/{place.read}"))
    notice = page.get_by_role("alert").filter(has_text="The version was not saved")
    for code in codes_of("PUT", "/jobs/{id}/review"):
        if code == "REVIEW_CONFLICT":  # both versions are merged: see the tests of two windows
            continue
        refusals.code = code
        page.get_by_role("button", name="Save version").click()
        expect_told(notice, code, detail_of(code), *words[code][1:3])
    refusals.code = None
    page.get_by_role("button", name="Save version").click()
    expect(page.get_by_text("Version 1 saved")).to_be_visible()
    expect(notice).to_have_count(0)


def test_a_preview_that_is_refused_says_why_and_leads_back(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "POST", "/api/jobs/[^/]+/preview$")
    for code in codes_of("POST", "/jobs/{id}/preview"):
        refusals.code = code
        page.goto(place.at(f"/invoices/{place.reviewed}/apply"))
        if refused([code]):
            expect_told(page.get_by_role("alert"), code, UNCHANGED, detail_of(code), words[code][2])
            expect(page.get_by_role("link", name="Back to review")).to_be_visible()
        else:  # it is asked for again before it is told
            expect(page.get_by_role("alert")).to_be_visible()
            expect_told(page.get_by_role("alert"), code, detail_of(code), *words[code][1:3])
            expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_an_apply_that_is_refused_says_why_and_that_nothing_was_changed(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "POST", "/api/jobs/[^/]+/apply$")
    page.goto(place.at(f"/invoices/{place.reviewed}/apply"))
    page.get_by_label(CONFIRM).check()
    apply = page.get_by_role("button", name=re.compile("^Apply 1 change"))
    remade = ("STALE_PREVIEW", "DUPLICATE_INVOICE")  # the table is made anew: see the tests of applying
    unsure = {"BUSY": "It is being sent again", "INTERNAL": "We do not know yet whether this was applied"}
    codes = [code for code in codes_of("POST", "/jobs/{id}/apply") if code not in remade]
    for code in [each for each in codes if each not in unsure]:
        refusals.code = code
        apply.click()
        expect_told(page.get_by_role("alert"), code, UNCHANGED, detail_of(code), words[code][2])
    for code in unsure:
        refusals.code = code
        apply.click()
        notice = page.get_by_role("status").filter(has_text=unsure[code])
        expect(notice).to_contain_text(re.compile("cannot count twice|nothing is ever done twice"))
        refusals.code = "ILLEGAL_MOVE"
        notice.get_by_role("button", name="Check now").click()
        expect_told(page.get_by_role("alert"), "ILLEGAL_MOVE", UNCHANGED)
    assert float(place.api.on_hand("GLUE")) == 108, "the one that was applied before"


def test_a_reversal_that_is_refused_says_why_and_leaves_the_receipt(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "POST", "/api/jobs/[^/]+/reverse$")
    page.goto(place.at(f"/invoices/{place.applied}/apply"))
    for code in refused(codes_of("POST", "/jobs/{id}/reverse")):
        refusals.code = code
        page.get_by_role("button", name="Reverse…").click()
        page.get_by_label("Why is it reversed?").fill("came back")
        page.keyboard.press("Enter")
        expect_told(page.get_by_role("alert"), code, UNCHANGED, detail_of(code), words[code][2])
        expect(page.get_by_role("heading", name="Applied", exact=True)).to_be_visible()


def test_an_item_that_cannot_be_changed_says_why(place: Place, page: Page) -> None:
    words = words_of(page, place)
    refusals = Refusals(page, "PUT", "/api/inventory/GLUE$")
    page.goto(place.at("/inventory/GLUE"))
    page.get_by_role("button", name="Rename or change the unit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Wood glue")
    for code in codes_of("PUT", "/inventory/{item}"):
        refusals.code = code
        dialog.get_by_role("button", name="Save").click()
        told = dialog.get_by_role("alert").filter(has_text="The item was not changed")
        expect_told(told, code, detail_of(code), *words[code][1:3])
