"""`invoiceplug new`: a package that installs, reads what labels show, and says what was guessed."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pdfs import drawn
from shell import Run

from invoiceplug import read_invoice
from invoiceplug.authoring.draft import Draft, draft_of, sample_of
from invoiceplug.plugins import load_plugins
from invoiceplug.template import load_template
from invoiceplug.toolkit.open import open_pdf

KINDS = ("template", "python")


def drafted(pdf: bytes) -> Draft:
    """The draft from one sample."""
    return draft_of([sample_of(open_pdf(pdf))])


def columns(draft: Draft) -> list[str]:
    """The names of its columns."""
    return [column.name for column in draft.lines.columns] if draft.lines else []


@pytest.fixture
def stranger(fixtures: Path, tmp_path: Path) -> Path:
    """An invoice that no vendor knows."""
    return Path(shutil.copy(fixtures / "bad/unknown-vendor.pdf", tmp_path / "2026-06.pdf"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_reads_the_invoice_it_was_made_from(run: Run, tmp_path: Path, stranger: Path, kind: str) -> None:
    result = run("new", "pelham", "--from", stranger, "--kind", kind, "--dir", tmp_path)
    assert result.exit_code == 0
    assert "read: invoice 20931 of 2026-06-09, 6 lines, GBP 1507.92" in result.stdout
    assert f"$ invoiceplug test {tmp_path / 'pelham'}" in result.stdout
    invoice = read_invoice(stranger.read_bytes(), plugins=load_plugins(tmp_path / "pelham", instead=True)).invoice
    assert [line["line_total"] for line in invoice["lines"]] == [
        *("462.00", "164.80", "372.00", "166.50", "64.00", "27.30")
    ]
    assert invoice["vendor"]["name"] == "Pelham Row Paper Ltd"


def test_a_draft_that_reads_what_was_wanted_is_tested_and_its_reading_written(
    run: Run, tmp_path: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = run("new", "pelham", "--from", stranger, "--dir", tmp_path)
    assert f"$ invoiceplug test {tmp_path / 'pelham'} --update" in result.stdout
    assert f"after each change: invoiceplug test {tmp_path / 'pelham'}" in result.stdout
    assert f"invoiceplug read OTHER.pdf --plugins {tmp_path / 'pelham'}" in result.stdout
    assert "1 written as expected" in result.stdout
    assert "no expected file" not in result.stdout
    assert "all equal" in run("test", tmp_path / "pelham").stdout


def test_expected_files_are_not_written_where_nobody_looks(
    run: Run, tmp_path: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = run("new", "pelham", "--from", stranger, "--dir", tmp_path)
    assert f"write what is read as expected: invoiceplug test {tmp_path / 'pelham'} --update" in result.stdout
    assert list(tmp_path.rglob("*.expected.json")) == []


def test_what_a_person_says_of_a_sample_and_the_draft_does_not_read_is_told(
    run: Run, tmp_path: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person took the second line away: no template can know that."""
    monkeypatch.delenv("CI", raising=False)
    reading = json.loads(run("read", stranger, "--fallback", "--format", "json").stdout)
    gone = {f"/lines/1/{name}": None for name in ("qty_shipped", "unit_price", "line_total")}
    said = tmp_path / "said.json"
    said.write_text(json.dumps({"reading": reading, "corrections": gone}), encoding="utf-8")
    result = run("new", "pelham", "--from", stranger, "--reading", said, "--dir", tmp_path)
    assert "it reads 6 lines, wanted are 5" in result.stdout
    assert "no expected file yet; 6 lines" in result.stdout
    assert list(tmp_path.rglob("*.expected.json")) == []


def test_two_samples_of_one_name_are_refused(run: Run, tmp_path: Path, stranger: Path) -> None:
    (tmp_path / "other").mkdir()
    same = shutil.copy(stranger, tmp_path / "other" / stranger.name)
    result = run("new", "pelham", "--from", stranger, same, "--dir", tmp_path)
    assert (result.exit_code, "the same file name" in result.stderr) == (2, True)
    assert not (tmp_path / "pelham").exists()


