"""What the names of a header say of its columns, and what they do not."""

from __future__ import annotations

import io

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from suggested_lines import figures, line_totals, suggested
from typed_page import typed

from invoiceplug.fallback import suggest
from invoiceplug.toolkit.open import open_pdf


def test_of_two_prices_the_last_is_what_the_line_comes_to_where_nothing_else_is() -> None:
    found = suggested("""
Unit cost     Units     Item                     Cost
    74.44       100     Chain                7,444.00
Subtotal                                     7,444.00
""")
    assert line_totals(found) == ["7444.00"]
    assert found.lines[0].proof


def test_a_header_may_have_a_number_and_totals_a_code_before_their_names() -> None:
    found = suggested("""
BT-126     BT-153           BT-129       BT-146          BT-131
     2     Artikelname       Menge   Nettopreis     Nettobetrag
     1     Lizenz          50,0000   1.095,7700       54.788,50

BT-106 Summe der Nettobeträge                         54.788,50
BT-110 Gesamtbetrag der USt                           10.409,82
Handelsregister HRB                        5944       65.198,32
""")
    assert line_totals(found) == ["54788.50"]
    assert found.lines[0].proof


def test_a_price_list_has_no_lines() -> None:
    """Two prices of one thing, and how many are in a pack: nothing multiplies out, and no column is a quantity's."""
    listed = """
Référence     Désignation     Cond.     Prix HT     Prix TTC
A-1           Vis                10        9,32        11,18
A-2           Écrou              50        0,79         0,95
A-3           Vanne              10    1 729,00     2 074,80
A-4           Tuyau               1      865,17     1 038,20
"""
    assert suggest(typed(listed)) is None


def test_of_two_totals_the_first_is_a_price_where_nothing_else_is() -> None:
    found = suggested("""
          Omschrijving          Bedrag          Totaal
1 x       Doos, zwart             1,34            1,34
Subtotaal                                         1,34
""")
    assert figures(found) == [("1", "1.34", "1.34")]


def test_a_total_with_the_tax_is_not_what_the_one_without_is_the_price_of() -> None:
    found = suggested("""
Description          Qty     Amount       VAT      Total
Chain                 12      72.84     14.57      87.41
Subtotal                                           72.84
""")
    assert found.lines[0].line.unit_price is None
    assert found.lines[0].proof is None


def test_a_list_of_what_is_in_stock_has_no_lines() -> None:
    """It counts and names no currency; the number of a taxpayer in a footer is none of its goods' money."""
    listed = """
Artikel          Aantal     Besteld     Totaal
Kwast                12          24         36
Boter                 3           6          9

BTW NL123456789B01
"""
    assert suggest(typed(listed)) is None


def test_each_page_may_have_columns_of_its_own_widths() -> None:
    found = suggested(
        """
Pos  Bezeichnung                     Menge     Einzelpreis        Gesamt
1    Schraube                          250            2,00        500,00
2    Mutter                             10            0,50          5,00
""",
        """
Pos  Bezeichnung     Menge  Einzelpreis     Gesamt
3    Scheibe            10       104,00   1.040,00
4    Bolzen              2         3,50       7,00

Summe netto                               1.552,00
""",
    )
    assert figures(found)[2:] == [("10", "104.00", "1040.00"), ("2", "3.50", "7.00")]
    assert all(line.proof for line in found.lines)


def test_names_that_nearly_touch_are_two_where_the_words_of_one_stand_nearer() -> None:
    """ "VAT Amount" would be a name of its own, but "Unit Price" shows how near its words would stand."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    names = ["Quantity", "Unit Price", "VAT", "Amount GBP"]
    rights = [250.0]
    for name in names[1:]:
        rights.append(rights[-1] + 8 + stringWidth(name, "Helvetica", 10))
    rows = [["Toner", "2.00", "3.50", "20%", "7.00"], ["Chain", "6.00", "11.70", "20%", "70.20"]]
    for step, (text, *cells) in enumerate((["Description", *names], *rows, ["Subtotal", "", "", "", "77.20"])):
        canvas.drawString(50, 700 - 15 * step, text)
        for right, cell in zip(rights, cells, strict=True):
            canvas.drawRightString(right, 700 - 15 * step, cell)
    canvas.showPage()
    canvas.save()
    found = suggest(open_pdf(out.getvalue()))
    assert found
    assert figures(found) == [("2.00", "3.50", "7.00"), ("6.00", "11.70", "70.20")]
    assert all(line.proof for line in found.lines)
