"""The walk of one invoice: bytes -> Document -> exactly one Match -> Invoice -> schema -> checks -> Reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from invoiceplug.blame import plugin_error
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract
from invoiceplug.identify import identify
from invoiceplug.invoice import Field, Invoice
from invoiceplug.invoice_json import invoice_to_json
from invoiceplug.normalise import with_signs
from invoiceplug.paper import paper_findings
from invoiceplug.plugins import InstalledCheck, InstalledExtractor, Plugins, load_plugins
from invoiceplug.reading import Finding, Origin, Reader, Reading
from invoiceplug.recheck import recheck, with_sources
from invoiceplug.required import is_blank, require_fields, require_places
from invoiceplug.several import refuse_second_invoice
from invoiceplug.toolkit.open import MAX_BYTES, MAX_PAGES, open_pdf
from invoiceplug.trace import note_invoice
from invoiceplug.validate import validate_invoice, validate_reading
from invoiceplug.version import __version__

__all__ = ["read_document", "read_invoice", "recheck"]


def read_invoice(
    data: bytes,
    *,
    plugins: Plugins | None = None,
    vendor: str | None = None,
    password: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_pages: int = MAX_PAGES,
) -> Reading:
    """The reading of one PDF, valid by reading.v1: what the vendor's plugin read, and what does not add up.

    `plugins` are loaded anew when none are given; `vendor` forces one by id. Raises InvoiceplugError with a code of
    the groups "input" and "reading"; what is merely odd is a finding in the reading.
    """
    document = open_pdf(data, password=password, max_bytes=max_bytes, max_pages=max_pages)
    return read_document(document, plugins=plugins, vendor=vendor)


def read_document(document: Document, *, plugins: Plugins | None = None, vendor: str | None = None) -> Reading:
    """The reading of an opened document; see `read_invoice`."""
    plugins = load_plugins() if plugins is None else plugins
    identified = identify(document, plugins.extractors, vendor=vendor)
    installed = identified.installed
    with _blaming(installed):
        extract = _as_extract(installed.extractor.extract(document))
        note_invoice(extract.invoice)
        failures = tuple(Finding("PLUGIN_ERROR", "warning", failure.detail) for failure in identified.failures)
        taken = Taken(
            replace(extract, invoice=_with_vendor(extract.invoice, installed)),
            Reader(installed.plugin, installed.version, __version__, installed.template),
            identified.match.reasons,
            failures,
        )
        return reading_of(document, taken, plugins.checks)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reader took from the document, who it was, and what the host noticed on the way to it."""

    extract: Extract
    reader: Reader
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    origin: Origin = "plugin"


def reading_of(document: Document, taken: Taken, checks: tuple[InstalledCheck, ...]) -> Reading:
    """The reading, valid by reading.v1: values split from places, signs by the rule, everything checked."""
    extract = taken.extract
    require_fields(extract.invoice, taken.reader.plugin)
    written, sources = invoice_to_json(extract.invoice)
    require_places(sources, len(document.pages))
    refuse_second_invoice(document, sources)
    invoice = with_signs(written)
    validate_invoice(invoice)
    findings = [*extract.findings, *taken.findings, *_checked(invoice, checks)]
    findings += paper_findings(document, extract, sources)
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
    )
    validate_reading(reading.to_json(), invoice_is_valid=True)
    return reading


@contextmanager
def _blaming(installed: InstalledExtractor) -> Iterator[None]:
    """Whatever goes wrong with a plugin's extract or with what it returned (a float as money) is its PLUGIN_ERROR."""
    try:
        yield
    except InvoiceplugError:
        raise
    except (Exception, SystemExit) as error:
        raise plugin_error(installed, "extract", error) from error


def _as_extract(result: object) -> Extract:
    if isinstance(result, Invoice):
        return Extract(result)
    if isinstance(result, Extract):
        return result
    raise TypeError(f"it must return an Invoice or an Extract, not {result!r}")


def _with_vendor(invoice: Invoice, installed: InstalledExtractor) -> Invoice:
    """The invoice with the plugin's vendor id, and its name where the page was not read for it."""
    vendor = installed.vendor
    name = Field(vendor.name) if is_blank(invoice.vendor.name) else invoice.vendor.name
    return replace(invoice, vendor=replace(invoice.vendor, id=Field(vendor.id), name=name))


def _checked(invoice: dict[str, Any], checks: tuple[InstalledCheck, ...]) -> Iterator[Finding]:
    for each in checks:
        try:
            yield from list(each.check(invoice))
        except (Exception, SystemExit) as error:
            said = f"A check of the plugin {each.plugin!r} failed: {type(error).__name__}: {error}"
            yield Finding("PLUGIN_ERROR", "warning", said)
