"""The only door to Pillow: a page's picture as an image, what is drawn on it, and the bytes of a file."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.picture import Picture

if TYPE_CHECKING:
    from PIL.Image import Image


def image_of(picture: Picture) -> Image:
    """The picture as an image that can be drawn on; MISSING_EXTRA without Pillow."""
    try:
        from PIL import Image
    except ImportError as error:
        detail = "Drawing on pages needs Pillow: pip install 'invoiceplug[author]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="author") from error
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX", 0, 1)


def webp(picture: Picture) -> bytes:
    """The picture as WebP, without loss: a page of text takes about 100 kB."""
    out = io.BytesIO()
    image_of(picture).save(out, "WEBP", lossless=True, method=2)
    return out.getvalue()


def pen(image: Image) -> Any:
    """What draws on the image with colours that let through what is below."""
    from PIL import ImageDraw

    return ImageDraw.Draw(image, "RGBA")


@lru_cache
def font(size: float) -> Any:
    """Pillow's own typeface in that many pixels: the same on every machine."""
    from PIL import ImageFont

    return ImageFont.load_default(size)
