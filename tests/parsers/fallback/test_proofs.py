"""What proves a line: its equation and a printed total, under exactly one assignment of the columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from suggested_lines import figures, suggested

PLAIN = """
Pos   Bezeichnung            Menge     Einzelpreis     Betrag
1     Schrauben                  3            2,50       7,50
2     Muttern                   10            0,40       4,00

      Summe netto                                       11,50
      MwSt. 19 %                11,50                    2,19
      Gesamtbetrag                                      13,69
"""


def test_equation_and_sum_prove_a_line() -> None:
    found = suggested(PLAIN)
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]
    assert found.lines[0].proof == "3 x 2.50 = 7.50; the 2 lines sum to 11.50, printed as 11,50"
    assert found.proofs["/lines/1/line_total"] == found.lines[1].proof
    assert not found.ambiguous


def test_one_line_is_a_sum_by_itself() -> None:
    alone = "\n".join(row for row in PLAIN.splitlines() if "Muttern" not in row)
    found = suggested(alone.replace("11,50", " 7,50"))
    assert found.lines[0].proof == "3 x 2.50 = 7.50; the line sums to 7.50, printed as 7,50"


def test_the_totals_are_proved_by_their_own_equation() -> None:
    found = suggested(PLAIN)
    assert {name: field.value for name, field in found.totals.items()} == {
        **{"lines_net": Decimal("11.50"), "tax": Decimal("2.19"), "grand": Decimal("13.69")}
    }
    assert found.proofs["/totals/grand"] == "11.50 + 2.19 = 13.69"


def test_without_a_printed_total_nothing_is_proved() -> None:
    found = suggested(PLAIN.replace("11,50", "99,99").replace("13,69", "88,88"))
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]
    assert found.proofs == {}


def test_a_line_that_does_not_multiply_out_is_not_proved_while_others_are() -> None:
    rows = PLAIN.replace("       7,50", "       7,60").replace("11,50", "11,60").replace("13,69", "13,80")
    found = suggested(rows)
    assert [bool(line.proof) for line in found.lines] == [False, True]


def test_two_assignments_that_both_add_up_prove_nothing() -> None:
    """Nothing says which of two columns is the quantity: 3.00 x 2.50 is 2.50 x 3.00."""
    rows = [row for row in PLAIN.splitlines() if "Pos" not in row]
    found = suggested("\n".join(rows).replace("  3  ", "3,00 ").replace(" 10  ", "10,00"))
    assert found.ambiguous
    assert found.proofs == {}


def test_a_unit_beside_the_quantity_tells_it_from_the_price_without_a_header() -> None:
    rows = [row for row in PLAIN.splitlines() if "Pos" not in row]
    found = suggested("\n".join(rows).replace("  3       ", "  3 Stk   ").replace(" 10       ", " 10 Stk   "))
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]
    assert not found.ambiguous
    assert all(line.proof for line in found.lines)


def test_ordered_and_shipped_quantities_are_told_apart_by_arithmetic() -> None:
    found = suggested("""
Description            Ordered    Shipped    Unit price      Amount
Bolts                        5          3          2.50        7.50
Nuts                        10         10          0.40        4.00

Net total                                                     11.50
""")
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]
    assert all(line.proof for line in found.lines)


def test_a_name_over_two_columns_tells_neither_of_them() -> None:
    """The header's words run into each other: "Cant." may be the name of the one or the other."""
    found = suggested("""
Artículo              Cant. UdP. unitario      Importe
Aceite                5,000         25,73       128,65
Harina                2,500         10,00        25,00
Total neto                                      153,65
""")
    assert found.lines
    assert [line.proof for line in found.lines] == [None, None]


def test_what_tells_no_columns_apart_in_one_table_does_not_beside_a_second_one() -> None:
    found = suggested("""
Item     Description            Bargel        Zonkel       Amount    Net amount
1        Bolts                    3.00          2.50         7.50
2        Nuts                    10.00          0.40         4.00

Packaging          Quantity    Unit price       Amount
Pallets                 2           5.00         10.00
Crates                  3           4.00         12.00

Net total                                                   33.50
""")
    assert found.ambiguous
    assert [line.proof for line in found.lines[:2]] == [None, None]


def test_a_table_that_the_grand_total_leaves_out_is_not_proved_by_its_own_sum() -> None:
    found = suggested(f"""{PLAIN}

Letzte Bestellung    Menge     Einzelpreis     Betrag
Schrauben                5            2,50      12,50
Gesamtbetrag                                    12,50
""")
    assert found.proofs["/totals/grand"] == "11.50 + 2.19 = 13.69"
    assert [bool(line.proof) for line in found.lines] == [True, True, False]


@pytest.mark.parametrize("second", ["10", "10+1"])
def test_pieces_with_others_free_prove_no_quantity(second: str) -> None:
    found = suggested(
        PLAIN.replace("   3      ", "10+2      ")
        .replace(" 7,50", "25,00")
        .replace("     10     ", f"{second:>7}     ")
        .replace("11,50", "29,00")
    )
    assert [str(line.line.line_total.value) for line in found.lines if line.line.line_total] == ["25.00", "4.00"]
    assert found.lines[0].proof is None


def test_what_multiplies_out_with_and_without_its_thousands_proves_nothing() -> None:
    found = suggested("""
Description              Qty        Unit price          Amount
Engine                     2          1 234,56        2 469,12
Sum of lines                                         2 469,12
""")
    assert found.ambiguous
    assert found.proofs == {}


def test_what_is_free_of_charge_proves_no_quantity() -> None:
    found = suggested(
        PLAIN.replace("            0,40       4,00", "            0,00       0,00").replace("11,50", " 7,50")
    )
    assert [bool(line.proof) for line in found.lines] == [True, False]


@pytest.mark.parametrize(
    "measure",
    [
        "Total weight kg                                    11,50",
        "Gesamtgewicht                                      11,50 kg",
        "Summe Gewicht                                      11,50",
        "Total pieces 11,50",
        "Gesamt Stückzahl     Summe Kolli\n    11,50              11,50",
    ],
)
def test_a_weight_or_a_count_is_no_sum_of_the_lines(measure: str) -> None:
    lines = "\n".join(PLAIN.splitlines()[:4])
    found = suggested(f"{lines}\n\n{measure}")
    assert figures(found) == [("3", "2.50", "7.50"), ("10", "0.40", "4.00")]
    assert (found.proofs, found.totals) == ({}, {})


def test_a_sum_is_one_beside_a_count_too() -> None:
    found = suggested(PLAIN.replace("      Summe netto          ", "2 Positionen    Summe netto"))
    assert all(line.proof for line in found.lines)


def test_a_grand_total_made_of_another_net_is_not_proved() -> None:
    """Last month's figures add up among themselves: they say nothing of these lines."""
    rows = PLAIN.replace("11,50", "50,00").replace(" 2,19", " 9,50").replace("13,69", "59,50")
    assert suggested(rows).proofs == {}


def test_a_discount_row_below_a_line_leaves_it_unproved() -> None:
    rows = PLAIN.replace("2     Mut", "      abzgl. Rabatt                                   -1,00\n2     Mut")
    found = suggested(rows.replace("11,50", "10,50").replace("13,69", "12,69"))
    assert [bool(line.proof) for line in found.lines] == [False, True]
    assert [row.source.text for row in found.unread] == ["abzgl. Rabatt -1,00"]
