"""A credit note is negative as a whole, whatever the paper prints."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoiceplug.normalise import with_signs


def credit(lines: list[dict[str, Any]], **totals: str) -> dict[str, Any]:
    return {"document_type": "credit_note", "lines": lines, "totals": totals}


def line(quantity: str, price: str, total: str, **members: Any) -> dict[str, Any]:
    return {"qty_shipped": quantity, "unit_price": price, "line_total": total, **members}


@pytest.mark.parametrize(
    ("quantity", "price", "total", "grand"),
    [
        ("5", "2.00", "10.00", "10.00"),
        ("-5", "2.00", "-10.00", "-10.00"),
        ("5", "-2.00", "-10.00", "-10.00"),
        ("5", "2.00", "10.00", "-10.00"),
        ("5", "2.00", "-10.00", "-10.00"),
    ],
)
def test_every_way_to_print_it_means_the_same(quantity: str, price: str, total: str, grand: str) -> None:
    turned = with_signs(credit([line(quantity, price, total)], grand=grand, lines_net=grand))
    assert turned["lines"] == [line("-5", "2.00", "-10.00")]
    assert turned["totals"] == {"grand": "-10.00", "lines_net": "-10.00"}


def test_a_credit_note_that_is_printed_negative_stays_as_it_is() -> None:
    totals = {"lines_net": "-10.00", "allowances": "-1.00", "charges": "2.00", "tax": "-0.70", "grand": "-7.70"}
    printed = credit([line("-5", "2.00", "-10.00"), line("1", "3.00", "3.00")], **totals)
    printed |= {"charges": [{"kind": "other", "amount": "2.00"}], "taxes": [{"basis": "-7.00", "amount": "-0.70"}]}
    assert with_signs(printed) == printed


def test_what_stands_against_the_credit_still_does() -> None:
    printed = credit([line("5", "2.00", "10.00"), line("-1", "3.00", "-3.00")], grand="6.00", charges="-1.00")
    printed["charges"] = [{"kind": "other", "amount": "-1.00"}]
    turned = with_signs(printed)
    assert [each["line_total"] for each in turned["lines"]] == ["-10.00", "3.00"]
    assert [each["qty_shipped"] for each in turned["lines"]] == ["-5", "1"]
    assert turned["totals"] == {"grand": "-6.00", "charges": "1.00"}
    assert turned["charges"] == [{"kind": "other", "amount": "1.00"}]


def test_taxes_allowances_and_weights_turn_too_and_rates_do_not() -> None:
    one = line("2", "3.00", "120.90", weight="41.3", allowances=[{"amount": "3.00", "percent": "2"}], tax_rate="7")
    printed = {
        **credit([one], grand="129.36", tax="8.46"),
        "taxes": [{"rate": "7", "basis": "120.90", "amount": "8.46"}],
    }
    turned = with_signs(printed)
    assert turned["taxes"] == [{"rate": "7", "basis": "-120.90", "amount": "-8.46"}]
    assert turned["lines"][0]["weight"] == "-41.3"
    assert turned["lines"][0]["allowances"] == [{"amount": "-3.00", "percent": "2"}]
    assert turned["lines"][0]["tax_rate"] == "7"
    assert turned["totals"]["tax"] == "-8.46"


def test_an_invoice_keeps_its_printed_signs() -> None:
    printed = {**credit([line("-2", "1.00", "-2.00")], grand="-2.00"), "document_type": "invoice"}
    assert with_signs(printed) is printed


def test_zero_has_no_sign() -> None:
    assert with_signs(credit([line("0", "0", "0.00")], grand="0.00"))["lines"] == [line("0", "0", "0.00")]


AMOUNT = st.decimals(-999, 999, places=2).map(lambda value: f"{value + 0:f}")


@given(st.lists(st.builds(line, AMOUNT, AMOUNT, AMOUNT), min_size=1), AMOUNT, AMOUNT)
def test_doing_it_twice_changes_nothing(lines: list[dict[str, Any]], grand: str, tax: str) -> None:
    once = with_signs(credit(lines, grand=grand, tax=tax))
    assert with_signs(once) == once
    assert not float(once["totals"]["grand"]) > 0
