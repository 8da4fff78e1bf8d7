"""Rows of DynamoDB's tables from and to plain values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoiceplug_cloud.gateways.rows import Terms, to_attribute, to_attributes, to_row

values = st.recursive(
    st.text() | st.booleans() | st.integers(-(10**15), 10**15),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1), values))
def test_plain_values_come_back_as_they_were(row):
    assert to_row(to_attributes(row)) == row


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_decimals_come_back_equal_and_without_an_exponent(number):
    attribute = to_attribute(number)
    assert set(attribute["N"]) <= set("-.0123456789")
    assert to_row({"n": attribute})["n"] == number


@pytest.mark.parametrize("value", [1.5, None, b"x", {1, 2}, object()])
def test_what_has_no_place_in_a_row_is_refused(value):
    with pytest.raises(TypeError):
        to_attribute(value)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_a_decimal_that_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="cannot hold"):
        to_attribute(Decimal(number))


def test_members_that_are_none_are_left_out_at_every_depth():
    assert to_attributes({"a": None, "b": {"c": None, "d": 1}}) == {"b": {"M": {"d": {"N": "1"}}}}


def test_an_update_sets_what_is_known_and_removes_what_is_named():
    terms = Terms()
    assert terms.assign({"status": "parsed", "name": None}, ["error"]) == "SET #status = :v0 REMOVE #error"
    assert terms.parameters() == {
        "ExpressionAttributeNames": {"#status": "status", "#error": "error"},
        "ExpressionAttributeValues": {":v0": {"S": "parsed"}},
    }
