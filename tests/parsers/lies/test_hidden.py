"""Text that nobody sees on the page is flagged on the line that it was read into; what is seen is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from acme import LINES, bill
from hiding import HIDDEN, WAYS, X, Y, bill_with, scanned_with_text, text
from pdfs import A4
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.reading import Finding

QUANTITY = "/lines/0/qty_shipped"
UNREAD = ("off page", "outside the crop box", "tiny")  # no plugin takes such words for the row's


def said(found: tuple[Finding, ...]) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(each.code, each.severity, each.path, each.line_ids) for each in found]


def test_nothing_is_found_on_an_honest_bill(look_at: Any) -> None:
    assert look_at(bill())[1] == ()


@pytest.mark.parametrize("way", [way for way in WAYS if way not in UNREAD])
def test_a_quantity_that_was_read_from_hidden_text_is_an_error_of_its_line(way: str, look_at: Any) -> None:
    reading, found = look_at(WAYS[way]())
    assert reading.invoice["lines"][0]["qty_shipped"] == HIDDEN
    assert said(found) == [("HIDDEN_TEXT", "error", QUANTITY, ("1",))]
    assert found[0].to_json()["sources"] == reading.sources[QUANTITY]


@pytest.mark.parametrize("way", UNREAD)
def test_a_quantity_that_nobody_can_see_nor_read_is_told_of_beside_its_line(way: str, look_at: Any) -> None:
    reading, found = look_at(WAYS[way]())
    assert "qty_shipped" not in reading.invoice["lines"][0]
    assert said(found) == [("HIDDEN_TEXT", "warning", None, ("1",))]
    assert repr(HIDDEN) in found[0].message


def test_print_that_takes_a_lens_is_hidden_though_it_has_ink(look_at: Any) -> None:
    def small(canvas: Canvas) -> None:
        canvas.translate(0, 3.1)  # to the middle of its row
        text(canvas, size=1.0)

    assert said(look_at(bill_with(small))[1]) == [("HIDDEN_TEXT", "error", QUANTITY, ("1",))]


def test_a_digit_of_which_half_is_covered_is_hidden(look_at: Any) -> None:
    def halved(canvas: Canvas) -> None:
        text(canvas, "8")
        canvas.setFillGray(1.0)
        canvas.rect(X, A4[1] - Y - 3, 3.2, 14, stroke=0, fill=1)

    assert said(look_at(bill_with(halved))[1]) == [("HIDDEN_TEXT", "error", QUANTITY, ("1",))]


def test_one_hidden_digit_of_a_number_is_enough(look_at: Any) -> None:
    def longer(canvas: Canvas) -> None:
        text(canvas, "10")
        text(canvas, "0", x=X + 11.12, grey=1.0)

    reading, found = look_at(bill_with(longer))
    assert reading.invoice["lines"][0]["qty_shipped"] == "100"
    assert said(found) == [("HIDDEN_TEXT", "error", QUANTITY, ("1",))]


def test_several_hidden_values_of_a_line_are_one_finding(look_at: Any) -> None:
    def both(canvas: Canvas) -> None:
        text(canvas, grey=1.0)
        text(canvas, "0.25", x=400.0, grey=1.0)

    line = ("A-1", "Hex bolt M6", "", "", "2.50")
    assert said(look_at(bill_with(both, [line, LINES[1]]))[1]) == [("HIDDEN_TEXT", "error", "/lines/0", ("1",))]


def white_on_black(canvas: Canvas) -> None:
    canvas.rect(X - 5, A4[1] - Y - 4, 60, 15, stroke=0, fill=1)
    text(canvas, grey=1.0)


def light_grey(canvas: Canvas) -> None:
    text(canvas, grey=0.8)


def fake_bold(canvas: Canvas) -> None:
    text(canvas)
    text(canvas, x=X + 0.2)


def under_a_watermark(canvas: Canvas) -> None:
    text(canvas)
    canvas.setFillAlpha(0.3)
    canvas.setFont("Helvetica-Bold", 120)
    canvas.drawString(60, A4[1] - Y - 30, "PAID PAID")


@pytest.mark.parametrize("draw", [white_on_black, light_grey, fake_bold, under_a_watermark])
def test_text_that_can_be_read_is_not_hidden(draw: Callable[[Canvas], None], look_at: Any) -> None:
    reading, found = look_at(bill_with(draw))
    assert reading.invoice["lines"][0]["qty_shipped"] == HIDDEN
    assert said(found) == []


def test_a_scan_with_recognised_text_passes_with_one_warning(look_at: Any) -> None:
    reading, found = look_at(scanned_with_text())
    assert [line["qty_shipped"] for line in reading.invoice["lines"]] == ["10", "1000"]
    assert said(found) == [("HIDDEN_TEXT", "warning", None, ())]
    assert "scanners" in found[0].message


def test_a_page_that_takes_too_long_to_draw_is_not_drawn_and_that_is_said(look_at: Any) -> None:
    found = look_at(WAYS["white on white"](), undrawn=(1,))[1]
    assert said(found) == [("HIDDEN_TEXT", "warning", None, ())]
    assert "nobody has looked" in found[0].message
