"""A table by its drawn cells, by camelot's guess, or by row regexes gives the same lines with exact sources."""

import io

import pikepdf
import pytest
from tabled import Row, Rule, drawn, l, page_y, r, read, said, unread

from invoiceplug import InvoiceplugError

COLUMNS = """
columns:
  vendor_sku: {header: Art.}
  description: {header: Goods}
  qty_shipped: {header: Qty}
  line_total: {header: Sum}
needs: [qty_shipped, line_total]
end: [Total]
"""
XS = (60, 120, 300, 360, 440)
HEADER: Row = (l(64, "Art."), l(124, "Goods"), r(356, "Qty"), r(436, "Sum"))
END: Row = (l(64, "Total"), r(436, "7.00"))


def item(sku: str, name: str, quantity: str, total: str) -> Row:
    return (l(64, sku), l(124, name), r(356, quantity), r(436, total))


ROWS = [HEADER, item("A-1", "Ink, black", "2", "4.00"), (l(124, "in a glass"),), item("B-2", "Nibs", "10", "3.00")]
LINES = [("A-1", "Ink, black in a glass", "2", "4.00"), ("B-2", "Nibs", "10", "3.00")]


def grid(*edges: int) -> list[Rule]:
    """Lines around the columns, and across at these row edges."""
    tops = [page_y(edge) - 9 for edge in edges]
    across = [(XS[0], y, XS[-1], y) for y in tops]
    return across + [(x, tops[0], x, tops[-1]) for x in XS]


WAYS = {
    "ruled, each row in its own cells": ("ruled", grid(0, 1, 3, 4)),
    "ruled, columns only": ("ruled", grid(0, 1, 4)),
    "camelot_lattice": ("camelot_lattice", grid(0, 1, 3, 4)),
    "camelot_stream": ("camelot_stream", []),
}


@pytest.mark.parametrize(("way", "rules"), WAYS.values(), ids=WAYS)
def test_cells_become_the_same_lines(way: str, rules: list[Rule]) -> None:
    extract = read(drawn([*ROWS, (), END], rules=rules), f"table: {way}\n{COLUMNS}")
    assert said(extract, "vendor_sku", "description", "qty_shipped", "line_total") == LINES
    assert (extract.unread, extract.findings) == ((), ())
    description = extract.invoice.lines[0].description
    assert description and [source.text for source in description.sources] == ["Ink, black", "in a glass"]


@pytest.mark.parametrize("way", ["camelot_lattice", "camelot_stream", "ruled"])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_and_cropped_page_gives_the_same_places(way: str, turn: int) -> None:
    rules = [] if way == "camelot_stream" else grid(0, 1, 3, 4)
    plain = drawn([*ROWS, (), END], rules=rules)
    straight, moved = (read(pdf, f"table: {way}\n{COLUMNS}") for pdf in (plain, turned(plain, turn)))
    assert said(moved, "description", "line_total") == said(straight, "description", "line_total")
    total = moved.invoice.lines[1].line_total
    assert total and total.sources[0].text == "3.00"


def turned(pdf: bytes, turn: int) -> bytes:
    """The page's content turned against /Rotate, so that it is displayed upright, in a CropBox that moved."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        matrix = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 595"}[turn]
        page.contents_add(f"q {matrix} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        wide, high = (842, 595) if turn in (90, 270) else (595, 842)
        page.MediaBox = pikepdf.Array([-20, -30, wide + 20, high + 30])
        page.CropBox = pikepdf.Array([0, 0, wide, high])
        page.Rotate = turn
        opened.save(out)
    return out.getvalue()


def test_text_beside_the_cells_is_reported() -> None:
    outside: Row = (l(64, "Delivered on Tuesday"),)
    extract = read(drawn([*ROWS, (), outside, END], rules=grid(0, 1, 3, 4)), f"table: ruled\n{COLUMNS}")
    assert [text for text, _ in unread(extract)] == ["Delivered on Tuesday"]


def test_a_word_in_two_cells_is_left_to_a_person() -> None:
    glued: Row = (l(64, "B-2"), l(124, "Nibs"), r(420, "10" + "0" * 12 + "3.00"))
    extract = read(drawn([*ROWS[:3], glued, END], rules=grid(0, 1, 3, 4)), f"table: ruled\n{COLUMNS}")
    assert said(extract, "vendor_sku") == [("A-1",)]
    assert [why for _, why in unread(extract)] == [f'"{glued[2][2]}" stands in two cells']


def test_a_ruled_table_goes_on_where_the_next_page_repeats_its_header() -> None:
    pages = [
        ROWS,
        [HEADER, item("C-3", "Paper", "1", "9.00"), (l(124, "A4"),), item("D-4", "Glue", "1", "2.00"), (), END],
    ]
    extract = read(drawn(*pages, rules=grid(0, 1, 3, 4)), f"table: ruled\n{COLUMNS}")
    assert [sku for (sku,) in said(extract, "vendor_sku")] == ["A-1", "B-2", "C-3", "D-4"]


def test_a_page_without_cells_has_no_ruled_table() -> None:
    with pytest.raises(InvoiceplugError, match="NO_LINE_ITEMS"):
        read(drawn([(l(60, "Tabled Ltd"),), END]), f"table: ruled\n{COLUMNS}")


REGEX = r"""
table: regex
start: [Detail]
end: [Total]
rows:
  - {is: item, regex: '^(?<qty_shipped>\d+) x (?<description>.+) at (?<unit_price>[\d.]+) (?<line_total>[\d.]+)$'}
  - {is: charge, regex: '^(?<description>Postage) (?<line_total>[\d.]+)$'}
  - {is: section, regex: '^Week (?<extra_section>\d+)$'}
  - {is: ignore, regex: '^Page \d'}
continuation: {read: [{regex: '^Lot (?<lot>\S+)$', keep: false}]}
"""


def test_rows_by_regex_take_their_named_groups() -> None:
    rows: list[Row] = [
        (l(60, text),) for text in ("Detail", "Week 14", "2 x Ink at 2.00 4.00", "Lot L-7", "Postage 3.00")
    ]
    extract = read(drawn([*rows, END]), REGEX)
    assert said(extract, "description", "qty_shipped", "lot", "extra.section", "line_total") == [
        ("Ink", "2", "L-7", "14", "4.00"),
        ("Postage", None, None, "14", "3.00"),
    ]
    assert [line.kind for line in extract.invoice.lines] == ["item", "charge"]


def test_a_row_that_no_regex_fits_is_unread() -> None:
    rows: list[Row] = [(l(60, text),) for text in ("Detail", "2 x Ink at 2.00 4.00", "3 x Pens à 1.00 3.00")]
    assert unread(read(drawn([*rows, END]), REGEX)) == [("3 x Pens à 1.00 3.00", "no regex of `rows` fits it")]


def test_rows_by_regex_go_on_over_the_page() -> None:
    first: list[Row] = [(l(60, text),) for text in ("Detail", "2 x Ink at 2.00 4.00")]
    second: list[Row] = [(l(60, text),) for text in ("Page 2 of 2", "1 x Pen at 1.00 1.00", "Total 5.00")]
    assert said(read(drawn(first, second), REGEX), "description") == [("Ink",), ("Pen",)]


def test_rows_by_regex_need_their_start() -> None:
    with pytest.raises(InvoiceplugError, match=r'begins after "Detail", which no text line holds'):
        read(drawn([(l(60, "2 x Ink at 2.00 4.00"),), END]), REGEX)
