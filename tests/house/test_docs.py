"""What README and CONTRIBUTING tell a stranger to type works as it stands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import load_plugins

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/page.md", "docs/hostile.md", "bench/README.md")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)


def commands(page: str) -> list[str]:
    """The shell lines of a page that call our command, without their comments."""
    lines = [line.split("  #")[0].strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith((".venv/bin/invoiceplug", "mkdir", "cp "))]


@pytest.mark.parametrize("command", [*commands("README.md"), *commands("docs/hostile.md")])
def test_a_command_works(command: str) -> None:
    assert subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_a_vendor_is_added_as_contributing_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)  # where CI is set, nobody may bless an expected file
    [template] = blocks("CONTRIBUTING.md", "yaml")
    for command in commands("CONTRIBUTING.md"):
        if "plugins check" in command:
            (tmp_path / "pelham/src/invoiceplug_pelham/template.yaml").write_text(template)
        line = command.replace("/tmp/vendors", str(tmp_path))
        done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(read(tmp_path / "pelham")["lines"]) == 6


def test_the_template_of_the_readme_reads_its_invoice(tmp_path: Path) -> None:
    [template] = blocks("README.md", "yaml")
    (tmp_path / "vendor.yaml").write_text(template.replace("nordkontor", "short"))
    sample = (ROOT / "tests/fixtures/nordkontor/2026-04-rechnung.pdf").read_bytes()
    plugins = load_plugins(tmp_path)
    assert len(read_invoice(sample, plugins=plugins, vendor="short").invoice["lines"]) == 12


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text) + re.findall(r'\bsrc(?:set)?="([^"]+)"', text)
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_every_picture_is_shown() -> None:
    pages = "".join((ROOT / page).read_text() for page in PAGES)
    assert [picture.name for picture in (ROOT / "docs/images").iterdir() if picture.name not in pages] == []


def read(folder: Path) -> dict[str, list[object]]:
    [sample] = (folder / "samples").glob("*.pdf")
    reading = read_invoice(sample.read_bytes(), plugins=load_plugins(folder))
    assert reading.findings == ()
    return reading.invoice
