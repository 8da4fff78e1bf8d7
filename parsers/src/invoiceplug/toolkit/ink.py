"""Which letters of a PDF's text are seen on its pages: drawn with and without its text, a page differs where it is.

The difference knows every way of hiding alike: the colour of the paper, text that is not painted, tiny, beside the
page, clipped, covered or in a layer that is switched off. Texts on one spot are taken away one by one.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from invoiceplug.geometry import Box
from invoiceplug.toolkit.displayed import Displayed
from invoiceplug.toolkit.ink_letters import RawLetter, read_letters
from invoiceplug.toolkit.ink_overlaps import Pair, layers, overlaps
from invoiceplug.toolkit.ink_picture import GreyPicture, grey_picture
from invoiceplug.toolkit.open import displayed_part, opened_page, opened_pdf
from invoiceplug.toolkit.pdf_objects import address, drop_stand_ins, is_text, page_objects

MOST_LETTERS = 20_000  # of a page: five times a page of the smallest print
MOST_OBJECTS = 100_000  # of all pages that are drawn: more than that takes seconds to draw
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the text layer, the box of its ink on the displayed page, and whether anybody sees it.

    `over_ink` is whether something else is drawn where it stands: the picture under the text of a scan. `named` is
    False where the font does not say which letter it draws.
    """

    text: str
    box: Box
    seen: bool
    over_ink: bool
    named: bool


@dataclass(frozen=True, slots=True)
class PageInk:
    """One page's letters in the order of the file, the pairs that stand on one spot, and what stands in for letters.

    `height` is the page's in points. `said_instead` are the letters that a reader gets who trusts /ActualText;
    None where it has none. `whole` is False for a page that is too much to draw: nothing is known of it.
    """

    page: int
    height: float
    letters: tuple[Letter, ...] = ()
    pairs: tuple[Pair, ...] = ()
    said_instead: tuple[RawLetter, ...] | None = None
    whole: bool = True


def pages_ink(
    data: bytes, pages: Iterable[int], *, undrawn: Collection[int] = (), password: str | None = None
) -> Iterator[PageInk]:
    """The ink of the pages of these numbers, one after the other; those of `undrawn` are known to take too long.

    Raises InvoiceplugError: ENCRYPTED_PDF, DAMAGED_PDF, MISSING_EXTRA.
    """
    left = MOST_OBJECTS
    with opened_pdf(data, password) as (raw, pdf):
        for number in pages:
            with opened_page(raw, pdf, number) as page:
                displayed = displayed_part(raw, page, number)
                objects = list(islice(page_objects(raw, page), left + 1)) if number not in undrawn else []
                left -= len(objects)
                whole = number not in undrawn and left >= 0
                found = _ink(raw, page, number, displayed, objects) if whole else None
                yield found or PageInk(number, displayed.height, whole=False)


def _ink(raw: Any, page: Any, number: int, displayed: Displayed, objects: list[Any]) -> PageInk | None:
    before = _letters(raw, page, displayed)
    said_instead = before if drop_stand_ins(raw, page) else None
    letters = _letters(raw, page, displayed) if said_instead is not None else before
    pairs = overlaps(letters) if letters is not None else None
    if letters is None or pairs is None:
        return None
    for drawn in objects:
        _paint_plainly(raw, drawn)
    seen = _looked_at(raw, page, letters, pairs, [each for each in objects if is_text(raw, each)])
    return PageInk(number, displayed.height, tuple(seen), tuple(pairs), tuple(said_instead) if said_instead else None)


def _letters(raw: Any, page: Any, displayed: Displayed) -> list[RawLetter] | None:
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return read_letters(raw, text_page, displayed, MOST_LETTERS)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _looked_at(raw: Any, page: Any, letters: list[RawLetter], pairs: list[Pair], texts: list[Any]) -> list[Letter]:
    layer_of = layers(letters, pairs)
    by_layer: dict[int, list[Any]] = defaultdict(list)
    for drawn in texts:
        by_layer[layer_of.get(address(drawn), 0)].append(drawn)
    whole = grey_picture(raw, page)
    found: dict[int, Letter] = {}
    for layer in sorted({0, *layer_of.values()}):
        without = _without(raw, page, by_layer[layer])
        for index, letter in enumerate(letters):
            if layer_of[letter.drawn_by] == layer:
                found[index] = _judged(letter, whole, without)
    return [found[index] for index in range(len(letters))]


def _judged(letter: RawLetter, whole: GreyPicture, without: GreyPicture) -> Letter:
    seen = whole.differs(without, letter.box)
    return Letter(letter.text, letter.box, seen, not seen and without.has_ink(letter.box), letter.named)


def _without(raw: Any, page: Any, texts: list[Any]) -> GreyPicture:
    """The page as it looks when these texts are not there; afterwards they are again."""
    for drawn in texts:
        raw.FPDFPageObj_SetIsActive(drawn, False)
    try:
        return grey_picture(raw, page)
    finally:
        for drawn in texts:
            raw.FPDFPageObj_SetIsActive(drawn, True)


def _paint_plainly(raw: Any, drawn: Any) -> None:
    """The object in the plain colours that the engine names for it, which are its own unless it has a pattern.

    A tile a thousandth of a point wide would be drawn for hours. White is left alone: so the engine calls shadings
    too, on which white text can be read.
    """
    levels = [ctypes.c_uint() for _ in range(4)]
    for ask, paint in (
        (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_SetFillColor),
        (raw.FPDFPageObj_GetStrokeColor, raw.FPDFPageObj_SetStrokeColor),
    ):
        if ask(drawn, *map(ctypes.byref, levels)):
            colour = tuple(level.value for level in levels)
            if colour[:3] != WHITE:
                paint(drawn, *colour)
