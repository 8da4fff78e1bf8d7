"""The names a template may read values into, by the kind of value."""

from __future__ import annotations

from invoiceplug.invoice import Totals
from invoiceplug.record import members_of

LINE_TEXTS = frozenset(
    (
        "line_number",
        "description",
        "vendor_sku",
        "buyer_sku",
        "gtin",
        "mpn",
        "uom_raw",
        "pack_text",
        "price_uom",
        "weight_uom",
        "purchase_order_line",
        "lot",
        "serials",
    )
)
LINE_NUMBERS = frozenset(
    (
        "qty_ordered",
        "qty_shipped",
        "qty_backordered",
        "qty_billed",
        "weight",
        "unit_price",
        "price_qty",
        "line_total",
        "tax_rate",
        "discount_percent",
        "discount_amount",
        "discount_percent_2",
        "discount_amount_2",
        "discount_price",
    )
)
LINE_DATES = frozenset(["expiry"])
LINE_NAMES = LINE_TEXTS | LINE_NUMBERS | LINE_DATES

HEADER_DATES = frozenset(("invoice_date", "due_date", "delivery_date"))

HEADER_NAMES = HEADER_DATES | frozenset(
    (
        "invoice_number",
        "currency",
        "purchase_order",
        "customer_number",
        "type_code",
        "reference",
        "vendor_name",
        "tax_id",
    )
)
LINE_COUNT = "line_count"  # a printed total too, though of lines, not of money
TOTALS = frozenset((*members_of(Totals), LINE_COUNT))
MUST_HAVE = {"fields": ("invoice_number", "invoice_date"), "totals": ("grand",)}
ALWAYS_REQUIRED = frozenset(name for part in MUST_HAVE.values() for name in part)

UNUSED = "unused."  # a column that is printed but not wanted: unused.NAME
EXTRA = "extra."  # what a vendor prints beyond invoice.v1: extra.tour, and extra_tour as the name of a group


def line_name(group: str) -> str | None:
    """The line's value that a named group is read into, or None when there is no such value."""
    if group.startswith("extra_"):
        return EXTRA + group.removeprefix("extra_")
    return group if group in LINE_NAMES else None


def header_name(group: str) -> str | None:
    """The header's value that a named group is read into, or None when there is no such value."""
    if group.startswith("extra_"):
        return EXTRA + group.removeprefix("extra_")
    return group if group in HEADER_NAMES else None
