"""From a PDF's own space (points, origin bottom left, unrotated) to the page as it is displayed."""

from __future__ import annotations

from dataclasses import dataclass

from invoiceplug.geometry import Box


@dataclass(frozen=True, slots=True)
class Displayed:
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
        wide, high = self.right - self.left, self.top - self.bottom
        x0, x1 = (left - self.left) / wide, (right - self.left) / wide
        y0, y1 = (self.top - top) / high, (self.top - bottom) / high
        if self.rotation == 90:
            return Box(1 - y1, x0, 1 - y0, x1)
        if self.rotation == 180:
            return Box(1 - x1, 1 - y1, 1 - x0, 1 - y0)
        if self.rotation == 270:
            return Box(y0, 1 - x1, y1, 1 - x0)
        return Box(x0, y0, x1, y1)


def is_shown(box: Box) -> bool:
    """Whether the middle of the box lies on the displayed page."""
    x, y = box.middle
    return 0 <= x <= 1 and 0 <= y <= 1
