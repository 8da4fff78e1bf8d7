"""The guarded profile: the walk of `read_invoice` behind the front door, and then a look at what the page shows.

This is what the locked-down process does; whoever wants a PDF read so calls `invoiceplug.sandbox.guarded_read`.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.door import Admitted, admit, instead_of_nothing
from invoiceplug.garbage import uncollected
from invoiceplug.lies.pages import lie_findings
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.pipeline import open_with_text, read_document
from invoiceplug.plugins import Plugins
from invoiceplug.reading import Finding, Reading
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.validate import validate_reading


@uncollected()
def read_guarded(
    data: bytes,
    *,
    plugins: Plugins,
    vendor: str | None = None,
    embedded: bool = True,
    fallback: bool = False,
    password: str | None = None,
    limits: Limits = STANDARD,
) -> Reading:
    """The reading of one PDF: see `read_invoice`. What front door and page add are findings behind those of the walk.

    Hash and size in it are those of `data`, though it is the front door's copy that is read.
    """
    admitted = admit(data, limits, password)
    try:
        opened = partial(_open_copy, admitted, data, limits)
        document, textless = open_with_text(opened, embedded=embedded)
        reading = read_document(
            document, plugins=plugins, vendor=vendor, embedded=embedded, fallback=fallback, textless=textless
        )
        noticed = (*admitted.findings, *lie_findings(admitted.data, document, reading))
    except InvoiceplugError as error:
        raise instead_of_nothing(error, admitted) from error
    return _with(reading, noticed)


def _open_copy(admitted: Admitted, data: bytes, limits: Limits, *, textless: bool = False) -> Document:
    longer = replace(limits, pdf_bytes=max(limits.pdf_bytes, len(admitted.data)))  # than the file, which was weighed
    document = open_pdf(admitted.data, limits=longer, textless=textless)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _with(reading: Reading, noticed: tuple[Finding, ...]) -> Reading:
    if not noticed:
        return reading
    whole = replace(reading, findings=(*reading.findings, *noticed))
    validate_reading(whole.to_json(), invoice_is_valid=True)
    return whole
