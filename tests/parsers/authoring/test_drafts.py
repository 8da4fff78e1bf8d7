"""Templates drafted from one sample: they read the vendor's other samples, and what a person corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drafts import Result, read_by, tried
from pdfs import drawn

from invoiceplug.authoring.draft import Sample, draft_of, sample_of
from invoiceplug.authoring.draft_corrected import corrected_reading
from invoiceplug.authoring.scaffold import drafted_template
from invoiceplug.errors import InvoiceplugError
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins
from invoiceplug.toolkit.open import open_pdf

READ = (
    "alpenholz",
    "brightbean",
    "ferramenta",
    "greatplains",
    "harbourfish",
    "maisonlune",
    "nordkontor",
    "ottavia",
    "quintafresca",
)
EXACT = ("alpenholz", "brightbean", "harbourfish", "maisonlune", "nordkontor", "ottavia")


@pytest.mark.parametrize("vendor", READ)
def test_a_draft_from_one_sample_reads_the_vendors_others(vendor: str) -> None:
    results = list(tried(vendor))
    assert len(results) > 1
    assert [each for each in results if not each.is_read] == []
    if vendor in EXACT:
        assert [each for each in results if not each.is_exact] == []


def test_a_draft_that_reads_something_else_is_not_called_good() -> None:
    right = Result("acme", "a", "b", lines=2, exact=2, read_lines=2, numbers=2)
    assert right.is_exact
    for wrong in (Result("acme", "a", "b", 2, 1, 1, 2), Result("acme", "a", "b", 2, 2, 2, 2, ("grand",))):
        assert not wrong.is_read


def test_two_samples_widen_each_others_labels(fixtures: Path) -> None:
    """Voltamart changed its paper between these two: each prints the number under a label of its own."""
    paths = [fixtures / "voltamart" / name for name in ("2025-03-rechnung.pdf", "2026-02-rechnung.pdf")]
    draft = draft_of([sample_of(open_pdf(path.read_bytes())) for path in paths])
    [number] = [rule for rule in draft.fields if rule.name == "invoice_number"]
    assert "Rechnungsnummer" in (number.label, *number.others, *number.across)
    assert len((number.label, *number.others, *number.across)) > 1


def test_a_label_that_names_another_number_on_a_later_page_is_looked_for_on_the_first() -> None:
    table = [
        *[(50, 120, "Description"), (300, 120, "Qty"), (380, 120, "Unit price"), (480, 120, "Amount")],
        *[(50, 140, "Bolts"), (300, 140, "3"), (380, 140, "2.50"), (480, 140, "7.50")],
        *[(50, 180, "Subtotal"), (480, 180, "7.50"), (50, 200, "Invoice total"), (480, 200, "7.50")],
    ]
    first = [(50, 50, "Acme Tools Ltd"), (300, 50, "Invoice no."), (400, 50, "A-100"), (300, 70, "Date")]
    pdf = drawn([*first, (400, 70, "17.04.2026"), *table], [(50, 50, "Invoice no."), (150, 50, "see 2018-51112")])
    document = open_pdf(pdf)
    draft = draft_of([sample_of(document)])
    assert [rule.first_page for rule in draft.fields if rule.name == "invoice_number"] == [True]
    read = read_by(drafted_template("acme", draft), document)
    assert not isinstance(read, str), read
    assert read["invoice_number"] == "A-100"


@pytest.fixture(scope="module")
def bill(fixtures: Path) -> Path:
    return fixtures / "brightbean/2026-04-invoice.pdf"


@pytest.fixture(scope="module")
def downloaded(bill: Path) -> str:
    """The reading that the page offers for download, as the reader of last resort made it."""
    reading = read_document(open_pdf(bill.read_bytes()), plugins=Plugins(), fallback=True)
    return json.dumps(reading.to_json())


@pytest.fixture
def suggested(downloaded: str) -> dict[str, Any]:
    """The same for one test, which may change it."""
    return json.loads(downloaded)


def saved(folder: Path, reading: dict[str, Any], corrections: dict[str, Any]) -> Path:
    """The page's download: the reading as it was, and what a person says instead."""
    path = folder / "bill.corrected.json"
    path.write_text(json.dumps({"reading": reading, "corrections": corrections}), encoding="utf-8")
    return path


def sample(bill: Path, path: Path) -> Sample:
    document = open_pdf(bill.read_bytes())
    return sample_of(document, corrected_reading(path, document))


def descriptions(read: dict[str, Any] | str) -> Iterator[str]:
    assert not isinstance(read, str), read
    yield from (line["description"] for line in read["lines"])


def test_a_wrong_reading_drafts_the_right_template_once_it_is_corrected(
    bill: Path, suggested: dict[str, Any], tmp_path: Path
) -> None:
    """The reading took the offer for part of the description, and the unit price for the total."""
    invoice = suggested["invoice"]
    right = [dict(line) for line in invoice["lines"]]
    corrections: dict[str, Any] = {}
    for at, line in enumerate(invoice["lines"]):
        for name in ("line_total", "unit_price", "description", "vendor_sku"):
            suggested["sources"].pop(f"/lines/{at}/{name}", None)
            corrections[f"/lines/{at}/{name}"] = right[at][name]
            line[name] = "1.00" if name in ("line_total", "unit_price") else "nonsense"
    said = sample(bill, saved(tmp_path, suggested, corrections))
    read = read_by(drafted_template("brightbean", draft_of([said])), said.document)
    assert not isinstance(read, str), read
    for name in ("line_total", "unit_price", "vendor_sku"):
        assert [line[name] for line in read["lines"]] == [line[name] for line in right]


def test_a_line_that_is_taken_away_is_not_wanted_and_the_others_stay(
    bill: Path, suggested: dict[str, Any], tmp_path: Path
) -> None:
    count = len(suggested["invoice"]["lines"])
    gone = dict.fromkeys(("/lines/1/qty_shipped", "/lines/1/unit_price", "/lines/1/line_total"))
    said = sample(bill, saved(tmp_path, suggested, gone))
    assert said.wanted is not None
    assert len(said.wanted.lines) == count - 1
    assert said.wanted.lines[1]["line_total"].value == suggested["invoice"]["lines"][2]["line_total"]


def test_a_line_that_was_added_by_hand_is_found_on_the_page(
    bill: Path, suggested: dict[str, Any], tmp_path: Path
) -> None:
    """The reading lacked its third line; a person writes it in, and its words are found between the neighbours'."""
    line = suggested["invoice"]["lines"][2]
    for pointer in [each for each in suggested["sources"] if each.startswith("/lines/2/")]:
        del suggested["sources"][pointer]
    path = tmp_path / "reading.json"
    path.write_text(json.dumps(suggested), encoding="utf-8")
    said = sample(bill, path)
    assert said.wanted is not None
    printed = {name: value.words for name, value in said.wanted.lines[2].items()}
    assert [word.text.strip("£") for word in printed["line_total"]] == [line["line_total"]]
    read = read_by(drafted_template("brightbean", draft_of([said])), said.document)
    assert len(list(descriptions(read))) == len(suggested["invoice"]["lines"])


def test_a_reading_of_another_pdf_is_refused(
    fixtures: Path, bill: Path, suggested: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(InvoiceplugError, match="another PDF"):
        sample(fixtures / "brightbean/2026-05-invoice.pdf", saved(tmp_path, suggested, {}))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"reading": {"invoice": {}}}'])
def test_a_file_that_is_no_reading_is_refused(bill: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvoiceplugError, match="no corrected reading"):
        sample(bill, path)
