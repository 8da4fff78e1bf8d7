"""The lines of an embedded invoice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from invoiceplug.einvoice.allowances import read_allowances
from invoiceplug.einvoice.node import Node
from invoiceplug.einvoice.paths import Paths
from invoiceplug.invoice import Field, Line

UOM = re.compile(r"[A-Z0-9]{2,3}")
GTIN = re.compile(r"\d{8}|\d{12,14}", re.ASCII)
CODES = ("line_number", "vendor_sku", "buyer_sku", "mpn", "purchase_order_line", "lot")
NUMBERS = ("qty_shipped", "unit_price", "line_total", "tax_rate")
COUNTED = ("", "DETAIL")  # line status: the others group or inform, and count in no sum
MOST_SERIALS = 500


def read_lines(root: Node, paths: Paths) -> Iterator[Line]:
    """Every line of the document; one without amount and quantity, or that only groups others, is a note."""
    for each in root.all(paths.lines):
        status = each.text(paths.line_status)
        amount = each.decimal(paths.line["line_total"])
        quantity = each.decimal(paths.line["qty_shipped"])
        if (status is None or status.value.strip() in COUNTED) and (amount is not None or quantity is not None):
            yield _item(each, paths)
        else:
            yield _note(each, paths, amount)


def _item(each: Node, paths: Paths) -> Line:
    members: dict[str, Any] = {name: each.code(paths.line[name]) for name in CODES if name in paths.line}
    members |= {name: each.decimal(paths.line[name]) for name in NUMBERS}
    members |= _units(each, paths)
    return Line(
        description=each.text(paths.line["description"]),
        gtin=_gtin(each, paths),
        expiry=_expiry(each, paths),
        allowances=tuple(read_allowances(each, paths.line_allowances)),
        serials=tuple(found for one in each.all(paths.serials) if (found := one.code(".")))[:MOST_SERIALS],
        extra=_extra(each, paths, members["unit_price"]),
        **members,
    )


def _note(each: Node, paths: Paths, amount: Field[Decimal] | None) -> Line:
    """A line that counts in no sum: its amount, if it has one, is kept as text."""
    extra = {} if amount is None else {"amount": Field(amount.sources[0].text, amount.sources)}
    number, text = each.code(paths.line["line_number"]), each.text(paths.line["description"])
    return Line("note", line_number=number, description=text, extra=extra)


def _units(each: Node, paths: Paths) -> dict[str, Any]:
    """Unit of measure, and the price basis where it is more than one of that unit."""
    raw = each.code(paths.line["uom_raw"])
    uom = raw if raw and UOM.fullmatch(raw.value.strip()) else None
    basis, basis_unit = each.decimal(paths.line["price_qty"]), each.code(paths.line["price_uom"])
    same = basis_unit is None or raw is None or basis_unit.value.strip() == raw.value.strip()
    if basis is not None and basis.value == 1 and same:
        basis = None
    return {"uom_raw": raw, "uom": uom, "price_qty": basis, "price_uom": None if same else basis_unit}


def _gtin(each: Node, paths: Paths) -> Field[str] | None:
    found = each.text(paths.line["gtin"])
    return found if found and GTIN.fullmatch(found.value.strip()) else None


def _expiry(each: Node, paths: Paths) -> Field[date] | None:
    return each.date(paths.line["expiry"]) if "expiry" in paths.line else None


def _extra(each: Node, paths: Paths, net: Field[Decimal] | None) -> dict[str, Field[str]]:
    """What has no place of its own; the gross price only where it is not the net price."""
    found = {name: each.text(path) for name, path in paths.line_extra.items()}
    gross = each.decimal(paths.line_extra["gross_price"])
    if gross is not None and net is not None and gross.value == net.value:
        del found["gross_price"]
    return {name: field for name, field in found.items() if field is not None}
