"""The documentation builds without a warning, asks nothing of the network, and each of its links leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import docs

LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src"}  # what a browser fetches by itself


class Page(HTMLParser):
    """The links of a built page, what it loads, and the anchors that it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if given.get(LOADED.get(tag, "")):
            self.loads.append(given[LOADED[tag]])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    """Every page of a freshly built site."""
    site = tmp_path_factory.mktemp("docs") / "site"
    docs.build(site)
    return {path: Page(path) for path in site.rglob("*.html")}


def test_every_page_of_the_source_is_in_the_site(pages: dict[Path, Page]) -> None:
    written = {path.relative_to(docs.DOCS).with_suffix("") for path in docs.DOCS.glob("*/*.md")}
    built = {Path(*path.with_suffix("").parts[-2:]) for path in pages}
    assert written - built == set()


def test_every_link_and_anchor_leads_somewhere(pages: dict[Path, Page]) -> None:
    lost = []
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            _, _, path_to, _, anchor = urlsplit(unquote(link))
            if link.startswith(("http:", "https:", "data:", "mailto:")):
                continue
            to = (path.parent / path_to).resolve() if path_to else path
            if not to.is_file() or (to in pages and anchor not in pages[to].anchors):
                lost.append((path.name, link))
    assert lost == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page]) -> None:
    loaded = {load for page in pages.values() for load in page.loads}
    assert loaded
    assert {load for load in loaded if "//" in load} == set()
