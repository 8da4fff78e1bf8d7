"""`invoiceplug test`: what the author says beside a sample, and when an expected file may be written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import kramer
import pytest
from shell import Run

EXPECTED = "bill.expected.json"
WRONG_SUM = [kramer.total("Warenwert", "99,99"), kramer.TOTALS[1]]


def say(samples: Path, text: str, name: str = "bill") -> None:
    (samples / f"{name}.yaml").write_text(text, encoding="utf-8")


def spoil(samples: Path) -> None:
    text = (samples / EXPECTED).read_text(encoding="utf-8")
    (samples / EXPECTED).write_text(text.replace("KR-000123", "KR-000999"), encoding="utf-8")


def test_a_sample_that_is_known_to_fail_does_not_fail_the_run(run: Run, vendors: Path, samples: Path) -> None:
    spoil(samples)
    say(samples, "xfail: the number is cut off\nnotes: from our own archive\n")
    result = run("test", vendors)
    assert result.exit_code == 0
    assert "? bill.pdf   fails as it is known to: the number is cut off" in result.stdout


def test_a_sample_that_is_known_to_fail_and_passes_is_a_failure(run: Run, vendors: Path, samples: Path) -> None:
    say(samples, "xfail: the number is cut off\n")
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "passes, and bill.yaml says that it fails: the number is cut off" in result.stdout


def test_an_error_finding_that_the_paper_deserves_is_allowed(run: Run, vendors: Path, samples: Path) -> None:
    (samples / "wrong.pdf").write_bytes(kramer.bill(kramer.APPLES, totals=WRONG_SUM))
    say(samples, "allow: [LINES_NET, GRAND_TOTAL]\n", "wrong")
    assert run("test", vendors, "--update").exit_code == 0
    assert "2 samples" in run("test", vendors).stdout


def test_a_file_that_is_rightly_refused_passes_by_its_code(run: Run, vendors: Path, samples: Path) -> None:
    (samples / "empty.pdf").write_bytes(b"")
    say(samples, "error: EMPTY_FILE\n", "empty")
    assert run("test", vendors).exit_code == 0
    say(samples, "error: SCANNED_NO_TEXT\n", "empty")
    assert run("test", vendors).exit_code == 1


def test_a_file_that_was_to_be_refused_and_is_read_fails(run: Run, vendors: Path, samples: Path) -> None:
    say(samples, "error: MULTIPLE_INVOICES\n")
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "it was to be refused with MULTIPLE_INVOICES (bill.yaml), and was read" in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("xfial: typo\n", "bill.yaml:1: `xfial` is none of"),
        ("notes: x\nxfail:\n", "bill.yaml:2: an xfail needs its reason"),
        ("error: NO_SUCH_CODE\n", "bill.yaml:1: `NO_SUCH_CODE` is no error code"),
    ],
)
def test_what_is_said_wrongly_is_named_with_its_line(
    run: Run, vendors: Path, samples: Path, text: str, said: str
) -> None:
    say(samples, text)
    result = run("test", vendors)
    assert result.exit_code == 1
    assert said in result.stdout


def test_edits_that_git_does_not_hold_are_not_overwritten(run: Run, vendors: Path, samples: Path) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(vendors)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "samples"]):
        subprocess.run([*git, *command], check=True)
    spoil(samples)
    refused = run("test", vendors, "--update")
    assert refused.exit_code == 1
    assert "it has edits that are not committed; --force overwrites them" in refused.stderr
    assert "KR-000999" in (samples / EXPECTED).read_text(encoding="utf-8")
    assert run("test", vendors, "--update", "--force").exit_code == 0
    assert "KR-000123" in (samples / EXPECTED).read_text(encoding="utf-8")


def test_a_sample_that_is_known_to_fail_is_not_blessed(run: Run, vendors: Path, samples: Path) -> None:
    spoil(samples)
    say(samples, "xfail: the number is cut off\n")
    run("test", vendors, "--update")
    assert "KR-000999" in (samples / EXPECTED).read_text(encoding="utf-8")
