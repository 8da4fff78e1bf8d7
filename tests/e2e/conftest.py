"""A real browser in front of the whole local stack; what it complains about fails the test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from invoiceplug_cloud.local.stack import LocalStack

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, driven by the Node of this environment: Playwright's own lacks a library there."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(Path(sys.executable).with_name("node"))
    chromium = shutil.which("chromium")
    assert chromium, "the browser tests need Chromium: run `make browser`"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


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
def page(browser: Browser, expected_complaints: list[str]) -> Iterator[Page]:
    """A window of its own; any error or policy violation on its console fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    window = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    window.on("console", listen)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    context.close()
    assert [each for each in complaints if not any(text in each for text in expected_complaints)] == []
