"""The walk of one invoice: bytes -> Document -> exactly one Match -> Invoice -> schema -> checks -> Reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from invoiceplug.blame import plugin_error
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract
from invoiceplug.identify import Identified, identify
from invoiceplug.invoice import Field, Invoice, Line
from invoiceplug.invoice_json import Sources, invoice_to_json
from invoiceplug.normalise import with_signs
from invoiceplug.plugins import InstalledCheck, InstalledExtractor, Plugins, load_plugins
from invoiceplug.reading import Finding, Reader, Reading, Unread
from invoiceplug.recheck import recheck, with_sources
from invoiceplug.toolkit.open import MAX_BYTES, MAX_PAGES, open_pdf
from invoiceplug.trace import note_invoice
from invoiceplug.validate import validate_invoice, validate_reading
from invoiceplug.version import __version__

__all__ = ["read_document", "read_invoice", "recheck"]

MOST_PLACES = 200  # of one value in reading.v1
REQUIRED = ("invoice_number", "invoice_date", "currency")


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
    with _blaming(identified.installed):
        extract = _as_extract(identified.installed.extractor.extract(document))
        note_invoice(extract.invoice)
        require_fields(extract.invoice, identified.installed.plugin)
        written, sources = invoice_to_json(_with_vendor(extract.invoice, identified.installed))
        require_places(sources, len(document.pages))
        invoice = with_signs(written)
        validate_invoice(invoice)
        findings = [*extract.findings, *_findings(identified, invoice, plugins.checks, extract.unread)]
        reading = _reading(document, identified, invoice, sources, with_sources(findings, sources), extract.unread)
        validate_reading(reading.to_json(), invoice_is_valid=True)
    return reading


def require_fields(invoice: Invoice, plugin: str) -> None:
    """Does nothing when all that invoice.v1 requires is there; FIELD_NOT_FOUND or NO_LINE_ITEMS name what is not."""
    for name in REQUIRED:
        if _is_blank(getattr(invoice, name)):
            raise _not_found(name, plugin)
    if _is_blank(invoice.totals.grand):
        raise _not_found("totals/grand", plugin)
    if not invoice.lines:
        raise InvoiceplugError("NO_LINE_ITEMS", f"The plugin {plugin!r} found no line items.", plugin=plugin)
    for index, line in enumerate(invoice.lines):
        for name in _missing(line):
            raise _not_found(f"lines/{index}/{name}", plugin)


def require_places(sources: Sources, pages: int) -> None:
    """Does nothing when every place lies on a page of the document; SCHEMA_INVALID names the value that does not."""
    for pointer, places in sources.items():
        wrong = [place["page"] for place in places if "page" in place and place["page"] not in range(1, pages + 1)]
        if wrong or len(places) > MOST_PLACES:
            why = f"page {wrong[0]!r} of {pages}" if wrong else f"{len(places)} places, at most {MOST_PLACES} are kept"
            raise InvoiceplugError("SCHEMA_INVALID", f"{pointer} was read from {why}.", pointer=pointer, rule="sources")


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
    name = Field(vendor.name) if _is_blank(invoice.vendor.name) else invoice.vendor.name
    return replace(invoice, vendor=replace(invoice.vendor, id=Field(vendor.id), name=name))


def _findings(
    identified: Identified, invoice: dict[str, Any], checks: tuple[InstalledCheck, ...], unread: tuple[Unread, ...]
) -> Iterator[Finding]:
    for failure in identified.failures:
        yield Finding("PLUGIN_ERROR", "warning", failure.detail)
    for each in checks:
        try:
            yield from list(each.check(invoice))
        except (Exception, SystemExit) as error:
            said = f"A check of the plugin {each.plugin!r} failed: {type(error).__name__}: {error}"
            yield Finding("PLUGIN_ERROR", "warning", said)
    for row in unread:
        said = f"A row among the line items was not read: {row.source.text!r} ({row.why})"
        yield Finding("UNREAD_ROW", "warning", said, sources=(row.source,))


def _reading(
    document: Document,
    identified: Identified,
    invoice: dict[str, Any],
    sources: Sources,
    findings: list[Finding],
    unread: tuple[Unread, ...],
) -> Reading:
    installed = identified.installed
    return Reading(
        sha256=document.sha256,
        size=document.size,
        pages=len(document.pages),
        origin="plugin",
        reader=Reader(installed.plugin, installed.version, __version__, installed.template),
        reasons=identified.match.reasons,
        invoice=invoice,
        sources=sources,
        findings=tuple(findings),
        unread=unread,
    )


def _missing(line: Line) -> list[str]:
    needed = ("description", "line_total") if line.kind == "item" else ()
    return [name for name in needed if _is_blank(getattr(line, name))]


def _is_blank(field: Field[Any] | None) -> bool:
    return field is None or field.value is None or (isinstance(field.value, str) and not field.value.strip())


def _not_found(name: str, plugin: str) -> InvoiceplugError:
    detail = f"The plugin {plugin!r} found no {name.replace('_', ' ')} in this document."
    return InvoiceplugError("FIELD_NOT_FOUND", detail, field=f"/{name}", plugin=plugin)
