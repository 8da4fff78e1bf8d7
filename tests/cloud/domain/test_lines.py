"""What a line does to the stock: the rules of apply, a row a rule."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import an_item
from readings import a_line, to

from invoiceplug_cloud.domain.lines import article, at_scale, line_effect

ITEMS = {"WINE": an_item("WINE", "0"), "FLOUR": an_item("FLOUR", "0.000")}
WHY = {"reason": "counted at the ramp"}


def effect(line, decision, document_type="invoice"):
    return line_effect({"line_id": "1", **line}, decision, ITEMS, document_type)


@pytest.mark.parametrize(
    ("line", "decision", "quantity", "source", "change"),
    [
        (a_line("8"), to("WINE"), "8", "shipped", "96"),
        (a_line("8", qty_ordered="10"), to("WINE"), "8", "shipped", "96"),
        (a_line("8.000"), to("WINE", "1"), "8.000", "shipped", "8"),
        (a_line("8", qty_billed="7"), to("WINE", "1", quantity_source="billed"), "7", "billed", "7"),
        (a_line("8"), to("WINE", "1", quantity_source="billed"), "8", "billed", "8"),
        (a_line("2", weight="41.3"), to("FLOUR", "0.45359237", quantity_source="weight"), None, None, None),
        (a_line("2", weight="41.3"), to("FLOUR", "1", quantity_source="weight"), "41.3", "weight", "41.300"),
        (a_line("8"), to("WINE", received="7", **WHY), "7", "received", "84"),
        (a_line("8", qty_shipped=None), to("WINE", received="7", **WHY), "7", "received", "84"),
        (a_line("3"), to("FLOUR", "0.125"), "3", "shipped", "0.375"),
        (a_line("0.5"), to("WINE", "12"), "0.5", "shipped", "6"),
        (a_line("5", stock_effect="ignored"), to("WINE", "1", stock_effect="out"), "-5", "shipped", "-5"),
    ],
)
def test_a_line_moves_its_quantity_times_the_factor(line, decision, quantity, source, change):
    found = effect(line, decision)
    if change is None:
        assert found.missing == ("fraction",)
    else:
        assert (found.missing, found.excluded) == ((), None)
        assert (str(found.quantity), found.quantity_source, str(found.change)) == (quantity, source, change)


@pytest.mark.parametrize(
    ("line", "decision", "why"),
    [
        ({"kind": "charge", "description": "Freight", "line_total": "5.00"}, to("WINE"), "charge"),
        ({"kind": "deposit", "description": "Crates"}, {}, "deposit"),
        ({"kind": "note", "description": "Thanks"}, {}, "note"),
        (a_line("8"), {"exclude": True, "reason": "For the office."}, "For the office."),
        (a_line("0"), {}, "zero"),
        (a_line("0", qty_ordered="8", qty_backordered="8"), {}, "zero"),
        (a_line("8"), {"received": "0", **WHY}, "zero"),
        (
            a_line("8"),
            {"stock_effect": "none", "reason": "It went straight to the office."},
            "It went straight to the office.",
        ),
        (a_line("-8"), {"stock_effect": "none"}, "credited"),
        (a_line("1", "-8.00"), {"stock_effect": "none"}, "credited"),
        (a_line("-8"), {"stock_effect": "none", "reason": "A price was put right."}, "A price was put right."),
    ],
)
def test_these_lines_never_move_stock(line, decision, why):
    found = effect(line, decision)
    assert (found.excluded, found.missing) == (why, ())


@pytest.mark.parametrize(
    ("line", "decision", "missing"),
    [
        (a_line(), {}, {"item", "factor"}),
        (a_line(), {"item": "WINE"}, {"factor"}),
        (a_line(), {"factor": "12"}, {"item"}),
        (a_line(), to("BEER"), {"unknown_item"}),
        (a_line(), to("WINE", "0"), {"factor"}),
        (a_line(), to("WINE", "-12"), {"factor"}),
        (a_line("1"), to("WINE", "0.5"), {"fraction"}),
        (a_line("999999999999999"), to("WINE", "10"), {"fraction"}),
        (a_line(qty_shipped=None), to("WINE"), {"quantity"}),
        (a_line(), to("WINE", quantity_source="weight"), {"quantity"}),
        (a_line(), {"exclude": True}, {"reason"}),
        (a_line(), to("WINE", received="7"), {"reason"}),
        (a_line(), {"received": "0"}, {"reason"}),
        (a_line(), {"stock_effect": "none"}, {"reason"}),
        (a_line(), to("WINE", stock_effect="none", received="7"), {"reason"}),
        (a_line("-8"), {"stock_effect": "none", "received": "7"}, {"reason"}),
        (a_line(), to("WINE", received="-7", **WHY), {"received"}),
        (a_line("-8"), to("WINE"), {"stock_effect"}),
        (a_line("1", "-8.00"), to("WINE"), {"stock_effect"}),
    ],
)
def test_what_a_line_lacks_is_named(line, decision, missing):
    found = effect(line, decision)
    assert (set(found.missing), found.excluded) == (missing, None)


@pytest.mark.parametrize(
    ("qty", "stock_effect", "change"),
    [("-8", "out", "-96"), ("-8", "in", "96"), ("8", "out", "-96"), ("8", "in", "96")],
)
def test_a_credited_line_moves_only_as_it_was_told(qty, stock_effect, change):
    assert effect(a_line(qty), to("WINE"), "credit_note").missing == ("stock_effect",)
    told = effect(a_line(qty), to("WINE", stock_effect=stock_effect), "credit_note")
    assert str(told.change) == change
    assert told.quantity * told.factor == told.change


def test_a_mapping_is_found_by_article_or_gtin_and_the_printed_unit():
    assert article(a_line(uom="KAR")) == ("4711", "KAR")
    assert article(a_line(sku=None, gtin="4006381333931", uom_raw=None) | {"uom": "H87"}) == ("4006381333931", "H87")
    assert article(a_line(sku=None)) is None


@given(
    qty=st.decimals(0, 10**9, places=6).filter(bool),
    factor=st.decimals(0, 10**4, places=6).filter(bool),
    scale=st.integers(0, 6),
)
def test_nothing_is_ever_rounded(qty, factor, scale):
    items = {"X": an_item("X", str(Decimal(0).scaleb(-scale)), scale=scale)}
    found = line_effect(a_line(f"{qty:f}", line_id="1", line_total="1.00"), to("X", f"{factor:f}"), items, "invoice")
    if found.missing:
        assert found.missing == ("fraction",)
    else:
        assert found.change * 10**12 == int(qty * 10**6) * int(factor * 10**6)
        assert -found.change.as_tuple().exponent == scale


@pytest.mark.parametrize(("number", "exact"), [("1.50", "1.500"), ("0", "0.000"), ("1.0001", None), ("1E+15", None)])
def test_a_number_is_at_a_scale_or_it_is_not(number, exact):
    found = at_scale(Decimal(number), 3)
    assert (None if found is None else str(found)) == exact
