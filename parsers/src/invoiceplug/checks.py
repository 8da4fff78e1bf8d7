"""Sense: does the invoice add up? Pure functions from invoice.v1 to Findings, run on reading and after corrections.

A printed amount may be rounded half up or half to even: both count as right. A credit note is negative as a whole,
so the same equations hold for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from invoiceplug.invoice_json import decimal_text
from invoiceplug.reading import Finding

ZERO = Decimal(0)
SCALES = {"BHD": 3, "CLP": 0, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3, "TND": 3, "UGX": 0, "VND": 0}
DEFAULT_SCALE = 2  # minor units of all other currencies (ISO 4217)

Data = dict[str, Any]


def check_invoice(invoice: Data) -> list[Finding]:
    """Everything in a valid invoice.v1 that does not add up, in the order of the standard checks."""
    return [finding for check in STANDARD_CHECKS for finding in check(invoice)]


def check_line_extension(invoice: Data) -> Iterator[Finding]:
    """LINE_EXTENSION: line_total = round(quantity x unit_price / price_qty - allowances), line by line."""
    for index, line in enumerate(invoice["lines"]):
        quantity, price, total = _priced_quantity(line), _number(line, "unit_price"), _number(line, "line_total")
        if quantity is None or price is None or total is None:
            continue
        expected = _roundings(_extension(line, quantity, price), invoice, total)
        if total not in expected:
            said = f"Line {line['line_id']}: {_equation(line, quantity)} is {_text(expected[0])}"
            yield _finding("LINE_EXTENSION", said, f"/lines/{index}/line_total", expected[0], total, (line["line_id"],))


def check_lines_net(invoice: Data) -> Iterator[Finding]:
    """LINES_NET: the line totals sum to the printed sum; where prices include tax, to that sum with or without it."""
    printed = _number(invoice["totals"], "lines_net")
    if printed is None:
        return
    total = _sum(invoice["lines"], "line_total")
    allowed = {printed}
    if invoice.get("price_includes_tax"):
        allowed |= {printed + _tax(invoice), _of(invoice["totals"], "grand") - _document_charges(invoice)}
    if total not in allowed:
        yield _finding("LINES_NET", f"The line totals sum to {_text(total)}", "/totals/lines_net", total, printed)


def check_charges(invoice: Data) -> Iterator[Finding]:
    """CHARGES: the single charges and discounts sum to the printed charges less the printed allowances."""
    totals = invoice["totals"]
    path = next((name for name in ("charges", "allowances") if name in totals), None)
    if path is None or not invoice.get("charges"):
        return
    total, printed = _sum(invoice["charges"], "amount"), _of(totals, "charges") - _of(totals, "allowances")
    both = _listed_kinds(invoice)
    if path == "charges" and "allowances" not in totals:
        total = both[0]
    elif path == "allowances":
        total, printed = -both[1], -printed
    if total != printed:
        yield _finding("CHARGES", f"The single amounts sum to {_text(total)}", f"/totals/{path}", total, printed)


def check_tax(invoice: Data) -> Iterator[Finding]:
    """TAX: each row is basis x rate, and the rows sum to the printed tax.

    A row that is off by no more than one minor unit a line is a warning: some vendors round the tax of every line.
    """
    for index, row in enumerate(invoice.get("taxes", ())):
        basis, rate, amount = _number(row, "basis"), _number(row, "rate"), _of(row, "amount")
        if basis is None or rate is None:
            continue
        expected = _roundings(basis * rate / 100, invoice, amount)
        if amount not in expected:
            said = f"{_text(rate)} % of {_text(basis)} is {_text(expected[0])}"
            slack = _minor_unit(invoice) * len(invoice["lines"])
            severity = "warning" if abs(expected[0] - amount) <= slack else "error"
            yield _finding("TAX", said, f"/taxes/{index}/amount", expected[0], amount, severity=severity)
    printed = _number(invoice["totals"], "tax")
    total = _sum(invoice.get("taxes", ()), "amount")
    if printed is not None and invoice.get("taxes") and total != printed:
        yield _finding("TAX", f"The tax amounts sum to {_text(total)}", "/totals/tax", total, printed)


def check_grand_total(invoice: Data) -> Iterator[Finding]:
    """GRAND_TOTAL: lines - allowances + charges + tax is the grand total, less what was paid the amount due.

    Where prices include tax it is not added again. A printed rounding enters the grand total or the amount due.
    """
    totals = invoice["totals"]
    net = _number(totals, "lines_net")
    lines = _sum(invoice["lines"], "line_total") if net is None else net
    before_tax = lines + _document_charges(invoice)
    grand, rounding = _of(totals, "grand"), _of(totals, "rounding")
    expected = [before_tax + _tax(invoice)]
    if invoice.get("price_includes_tax"):
        expected = [before_tax, *expected]
    if grand not in {each + extra for each in expected for extra in (ZERO, rounding)}:
        said = f"Lines, charges and tax make {_text(expected[0])}"
        yield _finding("GRAND_TOTAL", said, "/totals/grand", expected[0], grand)
    due, left = _number(totals, "amount_due"), grand - _of(totals, "prepaid")
    if due is not None and due not in (left + rounding, left):
        said = f"Grand total less prepaid makes {_text(left + rounding)}"
        yield _finding("GRAND_TOTAL", said, "/totals/amount_due", left + rounding, due)


STANDARD_CHECKS = (check_line_extension, check_lines_net, check_charges, check_tax, check_grand_total)
STANDARD_CODES = frozenset({"LINE_EXTENSION", "LINES_NET", "CHARGES", "TAX", "GRAND_TOTAL"})


def currency_scale(currency: str) -> int:
    """How many decimal places amounts of the currency have (ISO 4217)."""
    return SCALES.get(currency, DEFAULT_SCALE)


def _priced_quantity(line: Data) -> Decimal | None:
    """The quantity that goes with the price: the weight where the price is by weight, else billed, else shipped."""
    if "weight" in line and "price_uom" in line and _is_by_weight(line):
        return _number(line, "weight")
    return _number(line, "qty_billed") if "qty_billed" in line else _number(line, "qty_shipped")


def _is_by_weight(line: Data) -> bool:
    price_uom: str = line["price_uom"].casefold()
    if "weight_uom" in line:
        return bool(price_uom == line["weight_uom"].casefold())
    return price_uom not in {line[name].casefold() for name in ("uom", "uom_raw") if name in line}


def _document_charges(invoice: Data) -> Decimal:
    """Charges less allowances of the whole document: as totalled, else as listed."""
    totals = invoice["totals"]
    charges, discounts = _listed_kinds(invoice)
    added = _of(totals, "charges") if "charges" in totals else charges
    taken = _of(totals, "allowances") if "allowances" in totals else -discounts
    return added - taken


def _listed_kinds(invoice: Data) -> tuple[Decimal, Decimal]:
    """The sum of the listed charges and that of the listed discounts, told apart by the sign they enter with."""
    sign = -1 if invoice["document_type"] == "credit_note" else 1
    amounts = [_of(each, "amount") for each in invoice.get("charges", ())]
    return sum((a for a in amounts if a * sign > 0), ZERO), sum((a for a in amounts if a * sign < 0), ZERO)


def _tax(invoice: Data) -> Decimal:
    printed = _number(invoice["totals"], "tax")
    return _sum(invoice.get("taxes", ()), "amount") if printed is None else printed


def _roundings(exact: Decimal, invoice: Data, printed: Decimal) -> list[Decimal]:
    """The amount rounded half up and half to even, to the currency's scale or the finer printed one."""
    scale = max(currency_scale(invoice["currency"]), -int(printed.as_tuple().exponent))
    unit = Decimal(1).scaleb(-scale)
    with localcontext(prec=60):
        return [exact.quantize(unit, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)]


