"""The engine itself: those of PDFium's functions that reading takes, by their own names.

The library comes with pypdfium2, whose bindings for all of PDFium are not imported: that takes longer than a page
(50 ms), and each call through their types takes twice as long. A handle of the engine is a `Handle` here, and what
takes only handles, whole numbers and references needs no types of arguments.
"""

from __future__ import annotations

import sys
from ctypes import CDLL, PyDLL, Structure, byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from invoiceplug.errors import InvoiceplugError

FILES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


class Handle(c_void_p):
    """Something that the engine has made: a document, a page, an object on it. False where it has made none."""


class FS_RECTF(Structure):  # noqa: N801  the engine's own name
    """A rectangle in PDF space."""

    _fields_ = [(side, c_float) for side in ("left", "top", "right", "bottom")]


class FS_MATRIX(Structure):  # noqa: N801  the engine's own name
    """How an object is scaled, turned and moved."""

    _fields_ = [(member, c_float) for member in "abcdef"]


class _Config(Structure):
    """FPDF_LIBRARY_CONFIG, version 2: the engine's own fonts, and no JavaScript."""

    _fields_ = [("version", c_int), ("fonts", c_void_p), ("isolate", c_void_p), ("slot", c_uint)]


CONSTANTS = {
    "FPDF_ERR_PASSWORD": 4,
    "FPDF_ERR_SECURITY": 5,
    "FPDF_PAGEOBJ_TEXT": 1,
    "FPDF_PAGEOBJ_PATH": 2,
    "FPDF_PAGEOBJ_FORM": 5,
    "FPDF_SEGMENT_LINETO": 0,
    "FPDF_SEGMENT_MOVETO": 2,
    "FPDF_ANNOT": 1,
    "FPDFBitmap_Gray": 1,
    "FPDFBitmap_BGRx": 3,
}

# Functions by what they give. Long ones let other threads run meanwhile; for the many short ones, asking for the
# interpreter's lock again takes as long as the call.
LONG = {
    "FPDF_LoadMemDocument64": Handle,
    "FPDF_LoadPage": Handle,
    "FPDFText_LoadPage": Handle,
    "FPDF_RenderPageBitmap": None,
    "FPDF_CloseDocument": None,
}
SHORT: dict[str, Any] = {
    **dict.fromkeys(
        (
            "FPDFAttachment_GetFile",
            "FPDFBitmap_FillRect",
            "FPDFBitmap_GetStride",
            "FPDFDoc_GetAttachmentCount",
            "FPDFFormObj_CountObjects",
            "FPDFPageObjMark_RemoveParam",
            "FPDFPageObj_CountMarks",
            "FPDFPageObj_GetFillColor",
            "FPDFPageObj_GetMatrix",
            "FPDFPageObj_GetStrokeColor",
            "FPDFPageObj_GetType",
            "FPDFPageObj_SetFillColor",
            "FPDFPageObj_SetIsActive",
            "FPDFPageObj_SetStrokeColor",
            "FPDFPage_CountObjects",
            "FPDFPage_GetRotation",
            "FPDFPathSegment_GetClose",
            "FPDFPathSegment_GetPoint",
            "FPDFPathSegment_GetType",
            "FPDFPath_CountSegments",
            "FPDFPath_GetDrawMode",
            "FPDFText_CountChars",
            "FPDFText_GetCharBox",
            "FPDFText_GetLooseCharBox",
            "FPDFText_GetText",
            "FPDFText_HasUnicodeMapError",
            "FPDFText_IsGenerated",
            "FPDFText_IsHyphen",
            "FPDF_GetPageBoundingBox",
            "FPDF_GetPageCount",
        ),
        c_int,
    ),
    **dict.fromkeys(
        (
            "FPDFBitmap_CreateEx",
            "FPDFDoc_GetAttachment",
            "FPDFFormObj_GetObject",
            "FPDFPageObj_GetMark",
            "FPDFPage_GetObject",
            "FPDFPath_GetPathSegment",
            "FPDFText_GetTextObject",
        ),
        Handle,
    ),
    **dict.fromkeys(
        ("FPDFAttachment_GetName", "FPDFAttachment_GetSubtype", "FPDF_GetLastError", "FPDF_GetMetaText"), c_ulong
    ),
    **dict.fromkeys(("FPDF_GetPageHeightF", "FPDF_GetPageWidthF"), c_float),
    **dict.fromkeys(("FPDFBitmap_Destroy", "FPDFText_ClosePage", "FPDF_ClosePage"), None),
    "FPDFBitmap_GetBuffer": c_void_p,
    "FPDFText_GetUnicode": c_uint,
}
ARGUMENTS = {  # of those that take more than handles, whole numbers of an int's size and references
    "FPDF_LoadMemDocument64": (c_char_p, c_size_t, c_char_p),
    "FPDF_GetMetaText": (c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDFAttachment_GetName": (c_void_p, c_void_p, c_ulong),
    "FPDFAttachment_GetSubtype": (c_void_p, c_void_p, c_ulong),
    "FPDFAttachment_GetFile": (c_void_p, c_void_p, c_ulong, c_void_p),
    "FPDFBitmap_CreateEx": (c_int, c_int, c_int, c_void_p, c_int),
    "FPDFBitmap_FillRect": (c_void_p, c_int, c_int, c_int, c_int, c_ulong),
    "FPDFFormObj_GetObject": (c_void_p, c_ulong),
    "FPDFPageObj_GetMark": (c_void_p, c_ulong),
    "FPDFPageObjMark_RemoveParam": (c_void_p, c_void_p, c_char_p),
}


@cache
def pdfium() -> Any:
    """The engine, ready: its functions, structures and constants as attributes. MISSING_EXTRA without pypdfium2."""
    file = _library()
    patient, quick = CDLL(file), PyDLL(file)
    functions = {name: _function(patient, name, given) for name, given in LONG.items()}
    functions |= {name: _function(quick, name, given) for name, given in SHORT.items()}
    start = _function(patient, "FPDF_InitLibraryWithConfig", None)
    start(byref(_Config(version=2)))  # does nothing where pypdfium2 has done so before
    return SimpleNamespace(**functions, **CONSTANTS, FS_RECTF=FS_RECTF, FS_MATRIX=FS_MATRIX)


def _library() -> str:
    spec = find_spec("pypdfium2_raw")
    folders = (spec.submodule_search_locations if spec else None) or ()
    files = [Path(folder, FILES.get(sys.platform, "libpdfium.so")) for folder in folders]
    if not any(file.exists() for file in files):
        detail = "Reading a PDF needs pypdfium2: pip install 'invoiceplug[pdf]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="pdf")
    return str(files[0])


def _function(library: CDLL, name: str, gives: Any) -> Any:
    function = library[name]  # an object of our own, whatever types pypdfium2 has given to its one
    function.restype = gives
    if name in ARGUMENTS:
        function.argtypes = ARGUMENTS[name]
    return function
