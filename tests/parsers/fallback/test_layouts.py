"""Tables as vendors print them: continuation rows, pages, number formats, price bases; and papers without any."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from reportlab.pdfgen.canvas import Canvas
from suggested_lines import TWO_TABLES, line_totals, suggested
from typed_page import typed

from invoiceplug.fallback import suggest
from invoiceplug.toolkit.open import open_pdf


def test_text_goes_to_its_columns_and_rows_below_to_the_description() -> None:
    line = (
        suggested("""
Item no.   Description            Qty    Unit   Unit price     Amount
A-117      Hex bolt M8             20    pcs          9.90     198.00
           zinc plated, DIN 933
B-204      Washer                  50    pcs          5.50     275.00

Subtotal                                                       473.00
""")
        .lines[0]
        .line
    )
    assert line.vendor_sku
    assert line.vendor_sku.value == "A-117"
    assert line.description
    assert line.description.value == "Hex bolt M8 zinc plated, DIN 933"
    assert line.uom
    assert line.uom.value == "H87"


def test_lines_go_on_over_pages_past_carried_forward_rows() -> None:
    head = "Omschrijving             Aantal      Prijs      Bedrag"
    bolts = "Bouten                        3       2,50        7,50"
    nuts = "Moeren                       10       0,40        4,00"
    over = "Transport                                         7,50"
    total = "Subtotaal                                        11,50"
    found = suggested("\n".join([head, bolts, "", over]), "\n".join([over, head, nuts, "", total]))
    assert line_totals(found) == ["7.50", "4.00"]
    assert all(line.proof for line in found.lines)


@pytest.mark.parametrize(
    ("price", "total", "decimal"),
    [
        ("1.234,56", "6.172,80", ","),
        ("1,234.56", "6,172.80", "."),
        ("1'234.56", "6'172.80", "."),
        ("1 234,56", "6 172,80", ","),
    ],
)
def test_the_marks_of_numbers_are_inferred(price: str, total: str, decimal: str) -> None:
    found = suggested(f"""
Description              Qty        Unit price          Amount
Engine                     5          {price}        {total}
Sum of lines                                         {total}
""")
    assert line_totals(found) == ["6172.80"]
    assert found.locale.decimal == decimal
    assert found.lines[0].proof


def test_a_price_per_hundred_is_divided() -> None:
    found = suggested("""
Bezeichnung              Menge      Preis    per       Betrag
Schrauben                  500      12,40    100        62,00
Muttern                      3       2,00      1         6,00
Summe netto                                             68,00
""")
    first = found.lines[0].line
    assert first.price_qty
    assert first.price_qty.value == 100
    assert found.lines[0].proof == "500 x 12.40 / 100 = 62.00; the 2 lines sum to 68.00, printed as 68,00"


def test_what_is_sold_by_weight_has_both_quantities() -> None:
    line = (
        suggested("""
Description          Shipped     Weight     Price     Amount
Salmon                     2      22.18     27.80     616.60
Cod                        5      62.35     11.90     741.97
Goods total                                          1358.57
""")
        .lines[0]
        .line
    )
    assert line.qty_shipped
    assert line.weight
    assert (line.qty_shipped.value, f"{line.weight.value}") == (2, "22.18")


def test_the_total_may_stand_a_row_below() -> None:
    found = suggested("""
Beschreibung             Nettopreis     Menge    Steuersatz    Nettobetrag
Montage                       43,20     3 Std        19 %
                                                                    129,60

Halterung                    122,50     1 Stk        19 %
                                                                    122,50

Positionssumme                                                      252,10
""")
    assert line_totals(found) == ["129.60", "122.50"]


def test_rows_of_the_table_that_became_nothing_are_unread() -> None:
    found = suggested("""
Description              Qty        Unit price          Amount
Engine                     2             10.00           20.00



see our terms
Sum of lines                                             20.00
""")
    assert [row.source.text for row in found.unread] == ["see our terms"]


@pytest.mark.parametrize("printed", ["10+5", "10+5%", "10 + 5 %", "10 +5"])
def test_a_chain_of_discounts_takes_each_off_what_the_one_before_left(printed: str) -> None:
    found = suggested(f"""
Descrizione            Quantità      Prezzo     {"Sconto":>10}      Importo
Lucchetto ottone              6        6,85     {printed:>10}        35,14
Guanto nitrile               24        0,98                      23,52
Totale merce                                                     58,66
""")
    first = found.lines[0]
    assert first.proof == "6 x 6.85 - 10 % - 5 % = 35.14; the 2 lines sum to 58.66, printed as 58,66"
    said = [(each.percent.value, each.amount.value) for each in first.line.allowances if each.percent]
    assert [f"{percent}: {amount}" for percent, amount in said] == ["10: 4.11", "5: 1.85"]


def test_lines_go_on_below_a_sub_total_though_they_do_not_multiply_out() -> None:
    """The second block's line gives what it costs after an agreement that nobody printed."""
    found = suggested("""
Désignation            Quantité      P.U. HT     Montant HT
Vis                           3         2,50           7,50
Sous-total                                             7,50
Écrou                        10         0,40           3,60
Sous-total                                             3,60

Total HT                                              11,10
""")
    assert line_totals(found) == ["7.50", "3.60"]
    assert [bool(line.proof) for line in found.lines] == [True, False]


