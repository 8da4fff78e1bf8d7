"""The invoice that everybody reads: thirty lines a page, its totals on the last one, the same bytes every time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from layouts.pen import Pen
from printed import american

A4 = (595.28, 841.89)
LINES = 30  # a page
LEFT, RIGHT = 48.0, 547.0
COLUMNS = (
    (48, "Pos", "left"),
    (80, "Article", "left"),
    (150, "Description", "left"),
    (355, "Qty", "right"),
    (385, "Unit", "left"),
    (470, "Price", "right"),
    (547, "Amount", "right"),
)
GOODS = ("Hex bolt M8 x 40, zinc plated", "Cable gland M20", "Pipe clamp, rubber lined", "Sealing tape 12 m", "Shelf")
SELLER, TAX_ID = "Lindqvist & Moor Trading Ltd", "GB417302958"

Row = tuple[str, str, str, str, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the invoice into DIR, once for each number of pages.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("pages", type=int, nargs="+")
    asked = parser.parse_args()
    for pages in asked.pages:
        (asked.folder / f"{pages}.pdf").write_bytes(draw(pages))


def draw(pages: int) -> bytes:
    """The invoice on so many pages."""
    pen = Pen(A4, "Invoice LM-20417", SELLER, "Helvetica")
    rows = list(_rows(pages * LINES))
    for number in range(1, pages + 1):
        if number > 1:
            pen.next_page()
        _head(pen)
        _table(pen, rows[(number - 1) * LINES : number * LINES])
        if number == pages:
            _totals(pen, sum((Decimal(row[6].replace(",", "")) for row in rows), Decimal(0)))
        pen.text(RIGHT, 815, f"Page {number} of {pages}", 8, align="right")
    return pen.finish()


def _rows(count: int) -> Iterator[Row]:
    for at in range(count):
        quantity, price = at % 17 + 1, Decimal(129 + at * 37 % 9871).scaleb(-2)
        article, unit = f"LM-{10000 + at * 7 % 89000}", ("PCE", "BOX")[at % 2]
        amounts = american(price), american(quantity * price)
        yield str(at + 1), article, GOODS[at % len(GOODS)], str(quantity), unit, *amounts


def _head(pen: Pen) -> None:
    pen.text(LEFT, 60, SELLER, 16, font="Helvetica-Bold")
    pen.text(LEFT, 76, f"14 Quarry Lane, Leeds LS1 4AP   VAT no. {TAX_ID}", 8)
    pen.paragraph(LEFT, 110, ("Bill to", "The Corner Workshop", "3 Mill Street", "York YO1 9PT"), 9)
    facts = (("Invoice no.", "LM-20417"), ("Invoice date", "2026-04-17"), ("Order no.", "PO-5531"))
    for row, (label, value) in enumerate(facts):
        pen.text(360, 110 + row * 14, label, 9)
        pen.text(450, 110 + row * 14, value, 9)


def _table(pen: Pen, rows: list[Row]) -> None:
    pen.rule(LEFT, 172, RIGHT, 172)
    for x, label, align in COLUMNS:
        pen.text(x, 186, label, 9, font="Helvetica-Bold", align=align)
    pen.rule(LEFT, 192, RIGHT, 192)
    for at, row in enumerate(rows):
        for (x, _, align), text in zip(COLUMNS, row, strict=True):
            pen.text(x, 206 + at * 17, text, 9, align=align)
    pen.rule(LEFT, 206 + len(rows) * 17 - 8, RIGHT, 206 + len(rows) * 17 - 8)


def _totals(pen: Pen, net: Decimal) -> None:
    tax = (net / 5).quantize(Decimal("0.01"))
    sums = (("Net total", net), ("VAT 20 %", tax), ("Total due GBP", net + tax))
    for row, (label, amount) in enumerate(sums):
        pen.text(380, 734 + row * 15, label, 9, font="Helvetica-Bold")
        pen.text(RIGHT, 734 + row * 15, american(amount), 9, font="Helvetica-Bold", align="right")


if __name__ == "__main__":
    main()
