"""Rows that go on at the top of a page, above the header of that page's next table, are never missed in silence."""

from __future__ import annotations

from tabled import Row, drawn, l, r, read, said, unread

HEADER: Row = (l(60, "Art."), l(120, "Goods"), r(360, "Qty"), r(440, "Sum"))
LINES = """
columns:
  vendor_sku: {header: Art.}
  description: {header: Goods}
  qty_shipped: {header: Qty}
  line_total: {header: Sum}
needs: [qty_shipped, line_total]
rows: [{is: carried_forward, regex: '^Brought forward'}]
end: [Total]
"""
LETTERHEAD: list[Row] = [
    (l(60, "Tabled Ltd"), r(440, "Page 2")),
    (l(60, "Brought forward"), r(360, "1"), r(440, "4.00")),
]


def row(sku: str) -> Row:
    return (l(60, sku), l(120, "Ink"), r(360, "2"), r(440, "4.00"))


def test_a_row_above_the_second_header_is_reported() -> None:
    pages = ([HEADER, row("A")], [*LETTERHEAD, row("B"), (), HEADER, row("C"), (l(60, "Total"), r(440, "8.00"))])
    extract = read(drawn(*pages), LINES)
    assert said(extract, "vendor_sku") == [("A",), ("C",)]
    assert [text for text, _ in unread(extract)] == ["B Ink 2 4.00"]


def test_a_letterhead_and_a_carried_sum_above_a_header_are_no_rows() -> None:
    pages = ([HEADER, row("A")], [*LETTERHEAD, HEADER, row("C"), (l(60, "Total"), r(440, "8.00"))])
    assert unread(read(drawn(*pages), LINES)) == []
