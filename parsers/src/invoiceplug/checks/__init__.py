"""Sense: does the invoice add up? Pure functions from invoice.v1 to Findings, run on reading and after corrections.

What makes a number doubtful is an `error`; what is merely unusual is a `warning`.
"""

from __future__ import annotations

from typing import Any

from invoiceplug.checks.amounts import currency_scale
from invoiceplug.checks.dates import check_date_order
from invoiceplug.checks.likeness import check_odd_lines
from invoiceplug.checks.lines import check_duplicate_lines, check_line_extension, check_qty_split
from invoiceplug.checks.tax import check_tax, check_tax_of_lines
from invoiceplug.checks.totals import check_charges, check_grand_total, check_lines_net
from invoiceplug.reading import Finding

__all__ = ["STANDARD_CHECKS", "STANDARD_CODES", "check_invoice", "currency_scale"]

STANDARD_CHECKS = (
    check_line_extension,
    check_qty_split,
    check_duplicate_lines,
    check_odd_lines,
    check_lines_net,
    check_charges,
    check_tax,
    check_tax_of_lines,
    check_grand_total,
    check_date_order,
)
STANDARD_CODES = frozenset(
    (
        "LINE_EXTENSION",
        "QTY_SPLIT",
        "DUPLICATE_LINE",
        "ODD_LINE",
        "LINES_NET",
        "CHARGES",
        "TAX",
        "GRAND_TOTAL",
        "DATE_ORDER",
    )
)


def check_invoice(invoice: dict[str, Any]) -> list[Finding]:
    """Everything in a valid invoice.v1 that does not add up, in the order of the standard checks."""
    return [finding for check in STANDARD_CHECKS for finding in check(invoice)]
