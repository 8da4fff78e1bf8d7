"""Invoices that a PDF carries as data: asked before vendors, and compared with the page where a vendor knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import SELLER_TAX_NUMBER, Extract, Vendor
from invoiceplug.identify import Identified, identify
from invoiceplug.invoice import Field, Party
from invoiceplug.invoice_json import invoice_to_json
from invoiceplug.normalise import with_signs
from invoiceplug.page_differs import differences
from invoiceplug.plugins import InstalledReader, Plugins
from invoiceplug.plugins.blame import blaming
from invoiceplug.reading import Finding, Reader, Reading
from invoiceplug.record import Record
from invoiceplug.required import is_blank, require_fields
from invoiceplug.taken import Taken, taken_by
from invoiceplug.version import __version__


class Embedded(Record):
    """The embedded invoice, who read it, and the vendor plugin that recognises the page, if one does."""

    extract: Extract
    installed: InstalledReader
    page: Identified | None
    findings: tuple[Finding, ...] = ()

    def taken(self, plugins: Plugins, *, forced: bool) -> Taken:
        """The invoice as a reader's result, under the id of the vendor that it is known as."""
        invoice = self.extract.invoice
        vendor, why = _vendor(invoice.vendor, invoice.extra.get(SELLER_TAX_NUMBER), plugins, self.page, forced=forced)
        if vendor is not None:
            name = Field(vendor.name) if is_blank(invoice.vendor.name) else invoice.vendor.name
            invoice = replace(invoice, vendor=replace(invoice.vendor, id=Field(vendor.id), name=name))
        return Taken(
            replace(self.extract, invoice=invoice),
            Reader(self.installed.plugin, self.installed.version, __version__),
            (*self.extract.reasons, *why),
            self.findings,
            "embedded",
        )


def read_embedded(document: Document, plugins: Plugins, *, vendor: str | None = None) -> Embedded | None:
    """What the one reader that knows an attachment made of it; None when none does.

    `vendor` forces the vendor by id. Raises the reader's InvoiceplugError, PLUGIN_ERROR when it fails otherwise.
    """
    found = [(each, extract) for each in plugins.readers if (extract := _ask(each, document)) is not None]
    if not found:
        return None
    if len(found) > 1:
        claimants = [{"plugin": each.plugin, "reasons": list(extract.reasons)} for each, extract in found]
        names = " and ".join(each.plugin for each, _ in found)
        raise InvoiceplugError("AMBIGUOUS_VENDOR", f"{names} claim the embedded invoice.", claimants=claimants)
    page, findings = _page(document, plugins, vendor)
    return Embedded(found[0][1], found[0][0], page, findings)


def page_findings(document: Document, embedded: Embedded, reading: Reading) -> Iterator[Finding]:
    """PAGE_DIFFERS for each value that the page shows otherwise; a warning when it cannot be read to compare."""
    if embedded.page is None:
        return
    installed = embedded.page.installed
    try:
        with blaming(installed, "extract"):
            invoice = taken_by(embedded.page, document).extract.invoice
            require_fields(invoice, installed.plugin)
            written, sources = invoice_to_json(invoice)
            shown = with_signs(written)
    except InvoiceplugError as error:
        said = f"The page is {installed.vendor.id}'s but was not compared with the embedded invoice: {error.detail}"
        yield Finding(error.code, "warning", said)
        return
    yield from differences(reading.invoice, shown, reading.sources, sources)


def _ask(installed: InstalledReader, document: Document) -> Extract | None:
    with blaming(installed, "read"):
        found = installed.reader.read(document.attachments)
        if found is not None and not isinstance(found, Extract):
            raise TypeError(f"it must return an Extract or None, not {found!r}")
        return found


def _page(document: Document, plugins: Plugins, vendor: str | None) -> tuple[Identified | None, tuple[Finding, ...]]:
    """Whose page it is; that nobody knows it is no matter here, unless a vendor was chosen who is not there."""
    try:
        return identify(document, plugins.extractors, vendor=vendor), ()
    except InvoiceplugError as error:
        if vendor is not None:
            raise
        if error.code == "NO_VENDOR_MATCH":
            return None, ()
        return None, (Finding(error.code, "warning", f"The page was not compared: {error.detail}"),)


def _vendor(
    party: Party, second: Field[str] | None, plugins: Plugins, page: Identified | None, *, forced: bool
) -> tuple[Vendor | None, tuple[str, ...]]:
    """The plugin's vendor that the seller is, and why; None when the seller keeps an id of its own.

    A chosen vendor; else the one with that tax id; else the one whose page it is, unless tax ids speak against it.
    """
    shown = page.installed.vendor if page is not None else None
    if shown is not None and page is not None and forced:
        return shown, page.match.reasons
    ids = {_bare(each.value) for each in (party.tax_id, second) if each is not None and not is_blank(each)}
    same = [each.vendor for each in plugins.extractors if ids & {_bare(known) for known in each.vendor.tax_ids}]
    if shown in same or (shown is not None and not same and not (ids and shown.tax_ids)):
        return shown, page.match.reasons if page is not None else ()
    if len(same) == 1:
        return same[0], (f"its seller has a tax id of {same[0].id}",)
    return None, ()


def _bare(tax_id: str) -> str:
    return "".join(char for char in tax_id.upper() if char.isalnum())
