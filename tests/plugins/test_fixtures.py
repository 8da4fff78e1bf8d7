"""The committed sample files are exactly what their script writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from invoiceplug.invoice_json import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
SCHEMA = json.loads((ROOT / "parsers/src/invoiceplug/schema/invoice.v1.json").read_text())
EXPECTED = sorted(FIXTURES.glob("*/*.expected.json"))


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "make.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_committed_files_are_as_generated() -> None:
    done = check(FIXTURES)
    assert done.returncode == 0, done.stderr


def test_one_changed_number_is_noticed(tmp_path: Path) -> None:
    copy = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    expected = copy / "nordkontor/2026-04-rechnung.expected.json"
    expected.write_text(expected.read_text().replace('"1498.73"', '"1498.74"'))
    (copy / "calderfinch/2026-04-invoice.pdf").unlink()
    done = check(copy)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "calderfinch/2026-04-invoice.pdf: missing",
        "nordkontor/2026-04-rechnung.expected.json: differs",
    ]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_expected_file_is_an_invoice_in_canonical_form(path: Path) -> None:
    document = json.loads(path.read_text())
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(document)
    assert document["schema_version"] == SCHEMA_VERSION
    assert path.read_text() == json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_every_vendor_has_three_samples_or_more() -> None:
    for package in (ROOT / "plugins").glob("*/pyproject.toml"):
        assert len(list((FIXTURES / package.parent.name).glob("*.expected.json"))) >= 3
