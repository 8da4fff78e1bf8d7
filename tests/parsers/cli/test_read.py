"""`invoiceplug read`: data on stdout, everything else on stderr, and an exit status that says what happened."""

import csv
import io
import json
from pathlib import Path

import kramer
import pytest
from shell import Run

from invoiceplug.validate import validate_reading

BAD = {
    "empty.pdf": ("EMPTY_FILE", 4),
    "not-a-pdf.pdf": ("NOT_A_PDF", 4),
    "encrypted.pdf": ("ENCRYPTED_PDF", 4),
    "scan.pdf": ("SCANNED_NO_TEXT", 4),
    "truncated.pdf": ("DAMAGED_PDF", 4),
    "unknown-vendor.pdf": ("NO_VENDOR_MATCH", 5),
}


def test_json_is_a_valid_reading(run: Run, bill: Path, vendors: Path) -> None:
    result = run("read", bill, "--plugins", vendors, "--format", "json")
    reading = json.loads(result.stdout)
    validate_reading(reading)
    assert (result.exit_code, result.stderr) == (0, "")
    assert reading["invoice"]["lines"][1]["line_total"] == "6.00"
    assert reading["reader"]["template"] == "kramer 1.0.0"


def test_a_piped_table_is_tab_separated(run: Run, bill: Path, vendors: Path) -> None:
    head, first, second = run("read", bill, "--plugins", vendors).stdout.splitlines()
    assert head.split("\t")[:3] == ["file", "vendor", "invoice_number"]
    assert first.split("\t")[6:] == ["1", "item", "4711", "Äpfel Elstar, Kiste 10 kg", "12", "Stk", "1.10", "13.20"]
    assert len(second.split("\t")) == len(head.split("\t"))


