"""The page's budgets beside what they are today: sizes, and times over an invoice of 500 lines on 15 pages.

    .venv/bin/python bench/page.py [--runs 5]

Builds the page if its sources changed, runs the local stack in a folder of its own and Chromium in front of it, and
prints a Markdown table. Every time is the median over fresh windows; exit 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from invoiceplug_cloud.local.stack import LocalStack

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))

from api_client import ApiClient  # noqa: E402  the client that the tests have

LINES, PAGES, ITEMS = 500, 15, 60
VALUES = 20  # typed in a run, each of these keys
KEYS = ("F2", "1", "2", "3", ".", "4", "5", "Enter")
JUMPS = (500, 250, 100, 400, 1)  # to these lines in turn, each on another page
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

# In milliseconds since the navigation: when every line stands in the document, when the PDF's page is drawn.
WATCH = """const marks = {};
let seen;
window.drawn = new Promise((done) => { seen = done; });
window.painted = () => new Promise((done) => requestAnimationFrame(() => {
  const after = new MessageChannel();
  after.port1.onmessage = () => done(performance.now());
  after.port2.postMessage(null);
}));
new MutationObserver((_, observer) => {
  const found = {
    lines: document.querySelectorAll("[data-line]").length === LINES,
    page: document.querySelector(".sheet:not([hidden])") !== null,
  };
  for (const [name, there] of Object.entries(found))
    if (there && !(name in marks)) {
      marks[name] = 0;
      painted().then((at) => {
        marks[name] = at;
        if (marks.lines && marks.page) seen(marks);
      });
    }
  if (found.lines && found.page) observer.disconnect();
}).observe(document, { subtree: true, childList: true, attributes: true });""".replace("LINES", str(LINES))
# From each key until the frame that shows it.
TIME_KEYS = """() => {
  window.keys = [];
  const start = ({ timeStamp }) => painted().then((at) => keys.push(at - timeStamp));
  addEventListener("keydown", start, { capture: true });
}"""
# From the focus on a line's amount until its page is drawn with the value lit.
JUMP = """async (line) => {
  const begun = performance.now();
  const before = document.querySelector(".sheet").dataset.page;
  document.querySelector(`[data-line="${line}"] [data-column="line_total"]`).focus();
  const there = () => {
    const sheet = document.querySelector(".sheet:not([hidden])");
    return sheet && sheet.dataset.page !== before && sheet.querySelector("[data-lit]");
  };
  while (!there()) await painted();
  return (await painted()) - begun;
}"""

Row = tuple[str, float, float, str]  # what, measured, budget, unit


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the page and compare it with its budgets.")
    parser.add_argument("--runs", type=int, default=5, help="fresh windows for each time; 5 when not given")
    runs = parser.parse_args().runs
    subprocess.run([sys.executable, str(ROOT / "scripts/page.py")], check=True, stdout=sys.stderr)
    rows = [*sizes(), *times(runs)]
    print("| | measured | budget |\n|---|--:|--:|")
    for what, measured, budget, unit in rows:
        print(
            f"| {what} | {shown(measured, unit)}{'' if measured <= budget else ' **over**'} | {shown(budget, unit)} |"
        )
    return 0 if all(measured <= budget for _, measured, budget, _ in rows) else 1


def sizes() -> list[Row]:
    """What the build's own check says, gzipped."""
    node = Path(sys.executable).with_name("node")
    told = subprocess.run([node, ROOT / "web/scripts/budget.mjs"], capture_output=True, text=True, check=False).stdout
    found = re.findall(r"^\s*(?:ok|OVER)\s+(.+?): ([\d.]+) of (\d+) kB", told, re.MULTILINE)
    return [(what, float(size), float(budget), "kB") for what, size, budget in found]


def times(runs: int) -> list[Row]:
    with reviewed_invoice() as address, chromium() as browser:
        samples = [measured(browser, address) for _ in range(runs)]
    middle = {name: statistics.median(each[name] for each in samples) for name in samples[0]}
    return [
        (f"{LINES} lines usable", middle["lines"], 1200, "ms"),
        (f"first of {PAGES} pages drawn", middle["page"], 2000, "ms"),
        (f"a key in {LINES} lines, p50", middle["p50"], 100, "ms"),
        (f"a key in {LINES} lines, p98", middle["p98"], 100, "ms"),
        ("jump to a value on another page", middle["jump"], 300, "ms"),
    ]


@contextmanager
def reviewed_invoice() -> Iterator[str]:
    """The address of the long invoice's review, each of its lines mapped."""
    pdf = subprocess.run([sys.executable, ROOT / "tests/fixtures/long.py"], capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder, LocalStack(Path(folder), port=0) as stack:
        api = ApiClient(stack.url)
        items = [f"ITEM-{number:02}" for number in range(ITEMS)]
        for item in items:
            api.put_item(item)
        job = api.upload(pdf, "long.pdf")
        api.wait(job, seconds=180)
        api.review(job, items)
        yield f"{stack.url}/invoices/{job}"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, driven by the Node of this environment."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(Path(sys.executable).with_name("node"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        yield browser
        browser.close()


def measured(browser: Browser, address: str) -> dict[str, float]:
    """One fresh window's times in milliseconds."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address)
    found = page.evaluate("window.drawn")  # a locator would look at every element in each frame
    found |= {"jump": statistics.median(page.evaluate(JUMP, line) for line in JUMPS), **typed(page)}
    page.close()
    return found


def typed(page: Page) -> dict[str, float]:
    """How long keys take until they are seen, each pressed when the one before is: p50 and p98 of all of them."""
    page.locator('[data-line="3"] [data-column="unit_price"]').click()
    page.evaluate(TIME_KEYS)
    for _ in range(VALUES):
        for key in KEYS:
            page.keyboard.press(key)
            page.evaluate("painted()")
    took = sorted(page.evaluate("window.keys"))
    return {"p50": statistics.median(took), "p98": took[int(0.98 * (len(took) - 1))]}


def shown(value: float, unit: str) -> str:
    return f"{value:.1f} {unit}" if unit == "kB" else f"{value:.0f} {unit}"


if __name__ == "__main__":
    sys.exit(main())
