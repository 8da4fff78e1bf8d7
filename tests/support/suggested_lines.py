"""What the reader of last resort makes of pages that are typed as text, and its lines' figures."""

from __future__ import annotations

from typed_page import typed

from invoiceplug.fallback import Suggestion, suggest


def suggested(*pages: str) -> Suggestion:
    """The suggestion for the pages, which there must be."""
    found = suggest(typed(*pages))
    assert found
    return found


def line_totals(found: Suggestion) -> list[str]:
    """The amounts of the lines that have one."""
    return [f"{line.line.line_total.value:f}" for line in found.lines if line.line.line_total]


def figures(found: Suggestion) -> list[tuple[str, str, str]]:
    """Quantity, unit price and amount of the lines that have all three."""
    return [
        (f"{x.qty_shipped.value:f}", f"{x.unit_price.value:f}", f"{x.line_total.value:f}")
        for x in (each.line for each in found.lines)
        if x.qty_shipped and x.unit_price and x.line_total
    ]
