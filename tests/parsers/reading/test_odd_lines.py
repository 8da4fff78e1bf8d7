"""Lines held against each other and against the tax breakdown: what differs from the rest is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from billed import found, invoice, line

from invoiceplug.checks import check_invoice


def codes(*lines: dict[str, Any], **members: Any) -> list[tuple[str, str | None]]:
    """Code and path of each finding when the grand total is the sum of the lines."""
    total = sum(Decimal(each["line_total"]) for each in lines)
    return [(code, path) for code, path, *_ in found(invoice(*lines, totals={"grand": str(total)}, **members))]


def without(name: str, each: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in each.items() if key != name}


@pytest.mark.parametrize("name", ["unit_price", "qty_shipped"])
def test_a_line_whose_total_nothing_proves_is_odd_among_those_that_multiply_out(name: str) -> None:
    assert codes(line(), without(name, line(2))) == [("ODD_LINE", f"/lines/1/{name}")]
    assert codes(*(without(name, line(number)) for number in (1, 2))) == []


def test_a_line_that_is_billed_as_a_whole_is_not_odd() -> None:
    assert codes(line(), without("qty_shipped", without("unit_price", line(2)))) == []


@pytest.mark.parametrize("name", ["vendor_sku", "qty_ordered", "qty_backordered", "tax_rate"])
def test_the_only_line_without_what_all_others_have_is_odd(name: str) -> None:
    whole = [line(number, **{name: "0"}) for number in range(1, 4)]
    assert codes(*whole, line(4)) == [("ODD_LINE", f"/lines/3/{name}")]
    assert codes(*whole[:2], line(3), line(4)) == []
    assert codes(*whole[:2], line(3)) == []  # of three lines one is no exception


def test_an_article_number_of_several_words_among_those_of_one_is_odd() -> None:
    plain = [line(number, vendor_sku=f"A-{number}") for number in range(1, 4)]
    assert codes(*plain, line(4, vendor_sku="A-4 Bolt")) == [("ODD_LINE", "/lines/3/vendor_sku")]
    assert codes(*(line(number, vendor_sku=f"A {number}") for number in range(1, 5))) == []


def taxed(*rates: str, bases: dict[str, str], **members: Any) -> list[tuple[str, str | None, str]]:
    """The TAX findings on lines of 10.00 at these rates under a breakdown with these bases."""
    lines = [line(number, tax_rate=rate) for number, rate in enumerate(rates, 1)]
    taxes = [
        {"rate": rate, "basis": basis, "amount": str(Decimal(basis) * Decimal(rate) / 100)}
        for rate, basis in bases.items()
    ]
    data = invoice(*lines, totals={"grand": "0.00"}, taxes=taxes, **members)
    return [(each.code, each.path, each.severity) for each in check_invoice(data) if each.code == "TAX"]


def test_a_lines_tax_rate_is_one_of_the_breakdowns() -> None:
    assert taxed("20", "7", bases={"20": "10.00", "7": "10.00"}) == []
    wrong = taxed("20", "17", bases={"20": "10.00", "7": "10.00"})
    assert wrong == [("TAX", "/lines/1/tax_rate", "error"), ("TAX", "/taxes/1/basis", "error")]


def test_a_rate_of_zero_need_not_be_listed() -> None:
    assert taxed("20", "0", bases={"20": "10.00"}) == []


def test_the_basis_of_a_rate_is_the_sum_of_its_lines() -> None:
    assert taxed("20", "20", bases={"20": "20.00"}) == []
    assert taxed("20", "0", bases={"20": "20.00"}) == [("TAX", "/taxes/0/basis", "error")]
    assert taxed("20", "20", bases={"20": "20.02"}) == [("TAX", "/taxes/0/basis", "warning")]


def test_the_basis_is_not_compared_where_charges_enter_it() -> None:
    freight = [{"kind": "freight", "amount": "5.00"}]
    assert taxed("20", bases={"20": "15.00"}, charges=freight) == []
