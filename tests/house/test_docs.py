"""What the pages of the repository show is there: links, pictures, targets of the Makefile, the README's template.

What they tell to type is run by tests/docs.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import load_plugins

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "bench/README.md", "CHANGELOG.md", "SECURITY.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]  # fmt: skip


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)


def test_the_template_of_the_readme_has_fifteen_lines_and_reads_its_invoice(tmp_path: Path) -> None:
    [template] = blocks("README.md", "yaml")
    assert template.count("\n") == 15
    (tmp_path / "vendor.yaml").write_text(template)
    sample = (ROOT / "tests/fixtures/bad/unknown-vendor.pdf").read_bytes()
    reading = read_invoice(sample, plugins=load_plugins(tmp_path))
    assert (len(reading.invoice["lines"]), reading.findings) == (6, ())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text) + re.findall(r'\bsrc(?:set)?="([^"]+)"', text)
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_every_target_that_is_told_is_in_the_makefile() -> None:
    told = {target for page in PAGES for target in re.findall(r"`make ([a-z-]+)", (ROOT / page).read_text())}
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert told - known == set()


def test_every_picture_is_shown() -> None:
    pages = "".join((ROOT / page).read_text() for page in PAGES)
    assert [picture.name for picture in (ROOT / "docs/images").iterdir() if picture.name not in pages] == []
