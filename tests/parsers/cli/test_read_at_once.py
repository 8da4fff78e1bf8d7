"""`read -j N`: the same output as one file after another, whatever becomes of single files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from shell import Run, Spawn

from invoiceplug.cli.many import read_at_once
from invoiceplug.cli.outcome import Outcome, outcome

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NORDKONTOR = FIXTURES / "nordkontor/2026-04-rechnung.pdf"
FILES = (
    NORDKONTOR,
    FIXTURES / "bad/scan.pdf",
    FIXTURES / "voltamart/2025-03-rechnung.pdf",
    FIXTURES / "bad/empty.pdf",
    NORDKONTOR,
)


@pytest.mark.parametrize("options", [(), ("--sandbox", "--best-effort")], ids=["here", "in the sandbox"])
def test_the_output_is_that_of_one_after_another(spawn: Spawn, options: tuple[str, ...]) -> None:
    one = spawn("read", *FILES, "--format", "jsonl", *options)
    two = spawn("read", "-j", 2, *FILES, "--format", "jsonl", *options)
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, one.stderr, one.returncode)
    assert [json.loads(line)["file"] for line in two.stdout.splitlines()] == [str(file) for file in FILES]
    assert two.returncode == 4


def test_stdin_is_one_of_the_files(run: Run) -> None:
    found = run("read", "-j", 2, NORDKONTOR, "-", "--format", "jsonl", stdin=NORDKONTOR.read_bytes())
    first, second = (json.loads(line)["reading"] for line in found.stdout.splitlines())
    assert first == second


def test_what_is_explained_is_explained_in_order(run: Run) -> None:
    found = run("read", "-j", 2, NORDKONTOR, NORDKONTOR, "--explain")
    assert found.exit_code == 2
    assert "-j" in found.stderr


def test_a_file_that_ends_its_process_takes_no_other_with_it() -> None:
    files = ["1", "2", "deadly", "3", "4"]
    found = list(read_at_once(files, read_or_die, 2, waits=False))
    assert [data["file"] for data, _ in found] == files
    assert [error.code if error else None for _, error in found] == [None, None, "PARSER_CRASHED", None, None]


def read_or_die(file: str) -> Outcome:
    if file == "deadly":
        os._exit(1)
    return outcome(file, lambda _: {})
