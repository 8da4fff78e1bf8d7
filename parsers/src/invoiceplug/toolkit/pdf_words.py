"""The words of one page, through the engine that `open.py` hands over.

Two box calls a word instead of one a character: the first and the last character span the word (2.4 ms a page
instead of 10). What bites is noted where it is dealt with.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise, repeat
from typing import Any

from invoiceplug.document import Word
from invoiceplug.geometry import Box, union
from invoiceplug.limits import Limits
from invoiceplug.record import Record
from invoiceplug.toolkit.displayed import Displayed, are_shown
from invoiceplug.toolkit.doubled import TWICE, Letter, printed_once, without_doubles
from invoiceplug.toolkit.pdf_boxes import BoxReader, Span
from invoiceplug.toolkit.pdf_objects import drop_stand_ins

LINE_END_HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end; it then leaves the line break out
SAMPLE = 200  # characters a page that are asked whether their font says which letter they are
REPLACEMENT = "\ufffd"

_LETTER = rf"[^\s\x00{LINE_END_HYPHEN}]"
_WORD = re.compile(rf"{_LETTER}+{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}")
_LEVEL = 1e-4  # of the page's height: letters of one font on one line differ by rounding alone
_KERNED, _TOUCHING = 0.15, 0.02  # of a letter's height: how far kerning draws a letter back; what is no gap at all
_NO_LETTERS = "\x00\ufffe\uffff"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # codes of a font that does not name its letters
_DRAWN_AS = {0xFFFE: "-", 0x00AD: "-"}  # a soft hyphen that is in a PDF's text is drawn, as the minus of some fonts
_WORD_OF: Callable[[tuple[str, int, Box]], Word] = partial(tuple.__new__, Word)  # without a step of Python
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))


class Letters(Record):
    """How many of a page's characters were asked, and of how many the font could not name the letter."""

    asked: int
    nameless: int


def read_words(
    raw: Any, page: Any, number: int, displayed: Displayed, limits: Limits, known: dict[str, str]
) -> tuple[tuple[Word, ...], Letters]:
    """The words on the displayed part of the page, in the order of the file; LIMIT_OUTPUT when they are too many.

    `known` are the document's texts so far, by themselves: pages repeat each other.
    """
    drop_stand_ins(raw, page)
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return (), Letters(0, 0)
    try:
        count = raw.FPDFText_CountChars(text_page)
        limits.check("page_characters", count, f"Page {number}", page=number)
        text = _text(raw, text_page, count)
        words = printed_once(_words(BoxReader(raw, text_page, displayed), text, number, known), displayed)
        return words, Letters(*_nameless(raw, text_page, text))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _text(raw: Any, text_page: Any, count: int) -> str:
    """One Python character for each of the engine's characters, which are UTF-16 units: emoji take two.

    What has no letter to its name becomes U+FFFD. The engine drops some of these from its text, so that a digit of
    such a font would vanish from a number without a trace; then the text is put together character by character.
    """
    buffer = bytearray(2 * (count + 1))
    written = raw.FPDFText_GetText(text_page, 0, count, ctypes.byref(ctypes.c_char.from_buffer(buffer))) - 1
    if max(written, 0) != count:
        return "".join(_character(raw, text_page, index) for index in range(count))
    units = buffer[: 2 * count]
    text = units.decode("utf-16-le", "surrogatepass")
    if len(text) != count:
        text = "".join(map(chr, memoryview(units).cast("H")))
    if LINE_END_HYPHEN in text:  # which a font can also say, as it can say U+0000, and the engine shows both alike
        text = re.sub(LINE_END_HYPHEN, lambda found: _character(raw, text_page, found.start()), text)
    return _CONTROL.sub(REPLACEMENT, text).replace("\uffff", REPLACEMENT)  # in the class above it would take 0.2 ms


def _character(raw: Any, text_page: Any, index: int) -> str:
    if raw.FPDFText_IsHyphen(text_page, index) == 1:
        return LINE_END_HYPHEN
    unit = chr(raw.FPDFText_GetUnicode(text_page, index) & 0xFFFF)
    return REPLACEMENT if unit in _NO_LETTERS else _CONTROL.sub(REPLACEMENT, unit)


