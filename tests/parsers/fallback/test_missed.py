"""Nothing in a table vanishes: a row is a line, or it is unread with why."""

from __future__ import annotations

import pytest
from suggested_lines import TWO_TABLES, line_totals, suggested


def _three(second: str, net: str) -> str:
    return f"""
Description              Qty        Unit price          Amount
Engine                     2             10.00           20.00
{second}
Bolts                      4              1.00            4.00
Net total                                                {net}
"""


@pytest.mark.parametrize("name", ["Total", "Summe", "Netto", "Rabatt", "Carried forward", "Transport", "Report"])
def test_a_product_called_like_a_total_is_a_line(name: str) -> None:
    found = suggested(_three(f"{name:20}       3              2.50            7.50", "31.50"))
    assert line_totals(found) == ["20.00", "7.50", "4.00"]
    assert all(line.proof for line in found.lines)


@pytest.mark.parametrize("name", ["Carried forward", "Transport"])
def test_one_of_what_is_called_like_an_amount_carried_over_is_a_line(name: str) -> None:
    found = suggested(_three(f"{name:20}       1              2.50            2.50", "26.50"))
    assert line_totals(found) == ["20.00", "2.50", "4.00"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Total                      1              2.50            2.50", "called like a total"),
        ("Total                      1             20.00           20.00", "called like a total"),
        ("Total                                                     2.50", "called a total"),
        ("Carried forward                                           2.50", "called an amount carried over"),
        ("Transport                                                 2.50", "an amount without a quantity"),
        ("Delivery, express                                         2.50", "an amount without a quantity"),
        ("Nuts                       3              2.50                ", "belongs to no line"),
        ("Nuts                                                      free", "belongs to no line"),
    ],
)
def test_a_row_among_the_lines_that_becomes_none_is_unread(row: str, why: str) -> None:
    found = suggested(_three(f"\n{row}\n", "26.50"))
    assert line_totals(found) == ["20.00", "4.00"]
    assert [(each.source.text, each.why[: len(why)]) for each in found.unread] == [(" ".join(row.split()), why)]


def test_a_row_with_an_article_number_of_its_own_goes_on_with_no_other_line() -> None:
    found = suggested("""
Item no.   Description            Qty     Unit price     Amount
A-117      Hex bolt M8             20           9.90     198.00
           zinc plated, DIN 933
A-118      Hex nut M8, on backorder
B-204      Washer                  50           5.50     275.00
""")
    said = [line.line.description.value for line in found.lines if line.line.description]
    assert said == ["Hex bolt M8 zinc plated, DIN 933", "Washer"]
    assert [each.source.text for each in found.unread] == ["A-118 Hex nut M8, on backorder"]


def test_totals_and_carried_amounts_that_the_lines_come_to_are_understood() -> None:
    over = "Carried forward                                          20.00"
    head = "Description              Qty        Unit price          Amount"
    first = f"{head}\nEngine                     2             10.00           20.00\n{over}"
    second = f"{over}\n{head}\nBolts                      4              1.00            4.00"
    section = "Total                      4                              4.00"
    found = suggested(first, f"{second}\n{section}\nNet total                                                24.00")
    assert (line_totals(found), found.unread) == (["20.00", "4.00"], ())


def test_a_second_table_goes_on_over_a_page_without_its_header() -> None:
    found = suggested(TWO_TABLES, "P3        Fass              2       5,00               10,00\nNettosumme 126,70")
    assert line_totals(found) == ["67.50", "28.00", "13.20", "8.00", "10.00"]
    assert all(line.proof for line in found.lines)


def test_a_row_with_all_figures_of_a_line_is_one_on_a_page_without_a_header_though_it_does_not_multiply_out() -> None:
    odd = "P3        Fass              2       5,00               11,00"
    found = suggested(
        TWO_TABLES, f"{odd}\nP4        Rolle             1       6,00                6,00\nNettosumme 133,70"
    )
    assert line_totals(found) == ["67.50", "28.00", "13.20", "8.00", "11.00", "6.00"]
    assert [bool(line.proof) for line in found.lines] == [True, True, True, True, False, True]


def test_a_page_without_a_header_on_which_no_row_multiplies_out_is_unread() -> None:
    found = suggested(TWO_TABLES, "P3        Fass              2       5,00               11,00\nNettosumme 127,70")
    assert line_totals(found) == ["67.50", "28.00", "13.20", "8.00"]
    assert [each.source.text for each in found.unread] == ["P3 Fass 2 5,00 11,00"]


def test_without_a_header_too_an_amount_among_the_lines_is_unread() -> None:
    found = suggested("""
A-117     Olivenöl 5 l               3 Stk       22,50      67,50
A-118     Olivenöl 10 l              3 Stk       45,00     130,00
          Anlieferung                                        9,00
A-204     Reis 10 kg                 2 Stk       14,00      28,00
incl. MwSt.
""")
    assert line_totals(found) == ["67.50", "130.00", "28.00"]
    assert [each.source.text for each in found.unread] == ["Anlieferung 9,00"]


@pytest.mark.parametrize(
    "summary",
    [
        "MwSt.                    19,00      11,50           2,19        13,69",
        "                         19,00      11,50           2,19        13,69",
        "                         11,50       2,19          13,69             ",
        "A                                   19 %           11,50         2,19",
    ],
)
def test_a_tax_summary_in_the_columns_of_the_lines_costs_no_proof(summary: str) -> None:
    found = suggested(f"""
Beschreibung             Menge      Preis         Betrag       Brutto
Schrauben                    3       2,50           7,50         8,93
Muttern                     10       0,40           4,00         4,76
{summary}
Summe netto                                        11,50
""")
    assert line_totals(found) == ["7.50", "4.00"]
    assert all(line.proof for line in found.lines)
    assert found.unread == ()
