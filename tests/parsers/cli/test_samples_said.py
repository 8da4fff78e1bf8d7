"""`invoiceplug test`: what it says of a difference, and in which forms."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import kramer
import pytest
from shell import Run

EXPECTED = "bill.expected.json"


def edit(folder: Path, **changed: object) -> None:
    """Changes members of the expected file's first line, or takes them away (None)."""
    data = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    data["lines"][0] |= changed
    data["lines"][0] = {name: value for name, value in data["lines"][0].items() if value is not None}
    (folder / EXPECTED).write_text(json.dumps(data), encoding="utf-8")


def broken_template(vendors: Path, before: str, after: str) -> None:
    text = (vendors / "vendor.yaml").read_text(encoding="utf-8")
    assert before in text
    (vendors / "vendor.yaml").write_text(text.replace(before, after), encoding="utf-8")


def test_a_value_under_another_locale_is_hinted_at(run: Run, vendors: Path, samples: Path) -> None:
    broken_template(vendors, 'decimal: ","', 'decimal: "."')
    broken_template(vendors, 'grouping: "."', 'grouping: ""')
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "VALUE_UNREADABLE" in result.stdout
    assert "hint: the text looks like de-DE" in result.stdout


def test_a_value_that_is_not_printed_is_said_to_be_the_plugins_own(run: Run, vendors: Path, samples: Path) -> None:
    broken_template(
        vendors, "invoice_date: {right_of: [Rechnungsdatum, Datum]}", "invoice_date: {constant: 01.02.2026}"
    )
    result = run("test", vendors)
    assert "/invoice_date   expected 2026-04-17   actual 2026-02-01" in result.stdout
    assert "not printed: the plugin says so itself" in result.stdout


def test_a_lost_line_names_the_row_that_was_not_read(run: Run, vendors: Path, samples: Path) -> None:
    lame = kramer.item("2", "4712", "Birnen Conference", "2,500", "KG", "2,40", "7 %", "")
    pdf = kramer.bill(kramer.APPLES, lame, totals=[kramer.total("Warenwert", "13,20"), *kramer.TOTALS[1:]])
    (samples / "bill.pdf").write_bytes(pdf)
    result = run("test", vendors)
    assert "actual (nothing)" in result.stdout
    assert "nearest row that was not read: page 1 top" in result.stdout
    assert "Birnen Conference" in result.stdout.partition("nearest row")[2].splitlines()[0]


def test_samples_are_chosen_by_an_expression(run: Run, vendors: Path, samples: Path) -> None:
    for name in ("april", "mai", "mai-gutschrift"):
        for ending in ("pdf", "expected.json"):
            shutil.copy(samples / f"bill.{ending}", samples / f"{name}.{ending}")
    assert "1 passed" in run("test", vendors, "-k", "mai and not gutschrift").stdout
    assert "3 passed" in run("test", vendors, "-k", "kramer/mai or (april or none)").stdout
    assert run("test", vendors, "-k", "mai and").exit_code == 2


def test_x_stops_at_the_first_that_is_not_right(run: Run, vendors: Path, samples: Path) -> None:
    for ending in ("pdf", "expected.json"):
        shutil.copy(samples / f"bill.{ending}", samples / f"zuletzt.{ending}")
    edit(samples, vendor_sku="9")
    result = run("test", vendors, "-x", "--format", "json")
    assert result.exit_code == 1
    [vendor] = json.loads(result.stdout)["vendors"]
    assert [each["name"] for each in vendor["samples"]] == ["bill"]


def test_two_processes_say_the_same_as_one(run: Run, vendors: Path, samples: Path) -> None:
    for ending in ("pdf", "expected.json"):
        shutil.copy(samples / f"bill.{ending}", samples / f"zuletzt.{ending}")
    edit(samples, vendor_sku=None)
    one, two = run("test", vendors), run("test", vendors, "-j", "2")
    assert (two.stdout, two.exit_code) == (one.stdout, 1)
    assert "expected (nothing)" in two.stdout


def test_junit_holds_a_case_a_sample(run: Run, vendors: Path, samples: Path, tmp_path: Path) -> None:
    edit(samples, vendor_sku="9")
    run("test", vendors, "--junit", tmp_path / "report.xml")
    [suite] = ET.parse(tmp_path / "report.xml").getroot()
    assert suite.attrib == {"name": "kramer", "tests": "1", "failures": "1", "errors": "0", "skipped": "0"}
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.text
    assert failure.get("message") == "1 difference in 2 lines"
    assert "/lines/0/vendor_sku   expected 9   actual 4711" in failure.text


