"""The invoice as a plugin returns it: every value a `Field` that carries where it was read.

In Python a value and its places travel together; JSON splits the two, so that invoice.v1 is a plain document
and reading.v1 keeps the places beside it, by JSON Pointer.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from invoiceplug.geometry import Box
from invoiceplug.record import Record

T = TypeVar("T")

DocumentType = Literal["invoice", "credit_note"]
LineKind = Literal["item", "charge", "deposit", "note"]
ChargeKind = Literal["freight", "packing", "deposit", "surcharge", "discount", "other"]


class Source(Record):
    """One place a value was read from: a box with its printed text on a page, or a path in an attachment.

    `page` is 1-based, `box` is in displayed-page fractions; `attachment` and `path` are for embedded XML.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    attachment: str | None = None
    path: str | None = None


class Field(Record, Generic[T]):
    """A value and the places it was read from: none for a constant of the template, several for wrapped text."""

    value: T
    sources: tuple[Source, ...] = ()


class Party(Record):
    """Who sold: the plugin's vendor id, the printed name (BT-27) and tax id (BT-31)."""

    id: Field[str] | None = None
    name: Field[str] | None = None
    tax_id: Field[str] | None = None


class Totals(Record):
    """Document totals; an allowance is positive here and is subtracted (BG-22)."""

    lines_net: Field[Decimal] | None = None
    allowances: Field[Decimal] | None = None
    charges: Field[Decimal] | None = None
    tax: Field[Decimal] | None = None
    grand: Field[Decimal] | None = None
    prepaid: Field[Decimal] | None = None
    rounding: Field[Decimal] | None = None
    amount_due: Field[Decimal] | None = None


class Tax(Record):
    """One row of the tax breakdown (BG-23)."""

    amount: Field[Decimal]
    basis: Field[Decimal] | None = None
    rate: Field[Decimal] | None = None
    category: Field[str] | None = None


class Charge(Record):
    """An amount of the whole document beside its lines, signed as it enters the total: a discount is negative."""

    kind: ChargeKind
    amount: Field[Decimal]
    description: Field[str] | None = None


class Allowance(Record):
    """A discount on one line: the positive amount that is taken off, and the percentage where printed (BG-27)."""

    amount: Field[Decimal]
    percent: Field[Decimal] | None = None
    description: Field[str] | None = None


class Line(Record):
    """One line of the invoice (BG-25); the schema says what each member means."""

    kind: LineKind = "item"
    line_number: Field[str] | None = None
    description: Field[str] | None = None
    vendor_sku: Field[str] | None = None
    buyer_sku: Field[str] | None = None
    gtin: Field[str] | None = None
    mpn: Field[str] | None = None
    qty_ordered: Field[Decimal] | None = None
    qty_shipped: Field[Decimal] | None = None
    qty_backordered: Field[Decimal] | None = None
    qty_billed: Field[Decimal] | None = None
    weight: Field[Decimal] | None = None
    weight_uom: Field[str] | None = None
    uom_raw: Field[str] | None = None
    uom: Field[str] | None = None
    pack_text: Field[str] | None = None
    unit_price: Field[Decimal] | None = None
    price_qty: Field[Decimal] | None = None
    price_uom: Field[str] | None = None
    allowances: tuple[Allowance, ...] = ()
    line_total: Field[Decimal] | None = None
    tax_rate: Field[Decimal] | None = None
    purchase_order_line: Field[str] | None = None
    lot: Field[str] | None = None
    expiry: Field[date] | None = None
    serials: tuple[Field[str], ...] = ()
    extra: dict[str, Field[str]] = field(default_factory=dict)


class Invoice(Record):
    """A whole invoice or credit note, as `Extractor.extract` returns it."""

    document_type: DocumentType = "invoice"
    vendor: Party = field(default_factory=Party)
    type_code: Field[str] | None = None
    invoice_number: Field[str] | None = None
    invoice_date: Field[date] | None = None
    due_date: Field[date] | None = None
    delivery_date: Field[date] | None = None
    currency: Field[str] | None = None
    price_includes_tax: Field[bool] | None = None
    purchase_order: Field[str] | None = None
    customer_number: Field[str] | None = None
    references: tuple[Field[str], ...] = ()
    totals: Totals = field(default_factory=Totals)
    taxes: tuple[Tax, ...] = ()
    charges: tuple[Charge, ...] = ()
    lines: tuple[Line, ...] = ()
    extra: dict[str, Field[str]] = field(default_factory=dict)
