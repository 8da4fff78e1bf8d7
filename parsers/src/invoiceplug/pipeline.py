"""The walk of one invoice: bytes -> Document -> exactly one Match -> Invoice -> schema -> checks -> Reading.

An invoice that the PDF carries as data goes the same walk, and the page is then only compared with it. A page that
no vendor knows goes it too, where the reader of last resort is asked: its reading is a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.garbage import uncollected
from invoiceplug.identify import identify
from invoiceplug.invoice_json import clean_text
from invoiceplug.lies.spelling import spelling_findings
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.normalise import with_signs
from invoiceplug.paper import paper_findings
from invoiceplug.plugins import InstalledCheck, Plugins, load_plugins
from invoiceplug.plugins.blame import blaming
from invoiceplug.reading import Finding, Reading, with_sources
from invoiceplug.record import replaced
from invoiceplug.required import require_fields, require_places
from invoiceplug.several import refuse_second_invoice
from invoiceplug.taken import Taken, taken_by
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.unfit import validate_printed, validate_rest

FINAL = frozenset({"NOT_AN_INVOICE", "MULTIPLE_INVOICES"})  # errors of an e-invoice after which no vendor is asked
TEXTLESS = ("SCANNED_NO_TEXT", "UNREADABLE_TEXT")  # what an e-invoice in the file makes up for


@uncollected()
def read_invoice(
    data: bytes,
    *,
    plugins: Plugins | None = None,
    vendor: str | None = None,
    embedded: bool = True,
    fallback: bool = False,
    password: str | None = None,
    limits: Limits = STANDARD,
) -> Reading:
    """The reading of one PDF, valid by reading.v1: what was read, and what does not add up.

    An e-invoice in it wins over the page, unless `embedded` is False. `plugins` are loaded anew when none are given;
    `vendor` forces one by id. With `fallback` the reader of last resort suggests a reading of what no vendor knows.
    Raises InvoiceplugError with a code of the groups "input" and "reading"; what is merely odd is a finding in the
    reading.
    """
    opened = partial(open_pdf, data, password=password, limits=limits)
    document, textless = open_with_text(opened, embedded=embedded)
    return read_document(
        document, plugins=plugins, vendor=vendor, embedded=embedded, fallback=fallback, textless=textless
    )


def open_with_text(
    opened: Callable[..., Document], *, embedded: bool = True
) -> tuple[Document, InvoiceplugError | None]:
    """The document, and why it would be refused but for the e-invoice that may be in it: it is a scan, say.

    `opened` is `open_pdf` with the PDF, which is asked a second time where no text is found.
    """
    try:
        return opened(), None
    except InvoiceplugError as error:
        if not embedded or error.code not in TEXTLESS:
            raise
        return opened(textless=True), error


def read_document(
    document: Document,
    *,
    plugins: Plugins | None = None,
    vendor: str | None = None,
    embedded: bool = True,
    fallback: bool = False,
    textless: InvoiceplugError | None = None,
) -> Reading:
    """The reading of an opened document; see `read_invoice`, and `open_with_text` for `textless`."""
    plugins = load_plugins() if plugins is None else plugins
    if textless is not None:
        return _read_textless(document, textless, plugins, vendor)
    refusal = None
    if embedded:
        try:
            reading = _read_embedded(document, plugins, vendor)
        except InvoiceplugError as error:
            if error.code in FINAL:
                raise
            refusal = error
        else:
            if reading is not None:
                return reading
    return _read_page(document, plugins, vendor, refusal, fallback=fallback)


def _read_embedded(document: Document, plugins: Plugins, vendor: str | None) -> Reading | None:
    """The embedded invoice, with what the page shows otherwise; None when there is none."""
    if not any(attachment.size for attachment in document.attachments):
        return None
    from invoiceplug.embedded import page_findings, read_embedded  # only here: most PDFs carry nothing

    found = read_embedded(document, plugins, vendor=vendor)
    if found is None:
        return None
    with blaming(found.installed, "read"):
        reading = reading_of(document, found.taken(plugins, forced=vendor is not None), plugins.checks)
    differs = tuple(page_findings(document, found, reading))
    return replaced(reading, findings=(*reading.findings, *differs))


def _read_page(
    document: Document,
    plugins: Plugins,
    vendor: str | None,
    refusal: InvoiceplugError | None,
    *,
    fallback: bool,
) -> Reading:
    """What a vendor's plugin reads on the page; `refusal` is why an e-invoice in it was not read."""
    try:
        identified = identify(document, plugins.extractors, vendor=vendor)
    except InvoiceplugError as error:
        if error.code != "NO_VENDOR_MATCH" or vendor is not None:
            raise
        return _read_unknown(document, plugins, error, refusal, fallback=fallback)
    with blaming(identified.installed, "extract"):
        taken = _instead_of(refusal, taken_by(identified, document))
        return reading_of(document, taken, plugins.checks)


