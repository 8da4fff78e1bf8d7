"""The task's image: it knows every vendor, reads a real invoice, and says what is wrong by its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/fixtures/nordkontor/2026-04-rechnung.pdf"
EXPECTED = SAMPLE.with_suffix(".expected.json")
USAGE = 64


def test_without_a_job_it_is_a_wrong_call(task):
    done = task.run("-m", "invoiceplug_cloud.task", CMAP_PATH="/nonexistent")
    assert done.returncode == USAGE
    assert json.loads(done.stdout)["outcome"] == "usage"


def test_it_reads_an_invoice_as_the_sample_says(task, tmp_path):
    code = (
        "import json, sys, invoiceplug_cloud.task as t; print(json.dumps(t.read_pdf(open(sys.argv[1], 'rb').read())))"
    )
    done = task.run("-c", code, SAMPLE, CMAP_PATH="/nonexistent", TMPDIR=str(tmp_path), HOME="/nonexistent")
    assert done.returncode == 0, done.stderr
    read, expected = json.loads(done.stdout)["invoice"], json.loads(EXPECTED.read_text())
    facts = ("vendor", "invoice_number", "invoice_date", "totals")
    assert [read[name] for name in facts] == [expected[name] for name in facts]
    assert len(read["lines"]) == len(expected["lines"])


def test_it_writes_the_list_of_every_vendor_of_this_checkout(task, tmp_path):
    done = task.run("-m", "invoiceplug_cloud.vendors_file", tmp_path / "vendors.json")
    assert done.returncode == 0, done.stderr
    plugins = [vendor["plugin"] for vendor in json.loads((tmp_path / "vendors.json").read_text())]
    assert set(plugins) == {path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml")}


def test_what_it_reads_tables_and_e_invoices_with_can_be_loaded(task, pytestconfig):
    with_all = pytestconfig.getoption("--nightly")  # camelot alone loads OpenCV and pandas
    modules = ("facturx", "pdfplumber", "pypdfium2", *(["camelot"] if with_all else []))
    assert (task.packages / "camelot").is_dir()
    done = task.run("-c", f"import {', '.join(modules)}", PATH="/usr/bin")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["pip", "setuptools", "ministack", "moto", "pytest", "hypercorn"])
def test_nothing_of_a_developer_is_in_it(task, name):
    assert not (task.packages / name).exists()
