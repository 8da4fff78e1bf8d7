"""Pages as pictures, as a person sees them: cropped, turned, with filled-in forms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.open import opened_page, opened_pdf

MOST_PIXELS = 40_000_000  # of one page: a poster is drawn coarser, not in gigabytes
WHITE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Picture:
    """One page, from its top left, row by row: four bytes a pixel, blue, green, red and one that means nothing."""

    page: int
    width: int
    height: int
    pixels: bytes


def page_pictures(
    data: bytes, pages: Iterable[int], *, scale: float = 2.0, password: str | None = None
) -> Iterator[Picture]:
    """The pages of these numbers, drawn at `scale` pixels a point (2 is 144 dpi), one after the other.

    Raises InvoiceplugError: ENCRYPTED_PDF, DAMAGED_PDF, MISSING_EXTRA.
    """
    for number in pages:
        with opened_pdf(data, password) as (raw, pdf):
            picture = _picture(raw, pdf, number, scale)
        yield picture


def rendered(raw: Any, page: Any, kind: int, scale: float, most: int) -> tuple[int, int, int, bytes]:
    """The page as it is now, with its annotations: width, height, bytes a row, and the rows from its top left.

    `kind` is the engine's own word for what a pixel is; a page of more pixels than `most` is drawn coarser.
    """
    wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = min(scale, (most / (wide * high)) ** 0.5)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, kind, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        return width, height, stride, ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _picture(raw: Any, pdf: Any, number: int, scale: float) -> Picture:
    with opened_page(raw, pdf, number) as page:
        width, height, stride, pixels = rendered(raw, page, raw.FPDFBitmap_BGRx, scale, MOST_PIXELS)
    if stride != width * 4:
        raise InvoiceplugError("INTERNAL", f"a picture's rows have {stride} bytes, not {width * 4}")
    return Picture(number, width, height, pixels)
