"""Lines that no header tells apart: each figure behind its label, or the equation in a sentence."""

from __future__ import annotations

import pytest
from suggested_lines import figures, line_totals, suggested

CARDS = """
Position 1
Bezeichnung                    Tee schwarz
Artikelnummer                  A-117
Menge                          4
Einheit                        kg
Preis pro Einheit (netto)      89,49
Gesamtpreis (netto)            357,96

Position 2
Bezeichnung                    Farbe
Artikelnummer                  A-204
Menge                          1
Einheit                        l
Preis pro Einheit (netto)      41,73
Gesamtpreis (netto)            41,73

Gesamtbeträge der Rechnung
Summe aller Positionen (netto)             399,69
Umsatzsteuer                                75,94
Gesamtsumme (brutto)                       475,63
"""


def test_each_figure_may_stand_behind_its_label() -> None:
    found = suggested(CARDS)
    assert figures(found) == [("4", "89.49", "357.96"), ("1", "41.73", "41.73")]
    assert found.lines[0].proof == "4 x 89.49 = 357.96; the 2 lines sum to 399.69, printed as 399,69"


def test_the_texts_of_a_line_are_told_by_their_labels_too() -> None:
    line = suggested(CARDS).lines[0].line
    said = [line.line_number, line.vendor_sku, line.description, line.uom_raw]
    assert [each.value for each in said if each] == ["1", "A-117", "Tee schwarz", "kg"]


def test_labels_may_stand_beside_the_text_and_the_total_be_called_just_so() -> None:
    found = suggested("""
Wine, red                            Quantity               12
from the hills                       Unit price          £9.97
                                     Total             £119.64

Coffee                               Quantity                1
                                     Unit price        £623.90
                                     Total             £623.90

                                     Subtotal          £743.54
""")
    assert figures(found) == [("12", "9.97", "119.64"), ("1", "623.90", "623.90")]
    assert found.lines[0].line.description
    assert found.lines[0].line.description.value == "Wine, red from the hills"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3 Kisten Tee zu je 2,50 EUR              7,50 EUR", "10 Kisten Kaffee zu je 0,40 EUR          4,00 EUR"),
        ("3 St      Tee      à 2,50 €              7,50 €", "10 St     Kaffee   à 0,40 €              4,00 €"),
        ("Tee - 3 @ 2,50                           7,50", "Kaffee - 10 @ 0,40                       4,00"),
        ("2,50 € per Kiste Tee       3 KI          7,50 €", "0,40 € per Kiste Kaffee    10 KI         4,00 €"),
        ("3 x 2,50                                 7,50 A", "10 x 0,40                                4,00 B"),
    ],
)
def test_a_line_may_be_a_sentence(first: str, second: str) -> None:
    found = suggested(f"{first}\n{second}\n\nSumme netto                             11,50 EUR\n")
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]


def test_a_quantity_may_begin_the_text_where_no_name_is_that_of_quantities() -> None:
    found = suggested("""
Artikel                            Preis          Summe
2 x Dichtung 2,5                 1.745,03       3.490,06
Zwischensumme                                   3.490,06
""")
    assert figures(found) == [("2", "1745.03", "3490.06")]


def test_what_says_no_price_is_no_line() -> None:
    found = suggested(f"{CARDS}\nAnzahl     3\nGewicht     4,00\nGesamt     12,00\n")
    assert line_totals(found) == ["357.96", "41.73"]


def test_a_quantity_may_be_told_below_the_text_under_a_header_that_names_none() -> None:
    found = suggested("""
Bezeichnung                Einzelpreis     Gesamtpreis
Schlauch                          7,25           14,50
Menge: 2 Stk
Kabel                            35,49          425,88
Menge: 12 Stk

Zwischensumme                                   440,38
""")
    assert figures(found) == [("2", "7.25", "14.50"), ("12", "35.49", "425.88")]


def test_a_number_at_the_end_of_the_text_is_no_quantity_where_the_price_stands_apart() -> None:
    found = suggested("""
250 l     Platte, Pack zu 5              à 2,85 €           712,50 €
3 St      Käse 5                         à 88,44 €          265,32 €

Zwischensumme                                               977,82 €
""")
    assert figures(found) == [("250", "2.85", "712.50"), ("3", "88.44", "265.32")]
