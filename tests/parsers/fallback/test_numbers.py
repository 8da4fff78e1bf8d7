"""How vendors print a line's numbers: the unit glued on, the price with what it is for, the equation in words."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas
from suggested_lines import figures, suggested

from invoiceplug.fallback import suggest
from invoiceplug.toolkit.open import open_pdf


def test_a_unit_that_nobody_knows_may_be_glued_to_the_quantity() -> None:
    found = suggested("""
Descripción           Cant.      Precio      Importe
Aceite                48,00ud      2,50       120,00
Harina                 1,50kg      4,00         6,00
Queso                     5cf     10,00        50,00
Total neto                                    176,00
""")
    assert figures(found) == [("48.00", "2.50", "120.00"), ("1.50", "4.00", "6.00"), ("5", "10.00", "50.00")]
    assert all(line.proof for line in found.lines)
    assert [line.line.uom_raw.value for line in found.lines if line.line.uom_raw] == ["ud", "kg", "cf"]


@pytest.mark.parametrize("basis", ["per 100", "/100"])
def test_prices_for_one_stand_at_the_right_edge_of_those_that_say_for_how_many(basis: str) -> None:
    found = suggested(f"""
Description            Quantity             Price        Amount
Bolts                       200    {f"12.00 {basis}":>15}         24.00
Nuts                         50    {f"8.00 {basis}":>15}          4.00
Washers                       3               2.00          6.00
Subtotal                                                   34.00
""")
    assert figures(found) == [("200", "12.00", "24.00"), ("50", "8.00", "4.00"), ("3", "2.00", "6.00")]
    assert all(line.proof for line in found.lines)


@pytest.mark.parametrize(("times", "per"), [("x", "je 1.000"), ("×", "je 1.000"), ("à", "/1000")])
def test_lines_may_say_their_equation(times: str, per: str) -> None:
    found = suggested(f"""
Falzflyer DIN lang, 6 Seiten
{f"5.000 Stück {times} 58,40 € {per}":40}          292,00 €
Plakat DIN A1
{f"250 Stück {times} 1,86 €":40}          465,00 €
Anlieferung                                         9,00 €
Satz und Reinzeichnung
{f"3,5 Std {times} 78,00 €":40}          273,00 €

Summe netto                                     1.039,00 €
""")
    assert figures(found) == [("5000", "58.40", "292.00"), ("250", "1.86", "465.00"), ("3.5", "78.00", "273.00")]
    assert [line.line.description.value for line in found.lines if line.line.description] == [
        *("Falzflyer DIN lang, 6 Seiten", "Plakat DIN A1", "Satz und Reinzeichnung")
    ]
    assert [each.source.text for each in found.unread] == ["Anlieferung 9,00 €"]


def test_the_total_of_an_equation_may_stand_in_the_row_above() -> None:
    found = suggested("""
Bolts M8                                        7.50
  3 x 2.50
Nuts M8                                         4.00
  10 x 0.40
Subtotal                                       11.50
""")
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]


def test_a_description_over_its_row_is_that_row_s_though_a_unit_stands_in_it() -> None:
    found = suggested("""
Pos   Artikel                      Anzahl   Einheit   Stückpreis     Summe
      Schutzbrille klar
1                                      10       Stk        90,00    900,00
      Handschuh
2                                       8       Stk        20,00    160,00
Zwischensumme                                                     1.060,00
""")
    said = [line.line.description.value for line in found.lines if line.line.description]
    assert said == ["Schutzbrille klar", "Handschuh"]


@pytest.mark.parametrize(
    ("price", "total"),
    [("25,-", "50,-"), ("25,--", "50,--"), ("25,00*", "50,00*"), ("25,00 / Stk", "50,00"), ("25,00 /Stk", "50,00")],
)
def test_marks_behind_a_number_are_no_part_of_it(price: str, total: str) -> None:
    found = suggested(f"""
Artikel             Menge             Preis          Betrag
Brett                   2     {price:>13}     {total:>8}
Zwischensumme                                         50,00
""")
    line = found.lines[0].line
    assert line.unit_price
    assert line.line_total
    assert (line.unit_price.value, line.line_total.value) == (25, 50)


def test_a_dash_behind_a_text_is_no_minus() -> None:
    found = suggested("""
Bolts - 5 x 2.50                                  12.50
Nuts - 10 x 0.40                                   4.00
Subtotal                                          16.50
""")
    assert [f"{line.line.qty_shipped.value:f}" for line in found.lines if line.line.qty_shipped] == ["5", "10"]


def test_groups_stand_apart_by_a_space_of_a_font_of_one_width() -> None:
    """Such a space is as wide as a digit: against the letters' height it is wider than in other fonts."""
    document = io.BytesIO()
    canvas = Canvas(document)
    canvas.setFont("Courier", 8)
    for at, row in enumerate(
        (
            "Code      Désignation     Qté     P.U. HT   Montant HT",
            "A-1       Pose           3,00    1 851,31     5 553,93",
            "A-2       Vanne          1,00       65,07        65,07",
            "Total HT                                      5 619,00",
        )
    ):
        canvas.drawString(40, 700 - 12 * at, row)
    canvas.save()
    found = suggest(open_pdf(document.getvalue()))
    assert found
    assert figures(found) == [("3.00", "1851.31", "5553.93"), ("1.00", "65.07", "65.07")]
