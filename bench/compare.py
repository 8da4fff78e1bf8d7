"""Ours and others side by side, in one run: `make bench`, or `QUICK=1 make bench` for a look in half a minute.

    python bench/compare.py [--quick] [--folder DIR]

Prints a table, and writes bench/results.json and bench/results.svg. Every figure is a median of CPU times, taken in
turn; `ratios` are ours divided by theirs. DIR holds NAME.pdf beside NAME.truth.json, for the accuracy of line tables;
without it, that is measured on invoices drawn at random.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from speed import environment, vendors
from speed.accuracy import accuracy
from speed.running import PYTHON, Measured, in_process, in_turn, whole_processes
from speed.table import table

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
SELLER, TAX_ID = "Lindqvist & Moor Trading Ltd", "GB417302958"  # as speed/paper.py prints them, which runs elsewhere
LINES = 30  # a page, there
READERS = ("invoiceplug", "invoice2data-pdfium", "invoice2data-pdftotext")
FLOOR, SLOW = "pdfium-text", ("pdfplumber", "camelot-stream")
BARS = {  # at most, and the aim
    "whole_process_vs_invoice2data": (0.8, 0.3),
    "in_process_vs_invoice2data": (0.5, 0.3),
    "in_process_vs_pdfium_text": (3.0, 2.0),
    "identify_215_vs_10_vendors": (2.0, ""),
    "pages_100_vs_invoice2data": (0.8, ""),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure invoiceplug beside other readers of invoices.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, at most 100 pages, and the slowest on few")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="PDFs with their truth, for line accuracy")
    asked = parser.parse_args()
    environment.ready()
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(Path(scratch), asked.quick)
        results["line_accuracy"] = accuracy(asked.folder, Path(scratch), asked.quick)
    (BENCH / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    drawn = [BENCH / "speed/picture.py", BENCH / "results.json", BENCH / "results.svg"]
    subprocess.run([PYTHON, *drawn], check=True)
    print(table(results))


def measure(scratch: Path, quick: bool) -> dict[str, Any]:
    """All figures; the folder takes invoices and templates."""
    lengths = (5, 100) if quick else (5, 100, 1000)
    _prepare(scratch, lengths)
    one, found = scratch / "1.pdf", {}
    rounds = 6 if quick else 25
    found["whole_process"] = whole_processes(
        _commands(scratch), rounds=rounds, folder=scratch, once=SLOW if quick else ()
    )
    found["in_process"] = in_process((*READERS, FLOOR), one, scratch, rounds=rounds, calls=10)
    found["in_process"] |= in_process(SLOW, one, scratch, rounds=1 if quick else 5, calls=1)
    _same_lines(found["in_process"], 1)
    found["identify"] = in_turn(_crowds(scratch, quick), rounds=rounds, calls=10)
    for pages in lengths:
        names = (*READERS[: 2 if quick else 3], FLOOR, *(SLOW if pages == 5 or (pages == 100 and not quick) else ()))
        file, times = scratch / f"{pages}.pdf", {5: rounds, 100: 1 if quick else 5}.get(pages, 0)
        found[f"pages_{pages}"] = in_process(names, file, scratch, rounds=times, calls=1)
        _same_lines(found[f"pages_{pages}"], pages)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine()}
    parts = {part: {name: each.to_json() for name, each in by.items()} for part, by in found.items()}
    return {"ratios": _ratios(found), "bars": BARS, "machine": machine, **parts}


def _prepare(scratch: Path, lengths: tuple[int, ...]) -> None:
    """The invoices on 1 to 1,000 pages, drawn by another process: ours stays small, or theirs would seem large."""
    paths = os.pathsep.join(map(str, (ROOT / "tests/fixtures", BENCH)))
    draw = [sys.executable, BENCH / "speed/paper.py", scratch, "1", *map(str, lengths)]
    subprocess.run(draw, check=True, env={**os.environ, "PYTHONPATH": paths})
    vendors.write_one(scratch, SELLER, TAX_ID)
    for count in (10, 215):
        vendors.write_many(scratch / str(count), count, SELLER, TAX_ID)


def _commands(scratch: Path) -> dict[str, list[str | Path]]:
    """One page by one template, from the command line; the others have none, so that they are called as libraries."""
    file = scratch / "1.pdf"
    theirs = [PYTHON.with_name("invoice2data"), "--template-folder", scratch / "theirs", "--exclude-built-in-templates"]
    theirs += ["--output-format", "json", "--output-name", scratch / "read.json", "--input-reader"]
    ours = [PYTHON.with_name("invoiceplug"), "read", file, "--plugins", scratch / "ours", "--format", "json"]
    alone = {name: [PYTHON, BENCH / "speed/once.py", name, file, scratch] for name in (FLOOR, *SLOW)}
    return {
        "invoiceplug": ours,
        "invoice2data-pdfium": [*theirs, "pdfium", file],
        "invoice2data-pdftotext": [*theirs, "pdftotext", file],
        **alone,
    }


def _crowds(scratch: Path, quick: bool) -> dict[str, tuple[str, Path, Path]]:
    """Both tools among 10 and among 215 vendors."""
    return {
        f"{tool}, {count} vendors": (f"{tool}-identify", scratch / "1.pdf", scratch / str(count))
        for tool in ("invoiceplug", "invoice2data")[: 1 if quick else 2]
        for count in (10, 215)
    }


def _same_lines(found: dict[str, Measured], pages: int) -> None:
    """Whoever reads less has less to do: all must have read the same."""
    expected = found["invoiceplug"].lines
    assert expected is not None and len(expected) == pages * LINES, expected and len(expected)
    for name in found.keys() & set(READERS):
        assert found[name].lines == expected, f"{name} read other lines than ours on {pages} pages"


def _ratios(found: dict[str, dict[str, Measured]]) -> dict[str, float]:
    def ratio(part: str, other: str, own: str = "invoiceplug") -> float:
        return round(found[part][own].cpu_ms / found[part][other].cpu_ms, 3)

    ratios = {
        "whole_process_vs_invoice2data": ratio("whole_process", "invoice2data-pdfium"),
        "in_process_vs_invoice2data": ratio("in_process", "invoice2data-pdfium"),
        "in_process_vs_pdfium_text": ratio("in_process", FLOOR),
        "identify_215_vs_10_vendors": ratio("identify", "invoiceplug, 10 vendors", "invoiceplug, 215 vendors"),
        "whole_process_vs_invoice2data_pdftotext": ratio("whole_process", "invoice2data-pdftotext"),
        "in_process_vs_invoice2data_pdftotext": ratio("in_process", "invoice2data-pdftotext"),
        "pages_5_vs_invoice2data": ratio("pages_5", "invoice2data-pdfium"),
        "pages_100_vs_invoice2data": ratio("pages_100", "invoice2data-pdfium"),
    }
    if "pages_1000" in found:
        ratios["pages_1000_vs_invoice2data"] = ratio("pages_1000", "invoice2data-pdfium")
        longest, long = (found[part]["invoiceplug"].cpu_ms for part in ("pages_1000", "pages_100"))
        ratios["pages_1000_vs_100"] = round(longest / long, 3)
    return ratios


if __name__ == "__main__":
    main()
