"""Fake bold: text that is drawn twice, slightly shifted, is read once.

PDFium leaves out a run that repeats one of the few before it. What it lets through is mended here: letters drawn in
pairs ("TToottaall"), and words of a second pass over the whole page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import sub

from invoiceplug.document import Word
from invoiceplug.geometry import Box, overlap_x, overlap_y, union
from invoiceplug.toolkit.displayed import Displayed

TWICE = re.compile(r"(\S)(?=\1)")  # the first of two equal letters: only such a word can hold one drawn twice

_SHARED = 0.5  # of a letter's area: neighbours that are meant share next to nothing
_SHIFT = 1.0  # points by which a second copy of a word may be off
_CELL = 16.0  # points: a side of the cells by which copies are looked for
_NEAR = 1.01 * _SHIFT  # how far from a word its copy may be, with room for rounding
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
    every = list(words)
    doubtful = _at_one_height(every, displayed)
    if not doubtful:
        return tuple(every)
    spots = {text: _Spots(displayed) for text in doubtful}
    return tuple(word for word in every if word.text not in doubtful or spots[word.text].takes(word.box))


def _at_one_height(words: Sequence[Word], displayed: Displayed) -> set[str]:
    """The words that are there more than once within the width and height of a shift: on most pages few, or none."""
    counts = Counter([text for text, _, _ in words])
    places: dict[str, list[Box]] = {text: [] for text, count in counts.items() if count > 1}
    for text, _, box in words:
        if text in places:
            places[text].append(box)
    wide, high = _NEAR / displayed.width, _NEAR / displayed.height
    return {text for text, boxes in places.items() if _are_near(boxes, 1, high) and _are_near(boxes, 0, wide)}


def _are_near(boxes: Sequence[Box], side: int, near: float) -> bool:
    """Whether two of them have that side nearer to each other."""
    at = sorted([box[side] for box in boxes])
    return any(map(near.__gt__, map(sub, at[1:], at)))


class _Spots:
    """Where one word stands, by cells of the page: each of thousands takes no longer than each of a few."""

    def __init__(self, displayed: Displayed) -> None:
        self.width, self.height = displayed.width, displayed.height
        self.cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def takes(self, box: Box) -> bool:
        """Whether none of them stands where the box is, which then is one of them."""
        x, y, cells = box[0] * self.width, box[1] * self.height, self.cells
        left, right = int((x - _NEAR) / _CELL), int((x + _NEAR) / _CELL)
        top, bottom = int((y - _NEAR) / _CELL), int((y + _NEAR) / _CELL)
        for column in (left,) if left == right else (left, right):
            for row in (top,) if top == bottom else (top, bottom):
                for other_x, other_y in cells.get((column, row), ()):
                    if abs(x - other_x) < _SHIFT and abs(y - other_y) < _SHIFT:
                        return False
        cells.setdefault((int(x / _CELL), int(y / _CELL)), []).append((x, y))
        return True


def _all_in_pairs(letters: Sequence[Letter]) -> bool:
    """Whether every letter of a word of more than two stands twice on its spot, one copy right after the other."""
    pairs = list(zip(letters[::2], letters[1::2], strict=False))
    return len(letters) > 2 and len(letters) % 2 == 0 and all(a[0] == b[0] and _covers(a[1], b[1]) for a, b in pairs)


def _is_copy(a: Box, b: Box, pairs: bool) -> bool:
    # Letters of one ligature (the ff of "coffee") have the very same box, since one glyph draws them.
    return _covers(a, b) and (pairs or a != b)


def _covers(a: Box, b: Box) -> bool:
    return overlap_x(a, b) * overlap_y(a, b) > _SHARED * b.width * b.height


def _run(letters: Sequence[Letter]) -> Letter:
    return "".join(text for text, _ in letters), union(box for _, box in letters)
