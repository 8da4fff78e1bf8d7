"""A real browser in front of the whole local stack; what it complains about fails the test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright
from second_chance import pytest_runtest_makereport as pytest_runtest_makereport
from second_chance import pytest_runtest_teardown as pytest_runtest_teardown

from invoiceplug_cloud.local.stack import LocalStack

# Tells of what the page's policy blocks, also of what never comes to the console.
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", (blocked) => {
  policyViolated(`${blocked.effectiveDirective}: ${blocked.blockedURI} (${blocked.sourceFile}:${blocked.lineNumber})`);
});"""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENCE_MS = 90_000  # for what will surely come: a busy machine is no fault of the page's

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Driven by the Node of this environment: Playwright's own lacks a library there."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(Path(sys.executable).with_name("node"))
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def launched() -> Iterator[list[Browser]]:
    """Every browser that the tests have had; all but the last one have died."""
    browsers: list[Browser] = []
    yield browsers
    for browser in browsers:
        browser.close()


@pytest.fixture
def browser(playwright: Playwright, launched: list[Browser]) -> Browser:
    """Debian's Chromium, headless; a new one after a test in which it died."""
    if not launched or not launched[-1].is_connected():
        chromium = shutil.which("chromium")
        assert chromium, "the browser tests need Chromium: run `make browser`"
        launched.append(playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=PATIENCE_MS))
    return launched[-1]


@pytest.fixture
def own_stack(tmp_path: Path) -> Iterator[LocalStack]:
    """A stack with nothing in it yet."""
    with LocalStack(tmp_path / "data", port=0) as running:
        yield running


@pytest.fixture
def expected_complaints() -> list[str]:
    """What the console may say in a test that makes the API refuse something: texts that are part of a message."""
    return []


@pytest.fixture
def policy_violations() -> list[str]:
    """What the content security policy has blocked in the test's windows; filled while the test runs."""
    return []


@pytest.fixture
def new_context(browser: Browser, policy_violations: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Opens another person's browser; whatever its policy blocks fails the test."""
    opened: list[BrowserContext] = []

    def open_context(**settings: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "en-GB", "reduced_motion": "reduce", **settings})
        context.set_default_timeout(PATIENCE_MS)
        context.expose_binding("policyViolated", lambda _, what: policy_violations.append(what))
        context.add_init_script(WATCH_POLICY)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert policy_violations == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], expected_complaints: list[str]) -> Iterator[Page]:
    """A window of its own; any error on the console of it, or of another one beside it, fails the test."""
    context = new_context(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    assert [each for each in complaints if not any(text in each for text in expected_complaints)] == []
