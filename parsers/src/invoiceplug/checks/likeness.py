"""Line beside line: does one lack what the others have, or hold more than they do? Perhaps a cell went astray there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invoiceplug.checks.amounts import Data
from invoiceplug.reading import Finding

_QUANTITIES = ("qty_shipped", "qty_billed", "weight")
_COLUMNS = {
    "vendor_sku": "article number",
    "qty_ordered": "quantity ordered",
    "qty_backordered": "quantity back-ordered",
    "tax_rate": "tax rate",
}
_FEW = 4  # item lines below which nothing can be said about what is usual


def check_odd_lines(invoice: Data) -> Iterator[Finding]:
    """ODD_LINE, a warning: an item line whose total nothing proves, or that is unlike nearly all the others."""
    items = [(index, line) for index, line in enumerate(invoice["lines"]) if line["kind"] == "item"]
    yield from _unproved(items)
    if len(items) >= _FEW:
        for name, said in _COLUMNS.items():
            yield from _without(items, name, said)
        yield from _of_several_words(items)


def _unproved(items: Sequence[tuple[int, Data]]) -> Iterator[Finding]:
    """Lines that have a quantity or a price where another has both; one that has neither is billed as a whole."""
    if not any(_has_quantity(line) and "unit_price" in line for _, line in items):
        return
    for index, line in items:
        priced, counted = "unit_price" in line, _has_quantity(line)
        if priced != counted and "line_total" in line:
            name, lacks = ("unit_price", "no unit price") if counted else ("qty_shipped", "no quantity")
            yield _odd(index, line, name, f"has {lacks}, as other lines do: nothing proves its total")


def _without(items: Sequence[tuple[int, Data]], name: str, said: str) -> Iterator[Finding]:
    """The one line in ten, or the only one, that lacks the value."""
    lacking = [each for each in items if name not in each[1]]
    if len(lacking) <= max(1, len(items) // 10):
        for index, line in lacking:
            yield _odd(index, line, name, f"has no {said}, as all or nearly all other lines do")


def _of_several_words(items: Sequence[tuple[int, Data]]) -> Iterator[Finding]:
    """Article numbers with a space in them where most have none: a neighbour's words, or a number that was torn."""
    known = [(index, line) for index, line in items if "vendor_sku" in line]
    spaced = [(index, line) for index, line in known if " " in line["vendor_sku"]]
    if 2 * len(spaced) < len(known):
        for index, line in spaced:
            said = f"has the article number {line['vendor_sku']!r}; those of most other lines are one word"
            yield _odd(index, line, "vendor_sku", said)


def _has_quantity(line: Data) -> bool:
    return any(name in line for name in _QUANTITIES)


def _odd(index: int, line: Data, name: str, said: str) -> Finding:
    message = f"Line {line['line_id']} {said}."
    return Finding("ODD_LINE", "warning", message, (line["line_id"],), f"/lines/{index}/{name}")