def test_github_names_file_and_line(run: Run, vendors: Path, samples: Path) -> None:
    broken_template(vendors, "invoice_number: {right_of: Rechnungs-Nr.}", "invoice_number: {right_of: Beleg}")
    line = kramer.line_of("invoice_number:")
    result = run("test", vendors, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=vendors/vendor.yaml,line=")
    assert f"line={line},title=kramer/bill::FIELD_NOT_FOUND%0A" in result.stdout


def test_a_template_that_does_not_load_is_said_with_its_line(run: Run, vendors: Path, samples: Path) -> None:
    broken_template(vendors, "right_of: Rechnungs-Nr.", "right_off: Rechnungs-Nr.")
    result = run("test", vendors, "--format", "github")
    assert result.exit_code == 3
    line = kramer.line_of("invoice_number:")
    assert f"::error file=vendors/vendor.yaml,line={line},title=plugin vendor::" in result.stdout


def test_slow_samples_are_named_and_pass(run: Run, vendors: Path, samples: Path) -> None:
    result = run("test", vendors, "--slow", "0")
    assert (result.exit_code, "slow kramer/bill" in result.stdout) == (0, True)
    assert "slow" not in run("test", vendors, "--slow", "600").stdout


@pytest.mark.parametrize("folder", ["samples/not-mine", "tests/fixtures/strangers"])
def test_a_stranger_that_is_claimed_fails(run: Run, vendors: Path, samples: Path, folder: str) -> None:
    (vendors / folder).mkdir(parents=True)
    shutil.copy(samples / "bill.pdf", vendors / folder / "order.pdf")
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "order.pdf, which is not its own: tax id DE999999999 on page 1" in result.stdout
    assert "1 passed, 1 wrong claim" in result.stdout


def test_a_vendor_that_claims_anothers_sample_fails(run: Run, vendors: Path, samples: Path, tmp_path: Path) -> None:
    greedy = kramer.EXAMPLE.replace("id: kramer ", "id: greedy ")
    for name, text in (("kramer", kramer.EXAMPLE), ("greedy", greedy)):
        (tmp_path / "all" / name).mkdir(parents=True)
        (tmp_path / "all" / name / "template.yaml").write_text(text, encoding="utf-8")
    samples.rename(tmp_path / "all/kramer/samples")
    result = run("test", tmp_path / "all")
    assert result.exit_code == 1
    assert "AMBIGUOUS_VENDOR" in result.stdout
    [claim] = [line for line in result.stdout.splitlines() if "it claims" in line]
    assert "bill.pdf, which is a sample of kramer" in claim


def test_a_difference_names_the_line_of_the_rule_that_read_it(run: Run, vendors: Path, samples: Path) -> None:
    data = json.loads((samples / EXPECTED).read_text(encoding="utf-8"))
    data["totals"]["grand"], data["invoice_number"] = "1.00", "KR-1"
    (samples / EXPECTED).write_text(json.dumps(data), encoding="utf-8")
    edit(samples, qty_shipped="99")
    text = run("test", vendors).stdout
    for rule in ("invoice_number:", "qty_shipped:", "grand:"):
        assert f"read by vendors/vendor.yaml:{kramer.line_of(rule)}\n" in text


def test_a_code_that_the_template_explains_holds(run: Run, vendors: Path, samples: Path) -> None:
    broken_template(vendors, "  needs: [", "    extra.taxed: {from: tax_rate, values: {7 %: yes}}\n  needs: [")
    assert "/lines/0/extra" in run("test", vendors).stdout
    assert "does not hold" not in run("test", vendors).stdout


def test_a_warning_of_an_equal_sample_is_said(run: Run, vendors: Path, samples: Path) -> None:
    assert "LAYOUT_CHANGED" not in run("test", vendors).stdout
    broken_template(vendors, "  end: [", "  layout: [Pos Art.-Nr.]\n  end: [")
    result = run("test", vendors)
    assert (result.exit_code, "all equal" in result.stdout) == (0, True)
    assert "! bill.pdf   LAYOUT_CHANGED: The table's header row" in result.stdout
    assert ".yaml:" not in result.stdout, "the same bytes give the same reading in whatever folder"


def test_without_the_extra_for_pdfs_it_says_what_to_install(vendors: Path, samples: Path) -> None:
    started = "import sys; sys.modules['pikepdf'] = None; from invoiceplug.cli import main; main()"
    command = [sys.executable, "-c", started, "test", str(vendors)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 3
    assert said.stderr.startswith("MISSING_EXTRA: ") and "pip install 'invoiceplug[pdf]'" in said.stderr


def test_its_commands_can_be_copied_where_names_have_spaces(run: Run, vendors: Path, samples: Path) -> None:
    (samples / "bill.pdf").rename(samples / "für März (2).pdf")
    said = run("test", vendors).stdout
    assert "samples/für März (2).pdf' --plugins" in said
    assert "-k 'kramer/für and März and 2' --update" in said
    assert run("test", vendors, "-k", "kramer/für and März and 2", "--update").exit_code == 0


def test_beside_a_vendor_that_is_not_installed_it_says_to_name_its_folder(
    run: Run, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(samples.parents[1])
    said = run("test")
    assert said.exit_code == 1
    assert "invoiceplug test FOLDER" in said.stdout
