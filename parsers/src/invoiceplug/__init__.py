"""invoiceplug reads vendors' PDF invoices into schema-validated line items.

The names below are all that a plugin needs beside `invoiceplug.toolkit` and `invoiceplug.template`. They are
looked up when first used, so that importing the package costs next to nothing and no PDF library.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it too: to import `typing` takes a third as long as to read a page
if TYPE_CHECKING:
    from typing import Any

    from invoiceplug.document import Document, Edge, Page, Word
    from invoiceplug.errors import InvoiceplugError
    from invoiceplug.extractor import Extract, Extractor, Match, Miss, Vendor
    from invoiceplug.geometry import Box
    from invoiceplug.hookspecs import hookimpl
    from invoiceplug.invoice import Allowance, Charge, Field, Invoice, Line, Party, Source, Tax, Totals
    from invoiceplug.pipeline import read_invoice
    from invoiceplug.reading import Finding, Reading, Unread
    from invoiceplug.version import __version__

_HOMES = {
    "document": ("Document", "Edge", "Page", "Word"),
    "errors": ("InvoiceplugError",),
    "extractor": ("Extract", "Extractor", "Match", "Miss", "Vendor"),
    "geometry": ("Box",),
    "hookspecs": ("hookimpl",),
    "invoice": ("Allowance", "Charge", "Field", "Invoice", "Line", "Party", "Source", "Tax", "Totals"),
    "pipeline": ("read_invoice",),
    "reading": ("Finding", "Reading", "Unread"),
    "version": ("__version__",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "read_invoice",
    "hookimpl",
    "Extractor",
    "Vendor",
    "Match",
    "Miss",
    "Extract",
    "Invoice",
    "Line",
    "Party",
    "Totals",
    "Tax",
    "Charge",
    "Allowance",
    "Field",
    "Source",
    "Finding",
    "Unread",
    "Reading",
    "Document",
    "Page",
    "Word",
    "Edge",
    "Box",
    "InvoiceplugError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'invoiceplug' has no attribute {name!r}")
    return getattr(import_module(f"invoiceplug.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
