"""What a page says for a moment only: on a busy machine it may be gone before a test looks."""

from __future__ import annotations

from playwright.sync_api import Page

LISTEN = """
window.overheard = [];
new MutationObserver((changes) => {
  for (const { addedNodes, target, type } of changes)
    for (const node of type === "characterData" ? [target] : addedNodes) overheard.push(node.textContent ?? "");
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


def overhear(page: Page) -> None:
    """From the next document on, every text that appears in the window is kept in mind."""
    page.add_init_script(LISTEN)


def expect_said(page: Page, text: str) -> None:
    """Waits until the window has said so, be it for ever so short."""
    page.wait_for_function("(text) => overheard.some((said) => said.includes(text))", arg=text)
