"""What a reader took from a document: the raw result before signs, schema and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, cast

from invoiceplug.document import Document
from invoiceplug.extractor import Extract
from invoiceplug.identify import Identified
from invoiceplug.invoice import Field, Invoice, Line
from invoiceplug.invoice_json import Sources, invoice_to_json
from invoiceplug.plugins import InstalledExtractor
from invoiceplug.reading import Finding, Origin, Reader
from invoiceplug.record import Record, replaced
from invoiceplug.required import is_blank
from invoiceplug.trace import note_invoice
from invoiceplug.version import __version__


class Taken(Record, frozen=False):
    """What a reader took from the document, who it was, and what the host noticed on the way to it.

    `proofs` (JSON Pointer -> equation) is what arithmetic proved of it. The invoice's lines are gone once it is
    written.
    """

    extract: Extract
    reader: Reader
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    origin: Origin = "plugin"
    proofs: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> tuple[dict[str, Any], Sources]:
        """The invoice as JSON, and its places. Each line goes as it is written: a long invoice is not there twice."""
        extract = self.extract
        lines = _Passing(reversed(extract.invoice.lines))
        self.extract = replaced(extract, invoice=replaced(extract.invoice, lines=()))
        del extract
        return invoice_to_json(replaced(self.extract.invoice, lines=cast("tuple[Line, ...]", lines)))


class _Passing(list[Line]):
    """Lines, the last one first, each of which is given once."""

    def __iter__(self) -> Iterator[Line]:
        while self:
            yield self.pop()


def taken_by(identified: Identified, document: Document) -> Taken:
    """What the vendor's extractor took, with the vendor's id; call it within `blaming`."""
    installed = identified.installed
    extract = _as_extract(installed.extractor.extract(document))
    note_invoice(extract.invoice)
    return Taken(
        replaced(extract, invoice=_with_vendor(extract.invoice, installed)),
        Reader(installed.plugin, installed.version, __version__, installed.template),
        identified.match.reasons,
        tuple(Finding("PLUGIN_ERROR", "warning", failure.detail) for failure in identified.failures),
    )


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
    return replaced(invoice, vendor=replaced(invoice.vendor, id=Field(vendor.id), name=name))
