"""`invoiceplug identify` and `invoiceplug plugins`: who is here, whose invoice it is, and why."""

import json
from pathlib import Path

import kramer
from shell import Run


def test_identify_says_vendor_and_marks(run: Run, bill: Path, vendors: Path) -> None:
    result = run("identify", bill, "--plugins", vendors)
    assert result.exit_code == 0
    assert result.stdout.split("\t")[1:] == [
        "kramer",
        'tax id DE999999999 on page 1; "Kramer Obst und Gemüse KG" on page 1; the regex KR-\\d{6} on page 1\n',
    ]


def test_identify_says_who_was_nearest(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "note.pdf"
    pdf.write_bytes(kramer.paper([*kramer.LETTERHEAD, ((60, "l", "Lieferschein"),)]))
    result = run("identify", pdf, "--plugins", vendors)
    assert result.exit_code == 5
    assert "Nearest is kramer: 3 of its marks are there (tax id DE999999999 on page 1; " in result.stderr
    assert 'missing: no "Lieferschein", but it is on page 1 (' in result.stderr


def test_two_claimants_are_named_with_their_reasons(run: Run, bill: Path, vendors: Path) -> None:
    twin = kramer.EXAMPLE.replace("id: kramer ", "id: kramer_twin ")
    (vendors / "twin.yaml").write_text(twin, encoding="utf-8")
    result = run("identify", bill, "--plugins", vendors)
    assert result.exit_code == 5
    assert "AMBIGUOUS_VENDOR: kramer and kramer_twin claim this invoice." in result.stderr
    assert "kramer_twin (twin): tax id DE999999999 on page 1" in result.stderr


def test_plugins_lists_vendors(run: Run, vendors: Path) -> None:
    result = run("plugins", "--plugins", vendors)
    assert "kramer\tKramer Obst und Gemüse KG\tvendor\t1.0.0\ttemplate" in result.stdout.splitlines()
    assert result.exit_code == 0


def test_plugins_names_what_could_not_be_loaded_and_goes_on(run: Run, vendors: Path) -> None:
    (vendors / "broken.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    result = run("plugins", "--plugins", vendors, "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 3
    assert "kramer" in [vendor["id"] for vendor in data["vendors"]]
    assert [failure["plugin"] for failure in data["failures"]] == ["broken"]
    assert "✗ broken: ModuleNotFoundError" in result.stderr
