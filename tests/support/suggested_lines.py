"""What the reader of last resort makes of pages that are typed as text, and its lines' figures."""

from __future__ import annotations

from typed_page import typed

from invoiceplug.fallback import Suggestion, suggest

TWO_TABLES = """
Artikel   Bezeichnung            Menge     Einzelpreis     Gesamt
A-117     Olivenöl 5 l               3           22,50      67,50
A-204     Reis 10 kg                 2           14,00      28,00
Zwischensumme                                               95,50

Artikel   Leergut      Anzahl      Pfand              Betrag
P1        Kiste             4       3,30               13,20
P2        Palette           1       8,00                8,00
"""


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
