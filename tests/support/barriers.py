"""What keeps somebody from using a page as it stands: axe's rules, and two things that no rule of it measures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "web/node_modules/axe-core/axe.min.js"
REACH = Path(__file__).with_name("reach.js")
MOST_STOPS = 400  # more places than the Tab key has on any page

# Nothing is fetched anew and nothing is scrolled, so the page stays as the person sees it.
RUN = """(runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"], preload: false, elementRef: false })"""
EVERY_RULE = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_ABOUT_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def prepare(page: Page) -> None:
    """Every document that opens in the window can be looked at; scripts of the browser's own obey no page's policy."""
    page.add_init_script(path=AXE)
    page.add_init_script(path=REACH)


def broken_rules(page: Page, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    """A line for each element that breaks a rule: WCAG 2.2 A and AA, target sizes among them, and good practice."""
    found: dict[str, Any] = page.evaluate(RUN, rules)
    return [
        f"{rule['id']} at {' '.join(str(part) for part in node['target'])}: {_why(node)}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways (WCAG 1.4.10)."""
    return [f"scrolls sideways, {each}" for each in page.evaluate("reach.wide()")]


def hidden_focus(page: Page) -> list[str]:
    """Places of the Tab key, there and back again, that something covers wholly (WCAG 2.4.11)."""
    return [f"focus hidden after {key}: {each}" for key in ("Tab", "Shift+Tab") for each in _walk(page, key)]


def _walk(page: Page, key: str) -> list[str]:
    page.evaluate("reach.setOut()")
    hidden: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop: str | None = page.evaluate("reach.step()")
        if stop is None:
            return hidden
        if stop:
            hidden.append(stop)
    raise AssertionError(f"{key} comes to no end")


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).split())
