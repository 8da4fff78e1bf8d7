"""The words of one page, through the engine that `open.py` hands over.

Two box calls a word instead of one a character: the first and the last character span the word (2.4 ms a page
instead of 10). What bites is noted where it is dealt with.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

from invoiceplug.document import Word
from invoiceplug.geometry import Box
from invoiceplug.limits import Limits
from invoiceplug.toolkit.displayed import Displayed, is_shown
from invoiceplug.toolkit.doubled import TWICE, printed_once, without_doubles
from invoiceplug.toolkit.pdf_objects import drop_stand_ins

LINE_END_HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end; it then leaves the line break out
SAMPLE = 200  # characters a page that are asked whether their font says which letter they are
REPLACEMENT = "\ufffd"

_WORD = re.compile(rf"[^\s\x00{LINE_END_HYPHEN}]*{LINE_END_HYPHEN}|[^\s\x00{LINE_END_HYPHEN}]+")
_NO_LETTERS = "\x00\ufffe"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\uffff]")  # codes of a font that does not name its letters
_DRAWN_AS = {0xFFFE: "-", 0x00AD: "-"}  # a soft hyphen that is in a PDF's text is drawn, as the minus of some fonts
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's words, and of how many characters asked the font could not name the letter."""

    words: tuple[Word, ...]
    asked: int
    nameless: int


def read_words(raw: Any, page: Any, number: int, displayed: Displayed, limits: Limits) -> PageText:
    """The words on the displayed part of the page, in the order of the file; LIMIT_OUTPUT when they are too many."""
    drop_stand_ins(raw, page)
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return PageText((), 0, 0)
    try:
        count = raw.FPDFText_CountChars(text_page)
        limits.check("page_characters", count, f"Page {number}", page=number)
        text = _text(raw, text_page, count)
        words = _words(raw, text_page, text, number, displayed)
        return PageText(words, *_nameless(raw, text_page, count))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _text(raw: Any, text_page: Any, count: int) -> str:
    """One Python character for each of the engine's characters, which are UTF-16 units: emoji take two.

    What has no letter to its name becomes U+FFFD. The engine drops some of these from its text, so that a digit of
    such a font would vanish from a number without a trace; then the text is put together character by character.
    """
    buffer = (ctypes.c_ushort * (count + 1))()
    written = max(raw.FPDFText_GetText(text_page, 0, count, buffer) - 1, 0)
    if written != count:
        return "".join(_character(raw, text_page, index) for index in range(count))
    text = bytes(buffer)[: 2 * written].decode("utf-16-le", "surrogatepass")
    if len(text) != written:
        text = "".join(map(chr, buffer[:written]))
    if LINE_END_HYPHEN in text:  # which a font can also say, as it can say U+0000, and the engine shows both alike
        text = re.sub(LINE_END_HYPHEN, lambda found: _character(raw, text_page, found.start()), text)
    return _CONTROL.sub(REPLACEMENT, text)


def _character(raw: Any, text_page: Any, index: int) -> str:
    if raw.FPDFText_IsHyphen(text_page, index) == 1:
        return LINE_END_HYPHEN
    unit = chr(raw.FPDFText_GetUnicode(text_page, index) & 0xFFFF)
    return REPLACEMENT if unit in _NO_LETTERS else _CONTROL.sub(REPLACEMENT, unit)


def _words(raw: Any, text_page: Any, text: str, number: int, displayed: Displayed) -> tuple[Word, ...]:
    words = []
    box_of = _BoxReader(raw, text_page, displayed)
    for found in _WORD.finditer(text):
        for run, box in _runs(found, box_of, displayed):
            printed = _clean(run)
            if printed and is_shown(box):
                words.append(Word(printed, number, box))
    return printed_once(words, displayed)


def _runs(found: re.Match[str], box_of: _BoxReader, displayed: Displayed) -> list[tuple[str, Box]]:
    """The word and its box; several where letters that were drawn twice had closed the space between them."""
    if TWICE.search(found[0]):
        runs = without_doubles([(found.string[at], box_of(at, at)) for at in range(*found.span())], displayed)
        if len(runs[0][0]) != len(found[0]):
            return runs
    return [(found[0], box_of(found.start(), found.end() - 1))]


class _BoxReader:
    """The displayed box around a run of characters, with the structures for the engine's answers made once."""

    def __init__(self, raw: Any, text_page: Any, displayed: Displayed) -> None:
        self.text_page, self.displayed = text_page, displayed
        self.loose = raw.FPDFText_GetLooseCharBox
        self.tight = raw.FPDFText_GetCharBox
        self.rect = raw.FS_RECTF()
        self.numbers = tuple(ctypes.c_double() for _ in range(4))

    def __call__(self, first: int, last: int) -> Box:
        rect, reference = self.rect, ctypes.byref(self.rect)
        self.loose(self.text_page, first, reference)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if last != first:
            self.loose(self.text_page, last, reference)
            left, bottom = min(left, rect.left), min(bottom, rect.bottom)
            right, top = max(right, rect.right), max(top, rect.top)
        if right <= left or top <= bottom:  # a font without ascent or widths
            left, bottom, right, top = self._ink(first, last)
        return self.displayed.box(left, bottom, right, top)

    def _ink(self, first: int, last: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self.numbers
        boxes = []
        for index in range(first, last + 1):
            self.tight(self.text_page, index, *map(ctypes.byref, self.numbers))
            boxes.append((left.value, bottom.value, right.value, top.value))
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


def _clean(printed: str) -> str:
    """The word as it is drawn: hyphens as hyphens, no invisible ones, surrogates as pairs or U+FFFD."""
    if printed.isascii():
        return printed
    drawn = printed.translate(_DRAWN_AS).translate(_INVISIBLE)
    return drawn.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _nameless(raw: Any, text_page: Any, count: int) -> tuple[int, int]:
    """Of a sample of the page's printed characters: how many there are, and how many have no letter to their name."""
    asked = nameless = 0
    for index in range(0, count, max(1, count // SAMPLE)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if chr(code).isspace():
            continue
        asked += 1
        without = code == 0 or chr(code) == REPLACEMENT or 0xE000 <= code <= 0xF8FF
        nameless += without or raw.FPDFText_HasUnicodeMapError(text_page, index) == 1
    return asked, nameless
