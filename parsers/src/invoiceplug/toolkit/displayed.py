"""From a PDF's own space (points, origin bottom left, unrotated) to the page as it is displayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from invoiceplug.geometry import Box
from invoiceplug.record import Record

Numbers = Sequence[float]

_BOX: Callable[[tuple[float, float, float, float]], Box] = partial(tuple.__new__, Box)  # without a step of Python


class Displayed(Record):
    """The visible rectangle of a page in PDF space, and its clockwise rotation in degrees (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width in points as displayed."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points as displayed."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle as fractions of the displayed page, origin top left."""
        return self.boxes([left], [bottom], [right], [top])[0]

    def boxes(self, lefts: Numbers, bottoms: Numbers, rights: Numbers, tops: Numbers) -> list[Box]:
        """The same for many rectangles, side by side: a page has hundreds of words."""
        wide, high = self.right - self.left, self.top - self.bottom
        x0, x1 = [(x - self.left) / wide for x in lefts], [(x - self.left) / wide for x in rights]
        heights = {y: (self.top - y) / high for y in {*tops, *bottoms}}  # the words of a row share theirs
        y0, y1 = [heights[y] for y in tops], [heights[y] for y in bottoms]
        if self.rotation == 90:
            x0, y0, x1, y1 = _from_the_end(y1), x0, _from_the_end(y0), x1
        elif self.rotation == 180:
            x0, y0, x1, y1 = _from_the_end(x1), _from_the_end(y1), _from_the_end(x0), _from_the_end(y0)
        elif self.rotation == 270:
            x0, y0, x1, y1 = y0, _from_the_end(x1), y1, _from_the_end(x0)
        return list(map(_BOX, zip(x0, y0, x1, y1, strict=True)))


def are_shown(boxes: Iterable[Box]) -> list[bool]:
    """Of each box, whether its middle lies on the displayed page."""
    return [0 <= x0 + x1 <= 2 and 0 <= y0 + y1 <= 2 for x0, y0, x1, y1 in boxes]


def _from_the_end(values: list[float]) -> list[float]:
    return [1 - value for value in values]