def test_every_guess_says_so(run: Run, tmp_path: Path, stranger: Path) -> None:
    run("new", "pelham", "--from", stranger, "--dir", tmp_path)
    [template] = (tmp_path / "pelham").rglob("template.yaml")
    rows = template.read_text("utf-8").splitlines()
    guessed = [row for row in rows if ("{" in row or "[" in row or "regex" in row) and not row.startswith("fields:")]
    guessed = [row for row in guessed if "negative" not in row]
    assert len(guessed) > 10
    assert [row for row in guessed if "# guessed, check" not in row] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_package_installs(run: Run, tmp_path: Path, kind: str) -> None:
    run("new", "acme-tools", "--kind", kind, "--dir", tmp_path, "--name", 'Acme "Tools" Inc.')
    uv = Path(sys.executable).with_name("uv")
    options = ["--no-build-isolation", "--no-deps", "--offline", "--python", sys.executable]
    subprocess.run(
        [uv, "pip", "install", "-q", *options, "--target", tmp_path / "site", tmp_path / "acme-tools"], check=True
    )
    assert (tmp_path / "site/invoiceplug_acme_tools/__init__.py").is_file()
    assert (tmp_path / "site/invoiceplug_acme_tools/template.yaml").is_file() == (kind == "template")
    [points] = (tmp_path / "site").glob("*.dist-info/entry_points.txt")
    assert tomllib.loads(points.read_text().replace(" = ", ' = "').replace("\n", '"\n').replace(']"', "]")) == {
        "invoiceplug": {"acme_tools": "invoiceplug_acme_tools"}
    }


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_sample_the_package_loads_and_says_that_it_has_none(run: Run, tmp_path: Path, kind: str) -> None:
    run("new", "acme", "--kind", kind, "--dir", tmp_path, "--name", "Acme Inc.")
    plugins = load_plugins(tmp_path / "acme", instead=True)
    assert not plugins.failures
    assert "Acme Inc." in {each.vendor.name for each in plugins.extractors}
    result = run("test", tmp_path / "acme")
    assert (result.exit_code, "no samples" in result.stdout) == (1, True)