SECOND = f"{TWO_TABLES}Zwischensumme                                          21,20\n"


def test_a_second_table_is_read_under_its_own_header() -> None:
    found = suggested(SECOND)
    assert line_totals(found) == ["67.50", "28.00", "13.20", "8.00"]
    crate = found.lines[2]
    assert crate.line.vendor_sku
    assert crate.line.description
    assert (crate.line.vendor_sku.value, crate.line.description.value) == ("P1", "Kiste")
    assert crate.proof == "4 x 3.30 = 13.20; the 2 lines sum to 21.20, printed as 21,20"
    assert found.lines[0].line.description
    assert found.lines[0].line.description.value == "Olivenöl 5 l"


def test_the_lines_of_two_tables_are_proved_by_the_sum_of_both() -> None:
    found = suggested(SECOND.replace("Zwischensumme", "siehe unten") + "\nNettosumme 116,70")
    assert found.lines[3].proof == "1 x 8.00 = 8.00; the 4 lines sum to 116.70, printed as 116,70"
    assert found.totals["lines_net"].value == Decimal("116.70")
    assert found.proofs["/totals/lines_net"].startswith("the 4 lines sum to")


def test_totals_are_found_under_the_labels_of_their_boxes() -> None:
    found = suggested("""
Codice     Descrizione          Quantità      Prezzo      Importo
V-1        Vite                       10        1,20        12,00
V-2        Dado                        5        2,00        10,00

Totale merce       IVA                  Totale documento
          22,00           4,84                          26,84
""")
    assert all(line.proof for line in found.lines)
    assert {name: str(field.value) for name, field in found.totals.items()} == {
        **{"lines_net": "22.00", "tax": "4.84", "grand": "26.84"}
    }


def test_a_charge_is_told_from_the_tax_beside_it() -> None:
    found = suggested("""
Codice     Descrizione          Quantità      Prezzo      Importo
V-1        Vite                       10        1,20        12,00
Totale merce                                                12,00
Spese di trasporto     8,00      IVA 22 %     20,00          4,40
Totale documento                                            24,40
""")
    assert [(charge.kind, str(charge.amount.value)) for charge in found.charges] == [("freight", "8.00")]
    assert found.proofs["/totals/grand"] == "12.00 + 8.00 + 4.40 = 24.40"


@pytest.mark.parametrize("label", ["Total", "Summe", "Totale", "Totaal EUR", "Sous-total"])
def test_what_is_called_nothing_but_a_total_is_no_line(label: str) -> None:
    """Its figures multiply out: one delivery at what everything costs."""
    found = suggested(f"""
A-117      Olive oil 5 l            3 pcs         2.50         7.50
A-204      Rice 10 kg               2 pcs        14.00        28.00
{label:10}                          1 pcs        35.50        35.50
""")
    assert line_totals(found) == ["7.50", "28.00"]


def test_the_total_of_a_section_is_no_line_though_its_pieces_are_counted() -> None:
    found = suggested("""
Item       Description            Qty      Unit price      Amount
A-117      Cheese, mild             3            2.50        7.50
A-118      Butter                  10            0.40        4.00
           DAIRY TOTAL             13                       11.50
B-204      Peas, frozen             2           14.00       28.00
           FROZEN TOTAL             2                       28.00
Subtotal                                                    39.50
""")
    assert line_totals(found) == ["7.50", "4.00", "28.00"]
    assert all(line.proof for line in found.lines)


@pytest.mark.parametrize("x", [36, 570])
def test_what_is_written_upwards_in_the_margin_belongs_to_no_row(x: float) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for row, cells in enumerate([("Description", "Qty", "Price", "Amount"), *[("Bolts M8", "3", "2.50", "7.50")] * 6]):
        for right, text in zip((100, 330, 430, 540), cells, strict=True):
            canvas.drawRightString(right, 700 - 14 * row, text)
    canvas.translate(x, 590)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Registered in London 12345 Price 7.50 Form 471 Total 999.00")
    canvas.save()
    found = suggest(open_pdf(out.getvalue()))
    assert found
    said = [each.line.description.value for each in found.lines if each.line.description]
    assert (said, found.totals) == (["Bolts M8"] * 6, {})


def test_a_tax_breakdown_below_the_total_is_no_line() -> None:
    found = suggested("""
Description            Qty      Unit price      Amount
Bolts                    3            2.50        7.50
Nuts                    10            0.40        4.00
Subtotal                                         11.50

VAT rate             Net             VAT         Gross
standard           11.50            2.30         13.80
Total                                            13.80
""")
    assert line_totals(found) == ["7.50", "4.00"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear customer,\nyour policy 4711 costs 50,00 EUR from 01.01.2026.\nTotal 50,00",
        "Charges        $4.11\nVAT            $0.00\nTotal          $4.11",
        "Premium            50,00\nPartner             0,00\nTotal              50,00\nTax 19 %     9,50\nDue   59,50",
        "",
    ],
)
def test_a_paper_without_a_line_table_gives_nothing(text: str) -> None:
    assert suggest(typed(text)) is None


def test_a_page_full_of_numbers_ends() -> None:
    row = "   ".join(["Menge", "Preis", "Betrag", "1", "3,00", "7", "2,50"] * 3)
    suggest(typed(*["\n".join([row] * 58)] * 3))
