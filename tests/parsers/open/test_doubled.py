"""Fake bold, text that is drawn twice and slightly shifted, is read once; what is printed twice is read twice."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.document import row_text
from invoiceplug.toolkit.open import open_pdf

ROWS = ("Total EUR 11.22", "Pallet hooks 3344 l", "Total EUR 1,000.00")
Draw = Callable[[Canvas, float], None]


def read(draw: Draw, shift: float = 0.0) -> list[str]:
    """The rows of a page that was drawn so."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    draw(canvas, shift)
    canvas.showPage()
    canvas.save()
    return [row_text(row) for row in open_pdf(out.getvalue()).pages[0].lines()]


def once(canvas: Canvas, shift: float) -> None:
    for index, row in enumerate(ROWS * 4):
        canvas.drawString(50 + shift, 780 - 14 * index, row)


def row_by_row(canvas: Canvas, shift: float) -> None:
    for index, row in enumerate(ROWS * 4):
        for off in (0.0, shift):
            canvas.drawString(50 + off, 780 - 14 * index, row)


def page_by_page(canvas: Canvas, shift: float) -> None:
    once(canvas, 0)
    once(canvas, shift)


def letter_by_letter(canvas: Canvas, shift: float) -> None:
    for index, row in enumerate(ROWS * 4):
        text, x = canvas.beginText(50, 780 - 14 * index), 50.0
        for letter in row:
            for off in (0.0, shift):
                text.setTextOrigin(x + off, 780 - 14 * index)
                text.textOut(letter)
            x += stringWidth(letter, "Helvetica", 10)
        canvas.drawText(text)


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.5, 0.8])
@pytest.mark.parametrize("draw", [row_by_row, page_by_page, letter_by_letter])
def test_what_is_drawn_twice_on_one_spot_is_read_once(draw: Draw, shift: float) -> None:
    assert read(draw, shift) == list(ROWS * 4) == read(once)


def test_the_same_word_beside_itself_stays_twice() -> None:
    assert read(lambda canvas, _: canvas.drawString(50, 700, "1 1 11 Bora Bora")) == ["1 1 11 Bora Bora"]


def test_letters_set_tight_are_no_doubles() -> None:
    def tight(canvas: Canvas, _: float) -> None:
        text = canvas.beginText(50, 700)
        text.setCharSpace(-0.5)
        text.textOut("Illinois 1100")
        canvas.drawText(text)

    assert read(tight) == ["Illinois 1100"]
