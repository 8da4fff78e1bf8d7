"""What adds up gives no finding; what does not is named with the number that was expected."""

from __future__ import annotations

from copy import deepcopy
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from billed import found, invoice, line
from hypothesis import given
from hypothesis import strategies as st

from invoiceplug.checks import STANDARD_CODES, check_invoice
from invoiceplug.normalise import with_signs


def lines_only(*lines: dict[str, Any], **members: Any) -> list[str]:
    """The codes of findings when the grand total is simply the sum of the lines."""
    total = sum(Decimal(each.get("line_total", "0")) for each in lines)
    return [code for code, *_ in found(invoice(*lines, totals={"grand": str(total)}, **members))]


def test_a_line_that_does_not_multiply_out() -> None:
    wrong = invoice(line(), line(2, line_total="10.01"), totals={"grand": "20.01"})
    (finding,) = check_invoice(wrong)
    assert (finding.code, finding.path, finding.line_ids) == ("LINE_EXTENSION", "/lines/1/line_total", ("2",))
    assert (finding.expected, finding.actual, finding.severity) == ("10.00", "10.01", "error")
    assert finding.message == "Line 2: 4 x 2.50 is 10.00, but 10.01 is printed."


@pytest.mark.parametrize("total", ["0.12", "0.13"])
def test_both_ways_of_rounding_a_half_are_right(total: str) -> None:
    assert lines_only(line(qty_shipped="5", unit_price="0.025", line_total=total)) == []
    assert lines_only(line(qty_shipped="5", unit_price="0.025", line_total="0.14")) == ["LINE_EXTENSION"]


@pytest.mark.parametrize(("currency", "total"), [("JPY", "13"), ("USD", "12.50"), ("KWD", "12.500")])
def test_amounts_are_rounded_to_the_currencys_scale(currency: str, total: str) -> None:
    assert lines_only(line(qty_shipped="5", unit_price="2.50", line_total=total), currency=currency) == []


def test_a_finer_printed_amount_is_compared_at_its_own_scale() -> None:
    assert lines_only(line(qty_shipped="3", unit_price="0.3333", line_total="0.9999")) == []
    assert lines_only(line(qty_shipped="3", unit_price="0.3333", line_total="1.0000")) == ["LINE_EXTENSION"]


def test_a_price_per_hundred_and_line_discounts_enter_the_equation() -> None:
    per_hundred = line(qty_shipped="250", unit_price="12.00", price_qty="100", line_total="30.00")
    assert lines_only(per_hundred) == []
    discounted = {**per_hundred, "line_total": "27.00", "allowances": [{"amount": "3.00", "percent": "10"}]}
    assert lines_only(discounted) == []
    assert lines_only({**discounted, "allowances": [{"amount": "2.00"}]}) == ["LINE_EXTENSION"]


def test_the_quantity_goes_with_the_price() -> None:
    by_weight = {"qty_shipped": "2", "weight": "41.3", "weight_uom": "LBR", "price_uom": "LBR", "unit_price": "3.00"}
    assert lines_only(line(**by_weight, line_total="123.90")) == []
    assert lines_only(line(**{**by_weight, "price_uom": "XCS"}, line_total="6.00")) == []
    assert lines_only(line(qty_billed="5", line_total="12.50")) == []
    raw = {"qty_shipped": "2", "weight": "41.3", "uom_raw": "CS", "price_uom": "lb", "unit_price": "3.00"}
    assert lines_only(line(**raw, line_total="123.90")) == []


def test_a_line_without_price_or_quantity_is_not_multiplied() -> None:
    bare = line()
    del bare["unit_price"]
    assert lines_only(bare) == []


@given(
    st.integers(1, 10**6), st.integers(1, 10**8), st.integers(0, 4), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])
)
def test_an_honest_line_is_never_a_finding_and_a_cent_off_always(
    quantity: int, price: int, places: int, mode: str
) -> None:
    unit_price = Decimal(price).scaleb(-places)
    total = (quantity * unit_price).quantize(Decimal("0.01"), mode)
    honest = line(qty_shipped=str(quantity), unit_price=f"{unit_price:f}", line_total=f"{total:f}")
    assert lines_only(honest) == []
    assert lines_only({**honest, "line_total": f"{total + Decimal('0.02'):f}"}) == ["LINE_EXTENSION"]


def test_the_printed_sum_of_the_lines() -> None:
    data = invoice(line(), line(2), totals={"lines_net": "21.00", "grand": "21.00"})
    assert found(data) == [("LINES_NET", "/totals/lines_net", "20.00", "21.00")]


@pytest.mark.parametrize("net", ["20.00", "16.81"])
def test_where_prices_include_tax_the_sum_may_be_with_or_without_it(net: str) -> None:
    totals = {"lines_net": net, "tax": "3.19", "grand": "20.00"}
    assert found(invoice(line(), line(2), totals=totals, price_includes_tax=True)) == []


