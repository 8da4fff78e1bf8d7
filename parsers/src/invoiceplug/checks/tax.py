"""The tax breakdown: each row by its rate, and the rows by the printed tax."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from invoiceplug.checks.amounts import Data, differs, minor_unit, number, of, roundings, sum_of, text
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


def _taxes(invoice: Data, basis: Decimal, rate: Decimal) -> list[Decimal]:
    """The tax on the basis, and where prices include tax also the tax within it."""
    with localcontext(prec=60):
        within = [basis * rate / (100 + rate)] if invoice.get("price_includes_tax") else []
        return [basis * rate / 100, *within]
