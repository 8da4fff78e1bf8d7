"""Files that cannot be opened, and places that cannot be written to: each is told with a code and what to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Run

FULL = Path("/dev/full")  # a disk without room, as Linux has it


def test_what_can_be_read_is_read_and_what_became_of_the_others_is_said(run: Run, bill: Path, vendors: Path) -> None:
    missing = bill.with_name("missing.pdf")
    result = run("read", missing, vendors, bill, "--plugins", vendors, "--format", "jsonl")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 4
    assert (first["error"]["code"], second["error"]["code"]) == ("FILE_UNREADABLE", "FILE_UNREADABLE")
    assert third["reading"]["invoice"]["invoice_number"] == "KR-000123"
    assert f"{missing}: FILE_UNREADABLE: There is no such file." in result.stderr
    assert f"{vendors}: FILE_UNREADABLE: It is a folder: name the PDFs in it, as in {vendors}/*.pdf" in result.stderr


@pytest.mark.parametrize("command", ["identify", "explain"])
def test_a_folder_among_the_files_stops_no_command(run: Run, bill: Path, vendors: Path, command: str) -> None:
    result = run(command, vendors, bill, "--plugins", vendors, "--format", "json")
    folder, file = json.loads(result.stdout)
    assert (result.exit_code, folder["error"]["code"], file["vendor"]) == (4, "FILE_UNREADABLE", "kramer")


@pytest.mark.parametrize(
    "words",
    [
        ("overlay", "missing.pdf"),
        ("redact", "missing.pdf", "-o", "new.pdf"),
        ("plugins", "check", "missing"),
        ("test", "missing"),
        ("new", "acme", "--from", "missing.pdf"),
    ],
)
def test_a_file_that_is_not_there_is_no_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 4
    assert result.stderr.startswith("FILE_UNREADABLE: ") and "'missing" in result.stderr


@pytest.mark.parametrize("option", [("read", "-o"), ("overlay", "--html"), ("overlay", "--png")])
@pytest.mark.parametrize(("place", "why"), [(FULL, "No space left on device"), (Path("no/x"), "No such file")])
def test_what_cannot_be_written_says_where_and_why(
    run: Run, bill: Path, vendors: Path, option: tuple[str, str], place: Path, why: str
) -> None:
    command, name = option
    result = run(command, bill, "--plugins", vendors, name, place)
    assert result.exit_code == 70
    assert f"OUTPUT_UNWRITABLE: {place}: {why}" in result.stderr
    assert "Make room there or name another place" in result.stderr


def test_a_full_disk_behind_stdout_is_told_too(bill: Path, vendors: Path) -> None:
    words = [Path(sys.executable).with_name("invoiceplug"), "read", bill, "--plugins", vendors]
    with FULL.open("w") as full:
        result = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    code, place, why = result.stderr.splitlines()[0].split(": ")
    assert (result.returncode, code, place) == (70, "OUTPUT_UNWRITABLE", "stdout")
    assert why == "No space left on device."
