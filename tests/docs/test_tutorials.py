"""The tutorials, followed to the letter in an empty folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from shell_page import Block, ShellPage

from invoiceplug_cloud.local.stack import LocalStack

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = ROOT / "docs/tutorials"


def test_a_vendor_is_added_broken_and_mended_as_the_tutorial_says(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/fixtures/bad/unknown-vendor.pdf", tmp_path / "bill.pdf")

    def mend(block: Block) -> None:
        if block.language == "yaml":
            (tmp_path / "pelham/src/invoiceplug_pelham/template.yaml").write_text(block.text, "utf-8")

    ShellPage(tmp_path).follow(TUTORIALS / "your-first-vendor.md", mend)
    assert "RM" in (tmp_path / "pelham/samples/bill.expected.json").read_text("utf-8")


def test_an_invoice_is_read_and_applied_by_programs_as_the_tutorial_says(tmp_path: Path) -> None:
    for part in ("tests", "docs"):
        (tmp_path / part).symlink_to(ROOT / part)
    data = tmp_path / "invoiceplug"  # where `invoiceplug up` keeps it, with this XDG_DATA_HOME
    with LocalStack(data, port=0) as stack:
        program = ShellPage(tmp_path, {"http://127.0.0.1:8080": stack.url}, XDG_DATA_HOME=str(tmp_path))
        program.follow(TUTORIALS / "first-invoice.md")
    assert (tmp_path / "reading.json").stat().st_size > 10_000
