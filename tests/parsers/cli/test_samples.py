"""`invoiceplug test`: vendors against their samples."""

import json
from pathlib import Path

import kramer
import pytest
from shell import Run

EXPECTED = "bill.expected.json"


def change(folder: Path, before: str, after: str) -> None:
    text = (folder / EXPECTED).read_text(encoding="utf-8")
    assert before in text
    (folder / EXPECTED).write_text(text.replace(before, after), encoding="utf-8")


def test_equal_samples_pass_on_one_line(run: Run, vendors: Path, samples: Path) -> None:
    result = run("test", vendors)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("✓ kramer 1.0.0   1 sample, 2 lines, ")


@pytest.mark.parametrize("place", ["", "samples", "samples/bill.pdf"])
def test_a_plugin_its_samples_and_one_sample_can_be_named(run: Run, vendors: Path, samples: Path, place: str) -> None:
    result = run("test", vendors / place, "--plugins", vendors)
    assert (result.exit_code, "1 passed" in result.stdout) == (0, True)


def test_the_expected_file_holds_values_sorted(samples: Path) -> None:
    text = (samples / EXPECTED).read_text(encoding="utf-8")
    data = json.loads(text)
    assert text == json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert data["schema_version"] == "invoice.v1"


def test_a_changed_number_fails_with_its_place_and_print(run: Run, vendors: Path, samples: Path) -> None:
    change(samples, '"qty_shipped": "2.500"', '"qty_shipped": "25.00"')
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "✗ bill.pdf   1 difference in 2 lines" in result.stdout
    assert "/lines/1/qty_shipped   expected 25.00   actual 2.500" in result.stdout
    assert 'pt  printed "2,500"' in result.stdout
    assert f"invoiceplug test {vendors} -k kramer/bill --update" in result.stdout


def test_one_lost_line_is_one_difference(run: Run, vendors: Path, samples: Path) -> None:
    data = json.loads((samples / EXPECTED).read_text(encoding="utf-8"))
    data["lines"].insert(0, {**data["lines"][0], "vendor_sku": "1", "description": "Kirschen", "line_id": "9"})
    (samples / EXPECTED).write_text(json.dumps(data), encoding="utf-8")
    report = json.loads(run("test", vendors, "--format", "json").stdout)
    found = report["vendors"][0]["samples"][0]["differences"]
    assert report["schema"] == "invoiceplug/test-report/1"
    assert [each["pointer"] for each in found] == ["/lines/0"]
    assert (found[0]["expected"]["description"], found[0]["actual"]) == ("Kirschen", None)


def test_no_samples_is_a_failure(run: Run, vendors: Path) -> None:
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "kramer 1.0.0   no samples" in result.stdout


def test_a_sample_without_an_expected_file_is_a_failure(run: Run, vendors: Path, samples: Path) -> None:
    (samples / EXPECTED).unlink()
    result = run("test", vendors)
    assert result.exit_code == 1
    assert "? bill.pdf   no expected file yet; 2 lines, total 20.54" in result.stdout


def test_update_shows_the_difference_and_writes_it(run: Run, vendors: Path, samples: Path) -> None:
    change(samples, '"qty_shipped": "2.500"', '"qty_shipped": "25.00"')
    result = run("test", vendors, "--update")
    assert "/lines/1/qty_shipped   expected 25.00   actual 2.500" in result.stdout
    assert run("test", vendors).exit_code == 0


def test_update_refuses_a_reading_that_does_not_add_up(run: Run, vendors: Path, samples: Path) -> None:
    (samples / "wrong.pdf").write_bytes(
        kramer.bill(kramer.APPLES, totals=[kramer.total("Warenwert", "99,99"), kramer.TOTALS[1]])
    )
    result = run("test", vendors, "--update")
    assert result.exit_code == 1
    assert "LINES_NET" in result.stdout
    assert not (samples / "wrong.expected.json").exists()


def test_update_is_refused_where_ci_is_set(
    run: Run, vendors: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run("test", vendors, "--update").exit_code == 2


def test_a_sample_that_another_vendor_claims_too_fails(run: Run, vendors: Path, samples: Path) -> None:
    (vendors / "twin.yaml").write_text(kramer.EXAMPLE.replace("id: kramer ", "id: kramer_twin "), encoding="utf-8")
    result = run("test", samples, "--plugins", vendors)
    assert result.exit_code == 1
    assert "AMBIGUOUS_VENDOR" in result.stdout


def test_a_template_that_is_not_valid_is_the_only_thing_said(run: Run, vendors: Path) -> None:
    template = vendors / "vendor.yaml"
    template.write_text(template.read_text(encoding="utf-8").replace("locale:", "locael:"), encoding="utf-8")
    result = run("test", vendors)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "did you mean `locale`?" in result.stderr


def test_a_plugin_that_does_not_load_is_status_3(run: Run, vendors: Path, samples: Path) -> None:
    (vendors / "broken.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    result = run("test", vendors)
    assert result.exit_code == 3
    assert "1 passed" in result.stdout
    assert "broken.py:1: ModuleNotFoundError" in result.stderr


def test_a_folder_without_vendors_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("test", tmp_path / "empty").exit_code == 2


def test_a_pdf_that_lies_beside_the_samples_is_named_and_told_where_samples_lie(run: Run, samples: Path) -> None:
    loose = samples.with_name("loose.pdf")
    loose.write_bytes((samples / "bill.pdf").read_bytes())
    result = run("test", loose)
    assert result.exit_code == 2
    assert f"{loose} is no vendor's sample: samples lie in samples/ beside the vendor's template" in result.stderr


def test_a_text_that_no_sample_holds_is_a_failure(run: Run, vendors: Path, samples: Path) -> None:
    result = run("test", vendors, "-k", "2031")
    assert result.exit_code == 1
    assert 'no sample is named like "2031"' in result.stdout
