"""A suggested reading on the screen says of each line whether it is proved, and how many are."""

from pathlib import Path
from typing import Any

import click
import pytest

from invoiceplug.cli.screen import reading_screen
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import Plugins


@pytest.fixture(scope="module")
def reading(fixtures: Path) -> dict[str, Any]:
    return read_invoice((fixtures / "bad/unknown-vendor.pdf").read_bytes(), plugins=Plugins(), fallback=True).to_json()


def screen(reading: dict[str, Any]) -> str:
    return click.unstyle(reading_screen("bill.pdf", reading))


def test_every_line_is_marked_and_the_proved_ones_are_counted(reading: dict[str, Any]) -> None:
    said = screen(reading)
    assert "(a suggestion: no plugin knows this vendor)" in said
    assert [line.split()[:2] for line in said.splitlines() if "Laid paper" in line] == [["✓", "1"]]
    assert "✓ 6 of 6 lines proved by arithmetic (✓)." in said
    assert "✓ grand proved: 1256.60 + 251.32 = 1507.92" in said
    assert "✗ NO_VENDOR_MATCH: No plugin knows this vendor" in said


def test_a_line_that_nothing_proves_is_told_from_the_others(reading: dict[str, Any]) -> None:
    proofs = {at: equation for at, equation in reading["proofs"].items() if not at.startswith("/lines/0/")}
    said = screen(reading | {"proofs": proofs})
    marks = [line.split()[0] for line in said.splitlines() if line.strip()[:1] in "✓?" and line.startswith("  ")]
    assert marks == ["?", "✓", "✓", "✓", "✓", "✓"]
    assert "? 5 of 6 lines proved by arithmetic (✓), 1 unproved (?)." in said
