"""Tables that are drawn with ruling lines, by pdfplumber's finder on our own edges and words."""

from __future__ import annotations

import sys

import pikepdf
import pytest
from pdfs import changed, drawn

from invoiceplug import InvoiceplugError
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.toolkit.tables import RuledTable, ruled_tables

ROWS = [(50, y, 350, y) for y in (100, 120, 150, 170)]
COLUMNS = [(x, 100, x, 170) for x in (50, 150, 250, 350)]
TEXTS = [(55, 114, "Item"), (155, 114, "Qty"), (255, 114, "Total"), (55, 133, "Hex bolt"), (55, 146, "galvanised")]
TEXTS += [(155, 133, "10"), (255, 133, "2.50"), (155, 164, "Sum"), (255, 164, "2.50"), (60, 60, "outside")]


def texts(table: RuledTable) -> list[list[str | None]]:
    return [[cell and cell.text for cell in row] for row in table.rows]


def test_words_are_binned_into_the_ruled_cells() -> None:
    (table,) = ruled_tables(open_pdf(drawn(TEXTS, rules=[*ROWS, *COLUMNS])).pages[0])
    assert texts(table) == [["Item", "Qty", "Total"], ["Hex bolt galvanised", "10", "2.50"], ["", "Sum", "2.50"]]
    assert table.box == pytest.approx((50 / 595, 100 / 842, 350 / 595, 170 / 842), abs=1e-4)


def test_a_cell_over_two_rows_holds_the_words_of_both() -> None:
    rules = [*(rule for rule in ROWS if rule[1] != 120), (150, 120, 350, 120), *COLUMNS]
    (table,) = ruled_tables(open_pdf(drawn(TEXTS, rules=rules)).pages[0])
    assert texts(table)[0] == ["Item Hex bolt galvanised", "Qty", "Total"]
    assert texts(table)[1] == [None, "10", "2.50"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_table_is_found_on_a_turned_page(rotation: int) -> None:
    def turn(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Rotate = rotation

    (table,) = ruled_tables(open_pdf(changed(drawn(TEXTS, rules=[*ROWS, *COLUMNS]), turn)).pages[0])
    found = [cell.text for row in table.rows for cell in row if cell and cell.text]
    printed = "Item Qty Total Hex bolt galvanised 10 2.50 Sum 2.50"
    assert sorted(" ".join(found).split()) == sorted(printed.split())


def test_a_page_without_rules_has_no_tables() -> None:
    assert ruled_tables(open_pdf(drawn(TEXTS)).pages[0]) == []


def test_without_pdfplumber_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_pdf(drawn(TEXTS)).pages[0]
    monkeypatch.setitem(sys.modules, "pdfplumber.table", None)
    with pytest.raises(InvoiceplugError, match="MISSING_EXTRA") as refused:
        ruled_tables(page)
    assert refused.value.facts == {"extra": "tables"}
