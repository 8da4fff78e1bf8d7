"""`invoiceplug plugins show` and `check`: what a plugin reads by, and what is wrong with it, without any PDF."""

import json
from pathlib import Path

import kramer
from shell import Run

MISSPELT = """
from invoiceplug import hookimpl

@hookimpl
def register_extracters(register):
    pass
"""
PACKAGE = """
from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
"""


def test_show_names_file_marks_fields_and_columns(run: Run, vendors: Path) -> None:
    screen = run("plugins", "show", "kramer", "--plugins", vendors).stdout
    assert "kramer  Kramer Obst und Gemüse KG" in screen
    assert f"all   tax id DE999999999  (vendor.yaml:{kramer.line_of('- tax_id')})" in screen
    assert f'right of "Rechnungs-Nr." (required)  (vendor.yaml:{kramer.line_of("invoice_number")})' in screen
    assert "line_total   Gesamt or Betrag" in screen


def test_show_finds_the_samples(run: Run) -> None:
    data = json.loads(run("plugins", "show", "nordkontor", "--format", "json").stdout)
    assert "2026-04-rechnung" in [sample["name"] for sample in data["samples"]]
    assert data["samples"][0]["expected"] is True


def test_show_of_a_stranger_names_those_that_are_known(run: Run) -> None:
    result = run("plugins", "show", "nobody")
    assert result.exit_code == 2
    assert "no plugin reads the vendor 'nobody' (known: " in result.stderr


def test_the_folder_may_be_named_before_the_command_too(run: Run, vendors: Path) -> None:
    assert "kramer\t" in run("plugins", "--plugins", vendors, "list").stdout


def test_a_good_template_passes(run: Run, vendors: Path) -> None:
    result = run("plugins", "check", vendors / "vendor.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("✓ kramer (Kramer Obst und Gemüse KG), template kramer 1.0.0, ")


def test_every_problem_of_a_template_is_named_with_its_line(run: Run, vendors: Path) -> None:
    broken = kramer.EXAMPLE.replace("right_of: Rechnungs-Nr.", "rigth_of: Rechnungs-Nr.")
    broken = broken.replace(r"regex: 'KR-\d{6}'", "regex: 'KR-('")
    (vendors / "vendor.yaml").write_text(broken, encoding="utf-8")
    result = run("plugins", "check", vendors / "vendor.yaml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"vendor.yaml:{kramer.line_of('invoice_number')}: unknown key `rigth_of`" in result.stderr


def test_a_regex_that_does_not_compile_is_named_with_its_line(run: Run, vendors: Path) -> None:
    (vendors / "vendor.yaml").write_text(kramer.EXAMPLE.replace(r"'KR-\d{6}'", "'KR-('"), encoding="utf-8")
    result = run("plugins", "check", vendors)
    assert result.exit_code == 3
    assert f"vendor.yaml:{kramer.line_of('KR-')}: the regex KR-( does not compile" in result.stderr


def test_a_misspelt_hook_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text(MISSPELT, encoding="utf-8")
    result = run("plugins", "check", tmp_path / "acme.py")
    assert result.exit_code == 3
    assert "acme.py:4: there is no hook 'register_extracters'; did you mean 'register_extractors'?" in result.stderr


def test_code_that_cannot_be_imported_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text("import json\nimport nothing_of_that_name\n", encoding="utf-8")
    result = run("plugins", "check", tmp_path)
    assert result.exit_code == 3
    assert "acme.py:2: ModuleNotFoundError: No module named 'nothing_of_that_name'" in result.stderr


def test_a_package_is_checked_with_its_template(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "acme" / "src" / "invoiceplug_checkedacme"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    (package / "template.yaml").write_text(kramer.EXAMPLE.replace("locale:", "lokale:"), encoding="utf-8")
    result = run("plugins", "check", tmp_path / "acme")
    assert result.exit_code == 3
    assert f"template.yaml:{kramer.line_of('locale:')}: unknown key `lokale` (did you mean `locale`?)" in result.stderr


def test_a_folder_without_any_vendor_is_a_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text("SPEED = 3\n", encoding="utf-8")
    result = run("plugins", "check", tmp_path / "acme.py", "--format", "json")
    assert result.exit_code == 3
    [problem] = json.loads(result.stdout)["problems"]
    assert "acme.py:1: no vendor is registered here" in problem
