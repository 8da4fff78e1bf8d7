"""The tax breakdown: each row by its rate, the rows by the printed tax, and the lines' rates by the rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from invoiceplug.checks.amounts import EXACT, Data, differs, minor_unit, number, of, roundings, sum_of, text
from invoiceplug.reading import Finding, Severity


def check_tax(invoice: Data) -> Iterator[Finding]:
    """TAX: each row is basis x rate, and the rows sum to the printed tax.

    Where prices include tax the basis may hold it too: then the tax is basis x rate / (100 + rate). A row that is off
    by no more than one minor unit a line is a warning: some vendors round the tax of every line.
    """
    for index, row in enumerate(invoice.get("taxes", ())):
        basis, rate, amount = number(row, "basis"), number(row, "rate"), of(row, "amount")
        if basis is None or rate is None:
            continue
        expected = [each for exact in _taxes(invoice, basis, rate) for each in roundings(exact, invoice, amount)]
        if amount not in expected:
            nearest = min(expected, key=lambda each: abs(each - amount))
            said = f"{text(rate)} % of {text(basis)} is {text(nearest)}"
            slack = minor_unit(invoice) * len(invoice["lines"])
            severity: Severity = "warning" if abs(nearest - amount) <= slack else "error"
            yield differs("TAX", said, f"/taxes/{index}/amount", nearest, amount, severity=severity)
    printed = number(invoice["totals"], "tax")
    total = sum_of(invoice.get("taxes", ()), "amount")
    if printed is not None and invoice.get("taxes") and total != printed:
        yield differs("TAX", f"The tax amounts sum to {text(total)}", "/totals/tax", total, printed)


def check_tax_of_lines(invoice: Data) -> Iterator[Finding]:
    """TAX: each line's rate is in the breakdown, and each basis there is the sum of that rate's lines.

    A rate of zero need not be listed. Sums are only compared where every line with an amount has a rate and nothing is
    charged or deducted beside the lines; a basis that is off by no more than one minor unit a line is a warning.
    """
    rows = {number(row, "rate"): row for row in invoice.get("taxes", ())}
    if not rows or None in rows or len(rows) < len(invoice["taxes"]):
        return
    for index, line in enumerate(invoice["lines"]):
        rate = number(line, "tax_rate")
        if rate and rate not in rows:
            said = f"Line {line['line_id']} is taxed at {text(rate)} %, a rate that the tax breakdown does not have."
            yield Finding("TAX", "error", said, (line["line_id"],), f"/lines/{index}/tax_rate", actual=text(rate))
    lines = [line for line in invoice["lines"] if "line_total" in line]
    beside = invoice.get("charges") or {"charges", "allowances"} & set(invoice["totals"])
    if beside or any("tax_rate" not in line for line in lines):
        return
    for index, (rate, row) in enumerate(rows.items()):
        total = sum_of([line for line in lines if number(line, "tax_rate") == rate], "line_total")
        yield from _basis(invoice, row, f"/taxes/{index}/basis", total)


def _basis(invoice: Data, row: Data, path: str, total: Decimal) -> Iterator[Finding]:
    """TAX where the row's basis is not the sum of its lines, nor where prices include tax that sum without the tax."""
    basis = number(row, "basis")
    allowed = [total, total - of(row, "amount")] if invoice.get("price_includes_tax") else [total]
    if basis is None or basis in allowed:
        return
    nearest = min(allowed, key=lambda each: abs(each - basis))
    slack = minor_unit(invoice) * len(invoice["lines"])
    severity: Severity = "warning" if abs(nearest - basis) <= slack else "error"
    said = f"The lines taxed at {row['rate']} % sum to {text(nearest)}"
    yield differs("TAX", said, path, nearest, basis, severity=severity)


def _taxes(invoice: Data, basis: Decimal, rate: Decimal) -> list[Decimal]:
    """The tax on the basis, and where prices include tax also the tax within it."""
    with localcontext(EXACT):
        within = [basis * rate / (100 + rate)] if invoice.get("price_includes_tax") else []
        return [basis * rate / 100, *within]
