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


def _picture(raw: Any, pdf: Any, number: int, scale: float) -> Picture:
    with opened_page(raw, pdf, number) as page:
        wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
        size = max(1, round(wide * scale)), max(1, round(high * scale))
        return Picture(number, *size, _pixels(raw, page, *size))


def _pixels(raw: Any, page: Any, width: int, height: int) -> bytes:
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        if stride != width * 4:
            raise InvoiceplugError("INTERNAL", f"a picture's rows have {stride} bytes, not {width * 4}")
        return ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