def test_csv_has_a_row_a_line(run: Run, bill: Path, vendors: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", bill, "--plugins", vendors, "--format", "csv").stdout)))
    assert [(row["vendor"], row["vendor_sku"], row["qty_shipped"], row["uom"]) for row in rows] == [
        ("kramer", "4711", "12", "H87"),
        ("kramer", "4712", "2.500", "KGM"),
    ]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.example")', "+49 40 123", "-cmd|calc", "@SUM(A1)"])
def test_no_cell_of_a_csv_is_a_formula(run: Run, tmp_path: Path, vendors: Path, text: str) -> None:
    pdf = tmp_path / "evil.pdf"
    pdf.write_bytes(kramer.bill(kramer.item("1", "4711", text, "12", "Stk", "1,10", "7 %", "13,20")))
    result = run("read", pdf, "--plugins", vendors, "--format", "csv")
    assert [row["description"] for row in csv.DictReader(io.StringIO(result.stdout))] == [f"'{text}"]


def test_a_negative_amount_in_a_csv_stays_a_number(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "returned.pdf"
    pdf.write_bytes(kramer.bill(kramer.item("1", "900", "Leergut", "-2", "Stk", "3,86", "7 %", "-7,72")))
    result = run("read", pdf, "--plugins", vendors, "--format", "csv")
    assert [row["line_total"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["-7.72"]


def test_stdin_is_read_for_a_dash(run: Run, bill: Path, vendors: Path) -> None:
    result = run("read", "-", "--plugins", vendors, "--format", "jsonl", stdin=bill.read_bytes())
    assert json.loads(result.stdout)["reading"]["invoice"]["invoice_number"] == "KR-000123"


@pytest.mark.parametrize(("name", "expected"), BAD.items())
def test_each_bad_input_has_its_own_code_and_status(
    run: Run, fixtures: Path, name: str, expected: tuple[str, int]
) -> None:
    code, status = expected
    result = run("read", fixtures / "bad" / name, "--format", "json")
    assert (result.exit_code, result.stdout) == (status, "")
    assert f"{name}: {code}: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_over_the_limit_is_refused_unread(run: Run, tmp_path: Path) -> None:
    from invoiceplug.limits import STANDARD

    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(STANDARD.pdf_bytes + 1)
    result = run("read", big)
    assert result.exit_code == 4
    assert "FILE_TOO_LARGE" in result.stderr


def test_a_bad_file_does_not_stop_the_others_and_the_worst_status_is_given(
    run: Run, bill: Path, vendors: Path, fixtures: Path
) -> None:
    unknown, empty = fixtures / "bad" / "unknown-vendor.pdf", fixtures / "bad" / "empty.pdf"
    result = run("read", unknown, empty, bill, "--plugins", vendors, "--format", "jsonl")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 5
    assert (first["error"]["code"], second["error"]["code"]) == ("NO_VENDOR_MATCH", "EMPTY_FILE")
    assert third["reading"]["invoice"]["invoice_number"] == "KR-000123"


def test_strict_fails_when_an_invoice_does_not_add_up(run: Run, tmp_path: Path, vendors: Path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(kramer.bill(kramer.APPLES, totals=[kramer.total("Warenwert", "99,99"), kramer.TOTALS[1]]))
    result = run("read", wrong, "--plugins", vendors)
    assert result.exit_code == 0
    assert f"error: {wrong}: LINES_NET: " in result.stderr
    assert run("read", wrong, "--plugins", vendors, "--strict").exit_code == 6


def test_a_vendor_can_be_forced(run: Run, bill: Path, vendors: Path) -> None:
    assert run("read", bill, "--plugins", vendors, "--vendor", "kramer").exit_code == 0
    result = run("read", bill, "--plugins", vendors, "--vendor", "nobody")
    assert result.exit_code == 5
    assert "No plugin reads the vendor 'nobody'" in result.stderr
    assert "`invoiceplug plugins` lists the vendors that can be read." in result.stderr


def test_output_goes_to_a_file_in_the_format_of_its_name(run: Run, bill: Path, vendors: Path, tmp_path: Path) -> None:
    result = run("read", bill, "--plugins", vendors, "-o", tmp_path / "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    validate_reading(json.loads((tmp_path / "out.json").read_text(encoding="utf-8")))


def test_a_file_whose_name_says_another_format_is_not_written(run: Run, bill: Path, tmp_path: Path) -> None:
    result = run("read", bill, "-o", tmp_path / "out.xlsx")
    assert (result.exit_code, (tmp_path / "out.xlsx").exists()) == (2, False)
    assert "no format is called xlsx: say with --format how" in result.stderr


def test_a_folder_of_vendors_without_a_vendor_is_said(run: Run, fixtures: Path, tmp_path: Path) -> None:
    result = run("read", fixtures / "nordkontor" / "2026-04-rechnung.pdf", "--plugins", tmp_path)
    assert (result.exit_code, result.stderr) == (0, f"warning: there is no vendor plugin in {tmp_path}.\n")


def test_a_broken_template_is_named_with_its_line_and_status_3(run: Run, bill: Path, vendors: Path) -> None:
    (vendors / "vendor.yaml").write_text(kramer.EXAMPLE.replace("right_of: Tour", "right_off: Tour"), encoding="utf-8")
    result = run("read", bill, "--plugins", vendors)
    assert result.exit_code == 3
    assert f"vendor.yaml:{kramer.line_of('extra.tour')}: unknown key `right_off`" in result.stderr


def test_a_value_that_cannot_be_read_names_the_template_line_and_page(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "dots.pdf"
    pdf.write_bytes(kramer.bill(kramer.item("1", "4711", "Äpfel", "12", "Stk", "1.10", "7 %", "13,20")))
    result = run("read", pdf, "--plugins", vendors)
    assert result.exit_code == 6
    assert f"vendor.yaml:{kramer.line_of('unit_price:')}: unit_price on page 1: '1.10' is no number" in result.stderr


def test_no_file_at_all_is_wrong_usage(run: Run) -> None:
    assert run("read").exit_code == 2


def test_who_sees_the_templates_line_is_told_to_mend_it(run: Run, bill: Path, vendors: Path) -> None:
    template = vendors / "vendor.yaml"
    template.write_text(template.read_text("utf-8").replace("Gesamtbetrag", "Endbetrag"), "utf-8")
    said = run("read", bill, "--plugins", vendors).stderr
    assert "Mend that line; `invoiceplug explain` with the same file and options shows what stands there." in said
    assert "`invoiceplug overlay` with the same" in run("explain", bill, "--plugins", vendors).stderr


def test_an_unknown_vendors_invoice_is_suggested_where_it_is_asked_for(run: Run, fixtures: Path) -> None:
    stranger = fixtures / "bad" / "unknown-vendor.pdf"
    result = run("read", stranger, "--fallback", "--no-embedded", "--format", "json")
    reading = json.loads(result.stdout)
    validate_reading(reading)
    assert (result.exit_code, reading["origin"], len(reading["invoice"]["lines"])) == (0, "suggested", 6)
    assert run("read", stranger, "--fallback", "--strict").exit_code == 6
    assert "With --fallback a reading of it is suggested." in run("read", stranger).stderr
    assert "--fallback" not in run("read", fixtures / "strangers" / "receipt.pdf", "--fallback").stderr
    assert "NO_VENDOR_MATCH" in run("explain", stranger, "--fallback").stdout
