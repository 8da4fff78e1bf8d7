"""Fake bold: text that is drawn twice, slightly shifted, is read once.

PDFium leaves out a run that repeats one of the few before it. What it lets through is mended here: letters drawn in
pairs ("TToottaall"), and words of a second pass over the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.geometry import Box, overlap_x, overlap_y, union
from invoiceplug.toolkit.displayed import Displayed

TWICE = re.compile(r"(\S)\1")  # only such words can hold a letter drawn twice

_SHARED = 0.5  # of a letter's area: neighbours that are meant share next to nothing
_SHIFT = 1.0  # points by which a second copy of a word may be off
_SPACE = 0.15  # word heights: a wider gap is a space

Letter = tuple[str, Box]


def without_doubles(letters: Sequence[Letter], displayed: Displayed) -> list[Letter]:
    """The runs that a word's letters make, each with its box, when those drawn on top of their equal are left out.

    One run, as it came, where no letter was drawn twice.
    """
    pairs = _all_in_pairs(letters)
    kept: list[Letter] = []
    for letter in letters:
        if not (kept and letter[0] == kept[-1][0] and _is_copy(kept[-1][1], letter[1], pairs)):
            kept.append(letter)
    if len(kept) == len(letters):
        return [_run(kept)]
    runs = [[kept[0]]]
    for before, letter in pairwise(kept):
        if (letter[1].x0 - before[1].x1) * displayed.width > _SPACE * letter[1].height * displayed.height:
            runs.append([])
        runs[-1].append(letter)
    return [_run(run) for run in runs]


def printed_once(words: Iterable[Word], displayed: Displayed) -> tuple[Word, ...]:
    """The words without those that repeat another one on the same spot."""
    kept: list[Word] = []
    places: dict[str, list[Box]] = {}
    for word in words:
        others = places.setdefault(word.text, [])
        if not any(_same_spot(word.box, other, displayed) for other in others):
            kept.append(word)
            others.append(word.box)
    return tuple(kept)


def _all_in_pairs(letters: Sequence[Letter]) -> bool:
    """Whether every letter of a word of more than two stands twice on its spot, one copy right after the other."""
    pairs = list(zip(letters[::2], letters[1::2], strict=False))
    return len(letters) > 2 and len(letters) % 2 == 0 and all(a[0] == b[0] and _covers(a[1], b[1]) for a, b in pairs)


def _is_copy(a: Box, b: Box, pairs: bool) -> bool:
    # Letters of one ligature (the ff of "coffee") have the very same box, since one glyph draws them.
    return _covers(a, b) and (pairs or a != b)


def _covers(a: Box, b: Box) -> bool:
    return overlap_x(a, b) * overlap_y(a, b) > _SHARED * b.width * b.height


def _same_spot(a: Box, b: Box, displayed: Displayed) -> bool:
    return abs(a.x0 - b.x0) * displayed.width < _SHIFT and abs(a.y0 - b.y0) * displayed.height < _SHIFT


def _run(letters: Sequence[Letter]) -> Letter:
    return "".join(text for text, _ in letters), union(box for _, box in letters)
