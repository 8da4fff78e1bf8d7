"""The totals: lines, charges, tax, what was paid. A credit note is negative as a whole: the same equations hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from invoiceplug.checks.amounts import ZERO, Data, differs, number, of, sum_of, text
from invoiceplug.reading import Finding


def check_lines_net(invoice: Data) -> Iterator[Finding]:
    """LINES_NET: the line totals sum to the printed sum; where prices include tax, to that sum with or without it."""
    printed = number(invoice["totals"], "lines_net")
    if printed is None:
        return
    total = sum_of(invoice["lines"], "line_total")
    allowed = {printed}
    if invoice.get("price_includes_tax"):
        allowed |= {printed + _tax(invoice)}
    if total not in allowed and not _charged_tax_explains(invoice, total - printed):
        yield differs("LINES_NET", f"The line totals sum to {text(total)}", "/totals/lines_net", total, printed)


def _charged_tax_explains(invoice: Data, difference: Decimal) -> bool:
    """Whether prices include tax and the difference is that tax without the part of it that is in the charges."""
    charges, tax = _document_charges(invoice), _tax(invoice)
    if not invoice.get("price_includes_tax") or not charges:
        return False
    balanced = sum_of(invoice["lines"], "line_total") == of(invoice["totals"], "grand") - charges
    return balanced and min(ZERO, tax) <= difference <= max(ZERO, tax)


def check_charges(invoice: Data) -> Iterator[Finding]:
    """CHARGES: the single charges and discounts sum to the printed charges less the printed allowances."""
    totals = invoice["totals"]
    path = next((name for name in ("charges", "allowances") if name in totals), None)
    if path is None or not invoice.get("charges"):
        return
    total, printed = sum_of(invoice["charges"], "amount"), of(totals, "charges") - of(totals, "allowances")
    both = _listed_kinds(invoice)
    if path == "charges" and "allowances" not in totals:
        total = both[0]
    elif path == "allowances":
        total, printed = -both[1], -printed
    if total != printed:
        yield differs("CHARGES", f"The single amounts sum to {text(total)}", f"/totals/{path}", total, printed)


def check_grand_total(invoice: Data) -> Iterator[Finding]:
    """GRAND_TOTAL: lines - allowances + charges + tax is the grand total, less what was paid the amount due.

    Where prices include tax it is not added again. A printed rounding enters the grand total or the amount due.
    """
    totals = invoice["totals"]
    grand, rounding = of(totals, "grand"), of(totals, "rounding")
    expected = _grand_totals(invoice)
    if grand not in {each + extra for each in expected for extra in (ZERO, rounding)}:
        parts = (
            "Lines and charges, which include tax," if invoice.get("price_includes_tax") else "Lines, charges and tax"
        )
        yield differs("GRAND_TOTAL", f"{parts} make {text(expected[0])}", "/totals/grand", expected[0], grand)
    due, left = number(totals, "amount_due"), grand - of(totals, "prepaid")
    if due is not None and due not in (left + rounding, left):
        said = f"Grand total less prepaid makes {text(left + rounding)}"
        yield differs("GRAND_TOTAL", said, "/totals/amount_due", left + rounding, due)


def _grand_totals(invoice: Data) -> list[Decimal]:
    """What the grand total may be; where prices include tax, lines with it, or a sum printed without it and the tax."""
    printed, lines = number(invoice["totals"], "lines_net"), sum_of(invoice["lines"], "line_total")
    charges, tax = _document_charges(invoice), _tax(invoice)
    if not invoice.get("price_includes_tax"):
        return [(lines if printed is None else printed) + charges + tax]
    without = [printed + charges + tax] if printed not in (None, lines) else []
    return [lines + charges, *without]


def _document_charges(invoice: Data) -> Decimal:
    """Charges less allowances of the whole document: as totalled, else as listed."""
    totals = invoice["totals"]
    charges, discounts = _listed_kinds(invoice)
    added = of(totals, "charges") if "charges" in totals else charges
    taken = of(totals, "allowances") if "allowances" in totals else -discounts
    return added - taken


def _listed_kinds(invoice: Data) -> tuple[Decimal, Decimal]:
    """The sum of the listed charges and that of the listed discounts, told apart by the sign they enter with."""
    sign = -1 if invoice["document_type"] == "credit_note" else 1
    amounts = [of(each, "amount") for each in invoice.get("charges", ())]
    return sum((a for a in amounts if a * sign > 0), ZERO), sum((a for a in amounts if a * sign < 0), ZERO)


def _tax(invoice: Data) -> Decimal:
    printed = number(invoice["totals"], "tax")
    return sum_of(invoice.get("taxes", ()), "amount") if printed is None else printed
