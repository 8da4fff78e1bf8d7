"""What is drawn on a page, object by object, through the engine that `open.py` hands over."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

DEEPEST = 6  # forms within forms
STAND_IN = b"ActualText"


def page_objects(raw: Any, page: Any) -> Iterator[Any]:
    """Everything that is drawn on the page; in place of a form, what is drawn in it."""
    return _flat(raw, raw.FPDFPage_GetObject, page, raw.FPDFPage_CountObjects(page), 0)


def address(drawn: Any) -> int:
    """What tells one object of the engine from another; 0 for none."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def is_text(raw: Any, drawn: Any) -> bool:
    """Whether the object draws letters."""
    return bool(raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT)


def drop_stand_ins(raw: Any, page: Any) -> bool:
    """Whether any text of the page came with another one to be read in its place (/ActualText), which is now gone.

    What a person sees is what is drawn, so the engine is not to read anything else.
    """
    dropped = False
    drawn = list(page_objects(raw, page))
    for each, marks in zip(drawn, map(raw.FPDFPageObj_CountMarks, drawn), strict=True):
        if marks > 0 and is_text(raw, each):
            for index in range(marks):
                mark = raw.FPDFPageObj_GetMark(each, index)
                dropped |= raw.FPDFPageObjMark_RemoveParam(each, mark, STAND_IN) == 1
    return dropped


def _flat(raw: Any, get: Callable[[Any, int], Any], holder: Any, count: int, depth: int) -> Iterator[Any]:
    """What a page, or a form this deep within forms, draws itself; one loop, since a page has hundreds of objects."""
    drawn = list(map(get, repeat(holder), range(count)))
    for each, kind in zip(drawn, map(raw.FPDFPageObj_GetType, drawn), strict=True):
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield each
        elif depth < DEEPEST:
            yield from _flat(raw, raw.FPDFFormObj_GetObject, each, raw.FPDFFormObj_CountObjects(each), depth + 1)