def test_where_prices_include_tax_another_sum_is_wrong_though_the_grand_total_is_right() -> None:
    totals = {"lines_net": "20.80", "tax": "3.19", "grand": "20.00"}
    wrong = invoice(line(), line(2), totals=totals, price_includes_tax=True)
    assert found(wrong) == [("LINES_NET", "/totals/lines_net", "20.00", "20.80")]


def test_the_grand_total_is_lines_less_allowances_plus_charges_plus_tax() -> None:
    totals = {"lines_net": "10.00", "allowances": "1.00", "charges": "5.00", "tax": "2.66", "grand": "16.66"}
    assert found(invoice(totals=totals)) == []
    assert found(invoice(totals={**totals, "grand": "16.67"})) == [("GRAND_TOTAL", "/totals/grand", "16.66", "16.67")]
    assert found(invoice(totals={"tax": "1.90", "grand": "10.00"})) == [
        ("GRAND_TOTAL", "/totals/grand", "11.90", "10.00")
    ]


def test_listed_charges_and_taxes_stand_in_for_totals_that_are_not_printed() -> None:
    charges = [{"kind": "freight", "amount": "5.00"}, {"kind": "discount", "amount": "-1.00"}]
    taxes = [{"rate": "10", "basis": "14.00", "amount": "1.40"}]
    assert found(invoice(totals={"grand": "15.40"}, charges=charges, taxes=taxes)) == []


def test_what_was_paid_and_rounded_makes_the_amount_due() -> None:
    totals = {"grand": "10.00", "prepaid": "4.00", "rounding": "0.02", "amount_due": "6.02"}
    assert found(invoice(totals=totals)) == []
    assert found(invoice(totals={**totals, "amount_due": "6.10"})) == [
        ("GRAND_TOTAL", "/totals/amount_due", "6.02", "6.10")
    ]


def test_a_rounding_may_be_in_the_grand_total_already() -> None:
    totals = {"lines_net": "10.00", "rounding": "-0.02", "grand": "9.98", "amount_due": "9.98"}
    assert found(invoice(totals=totals)) == []


def test_listed_charges_must_sum_to_the_printed_ones() -> None:
    charges = [{"kind": "freight", "amount": "5.00"}, {"kind": "packing", "amount": "1.00"}]
    totals = {"charges": "7.00", "grand": "17.00"}
    assert found(invoice(totals=totals, charges=charges)) == [("CHARGES", "/totals/charges", "6.00", "7.00")]
    assert found(invoice(totals={"charges": "6.00", "grand": "16.00"}, charges=charges)) == []
    discount = [{"kind": "discount", "amount": "-2.00"}]
    assert found(invoice(totals={"allowances": "2.00", "grand": "8.00"}, charges=discount)) == []
    assert found(invoice(totals={"allowances": "3.00", "grand": "7.00"}, charges=discount)) == [
        ("CHARGES", "/totals/allowances", "2.00", "3.00")
    ]


def test_tax_rows_and_their_sum() -> None:
    taxes = [{"rate": "19", "basis": "10.00", "amount": "1.90"}]
    assert found(invoice(totals={"tax": "1.90", "grand": "11.90"}, taxes=taxes)) == []
    assert found(invoice(totals={"tax": "2.00", "grand": "12.00"}, taxes=taxes)) == [
        ("TAX", "/totals/tax", "1.90", "2.00")
    ]
    off = [{"rate": "19", "basis": "10.00", "amount": "2.90"}]
    assert found(invoice(totals={"grand": "12.90"}, taxes=off)) == [("TAX", "/taxes/0/amount", "1.90", "2.90")]


def test_a_tax_row_that_is_off_by_a_cent_a_line_is_a_warning() -> None:
    taxes = [{"rate": "19", "basis": "10.00", "amount": "1.91"}]
    (finding,) = check_invoice(invoice(totals={"grand": "11.91"}, taxes=taxes))
    assert (finding.code, finding.severity) == ("TAX", "warning")


def test_a_credit_note_adds_up_by_the_same_equations() -> None:
    data = invoice(
        line(qty_shipped="10", line_total="22.50", allowances=[{"amount": "2.50"}]),  # type: ignore[arg-type]
        totals={"lines_net": "22.50", "allowances": "1.00", "charges": "5.00", "tax": "2.65", "grand": "29.15"},
        charges=[{"kind": "freight", "amount": "5.00"}, {"kind": "discount", "amount": "-1.00"}],
        taxes=[{"rate": "10", "basis": "26.50", "amount": "2.65"}],
    )
    assert found(data) == []
    credit = with_signs({**data, "document_type": "credit_note"})
    assert found(credit) == []
    assert credit["totals"]["grand"] == "-29.15"
    credit["totals"]["grand"] = "-29.16"
    assert [code for code, *_ in found(credit)] == ["GRAND_TOTAL"]


def test_checks_change_nothing_and_use_only_their_own_codes() -> None:
    data = invoice(line(line_total="11.00"), totals={"lines_net": "1.00", "grand": "3.00"})
    before = deepcopy(data)
    assert {finding.code for finding in check_invoice(data)} <= STANDARD_CODES
    assert data == before


def test_shipped_and_back_ordered_make_what_was_ordered() -> None:
    split = line(qty_ordered="10", qty_shipped="4", qty_backordered="6")
    assert lines_only(split) == []
    assert lines_only({**split, "qty_backordered": "5"}) == ["QTY_SPLIT"]
    (finding,) = check_invoice(invoice({**split, "qty_backordered": "5"}))
    assert (finding.severity, finding.expected, finding.actual) == ("error", "9", "10")
    assert finding.message == "Line 1: 4 shipped and 5 back-ordered are 9 ordered, but 10 is printed."
    del split["qty_backordered"]
    assert lines_only(split) == []


def test_a_line_that_is_there_twice_is_a_warning() -> None:
    same = {**line(2), "description": "Bolt 1"}
    (finding,) = check_invoice(invoice(line(), same, totals={"grand": "20.00"}))
    assert (finding.code, finding.severity, finding.line_ids) == ("DUPLICATE_LINE", "warning", ("1", "2"))
    assert lines_only(line(), {**same, "lot": "L-2"}) == []
    notes = [{"line_id": str(at), "kind": "note", "description": "Thank you"} for at in (2, 3)]
    assert lines_only(line(), *notes) == []


@pytest.mark.parametrize(
    ("dates", "path"),
    [
        ({"due_date": "2026-04-02"}, "/due_date"),
        ({"due_date": "2026-04-03"}, None),
        ({"delivery_date": "2027-04-10"}, "/delivery_date"),
        ({"delivery_date": "2026-04-30"}, None),
    ],
)
def test_dates_out_of_order_are_a_warning(dates: dict[str, str], path: str | None) -> None:
    assert [(each.code, each.severity, each.path) for each in check_invoice(invoice(**dates))] == (
        [("DATE_ORDER", "warning", path)] if path else []
    )


def test_goods_that_had_expired_when_billed_are_a_warning() -> None:
    assert lines_only(line(expiry="2026-04-02")) == ["DATE_ORDER"]
    assert lines_only(line(expiry="2026-04-03")) == []


def test_goods_may_expire_between_delivery_and_bill_and_before_they_are_credited() -> None:
    assert lines_only(line(expiry="2026-04-02"), delivery_date="2026-04-02") == []
    assert lines_only(line(expiry="2026-04-01"), delivery_date="2026-04-02") == ["DATE_ORDER"]
    assert "DATE_ORDER" not in lines_only(line(expiry="2026-04-02"), document_type="credit_note")


def test_where_prices_include_tax_the_basis_may_hold_it_too() -> None:
    taxes = [{"rate": "19", "basis": "119.00", "amount": "19.00"}]
    gross = line(qty_shipped="1", unit_price="119.00", line_total="119.00")
    totals = {"tax": "19.00", "grand": "119.00"}
    assert found(invoice(gross, totals=totals, taxes=taxes, price_includes_tax=True)) == []
    without = [{**taxes[0], "basis": "100.00"}]
    assert found(invoice(gross, totals=totals, taxes=without, price_includes_tax=True)) == []
    off = [{**taxes[0], "amount": "18.50"}]
    assert [
        code for code, *_ in found(invoice(gross, totals={"grand": "119.00"}, taxes=off, price_includes_tax=True))
    ] == ["TAX"]


def test_tax_that_is_in_the_prices_is_not_added_again() -> None:
    gross = line(qty_shipped="1", unit_price="119.00", line_total="119.00")
    twice = {"lines_net": "119.00", "tax": "19.00", "grand": "138.00"}
    assert found(invoice(gross, totals=twice, price_includes_tax=True)) == [
        ("GRAND_TOTAL", "/totals/grand", "119.00", "138.00")
    ]


def test_what_is_charged_with_tax_included_enters_the_grand_total() -> None:
    gross = line(qty_shipped="1", unit_price="119.00", line_total="119.00")
    charges = [{"kind": "freight", "amount": "11.90"}, {"kind": "deposit", "amount": "5.00"}]
    totals = {"charges": "16.90", "tax": "20.90", "grand": "135.90", "prepaid": "35.90", "amount_due": "100.00"}
    assert found(invoice(gross, totals=totals, charges=charges, price_includes_tax=True)) == []