def _read_unknown(
    document: Document,
    plugins: Plugins,
    unknown: InvoiceplugError,
    refusal: InvoiceplugError | None,
    *,
    fallback: bool,
) -> Reading:
    """What the reader of last resort suggests for a page that no vendor's plugin knows, where it is asked."""
    try:
        if not fallback:
            raise unknown
        from invoiceplug.suggested import suggested_by

        taken = suggested_by(document, unknown)
    except InvoiceplugError as error:
        if refusal is None:
            raise
        said = f"{refusal.detail} No installed vendor knows the page either."
        raise InvoiceplugError(refusal.code, said, **refusal.facts) from error
    return reading_of(document, _instead_of(refusal, taken), plugins.checks)


def _instead_of(refusal: InvoiceplugError | None, taken: Taken) -> Taken:
    """What was taken from the page, with the reason why it was not taken from the e-invoice in the file."""
    if refusal is None:
        return taken
    said = f"The page was read, since its e-invoice could not be: {refusal.detail}"
    return replaced(taken, findings=(*taken.findings, Finding(refusal.code, "warning", said)))


def _read_textless(document: Document, without: InvoiceplugError, plugins: Plugins, vendor: str | None) -> Reading:
    """The e-invoice in a scan; the error of the scan itself when there is none."""
    reading = _read_embedded(document, plugins, vendor)
    if reading is None:
        raise without
    return reading


def reading_of(document: Document, taken: Taken, checks: tuple[InstalledCheck, ...]) -> Reading:
    """The reading, valid by reading.v1: values split from places, signs by the rule, everything checked."""
    require_fields(taken.extract.invoice, taken.reader.plugin)
    spelling = list(spelling_findings(taken.extract.invoice, document))
    written, sources = taken.written()
    extract = taken.extract
    require_places(sources, len(document.pages))
    refuse_second_invoice(document, sources)
    invoice = with_signs(written)
    validate_printed(invoice, sources)
    findings = [*extract.findings, *taken.findings, *_checked(invoice, checks)]
    findings += spelling
    if taken.origin != "embedded":  # an embedded invoice is whole, whatever the pages lack
        findings += paper_findings(document, extract, invoice["lines"], sources)
    reading = Reading(
        sha256=document.sha256,
        size=document.size,
        pages=len(document.pages),
        origin=taken.origin,
        reader=taken.reader,
        reasons=taken.reasons,
        invoice=invoice,
        sources=sources,
        findings=tuple(with_sources(findings, sources)),
        unread=extract.unread,
        proofs={pointer: clean_text(equation) for pointer, equation in taken.proofs.items()},
    )
    validate_rest(reading.unnamed() | {"reading_sha256": document.sha256})  # any hash will do
    return reading


def _checked(invoice: dict[str, Any], checks: tuple[InstalledCheck, ...]) -> Iterator[Finding]:
    for each in checks:
        try:
            yield from list(each.check(invoice))
        except (Exception, SystemExit) as error:
            said = f"A check of the plugin {each.plugin!r} failed: {type(error).__name__}: {error}"
            yield Finding("PLUGIN_ERROR", "warning", said)
