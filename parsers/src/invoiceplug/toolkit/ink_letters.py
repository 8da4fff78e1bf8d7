"""The letters of one page's text layer, each with the object that draws it: what a word is made of, hidden or not."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from invoiceplug.geometry import Box
from invoiceplug.toolkit.displayed import Displayed
from invoiceplug.toolkit.pdf_objects import address

LINE_END_HYPHEN = 0xFFFE


@dataclass(frozen=True, slots=True)
class RawLetter:
    """A character of the text layer, the displayed box of its ink, and its text object (0 when nobody knows).

    `named` is False where the font does not say which letter it draws.
    """

    text: str
    box: Box
    drawn_by: int
    named: bool


def read_letters(raw: Any, text_page: Any, displayed: Displayed, most: int) -> list[RawLetter] | None:
    """Every character that is not white space, in the order of the file, also beside the page; None above `most`."""
    count = raw.FPDFText_CountChars(text_page)
    if count > most:
        return None
    numbers = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = numbers
    references = [ctypes.byref(number) for number in numbers]
    letters = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = "-" if code == LINE_END_HYPHEN else chr(code)
        if text.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        raw.FPDFText_GetCharBox(text_page, index, *references)
        box = displayed.box(left.value, bottom.value, right.value, top.value)
        named = raw.FPDFText_HasUnicodeMapError(text_page, index) != 1
        letters.append(RawLetter(text, box, address(raw.FPDFText_GetTextObject(text_page, index)), named))
    return letters
