"""The shell blocks of README, guides and explanations run as they stand there; test_tutorials runs the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_page import ShellPage, blocks

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/[!rt]*/*.md"))]
RUN_BY_CI = ("make up", "make test")  # CI is the second; the first is what the browser tests start


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "sh")], ids=lambda page: page.name)
def test_a_page_can_be_followed(page: Path, tmp_path: Path) -> None:
    for name in (".venv", "tests", "plugins"):
        (tmp_path / name).symlink_to(ROOT / name)
    ShellPage(tmp_path, but=RUN_BY_CI).follow(page)
