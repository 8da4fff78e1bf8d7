"""The guarded profile: the same walk as `read_invoice`, for a PDF that nobody has reason to trust.

This is what runs inside the locked-down process; the one who asks for it calls `invoiceplug.sandbox.guarded_read`.
"""

from __future__ import annotations

from invoiceplug.limits import Limits
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import Plugins
from invoiceplug.reading import Reading


def read_guarded(
    data: bytes,
    *,
    limits: Limits,
    plugins: Plugins,
    vendor: str | None = None,
    embedded: bool = True,
    password: str | None = None,
) -> Reading:
    """The reading of one PDF within the limits; see `read_invoice`."""
    return read_invoice(
        data,
        plugins=plugins,
        vendor=vendor,
        embedded=embedded,
        password=password,
        max_bytes=limits.pdf_bytes,
        max_pages=limits.pages,
    )
