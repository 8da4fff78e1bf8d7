"""A page in grey, drawn with and without some of its text: where the two differ, that text has ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import sub
from typing import Any

from invoiceplug.geometry import Box
from invoiceplug.toolkit.picture import rendered

SCALE = 2.0  # pixels a point (144 dpi): the thinnest stroke of small print still darkens a pixel
MOST_PIXELS = 4_000_000  # of one page: an A3 page in full; a poster is drawn coarser
FAINTEST = 16  # of 255: what differs less from the paper around it, nobody reads
WHOLE = 0.7  # of a letter's height and width: what shows less is a piece of the letter, the rest is covered
FLAT = 0.03  # pixels: the engine gives a glyph without ink a box that is a thousandth of its font high
FINE = 6.0  # pixels: a side of a letter that is shorter cannot be asked for its pieces


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """One displayed page, from its top left, one byte a pixel (0 is black); a row takes `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes

    def differs(self, other: GreyPicture, box: Box) -> bool:
        """Whether the two pictures of one page differ visibly over most of the box's height and width.

        Never in the box of a glyph that draws nothing, whatever letter it is said to be: it is no more than a line.
        """
        if min(box.width * self.width, box.height * self.height) < FLAT:
            return False
        area = self._pixels_of(box, around=1)  # the engine puts letters on whole pixels, up to one beside their box
        if area is None:
            return False
        x0, y0, x1, y1 = area

        def row(y: int) -> bool:
            start = y * self.stride
            return _far_apart(self.pixels[start + x0 : start + x1], other.pixels[start + x0 : start + x1])

        def column(x: int) -> bool:
            span = slice(y0 * self.stride + x, (y1 - 1) * self.stride + x + 1, self.stride)
            return _far_apart(self.pixels[span], other.pixels[span])

        return _spans(row, y0, y1, box.height * self.height) and _spans(column, x0, x1, box.width * self.width)

    def has_ink(self, box: Box) -> bool:
        """Whether anything is drawn in the box: it is not of one colour."""
        area = self._pixels_of(box)
        if area is None:
            return False
        x0, y0, x1, y1 = area
        rows = [self.pixels[y * self.stride + x0 : y * self.stride + x1] for y in range(y0, y1)]
        return max(map(max, rows)) - min(map(min, rows)) >= FAINTEST

    def _pixels_of(self, box: Box, *, around: int = 0) -> tuple[int, int, int, int] | None:
        """The box in whole pixels, and so many around it; None where it is not on the page."""
        if box.x1 <= 0 or box.y1 <= 0 or box.x0 >= 1 or box.y0 >= 1:
            return None
        x0, y0 = int(box.x0 * self.width) - around, int(box.y0 * self.height) - around
        x1, y1 = int(box.x1 * self.width) + 1 + around, int(box.y1 * self.height) + 1 + around
        return max(0, x0), max(0, y0), min(self.width, x1), min(self.height, y1)


def grey_picture(raw: Any, page: Any) -> GreyPicture:
    """The page as it is now, with its annotations: they too can cover text."""
    return GreyPicture(*rendered(raw, page, raw.FPDFBitmap_Gray, SCALE, MOST_PIXELS))


def _far_apart(a: bytes, b: bytes) -> bool:
    return a != b and max(map(abs, map(sub, a, b))) >= FAINTEST


def _spans(differs: Callable[[int], bool], first: int, end: int, size: float) -> bool:
    """Whether what differs in the range reaches over most of a letter of this size; anywhere, for a fine one."""
    top = next((at for at in range(first, end) if differs(at)), None)
    if top is None or size < FINE:
        return top is not None
    bottom = next(at for at in range(end - 1, top - 1, -1) if differs(at))
    return bottom - top + 1 >= WHOLE * size
