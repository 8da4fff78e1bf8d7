"""The ruling lines of one page, through the engine that `open.py` hands over."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from invoiceplug.document import Edge
from invoiceplug.geometry import Box
from invoiceplug.toolkit.displayed import Displayed
from invoiceplug.toolkit.pdf_objects import DEEPEST

STRAIGHT = 0.01  # points: a segment that leans less is horizontal or vertical
SHORTEST = 3.0  # points: what is shorter rules no table (the ends of a thin filled bar, parts of a logo)

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def read_edges(raw: Any, page: Any, number: int, displayed: Displayed) -> tuple[Edge, ...]:
    """The horizontal and vertical edges of drawn paths that reach into the displayed page."""
    turned = displayed.rotation in (90, 270)
    found = [(flat, *sides) for flat, sides in map(_straight, _segments(raw, page)) if sides]
    if not found:
        return ()
    flats, lefts, bottoms, rights, tops = zip(*found, strict=True)
    edges = []
    for flat, box in zip(flats, displayed.boxes(lefts, bottoms, rights, tops), strict=True):
        if box.x1 >= 0 and box.y1 >= 0 and box.x0 <= 1 and box.y0 <= 1:
            edges.append(Edge("h" if flat != turned else "v", number, _flat(box, level=flat != turned)))
    return tuple(edges)


def _straight(segment: tuple[Point, Point]) -> tuple[bool, tuple[float, float, float, float] | None]:
    """Whether the segment is horizontal, and its left, bottom, right and top; None where it rules no table."""
    (x0, y0), (x1, y1) = segment
    flat, upright = abs(y0 - y1) < STRAIGHT, abs(x0 - x1) < STRAIGHT
    if flat == upright or max(abs(x0 - x1), abs(y0 - y1)) < SHORTEST:
        return flat, None
    return flat, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _flat(box: Box, *, level: bool) -> Box:
    """The box on the page, without the hundredth of a point by which it may lean."""
    x0, y0, x1, y1 = (min(1.0, max(0.0, value)) for value in box)
    return Box(x0, y0, x1, y0) if level else Box(x0, y0, x0, y1)


def _segments(raw: Any, page: Any) -> Iterator[tuple[Point, Point]]:
    """Every straight piece of every drawn path, in PDF space."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _of_object(raw, raw.FPDFPage_GetObject(page, index), IDENTITY, 0)


def _of_object(raw: Any, drawn: Any, outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_PATH and _is_visible(raw, drawn):
        yield from _of_path(raw, drawn, _matrix(raw, drawn, outer))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _matrix(raw, drawn, outer)
        for index in range(raw.FPDFFormObj_CountObjects(drawn)):
            yield from _of_object(raw, raw.FPDFFormObj_GetObject(drawn, index), inner, depth + 1)


def _is_visible(raw: Any, path: Any) -> bool:
    """Whether the path is stroked or filled; one that only clips draws nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _of_path(raw: Any, path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    start: Point = (0.0, 0.0)
    before: Point = start
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, to_x, to_y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield before, here
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, start
        before = here


def _matrix(raw: Any, drawn: Any, outer: Matrix) -> Matrix:
    """The object's matrix within that of the form around it."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(own))
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )
