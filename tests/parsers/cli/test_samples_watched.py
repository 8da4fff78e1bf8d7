"""`invoiceplug test --watch`: what is tested again when files change, and how it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import kramer
import pytest

from invoiceplug.cli.test_watch import watch


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder of two vendors, each with a folder of its own."""
    for name in ("kramer", "twin"):
        (tmp_path / "vendors" / name / "samples").mkdir(parents=True)
        text = kramer.EXAMPLE.replace("id: kramer ", f"id: {name} ")
        (tmp_path / "vendors" / name / "template.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "vendors"


def touch(path: Path) -> None:
    stamp = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(stamp, stamp))


def runs_of(folder: Path, *happenings: Callable[[], object]) -> list[Sequence[str]]:
    """The command lines that a watch over the folder starts while these things happen; then Ctrl+C."""
    left = list(happenings)

    def wait(seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    started: list[Sequence[str]] = []
    watch((folder,), None, ["test", str(folder)], start=started.append, wait=wait)
    return started


def test_it_tests_once_and_ends_quietly(two: Path) -> None:
    assert runs_of(two) == [["test", str(two)]]


def test_only_the_vendor_whose_file_changed_is_tested_again(two: Path) -> None:
    _, again = runs_of(two, lambda: touch(two / "twin/template.yaml"))
    assert again[2:] == ["--only", "twin"]


def test_a_look_without_a_change_starts_nothing(two: Path) -> None:
    assert len(runs_of(two, lambda: None, lambda: None)) == 1


def test_a_new_file_of_nobody_tests_all(two: Path) -> None:
    _, again = runs_of(two, lambda: (two / "other.yaml").write_text("x", encoding="utf-8"))
    assert again[2:] == []


def test_a_new_sample_belongs_to_its_vendor(two: Path) -> None:
    _, again = runs_of(two, lambda: (two / "kramer/samples/bill.pdf").write_bytes(b"%PDF-"))
    assert again[2:] == ["--only", "kramer"]


def test_a_template_that_is_broken_in_between_ends_nothing(two: Path) -> None:
    template = two / "kramer/template.yaml"
    text = template.read_text(encoding="utf-8")
    runs = runs_of(two, lambda: template.write_text("vendor: ["), lambda: template.write_text(text, encoding="utf-8"))
    assert len(runs) == 3
