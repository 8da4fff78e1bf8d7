"""Line by line: does it multiply out, do its quantities agree, is it there twice?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext

from invoiceplug.checks.amounts import EXACT, Data, differs, number, of, roundings, sum_of, text
from invoiceplug.reading import Finding

_SPLIT = ("qty_ordered", "qty_shipped", "qty_backordered")
_PLACE = frozenset(("line_id", "line_number"))  # what two equal lines may differ in


def check_line_extension(invoice: Data) -> Iterator[Finding]:
    """LINE_EXTENSION: line_total = round(quantity x unit_price / price_qty - allowances), line by line."""
    for index, line in enumerate(invoice["lines"]):
        quantity, price, total = _priced_quantity(line), number(line, "unit_price"), number(line, "line_total")
        if quantity is None or price is None or total is None:
            continue
        exact = _extension(line, quantity, price)
        if exact == total:  # as on most lines: nothing is to be rounded
            continue
        expected = roundings(exact, invoice, total)
        if total not in expected:
            said = f"Line {line['line_id']}: {_equation(line, quantity)} is {text(expected[0])}"
            yield differs("LINE_EXTENSION", said, f"/lines/{index}/line_total", expected[0], total, (line["line_id"],))


def check_qty_split(invoice: Data) -> Iterator[Finding]:
    """QTY_SPLIT: shipped + back-ordered = ordered, where all three are there."""
    for index, line in enumerate(invoice["lines"]):
        if not line.keys() >= {*_SPLIT}:
            continue
        ordered, shipped, later = (Decimal(line[name]) for name in _SPLIT)
        if shipped + later == ordered:
            continue
        split = f"{text(shipped)} shipped and {text(later)} back-ordered are {text(shipped + later)} ordered"
        said, path = f"Line {line['line_id']}: {split}", f"/lines/{index}/qty_ordered"
        yield differs("QTY_SPLIT", said, path, shipped + later, ordered, (line["line_id"],))


def check_duplicate_lines(invoice: Data) -> Iterator[Finding]:
    """DUPLICATE_LINE: two item lines say the same in everything; a warning, for some vendors do bill a thing twice."""
    first: dict[str, str] = {}
    likenesses = list(map(_likeness, invoice["lines"]))
    alike = Counter(likenesses)
    for index, (line, likeness) in enumerate(zip(invoice["lines"], likenesses, strict=True)):
        if line["kind"] != "item" or alike[likeness] == 1:
            continue
        same = json.dumps({name: value for name, value in line.items() if name not in _PLACE}, sort_keys=True)
        before = first.setdefault(same, line["line_id"])
        if before != line["line_id"]:
            said = f"Line {line['line_id']} says the same as line {before}: was it read, or printed, twice?"
            yield Finding("DUPLICATE_LINE", "warning", said, (before, line["line_id"]), f"/lines/{index}/line_total")


def _likeness(line: Data) -> tuple[str | None, ...]:
    """What few lines have in common unless they are the same in everything."""
    return line.get("vendor_sku"), line.get("description"), line.get("line_total")


def _priced_quantity(line: Data) -> Decimal | None:
    """The quantity that goes with the price: the weight where the price is by weight, else billed, else shipped."""
    if "weight" in line and "price_uom" in line and _is_by_weight(line):
        return number(line, "weight")
    return number(line, "qty_billed") if "qty_billed" in line else number(line, "qty_shipped")


def _is_by_weight(line: Data) -> bool:
    price_uom: str = line["price_uom"].casefold()
    if "weight_uom" in line:
        return bool(price_uom == line["weight_uom"].casefold())
    return price_uom not in {line[name].casefold() for name in ("uom", "uom_raw") if name in line}


def _extension(line: Data, quantity: Decimal, price: Decimal) -> Decimal:
    """quantity x unit_price / price_qty - allowances, unrounded."""
    amount = EXACT.multiply(quantity, price)
    if per := of(line, "price_qty"):
        amount = EXACT.divide(amount, per)
    if "allowances" in line:
        with localcontext(EXACT):
            amount -= sum_of(line["allowances"], "amount")
    return amount


def _equation(line: Data, quantity: Decimal) -> str:
    said = f"{text(quantity)} x {line['unit_price']}"
    said += f" / {line['price_qty']}" if "price_qty" in line else ""
    return said + "".join(f" - {each['amount']}" for each in line.get("allowances", ()))
