"""A word of which the last letter is drawn by itself is one word, although the engine sees a new line there."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.toolkit.open import open_pdf

FONT, SIZE = "Helvetica", 9.8


def words(*parts: str, gap: float) -> list[str]:
    """What is read of two rows of a page, in each of which the parts are drawn one by one, so many points apart."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, SIZE)
    for y in (780, 766):
        canvas.drawString(50, y, "Total")
        x = 400.0
        for part in parts:
            canvas.drawString(x, y, part)
            x += stringWidth(part, FONT, SIZE) + gap
    canvas.showPage()
    canvas.save()
    return [word.text for word in open_pdf(out.getvalue()).pages[0].words]


@pytest.mark.parametrize("kerning", [0.0, 0.3, 0.7, 1.2])
@pytest.mark.parametrize("parts", [("134.523,1", "1"), ("11,1", "1"), ("1", "1"), ("A", "V"), ("1", "2", "3")])
def test_letters_side_by_side_are_one_word_however_they_were_drawn(parts: tuple[str, ...], kerning: float) -> None:
    assert words(*parts, gap=-kerning) == ["Total", "".join(parts)] * 2


@pytest.mark.parametrize("parts", [("134.523,1", "1"), ("1", "1"), ("1", "2", "3")])
def test_letters_with_a_space_between_them_are_words_of_their_own(parts: tuple[str, ...]) -> None:
    assert words(*parts, gap=0.28 * SIZE) == ["Total", *parts] * 2
