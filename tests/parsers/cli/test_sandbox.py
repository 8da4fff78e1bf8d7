"""`invoiceplug read --sandbox`: the same reading, by a process that may die of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from misbehaving import PAGE, misbehaving
from shell import Run


def test_an_honest_file_reads_as_without_it(run: Run, bill: Path, vendors: Path) -> None:
    plain = run("read", bill, "--plugins", vendors, "--format", "json")
    guarded = run("read", bill, "--plugins", vendors, "--format", "json", "--sandbox")
    assert (guarded.exit_code, guarded.stderr) == (0, "")
    assert json.loads(guarded.stdout) == json.loads(plain.stdout)


def test_a_file_that_ends_its_reader_does_not_stop_the_others(
    run: Run, bill: Path, vendors: Path, tmp_path: Path
) -> None:
    (tmp_path / "hostile.pdf").write_bytes(PAGE)
    misbehaving(vendors, "import os\nos.abort()")
    result = run("read", tmp_path / "hostile.pdf", bill, "--plugins", vendors, "--sandbox", "--format", "jsonl")
    hostile, honest = map(json.loads, result.stdout.splitlines())
    assert (result.exit_code, hostile["error"]["code"]) == (4, "PARSER_CRASHED")
    assert honest["reading"]["invoice"]["vendor"]["id"] == "kramer"


def test_a_limit_can_be_set_and_its_message_names_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "endless.pdf").write_bytes(PAGE)
    endless = misbehaving(tmp_path / "endless", "import time\nwhile True: time.sleep(1)")
    options = ("--plugins", endless, "--sandbox", "--limit", "wall_seconds=0.01", "--format", "jsonl")
    result = run("read", tmp_path / "endless.pdf", *options)
    assert result.exit_code == 4
    assert "LIMIT_TIME" in result.stderr and "wall_seconds" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--limit", "pages=3"], "--limit are for --sandbox"),
        (["--best-effort"], "are for --sandbox"),
        (["--sandbox", "--explain"], "leave out --sandbox"),
        (["--sandbox", "--limit", "pages"], "pages"),
        (["--sandbox", "--limit", "colour=3"], "'colour' is no limit"),
    ],
)
def test_options_that_make_no_sense_are_refused(run: Run, bill: Path, options: list[str], said: str) -> None:
    result = run("read", bill, *options)
    assert result.exit_code == 2
    assert said in result.stderr
