"""The contract of a vendor: who it is, whether a document is its own, and how to read it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from invoiceplug.document import Document
from invoiceplug.invoice import Field, Invoice
from invoiceplug.reading import Finding, Unread
from invoiceplug.record import Record

SELLER_TAX_NUMBER = "seller_tax_number"  # in `extra` of an embedded invoice: the local number beside the VAT id


class Vendor(Record):
    """Whose invoices an extractor reads: a stable id, the printed name, tax ids and former ids."""

    id: str
    name: str
    tax_ids: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Match(Record):
    """A claim on a document, with the reasons a person can check ("VAT id DE000417001 on page 1")."""

    reasons: tuple[str, ...]


class Miss(Record):
    """Why a document is not this vendor's: how many marks were found, those that were missing, and those found."""

    found: int
    missing: tuple[str, ...]
    there: tuple[str, ...] = ()


class Extract(Record):
    """What `extract` returns: the invoice, what the extractor itself noticed, and rows that became nothing.

    `line_count` is how many line items the paper says it has, where it says so. `reasons` are for embedded invoices,
    which nobody identifies beforehand: why it is one.
    """

    invoice: Invoice
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    line_count: Field[int] | None = None
    reasons: tuple[str, ...] = ()


@runtime_checkable
class Extractor(Protocol):
    """One vendor's reader.

    "Not mine" is None or a Miss, "mine but broken" an exception, "odd but readable" a Finding.
    """

    vendor: Vendor
    version: str

    def identify(self, document: Document) -> Match | Miss | None:
        """A Match with reasons when the document is this vendor's; a Miss helps to say which vendor was nearest."""

    def extract(self, document: Document) -> Invoice | Extract:
        """The whole document as an invoice; raises InvoiceplugError with FIELD_NOT_FOUND, VALUE_UNREADABLE, …"""