def test_python_that_is_written_is_python(run: Run, tmp_path: Path, stranger: Path) -> None:
    run("new", "pelham", "--from", stranger, "--kind", "python", "--dir", tmp_path)
    [module] = (tmp_path / "pelham").rglob("*.py")
    ast.parse(module.read_text("utf-8"))
    checked = [Path(sys.executable).with_name("ruff"), "check", "--isolated", "--select", "E9,F", module]
    assert subprocess.run(checked, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("vendor", ["Acme", "../acme", "a b", "", "-x-", "4711"])
def test_an_id_that_is_none_is_refused(run: Run, tmp_path: Path, vendor: str) -> None:
    result = run("new", "--dir", tmp_path, "--", vendor)
    assert result.exit_code == 2
    assert "is not made of a-z" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("new", "nordkontor", "--dir", tmp_path)
    assert result.exit_code == 2
    assert "'nordkontor' is taken by the plugin 'nordkontor'" in result.stderr


def test_a_folder_that_is_there_is_not_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/mine.txt").write_text("mine")
    assert run("new", "acme", "--dir", tmp_path).exit_code == 2
    assert [path.name for path in (tmp_path / "acme").iterdir()] == ["mine.txt"]


def test_an_id_that_yaml_takes_for_something_else_stays_a_text(run: Run, tmp_path: Path) -> None:
    run("new", "null", "--dir", tmp_path)
    [template] = tmp_path.rglob("template.yaml")
    assert load_template(template).vendor.id == "null"


def test_a_sample_without_a_table_is_drafted_and_says_so(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(drawn([(50, 50, "Dear Sir"), (50, 80, "nothing of interest")]))
    result = run("new", "acme", "--from", letter, "--dir", tmp_path)
    assert result.exit_code == 0
    assert "no header row was found" in result.stdout
    assert "not read yet: FIELD_NOT_FOUND" in result.stdout
    [template] = (tmp_path / "acme").rglob("template.yaml")
    assert load_template(template).vendor.id == "acme"


@pytest.mark.parametrize(
    ("sample", "decimal", "grouping", "dates", "currency", "language"),
    [
        ("nordkontor/2026-04-rechnung.pdf", ",", ".", ("DD.MM.YYYY",), "EUR", "de"),
        ("calderfinch/2026-04-invoice.pdf", ".", ",", ("MM/DD/YYYY",), "USD", "en"),
        ("bad/unknown-vendor.pdf", ".", ",", ("D MMMM YYYY",), "GBP", "en"),
    ],
)
def test_the_locale_is_what_the_page_shows(
    fixtures: Path, sample: str, decimal: str, grouping: str, dates: tuple[str], currency: str, language: str
) -> None:
    guessed = drafted((fixtures / sample).read_bytes()).locale
    assert (guessed.decimal, guessed.grouping, guessed.dates) == (decimal, grouping, dates)
    assert (guessed.currency, guessed.language) == (currency, language)


def test_marks_are_tax_id_account_and_domain() -> None:
    rows = ["USt-IdNr. DE 000 417 001", "IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89 3704 0044 0532 0130 01"]
    texts = [(50.0, 50.0 + 20 * at, row) for at, row in enumerate([*rows, "mail: info@acme.example"])]
    marks = drafted(drawn(texts)).marks
    assert [(mark.kind, mark.text) for mark in marks] == [
        ("tax_id", "DE000417001"),
        ("text", "DE89 3704 0044 0532 0130 00"),
        ("text", "acme.example"),
    ]


def test_a_polish_page_is_drafted_with_its_labels_and_its_spaces_in_numbers(tmp_path: Path) -> None:
    texts = [
        (50, 50, "Faktura nr"), (110, 50, "FV/7"), (50, 70, "Data wystawienia"), (140, 70, "14.04.2026"),
        (50, 100, "Kod"), (110, 100, "Nazwa"), (250, 100, "J.m."), (300, 100, "Cena netto"), (400, 100, "Razem netto"),
        (50, 120, "10-1"), (110, 120, "Oliwa"), (250, 120, "szt"), (300, 120, "1 234,50"), (400, 120, "1 234,50"),
    ]  # fmt: skip
    draft = drafted(drawn(texts))
    assert (draft.locale.language, draft.locale.decimal, draft.locale.grouping) == ("pl", ",", " ")
    assert [(rule.name, rule.printed) for rule in draft.fields] == [
        ("invoice_number", "FV/7"),
        ("invoice_date", "14.04.2026"),
    ]
    assert draft.lines is not None
    assert [(column.name, column.header) for column in draft.lines.columns][:4] == [
        *(("vendor_sku", "Kod"), ("description", "Nazwa"), ("uom_raw", "J.m."), ("unit_price", "Cena netto")),
    ]


def test_two_columns_of_numbers_are_no_number_with_a_space() -> None:
    texts = [(50, 100, "Qty"), (100, 100, "Sum"), (50, 120, "12"), (100, 120, "345,50")]
    assert drafted(drawn(texts)).locale.grouping != " "


def test_a_header_that_begins_with_a_digit_is_drafted_as_a_name_that_a_template_may_have() -> None:
    texts = [
        (50, 100, "2Menge"), (110, 100, "2014"), (160, 100, "Artikel"), (230, 100, "Einzelpreis"),
        (320, 100, "Betrag"),
        (160, 120, "10-1"), (230, 120, "4,50"), (320, 120, "9,00"),
    ]  # fmt: skip
    names = columns(drafted(drawn(texts)))
    assert "extra.menge" in names
    assert not [name for name in names if name.removeprefix("extra.")[:1].isdigit()]


def test_of_several_samples_the_one_that_cannot_be_opened_is_named(run: Run, tmp_path: Path, stranger: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    refused = run("new", "pelham", "--from", stranger, tmp_path / "letter.txt", "--dir", tmp_path)
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert refused.stderr.startswith(f"{tmp_path / 'letter.txt'}: NOT_A_PDF: ")
    assert not (tmp_path / "pelham").exists()


def test_without_the_extra_for_pdfs_a_package_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    started = "import sys; sys.modules['pypdfium2_raw'] = None; from invoiceplug.cli import main; main()"
    command = [sys.executable, "-c", started, "new", "acme", "--package", "--dir", str(tmp_path)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 3 and "pip install 'invoiceplug[pdf]'" in refused.stderr
    assert list(tmp_path.iterdir()) == []
