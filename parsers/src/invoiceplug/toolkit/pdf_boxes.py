"""The boxes of runs of characters, through the engine that `open.py` hands over."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import chain, repeat
from operator import le, lt
from struct import unpack_from
from typing import Any

from invoiceplug.geometry import Box
from invoiceplug.toolkit.displayed import Displayed

APART = 0.4  # of a letter's side: two letters that share less along one side share less than half of their area
ROOM = 1024  # boxes that are asked for in one go
SIZE = 16  # bytes of a box: four floats

Span = tuple[int, int]  # of characters, the first and the last one


class BoxReader:
    """The displayed boxes around runs of characters.

    A page has hundreds of words, and a step of Python takes as long as a call of the engine: all are asked for and
    reckoned with together, column by column.
    """

    def __init__(self, raw: Any, text_page: Any, displayed: Displayed) -> None:
        self.text_page, self.displayed = text_page, displayed
        self.loose = raw.FPDFText_GetLooseCharBox
        self.tight = raw.FPDFText_GetCharBox

    def boxes(self, spans: Sequence[Span]) -> list[Box]:
        """The displayed box of each run, by its first and its last character."""
        sides = self._sides(spans)
        lefts, tops, rights, bottoms, last_lefts, last_tops, last_rights, last_bottoms = sides
        written_on = all(map(le, lefts, last_lefts)) and all(map(le, rights, last_rights))
        if not written_on or tops != last_tops or bottoms != last_bottoms:
            lefts, tops = list(map(min, lefts, last_lefts)), list(map(max, tops, last_tops))
            last_rights, bottoms = list(map(max, rights, last_rights)), list(map(min, bottoms, last_bottoms))
        if not (all(map(lt, lefts, last_rights)) and all(map(lt, bottoms, tops))):
            self._mend(spans, lefts, bottoms, last_rights, tops)
        return self.displayed.boxes(lefts, bottoms, last_rights, tops)

    def stacked(self, firsts: Sequence[int]) -> list[int]:
        """Those of the characters on which the one behind may stand; the others surely have it beside them."""
        sides = self._sides([(first, first + 1) for first in firsts])
        return [first for first, ends in zip(firsts, zip(*sides, strict=True), strict=True) if _may_cover(*ends)]

    def _sides(self, spans: Sequence[Span]) -> list[list[float]]:
        """Lefts, tops, rights and bottoms of the runs' first characters, then those of their last ones."""
        room, references = _room()
        numbers: list[float] = []
        for start in range(0, len(spans), ROOM // 2):
            part = spans[start : start + ROOM // 2]
            deque(map(self.loose, repeat(self.text_page), chain.from_iterable(part), references), maxlen=0)
            numbers += unpack_from(f"{8 * len(part)}f", room)
        return [numbers[side::8] for side in range(8)]

    def _mend(
        self, spans: Sequence[Span], lefts: list[float], bottoms: list[float], rights: list[float], tops: list[float]
    ) -> None:
        """Gives runs in a font without ascent or widths the box of their ink."""
        for at, span in enumerate(spans):
            if rights[at] <= lefts[at] or tops[at] <= bottoms[at]:
                lefts[at], bottoms[at], rights[at], tops[at] = self._ink(span)

    def _ink(self, span: Span) -> tuple[float, float, float, float]:
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        boxes = []
        for index in range(span[0], span[1] + 1):
            self.tight(self.text_page, index, *map(ctypes.byref, sides))
            boxes.append((left.value, bottom.value, right.value, top.value))
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


@cache
def _room() -> tuple[Any, list[Any]]:
    """Where the engine writes its answers, and a reference to the place of each: one for all, as one page is read."""
    room = (ctypes.c_char * (SIZE * ROOM))()
    return room, [ctypes.byref(room, offset) for offset in range(0, SIZE * ROOM, SIZE)]


def _may_cover(
    left: float, top: float, right: float, bottom: float, left2: float, top2: float, right2: float, bottom2: float
) -> bool:
    if right <= left or top <= bottom or right2 <= left2 or top2 <= bottom2:
        return True
    wide, high = min(right, right2) - max(left, left2), min(top, top2) - max(bottom, bottom2)
    return wide > APART * (right2 - left2) and high > APART * (top2 - bottom2)
