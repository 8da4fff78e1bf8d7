"""As a stranger has it: the wheels in an empty environment, `invoiceplug up`, and an invoice to its receipt by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wheels
from api_client import sample
from hands import confirm_and_apply, drop, map_lines, on_hand
from installed import install
from playwright.sync_api import Page, expect


@pytest.fixture
def running(tmp_path: Path) -> Iterator[str]:
    """The address of the installed product."""
    wheels.build(tmp_path / "dist", page=wheels.PAGE)
    installation = install(tmp_path / "installed", *(tmp_path / "dist").glob("*.whl"))
    with installation.up(tmp_path / "data") as url:
        yield url


def test_the_installed_product_carries_an_invoice_to_the_stock(running: str, page: Page) -> None:
    page.goto(running)
    drop(page, sample("nordkontor/2026-04-rechnung.pdf"), "april.pdf")
    page.get_by_role("link", name="RE-2604-0817").click()
    expect(page.locator("canvas")).to_be_visible()
    map_lines(page)
    page.get_by_role("button", name="Apply…").click()
    page.wait_for_url(re.compile("/apply"))
    confirm_and_apply(page)
    assert "8.82" in on_hand(page, running)
