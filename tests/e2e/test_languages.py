"""The page speaks the browser's language until a person chooses another, and fetches no other one's texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from invoiceplug_cloud.local.stack import LocalStack


def test_a_german_browser_is_spoken_to_in_german_until_english_is_chosen(
    own_stack: LocalStack, new_context: Callable[..., BrowserContext]
) -> None:
    window = new_context(locale="de-AT").new_page()
    fetched: list[str] = []
    window.on("request", lambda request: fetched.append(request.url))
    window.goto(own_stack.url)
    expect(window.get_by_role("heading", name="Eingang")).to_be_visible()
    expect(window.locator("html")).to_have_attribute("lang", "de")
    assert [name for url in fetched if (name := texts_chunk(url))] == ["de"]

    window.get_by_role("button", name="English").focus()
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="Inbox")).to_be_visible()
    window.reload()
    expect(window.locator("html")).to_have_attribute("lang", "en")
    expect(window.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")


def texts_chunk(url: str) -> str | None:
    """The language whose texts are fetched by this address, if any."""
    found = re.search(r"/assets/(en|de)-[^/]+\.js$", url)
    return found and found[1]
