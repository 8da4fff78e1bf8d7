"""A vendor for tests of the SDK: its bill as a PDF, and extractors that read it or misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pdfs import drawn

from invoiceplug import Document, Extract, Field, Invoice, Line, Match, Miss, Totals, Unread, Vendor
from invoiceplug.checks import STANDARD_CHECKS
from invoiceplug.plugins import InstalledCheck, InstalledExtractor, Plugins
from invoiceplug.toolkit.columns import assign_columns, columns_of
from invoiceplug.toolkit.fields import date_field, decimal_field, money_field, text_field
from invoiceplug.toolkit.find import find_label, rows_under, value_right_of
from invoiceplug.toolkit.values import Locale

US = Locale(".", ",", ("%Y-%m-%d",), "USD", ("-1", "(1)"))
LINES = (("A-1", "Hex bolt M6", "10", "0.25", "2.50"), ("B-2", "Washer", "1,000", "0.01", "10.00"))


def bill(
    lines: tuple[tuple[str, str, str, str, str], ...] = LINES,
    *,
    number: str = "F-100",
    total: str = "12.50",
    extra: tuple[tuple[float, float, str], ...] = (),
) -> bytes:
    """One page by Acme: number, date, a table of sku, description, quantity, price and total, and the sum."""
    texts = [(50.0, 50.0, "ACME Fasteners Inc"), (50.0, 80.0, f"Invoice no: {number}")]
    texts += [(50.0, 95.0, "Date: 2026-04-03"), (50.0, 140.0, "Item"), (120.0, 140.0, "Description")]
    texts += [(320.0, 140.0, "Qty"), (400.0, 140.0, "Price"), (480.0, 140.0, "Total")]
    for index, line in enumerate(lines):
        texts += [(x, 160.0 + 15 * index, cell) for x, cell in zip((50, 120, 320, 400, 480), line, strict=True)]
    y = 170.0 + 15 * len(lines)
    return drawn([*texts, (400.0, y, "Amount due"), (480.0, y, total), *extra])


ACME = Vendor("acme", "ACME Fasteners Inc", aliases=("acme-old",))
RAISING = Vendor("raising", "Raising Ltd")


@dataclass(frozen=True)
class Acme:
    """Reads Acme's bill; `change` may alter the invoice before it is returned."""

    vendor: Vendor = ACME
    version: str = "1.2"
    change: Callable[[Invoice], Any] = lambda invoice: invoice
    unread: tuple[Unread, ...] = ()

    def identify(self, document: Document) -> Match | Miss:
        marks = [mark for mark in ("ACME Fasteners Inc", "Invoice no:") if mark in document.text]
        missing = tuple(mark for mark in ("ACME Fasteners Inc", "Invoice no:") if mark not in marks)
        return Miss(len(marks), missing, tuple(marks)) if missing else Match(tuple(f"text {mark!r}" for mark in marks))

    def extract(self, document: Document) -> Any:
        page = document.pages[0]
        headers = {name: find_label(page, name)[0] for name in ("Item", "Description", "Qty", "Price", "Total")}
        columns = columns_of(headers)
        lines = []
        for row in rows_under(page, "Description", until=("Amount due",)):
            cells = assign_columns(row, columns)
            if "Item" not in cells:
                continue
            lines.append(
                Line(
                    vendor_sku=text_field(cells["Item"]),
                    description=text_field(cells["Description"]),
                    qty_shipped=decimal_field(cells["Qty"], US) if "Qty" in cells else None,
                    unit_price=money_field(cells["Price"], US),
                    line_total=money_field(cells["Total"], US),
                )
            )
        invoice = Invoice(
            invoice_number=text_field(value_right_of(page, "Invoice no") or ()),
            invoice_date=date_field(value_right_of(page, "Date") or (), US),
            currency=Field("USD"),
            totals=Totals(grand=money_field(value_right_of(page, "Amount due") or (), US)),
            lines=tuple(lines),
        )
        return Extract(self.change(invoice), unread=self.unread) if self.unread else self.change(invoice)


@dataclass(frozen=True)
class Raising:
    """An extractor that raises when it looks at a document."""

    vendor: Vendor = RAISING
    version: str = "1"

    def identify(self, document: Document) -> Match:
        raise KeyError(f"no such column on {len(document.pages)} page")

    def extract(self, document: Document) -> Invoice:
        return Invoice()


def plugins_of(*extractors: Any, checks: tuple[Any, ...] = STANDARD_CHECKS) -> Plugins:
    """Plugins that hold just these, each named after its vendor, and the standard checks."""
    return Plugins(
        tuple(InstalledExtractor(each, f"{each.vendor.id}-plugin", "9.9") for each in extractors),
        checks=tuple(InstalledCheck(check, "checking-plugin") for check in checks),
    )


def decimal(text: str) -> Field[Decimal]:
    """A constant number."""
    return Field(Decimal(text))
