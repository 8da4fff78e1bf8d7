"""Two texts on one spot, text that others read differently, and characters without a shape."""

from __future__ import annotations

from typing import Any

import pikepdf
from acme import LINES, bill
from hiding import WITHOUT_QUANTITY, X, Y, bill_with, text
from pdfs import A4, changed
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.reading import Finding
from invoiceplug.toolkit.open import open_pdf

QUANTITY = "/lines/0/qty_shipped"


def said(found: tuple[Finding, ...]) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(each.code, each.severity, each.path, each.line_ids) for each in found]


def with_stand_in(stand_in: bytes, drawn: bytes = b"10") -> bytes:
    """The bill whose quantity carries another text, for readers to take in place of what is drawn."""

    def add(opened: pikepdf.Pdf) -> None:
        shown = b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (X, A4[1] - Y, drawn)
        opened.pages[0].contents_add(b"/Span <</ActualText (%s)>> BDC %s EMC" % (stand_in, shown))

    return changed(bill(WITHOUT_QUANTITY), add)


def test_two_texts_on_one_spot_are_told_of(look_at: Any) -> None:
    def both(canvas: Canvas) -> None:
        text(canvas, "Hex bolt M6", x=120.0)
        text(canvas, "Tin sheets 9", x=120.3)

    line = ("A-1", "", "10", "0.25", "2.50")
    found = look_at(bill_with(both, [line, LINES[1]]))[1]
    assert said(found) == [("OVERLAPPING_TEXT", "warning", "/lines/0/description", ("1",))]


def test_of_two_numbers_on_one_spot_the_one_that_is_not_seen_is_hidden(look_at: Any) -> None:
    def white_below(canvas: Canvas) -> None:
        text(canvas, "777", grey=1.0)

    reading, found = look_at(bill_with(white_below))
    assert reading.invoice["lines"][0]["qty_shipped"] == "777"
    assert said(found) == [("HIDDEN_TEXT", "error", QUANTITY, ("1",))]


def test_what_is_drawn_is_read_and_not_what_stands_in_for_it() -> None:
    words = [word.text for word in open_pdf(with_stand_in(b"99")).pages[0].words]
    assert "10" in words and "99" not in words


def test_a_text_that_stands_in_for_another_one_is_told_of(look_at: Any) -> None:
    found = look_at(with_stand_in(b"99"))[1]
    assert said(found) == [("ENGINES_DISAGREE", "warning", QUANTITY, ("1",))]


def test_a_text_that_stands_in_for_the_same_letters_is_no_finding(look_at: Any) -> None:
    assert look_at(with_stand_in(b"10"))[1] == ()
    assert look_at(with_stand_in(b"10\xad"))[1] == (), "a soft hyphen"
