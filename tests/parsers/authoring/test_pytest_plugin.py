"""`pytest plugins/acme` collects the samples that `invoiceplug test` tries, and says the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import kramer
import pytest

from invoiceplug import read_invoice
from invoiceplug.authoring.trial import expected_text
from invoiceplug.plugins import load_plugins

TOTALS = [kramer.total("Warenwert", "19,20"), kramer.total("USt 7 % auf 19,20", "1,34"), kramer.TOTALS[1]]


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A vendor package with one sample, and a Python test of its own."""
    samples = tmp_path / "acme/samples"
    samples.mkdir(parents=True)
    (tmp_path / "acme/template.yaml").write_text(kramer.EXAMPLE, encoding="utf-8")
    bill = kramer.bill(kramer.APPLES, kramer.PEARS, totals=TOTALS)
    (samples / "bill.pdf").write_bytes(bill)
    reading = read_invoice(bill, plugins=load_plugins(tmp_path / "acme"))
    (samples / "bill.expected.json").write_text(expected_text(reading.invoice), encoding="utf-8")
    (tmp_path / "acme/test_own.py").write_text("def test_own():\n    assert True\n", encoding="utf-8")
    return tmp_path / "acme"


def pytest_on(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A pytest of its own over the folder, with warnings as errors and none of this project's settings."""
    command = [sys.executable, "-W", "error", "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-W", "error"]
    (folder.parent / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return subprocess.run([*command, *arguments, str(folder)], capture_output=True, text=True, check=False)


def test_samples_are_collected_beside_python_tests(acme: Path) -> None:
    done = pytest_on(acme)
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout
    assert "kramer/bill" in done.stdout and "kramer/claims" in done.stdout


def test_a_difference_fails_with_the_text_of_the_command_line(acme: Path) -> None:
    expected = acme / "samples/bill.expected.json"
    expected.write_text(expected.read_text("utf-8").replace("KR-000123", "KR-000999"), encoding="utf-8")
    done = pytest_on(acme, "-k", "bill")
    assert done.returncode == 1
    assert "/invoice_number   expected KR-000999   actual KR-000123" in done.stdout
    assert 'printed "KR-000123"' in done.stdout
    assert "Traceback" not in done.stdout


def test_a_sample_that_is_known_to_fail_is_an_xfail(acme: Path) -> None:
    (acme / "samples/bill.yaml").write_text("xfail: cut off\n", encoding="utf-8")
    expected = acme / "samples/bill.expected.json"
    expected.write_text(expected.read_text("utf-8").replace("KR-000123", "KR-000999"), encoding="utf-8")
    assert "1 xfailed" in pytest_on(acme).stdout


def test_a_template_that_does_not_load_is_a_collection_error_with_its_line(acme: Path) -> None:
    template = acme / "template.yaml"
    template.write_text(template.read_text("utf-8").replace("invoice_number: {", "invoice_nummer: {"), encoding="utf-8")
    done = pytest_on(acme)
    assert done.returncode == 2
    assert f"template.yaml:{kramer.line_of('invoice_number:')}" in done.stdout


def test_folders_without_a_vendor_collect_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/pyproject.toml").write_text('[project]\nname = "other"\n', encoding="utf-8")
    (tmp_path / "other/template.yaml").write_text("not: ours\n", encoding="utf-8")
    (tmp_path / "other/test_own.py").write_text(
        "import sys\ndef test_own():\n    assert 'invoiceplug.plugins' not in sys.modules\n", encoding="utf-8"
    )
    done = pytest_on(tmp_path / "other")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
