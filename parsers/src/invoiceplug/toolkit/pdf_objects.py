"""What is drawn on a page, object by object, through the engine that `open.py` hands over."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

DEEPEST = 6  # forms within forms
STAND_IN = b"ActualText"


def page_objects(raw: Any, page: Any) -> Iterator[Any]:
    """Everything that is drawn on the page; in place of a form, what is drawn in it."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw, raw.FPDFPage_GetObject(page, index), 0)


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
    for drawn in page_objects(raw, page):
        if is_text(raw, drawn):
            for index in range(raw.FPDFPageObj_CountMarks(drawn)):
                mark = raw.FPDFPageObj_GetMark(drawn, index)
                dropped |= raw.FPDFPageObjMark_RemoveParam(drawn, mark, STAND_IN) == 1
    return dropped


def _within(raw: Any, drawn: Any, depth: int) -> Iterator[Any]:
    if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_FORM:
        yield drawn
    elif depth < DEEPEST:
        for index in range(raw.FPDFFormObj_CountObjects(drawn)):
            yield from _within(raw, raw.FPDFFormObj_GetObject(drawn, index), depth + 1)
