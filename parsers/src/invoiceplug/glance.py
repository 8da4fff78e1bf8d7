"""The first look at a file, before anything opens it: its size, and whether it calls itself a PDF."""

from __future__ import annotations

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits

HEADER = b"%PDF-"
HEADER_WITHIN = 1024  # bytes: where readers look for it (ISO 32000-1, implementation note 13)


def glance(data: bytes, limits: Limits) -> int:
    """Where the PDF begins in the file; raises EMPTY_FILE, FILE_TOO_LARGE or NOT_A_PDF."""
    if not data:
        raise InvoiceplugError("EMPTY_FILE")
    limits.check("pdf_bytes", len(data), "The file")
    begin = data.find(HEADER, 0, HEADER_WITHIN)
    if begin < 0:
        raise InvoiceplugError("NOT_A_PDF")
    return begin