def _words(reader: BoxReader, text: str, number: int, known: dict[str, str]) -> list[Word]:
    spans = [(first, end - 1) for first, end in map(re.Match.span, _WORD.finditer(text))]
    runs, boxes = [text[first : last + 1] for first, last in spans], reader.boxes(spans)
    _mend_broken(text, spans, runs, boxes, reader.displayed)
    stacked = reader.stacked([found.start() for found in TWICE.finditer(text)])
    if stacked:
        runs, boxes = _without_doubles(spans, runs, boxes, stacked, reader)
    if not text.isascii():
        runs = [run if run.isascii() else _clean(run) for run in runs]
    words = map(_WORD_OF, zip(map(known.setdefault, runs, runs), repeat(number), boxes, strict=False))
    return [word for word, shown in zip(words, are_shown(boxes), strict=True) if shown and word[0]]


def _mend_broken(text: str, spans: list[Span], runs: list[str], boxes: list[Box], displayed: Displayed) -> None:
    """Joins words that the engine's text has in two lines although they are one.

    Where a font kerns and the letter behind is drawn by itself, the engine may see a new line: "134.523,1", "1".
    """
    ends = [at for at, (one, other) in enumerate(pairwise(spans)) if text[one[1] + 1 : other[0]] == "\r\n"]
    for at in reversed([at for at in ends if _are_one(boxes[at], boxes[at + 1], displayed)]):
        (first, _), (_, last) = spans[at : at + 2]
        spans[at : at + 2] = [(first, last)]
        runs[at : at + 2] = ["".join(runs[at : at + 2])]
        boxes[at : at + 2] = [union(boxes[at : at + 2])]


def _are_one(before: Box, behind: Box, displayed: Displayed) -> bool:
    if behind[0] < before[0] or abs(behind[1] - before[1]) + abs(behind[3] - before[3]) > _LEVEL:
        return False
    gap, height = (behind[0] - before[2]) * displayed.width, (before[3] - before[1]) * displayed.height
    return -_KERNED * height < gap < _TOUCHING * height


def _without_doubles(
    spans: Sequence[Span], runs: Sequence[str], boxes: Sequence[Box], stacked: Sequence[int], reader: BoxReader
) -> tuple[list[str], list[Box]]:
    """The words' texts and boxes, those mended of which two letters may stand on one spot.

    One word can become several, where letters that were drawn twice had closed the space between them.
    """
    mended: list[Letter] = []
    for (first, last), run, box in zip(spans, runs, boxes, strict=True):
        found = [(run, box)]
        at = bisect_left(stacked, first)
        kerned = last - first >= len(run)  # it was broken
        if at < len(stacked) and stacked[at] < last and not kerned:
            each = reader.boxes([(index, index) for index in range(first, last + 1)])
            single = without_doubles(list(zip(run, each, strict=True)), reader.displayed)
            if len(single[0][0]) != len(run):
                found = single
        mended += found
    return [run for run, _ in mended], [box for _, box in mended]


def _clean(printed: str) -> str:
    """The word as it is drawn: hyphens as hyphens, no invisible ones, surrogates as pairs or U+FFFD."""
    drawn = printed.translate(_DRAWN_AS).translate(_INVISIBLE)
    return drawn.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _nameless(raw: Any, text_page: Any, text: str) -> tuple[int, int]:
    """Of a sample of the page's printed characters: how many there are, and how many have no letter to their name."""
    unnamed = raw.FPDFText_HasUnicodeMapError
    sample = range(0, len(text), max(1, len(text) // SAMPLE))
    plain = [index for index in sample if "!" <= text[index] <= "~"]
    asked, nameless = len(plain), list(map(unnamed, repeat(text_page), plain)).count(1)
    for index in [index for index in sample if not "!" <= text[index] <= "~"]:
        letter = chr(raw.FPDFText_GetUnicode(text_page, index))  # the engine's text may say otherwise than its letter
        if letter.isspace():
            continue
        asked += 1
        without = letter in ("\0", REPLACEMENT) or "\ue000" <= letter <= "\uf8ff"
        nameless += without or unnamed(text_page, index) == 1
    return asked, nameless
