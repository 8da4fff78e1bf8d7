"""What arithmetic says of an invoice: the equations that were tried, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from invoiceplug.invoice_json import decimal_text

Verdict = Literal["holds", "fails", "untried"]
ZERO = Decimal(0)

_PARTS = (("allowances", "-"), ("charges", "+"), ("tax", "+"), ("rounding", "+"))


@dataclass(frozen=True, slots=True)
class Equation:
    """One sum in words, and whether it holds; `untried` means that the paper prints nothing to compare with."""

    text: str
    verdict: Verdict


def proof(invoice: dict[str, Any], findings: Iterable[dict[str, Any]] | None) -> Iterator[Equation]:
    """Quantity x price of the lines, the sum of the lines, the grand total.

    The verdicts are those of the checks (`findings` of the reading), so that rounding, catch weight and prices with
    tax are judged in one place only; None when there is no reading, so that nothing was checked.
    """
    lines = invoice.get("lines", ())
    if not lines:
        return
    codes = None if findings is None else {finding["code"] for finding in findings}
    priced = sum("unit_price" in line and "line_total" in line for line in lines)
    if priced:
        yield Equation(
            f"quantity x price = amount in {priced} of {len(lines)} lines", _verdict(codes, "LINE_EXTENSION")
        )
    yield _sum_of_lines(invoice, codes)
    yield from _grand(invoice, codes)


def _sum_of_lines(invoice: dict[str, Any], codes: set[str] | None) -> Equation:
    lines, totals = invoice["lines"], invoice.get("totals", {})
    said = f"sum of {len(lines)} lines {_sum(lines, 'line_total')}"
    if "lines_net" not in totals:
        return Equation(f"{said}; no such sum is read from the page", "untried")
    verdict = _verdict(codes, "LINES_NET")
    return Equation(f"{said} {_sign(verdict)} printed {totals['lines_net']}", verdict)


def _grand(invoice: dict[str, Any], codes: set[str] | None) -> Iterator[Equation]:
    totals = invoice.get("totals", {})
    if "grand" not in totals:
        return
    amounts = {**totals}
    for name, rows in (("charges", invoice.get("charges")), ("tax", invoice.get("taxes"))):
        if rows and name not in amounts:
            amounts[name] = _sum(rows, "amount")
    said = f"lines {amounts.get('lines_net') or _sum(invoice['lines'], 'line_total')}"
    said += "".join(f" {sign} {name} {amounts[name]}" for name, sign in _PARTS if name in amounts)
    if invoice.get("price_includes_tax"):
        said += " (prices include tax)"
    verdict = _verdict(codes, "GRAND_TOTAL")
    yield Equation(f"{said} {_sign(verdict)} total {totals['grand']}", verdict)
    if "amount_due" in totals:
        left = f"total {totals['grand']}" + (f" - prepaid {totals['prepaid']}" if "prepaid" in totals else "")
        yield Equation(f"{left} {_sign(verdict)} due {totals['amount_due']}", verdict)


def _verdict(codes: set[str] | None, code: str) -> Verdict:
    if codes is None:
        return "untried"
    return "fails" if code in codes else "holds"


def _sign(verdict: Verdict) -> str:
    return {"holds": "=", "fails": "≠", "untried": "?"}[verdict]


def _sum(rows: Iterable[dict[str, Any]], name: str) -> str:
    return decimal_text(sum((Decimal(row.get(name, ZERO)) for row in rows), ZERO))
