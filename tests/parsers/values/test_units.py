"""Printed units become codes of UNECE Rec 20, or are refused."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.values import Locale, find_unit, read_unit, unit_table


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Stk.", "H87"),
        ("STK", "H87"),
        ("ea", "EA"),
        ("CS", "XCS"),
        ("kg", "KGM"),
        ("KGM", "KGM"),
        ("Dtzd", "DZN"),
        ("ud.", "C62"),
        ("cajas", "XBX"),
        ("Pezzi", "H87"),
        ("rotoli", "XRO"),
        ("doos", "XBX"),
        ("rol", "XRO"),
    ],
)
def test_what_vendors_print(printed: str, code: str) -> None:
    assert read_unit(printed, Locale()) == code


def test_an_unknown_unit_is_refused_and_can_be_asked_for() -> None:
    with pytest.raises(InvoiceplugError, match="VALUE_UNREADABLE"):
        read_unit("Gebinde", Locale())
    assert find_unit("Gebinde", Locale()) is None


def test_a_vendor_adds_its_own_units_which_come_first() -> None:
    locale = Locale(units={"Geb.": "XPK", "St": "XST"})
    assert (read_unit("GEB", locale), read_unit("st", locale)) == ("XPK", "XST")


def test_a_printed_form_never_means_two_units() -> None:
    table = json.loads((files("invoiceplug.toolkit") / "units.json").read_text("utf-8"))
    claims: dict[str, set[str]] = {}
    for code, forms in table.items():
        for form in (code, *forms):
            claims.setdefault(form.replace(".", "").casefold(), set()).add(code)
    assert {form: codes for form, codes in claims.items() if len(codes) > 1} == {}
    assert all(re.fullmatch("[A-Z0-9]{2,3}", code) for code in unit_table().values())