def _extension(line: Data, quantity: Decimal, price: Decimal) -> Decimal:
    """quantity x unit_price / price_qty - allowances, unrounded: 24 digits times 24 digits fit into 60."""
    with localcontext(prec=60):
        amount = quantity * price / (_of(line, "price_qty") or 1)
        return amount - _sum(line.get("allowances", ()), "amount")


def _minor_unit(invoice: Data) -> Decimal:
    return Decimal(1).scaleb(-currency_scale(invoice["currency"]))


def _equation(line: Data, quantity: Decimal) -> str:
    said = f"{_text(quantity)} x {line['unit_price']}"
    said += f" / {line['price_qty']}" if "price_qty" in line else ""
    return said + "".join(f" - {each['amount']}" for each in line.get("allowances", ()))


def _number(data: Data, name: str) -> Decimal | None:
    return Decimal(data[name]) if name in data else None


def _of(data: Data, name: str) -> Decimal:
    return Decimal(data.get(name, ZERO))


def _sum(rows: Any, name: str) -> Decimal:
    return sum((_of(row, name) for row in rows), ZERO)


def _text(value: Decimal) -> str:
    return decimal_text(value)


def _finding(
    code: str,
    said: str,
    path: str,
    expected: Decimal,
    actual: Decimal,
    line_ids: tuple[str, ...] = (),
    *,
    severity: Any = "error",
) -> Finding:
    message = f"{said}, but {_text(actual)} is printed."
    return Finding(code, severity, message, line_ids, path, _text(expected), _text(actual))
