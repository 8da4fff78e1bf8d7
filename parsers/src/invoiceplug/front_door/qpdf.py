"""qpdf through pikepdf: opening with limits, writing anew, and what it complained of."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pikepdf import Dictionary, Name, ObjectStreamMode, PasswordError, Pdf, PdfError, StreamDecodeLevel, settings

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits

_NESTING = 100  # of arrays and dictionaries; what lies deeper becomes null
_SAID = 160  # characters of a complaint that are told
_NAME_OF_FILE = re.compile(r"^stream <[^>]*>[:,]?\s*")  # with a memory address: not the same twice
_OVER_MEMORY = "memory limit exceeded"  # qpdf's words for what `stream_bytes` stops


@contextmanager
def limited_qpdf(limits: Limits) -> Iterator[None]:
    """qpdf unpacks no stream to more than the limit and nests no deeper; then as before.

    Its limit of warnings stays off: with one it makes the list of pages before anybody could count them.
    """
    most = limits.stream_bytes
    before = settings.set_qpdf_limits(
        parser_max_nesting=_NESTING,
        flate_max_memory=most,
        run_length_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        dct_max_memory=most,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


@contextmanager
def opened(data: bytes, password: str | None) -> Iterator[Pdf]:
    """qpdf's document over the bytes; an empty user password opens too.

    Whatever a malformed object makes pikepdf raise meanwhile is DAMAGED_PDF: its types promise less than PDF's.
    """
    try:
        with open_lazily(data, password) as pdf:
            yield pdf
    except PasswordError as error:
        raise InvoiceplugError("ENCRYPTED_PDF") from error
    except (PdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise InvoiceplugError("DAMAGED_PDF", f"The PDF is damaged: {_clean(str(error))}.") from error


def open_lazily(data: bytes, password: str | None) -> Pdf:
    """qpdf's document before it has looked at the pages, of which there may be a million; raises pikepdf's errors."""
    return Pdf.open(io.BytesIO(data), password=password or "", inherit_page_attributes=False, suppress_warnings=True)


def inherited(page: Any, key: Name) -> Any:
    """What the page says under the key, or else the nearest of the branches that it stands on."""
    for _ in range(_NESTING):
        if not isinstance(page, Dictionary):
            return None
        if key in page:
            return page[key]
        page = page.get(Name.Parent)
    return None


def rewritten(pdf: Pdf) -> bytes:
    """The document as new bytes: one revision, a table of what is there, the streams as they were.

    Without object streams, which PDFium reads a tenth faster. The same document gives the same bytes.
    """
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=ObjectStreamMode.disable,
        stream_decode_level=StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
        deterministic_id=True,
        encryption=False,
    )
    return out.getvalue()


def warnings_of(pdf: Pdf, limits: Limits) -> list[str]:
    """What qpdf has mended so far; DECOMPRESSION_BOMB when a stream of objects unpacks to more than the limit."""
    warned = [_clean(str(warning)) for warning in pdf.get_warnings()]
    if any(_OVER_MEMORY in each for each in warned):
        limits.check("stream_bytes", limits.stream_bytes + 1, "A stream of objects")
    return warned


def _clean(said: str) -> str:
    """One printable line without the address of our buffer, and not too long."""
    line = " ".join(_NAME_OF_FILE.sub("", said).split())
    return "".join(char for char in line if char.isprintable())[:_SAID].rstrip(".")
