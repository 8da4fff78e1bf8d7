"""The sign rule of invoice.v1: a credit note is negative as a whole, whatever the paper prints."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

from invoiceplug.invoice_json import decimal_text

QUANTITIES = ("qty_ordered", "qty_shipped", "qty_backordered", "qty_billed", "weight")
NEVER_POSITIVE = ("lines_net", "tax", "grand", "amount_due")  # of a credit note

Data = dict[str, Any]


def with_signs(invoice: Data) -> Data:
    """The invoice unchanged, a credit note turned negative: totals, taxes, charges, lines and quantities.

    Vendors print the same credit as 10.00, as -10.00 or as 5 x -2.00. So each part (totals with charges, taxes,
    lines) is turned as one when it is positive in sum: what stood against the others (a restocking fee) still
    does. Quantities then follow the sign of their line, and unit prices are positive. Doing it twice changes nothing.
    """
    if invoice["document_type"] != "credit_note":
        return invoice
    turned = deepcopy(invoice)
    _turn_totals(turned)
    if _sum(turned.get("taxes", ()), "amount") > 0:
        _turn(turned["taxes"], ("amount",))
    for tax in turned.get("taxes", ()):
        _set_sign(tax, ("basis",), negative=_of(tax, "amount") <= 0)
    if _sum(turned["lines"], "line_total") > 0:
        _turn(turned["lines"], ("line_total",))
    for line in turned["lines"]:
        _turn_line(line)
    return turned


def _turn_totals(invoice: Data) -> None:
    totals = invoice["totals"]
    if _of(totals, "grand") > 0:
        _turn([totals], tuple(totals))
        _turn(invoice.get("charges", []), ("amount",))
    _set_sign(totals, NEVER_POSITIVE, negative=True)


def _turn_line(line: Data) -> None:
    negative = _of(line, "line_total") <= 0
    _set_sign(line, ("unit_price",), negative=False)
    _set_sign(line, QUANTITIES, negative=negative)
    for allowance in line.get("allowances", ()):
        _set_sign(allowance, ("amount",), negative=negative)


def _turn(rows: list[Data], names: tuple[str, ...]) -> None:
    for row in rows:
        for name in names:
            if name in row:
                row[name] = decimal_text(-Decimal(row[name]))


def _set_sign(row: Data, names: tuple[str, ...], *, negative: bool) -> None:
    for name in names:
        if name in row:
            size = abs(Decimal(row[name]))
            row[name] = decimal_text(-size if negative else size)


def _of(row: Data, name: str) -> Decimal:
    return Decimal(row.get(name, "0"))


def _sum(rows: Any, name: str) -> Decimal:
    return sum((_of(row, name) for row in rows), Decimal(0))
