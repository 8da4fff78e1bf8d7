"""`invoiceplug explain` and `read --explain`: why a file is read as it is, most of all when it is not."""

import json
from pathlib import Path

import kramer
import pytest
from shell import Run


def section(screen: str, title: str) -> list[str]:
    """The lines under a title, without their indent."""
    lines = screen.splitlines()
    start = lines.index(title) + 1
    end = next((i for i in range(start, len(lines)) if not lines[i]), len(lines))
    return [line.strip() for line in lines[start:end]]


def test_marks_are_shown_with_the_rule_and_the_page(run: Run, bill: Path, vendors: Path) -> None:
    marks = section(run("explain", bill, "--plugins", vendors).stdout, "Marks")
    assert "✓ kramer  claims it" in marks
    assert any("tax id DE999999999" in mark and f"vendor.yaml:{kramer.line_of('- tax_id')}" in mark for mark in marks)


def test_a_field_is_shown_with_its_place_its_label_and_its_line(run: Run, bill: Path, vendors: Path) -> None:
    fields = section(run("explain", bill, "--plugins", vendors).stdout, "Fields")
    [number] = [field for field in fields if "invoice_number" in field]
    assert "KR-000123" in number and 'right of "Rechnungs-Nr."' in number and "p1 [450.0," in number
    assert f"(vendor.yaml:{kramer.line_of('invoice_number')})" in number


def test_what_was_understood_stands_beside_what_is_printed(run: Run, bill: Path, vendors: Path) -> None:
    fields = section(run("explain", bill, "--plugins", vendors).stdout, "Fields")
    assert any("17.04.2026 → 2026-04-17" in field for field in fields)


def test_every_row_and_the_proof_are_shown(run: Run, bill: Path, vendors: Path) -> None:
    screen = run("explain", bill, "--plugins", vendors).stdout
    rows = section(screen, "Rows")
    assert any("ok" in row and "Äpfel Elstar" in row for row in rows)
    assert section(screen, "Proof") == [
        "✓ quantity x price = amount in 2 of 2 lines",
        "✓ sum of 2 lines 19.20 = printed 19.20",
        "✓ lines 19.20 + tax 1.34 = total 20.54",
    ]


def test_it_is_said_when_no_row_was_dropped(run: Run, bill: Path, vendors: Path) -> None:
    screen = run("explain", bill, "--plugins", vendors).stdout
    assert section(screen, "Rows that looked like lines but were dropped") == ["none"]


def test_a_row_that_became_nothing_is_shown_with_the_reason(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "lost.pdf"
    lost = kramer.item("2", "4713", "Quitten", "", "Stk", "1,00", "7 %", "3,00")
    pdf.write_bytes(kramer.bill(kramer.APPLES, lost))
    [dropped] = section(
        run("explain", pdf, "--plugins", vendors).stdout, "Rows that looked like lines but were dropped"
    )
    assert dropped.startswith("UNREAD") and "Quitten" in dropped and "qty_shipped" in dropped


def test_a_sum_that_fails_is_shown_as_one(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "wrong.pdf"
    pdf.write_bytes(kramer.bill(kramer.APPLES, totals=[kramer.total("Warenwert", "99,99"), kramer.TOTALS[1]]))
    proof = section(run("explain", pdf, "--plugins", vendors).stdout, "Proof")
    assert "✗ sum of 1 lines 13.20 ≠ printed 99.99" in proof
    assert any(line.startswith("✗ LINES_NET") for line in proof)


def test_when_reading_fails_the_steps_up_to_there_are_shown(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "no-date.pdf"
    head = [row for row in kramer.LETTERHEAD if "Datum" not in str(row)]
    pdf.write_bytes(kramer.paper([*head, kramer.HEADER, kramer.APPLES, *kramer.TOTALS]))
    result = run("explain", pdf, "--plugins", vendors)
    assert result.exit_code == 6
    assert "FIELD_NOT_FOUND" in result.stderr
    fields = section(result.stdout, "Fields")
    assert any(field.startswith("✓") and "invoice_number" in field for field in fields)
    assert any(field.startswith("✗") and "invoice_date" in field and "vendor.yaml:" in field for field in fields)


def test_a_vendor_in_python_is_explained_by_the_places_of_its_values(run: Run, fixtures: Path) -> None:
    screen = run("explain", fixtures / "calderfinch" / "2026-04-invoice.pdf").stdout
    assert "read as calderfinch" in screen and "(code)" in screen
    assert any("HCS-0375C150-5" in row and "p1 " in row for row in section(screen, "Rows"))
    assert any("invoice_number" in field and "CF-118204" in field for field in section(screen, "Fields"))


def test_a_file_of_nobody_is_explained_by_the_nearest_vendor(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "stranger.pdf"
    pdf.write_bytes(kramer.paper([((60, "l", "Kramer Obst und Gemüse KG"),)]))
    result = run("explain", pdf, "--plugins", vendors)
    assert result.exit_code == 5
    marks = section(result.stdout, "Marks")
    assert marks[0] == "- kramer  1 found, 1 missing"
    assert any(mark.startswith("✗") and "tax id DE999999999" in mark for mark in marks)


def test_json_holds_every_step_with_fractions_of_the_page(run: Run, bill: Path, vendors: Path) -> None:
    data = json.loads(run("explain", bill, "--plugins", vendors, "--format", "json").stdout)
    assert (data["schema"], data["vendor"], data["error"]) == ("invoiceplug/explanation/1", "kramer", None)
    [number] = [step for step in data["steps"] if step.get("name") == "invoice_number"]
    assert (number["kind"], number["outcome"], number["page"]) == ("field", "ok", 1)
    assert all(0 <= edge <= 1 for edge in number["box"])
    assert data["asked"][0]["claims"] is True
    assert {each["verdict"] for each in data["proof"]} == {"holds"}


def test_a_file_that_cannot_be_opened_says_why(run: Run, fixtures: Path) -> None:
    result = run("explain", fixtures / "bad" / "encrypted.pdf")
    assert (result.exit_code, "ENCRYPTED_PDF" in result.stderr) == (4, True)
    assert "read by nobody" in result.stdout


def test_read_says_the_same_on_stderr_beside_its_data(run: Run, bill: Path, vendors: Path) -> None:
    result = run("read", bill, "--plugins", vendors, "--explain", "--format", "json")
    assert json.loads(result.stdout)["invoice"]["invoice_number"] == "KR-000123"
    assert 'right of "Rechnungs-Nr."' in result.stderr


def test_stdin_can_be_explained_while_it_is_read(run: Run, bill: Path, vendors: Path) -> None:
    result = run("read", "-", "--plugins", vendors, "--explain", "--format", "json", stdin=bill.read_bytes())
    assert result.exit_code == 0 and "Fields" in result.stderr


@pytest.mark.parametrize("command", ["explain", "overlay", "identify", "read", "schema", "plugins"])
def test_the_help_of_each_command_has_examples(run: Run, command: str) -> None:
    shown = run(command, "--help").stdout
    assert f"invoiceplug {command}" in shown.partition("Examples:\n")[2]
