"""The reader that is registered: of the XML files in a PDF, the one e-invoice, as an Extract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from invoiceplug.document import Attachment
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract
from invoiceplug.reading import Finding
from invoiceplug.version import __version__

if TYPE_CHECKING:
    from invoiceplug.einvoice.xml import Xml

NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "order-x.xml")  # by the standards, best first
NAMESPACES = (
    b"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:",
    b"urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:",
    b"urn:ferd:CrossIndustryDocument:",
    b"urn:oasis:names:specification:ubl:schema:xsd:",
)
WITHIN = 65_536  # bytes in which the root element declares its namespace


class EInvoiceReader:
    """Reads Factur-X, ZUGFeRD and XRechnung; the libraries for it are imported when such a file is there."""

    name = "einvoice"
    version = __version__

    def read(self, attachments: Sequence[Attachment]) -> Extract | None:
        """The e-invoice among the attachments; None when no attachment is one.

        Raises InvoiceplugError: NOT_AN_INVOICE (an order, a pro forma), NO_LINE_ITEMS (a profile without lines),
        DAMAGED_PDF (XML that is not well-formed, or has a DTD), TOO_COMPLEX, VALUE_UNREADABLE, MULTIPLE_INVOICES
        and MISSING_EXTRA.
        """
        candidates = sorted(filter(_is_candidate, attachments), key=_rank)
        if not candidates:
            return None
        _require_libraries(candidates[0].name)
        found, refused = _parsed(candidates)
        if found:
            return _one(found, refused)
        if refused:
            raise refused[0]
        return None


def _is_candidate(attachment: Attachment) -> bool:
    """Whether it has a name of the standards, or a namespace of theirs (in UTF-16 too)."""
    if attachment.name.casefold() in NAMES:
        return True
    head = attachment.data[:WITHIN].replace(b"\0", b"")
    return any(namespace in head for namespace in NAMESPACES)


def _rank(attachment: Attachment) -> tuple[int, str]:
    name = attachment.name.casefold()
    return (NAMES.index(name) if name in NAMES else len(NAMES), name)


def _require_libraries(name: str) -> None:
    try:
        import defusedxml
        import facturx
        import lxml.etree

        del defusedxml, facturx, lxml
    except ImportError as error:
        detail = f"Reading the embedded e-invoice {name} needs more: pip install 'invoiceplug[einvoice]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="einvoice") from error


def _parsed(candidates: list[Attachment]) -> tuple[list[Xml], list[InvoiceplugError]]:
    """What is an e-invoice, and why others cannot be read; other XML is left out. An order ends the search."""
    from invoiceplug.einvoice.kinds import identified
    from invoiceplug.einvoice.xml import parse

    found, refused = [], []
    for attachment in candidates:
        try:
            xml = identified(parse(attachment))
        except InvoiceplugError as error:
            if error.code == "NOT_AN_INVOICE":
                raise
            refused.append(error)
        else:
            found += [xml] if xml is not None else []
    return found, refused


def _one(found: list[Xml], refused: list[InvoiceplugError]) -> Extract:
    """The best of several attachments, all of which must hold the same invoice."""
    from invoiceplug.einvoice.mapping import invoice_number, read_invoice

    numbers = {invoice_number(xml) for xml in found}
    if len(numbers) > 1:
        names = ", ".join(xml.name for xml in found)
        raise InvoiceplugError("MULTIPLE_INVOICES", f"The attachments {names} hold different invoices.")
    extract = read_invoice(found[0])
    passed_over = [f"{xml.name} holds the same invoice; {found[0].name} was read." for xml in found[1:]]
    passed_over += [error.detail for error in refused]
    more = tuple(Finding("EMBEDDED_FILES", "warning", said) for said in passed_over)
    return Extract(extract.invoice, (*extract.findings, *more), reasons=extract.reasons)
