"""The overlay as PNG, for where no HTML can be shown: a pull request, a mail."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from invoiceplug.authoring.images import font, image_of, pen
from invoiceplug.authoring.shapes import Shape
from invoiceplug.document import Page
from invoiceplug.geometry import Box
from invoiceplug.toolkit.picture import Picture

Colour = tuple[int, int, int]

# tone -> colour, opacity of the filling (0..255), width of the outline in pixels at two pixels a point
STYLES: dict[str, tuple[Colour, int, int]] = {
    "word": ((100, 116, 139), 0, 1),
    "edge": ((8, 145, 178), 0, 3),
    "column": ((124, 58, 237), 16, 2),
    "region": ((180, 83, 9), 0, 4),
    "row": ((21, 128, 61), 30, 2),
    "continuation": ((21, 128, 61), 16, 1),
    "plain": ((21, 128, 61), 16, 0),
    "dropped": ((75, 85, 99), 40, 2),
    "value": ((29, 78, 216), 24, 2),
    "mark": ((219, 39, 119), 30, 2),
    "unread": ((220, 38, 38), 50, 4),
}
TEXT = 11.0  # of labels, in pixels
GAP = 6


def png_file(page: Page, shapes: Iterable[Shape], picture: Picture) -> bytes:
    """The page with its shapes as the bytes of a PNG file."""
    paper = image_of(picture)
    scale = picture.width / page.width
    draw = pen(paper)
    some = list(shapes)
    for shape in some:
        colour, filling, width = _style(shape.tone)
        box = _pixels(shape.outline(page), picture)
        draw.rectangle(box, (*colour, filling) if filling else None, (*colour, 215) if width else None, max(width, 1))
    for shape in some:
        if shape.label:
            _label(draw, shape, _pixels(shape.box, picture), scale)
    out = io.BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()


def _style(tone: str) -> tuple[Colour, int, int]:
    return STYLES.get(tone) or STYLES[tone.partition("-")[0]]


def _pixels(box: Box, picture: Picture) -> tuple[float, float, float, float]:
    wide, high = picture.width, picture.height
    return box.x0 * wide, box.y0 * high, max(box.x1 * wide, box.x0 * wide), max(box.y1 * high, box.y0 * high)


def _label(draw: Any, shape: Shape, box: tuple[float, float, float, float], scale: float) -> None:
    """Where the HTML has it: a column's above, a region's below its right end, a row's in the margin beside it."""
    x0, y0, x1, y1 = box
    where, anchor = {
        "columns": (((x0 + x1) / 2, y0 - GAP - 6.5 * shape.level * scale), "mb"),
        "regions": ((x0 + GAP / 2, y1 - GAP), "lb"),
    }.get(shape.layer, ((max(x0 - GAP, 12 * scale), (y0 + y1) / 2), "rm"))
    size = TEXT * scale / 2
    draw.text(
        where, shape.label, (*_style(shape.tone)[0], 255), font(size), anchor, stroke_width=2, stroke_fill="white"
    )
