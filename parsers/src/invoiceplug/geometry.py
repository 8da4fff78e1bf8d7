"""Boxes on a page as it is displayed: normalised 0..1, origin at the top left, after CropBox and /Rotate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

DECIMALS = 5  # of a stored coordinate: 0.01 mm on A4, and the same bytes on every machine


class Box(NamedTuple):
    """A rectangle as fractions of the displayed page: x0 < x1 to the right, y0 < y1 downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def rounded(box: Box) -> Box:
    """The box as it is stored: five decimals, clipped to the page."""
    return Box(*sides(box))


def sides(box: Box) -> list[float]:
    """The sides of `rounded`, as JSON has them."""
    return list(map(_stored, box))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; ValueError when there is none."""
    some = list(boxes)
    if not some:
        raise ValueError("a union needs at least one box")
    x0, y0, x1, y1 = zip(*some, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def overlap_x(a: Box, b: Box) -> float:
    """The shared width of two boxes, 0 when they stand apart."""
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0))


def overlap_y(a: Box, b: Box) -> float:
    """The shared height of two boxes, 0 when they stand apart."""
    return max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))


def contains(outer: Box, point: tuple[float, float]) -> bool:
    """Whether the point lies in the box, its border included."""
    return outer.x0 <= point[0] <= outer.x1 and outer.y0 <= point[1] <= outer.y1


@lru_cache(maxsize=8192)  # what stands in one column or row shares a side: rounding is what storing a box costs
def _stored(value: float) -> float:
    return round(min(1.0, max(0.0, value)), DECIMALS)
