"""Which cell belongs to which header is told by all rows together: uniquely, or the text line is unread."""

import pytest
from tabled import c, drawn, l, r, read, said, unread

from invoiceplug import InvoiceplugError

LINES = """
columns:
  qty_shipped: {header: Qty}
  description: {header: Goods}
  unit_price: {header: Each}
  line_total: {header: Sum}
needs: [qty_shipped, line_total]
end: [Total]
"""
END = (l(60, "Total"), r(500, "9.00"))
ROWS = (
    ("6", "Bone folder", "9.10", "54.60"),
    ("12", "Laid paper, ivory", "38.50", "462.00"),
    ("4", "Ink", "1.20", "4.80"),
)


def rows(*columns):  # type: ignore[no-untyped-def]
    """The rows with each cell at its place; a place is a function of the text."""
    return [tuple(place(text) for place, text in zip(columns, row, strict=True)) for row in ROWS]


def left(x):  # type: ignore[no-untyped-def]
    return lambda text: l(x, text)


def right(x):  # type: ignore[no-untyped-def]
    return lambda text: r(x, text)


def centred(x):  # type: ignore[no-untyped-def]
    return lambda text: c(x, text)


HEADERS = {
    "padded header over left-aligned numbers": (
        (l(76, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum")),
        (left(70), left(104), right(440), right(506)),
    ),
    "centred headers over right-aligned cells": (
        (c(80, "Qty"), c(200, "Goods"), c(420, "Each"), c(490, "Sum")),
        (right(92), left(110), right(440), right(512)),
    ),
    "centred headers over left-aligned cells": (
        (c(80, "Qty"), c(200, "Goods"), c(420, "Each"), c(490, "Sum")),
        (left(70), left(110), left(405), left(476)),
    ),
    "centred cells": (
        (c(80, "Qty"), c(200, "Goods"), c(420, "Each"), c(490, "Sum")),
        (centred(80), centred(200), centred(420), centred(490)),
    ),
    "headers that touch": (
        (l(70, "Qty"), l(87, "Goods"), l(400, "Each"), l(422, "Sum")),
        (left(70), left(87), right(418), right(455)),
    ),
}


@pytest.mark.parametrize(("header", "places"), HEADERS.values(), ids=HEADERS)
def test_no_column_needs_its_edges(header, places) -> None:  # type: ignore[no-untyped-def]
    extract = read(drawn([header, *rows(*places), END]), LINES)
    assert said(extract, "qty_shipped", "description", "unit_price", "line_total") == list(ROWS)
    assert (extract.unread, extract.findings) == ((), ())


def test_a_header_over_two_lines_is_one_header() -> None:
    lines = LINES.replace("Each", "Price each £").replace("Sum", "Net sum")
    upper = (r(440, "Price"), r(500, "Net"))
    lower = (l(70, "Qty"), l(110, "Goods"), r(440, "each £"), r(500, "sum"))
    extract = read(drawn([upper, lower, *rows(left(70), left(110), right(440), right(500)), END]), lines)
    assert said(extract, "unit_price", "line_total") == [(row[2], row[3]) for row in ROWS]
    assert (extract.unread, extract.findings) == ((), ())


def test_a_header_of_several_words_spans_its_column() -> None:
    lines = LINES.replace("Goods", "Goods and services supplied")
    header = (l(70, "Qty"), l(110, "Goods and services supplied"), r(440, "Each"), r(500, "Sum"))
    extract = read(drawn([header, *rows(left(70), left(110), right(440), right(500)), END]), lines)
    assert said(extract, "description") == [(row[1],) for row in ROWS]


def test_a_cell_that_is_left_empty_does_not_move_the_others() -> None:
    header = (l(70, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum"))
    free = (l(70, "1"), l(110, "Sample, free"), r(500, "0.00"))
    extract = read(drawn([header, *rows(left(70), left(110), right(440), right(500)), free, END]), LINES)
    assert said(extract, "unit_price", "line_total")[-1] == (None, "0.00")


def test_a_number_between_two_columns_is_left_to_a_person() -> None:
    header = (l(70, "Qty"), l(110, "Goods"), r(420, "Each"), r(450, "Sum"))
    between = (l(70, "2"), l(110, "Ink"), c(426, "8.00"))
    extract = read(drawn([header, (l(70, "1"), l(110, "Pen"), r(419, "3.00"), r(449, "3.00")), between, END]), LINES)
    assert said(extract, "description") == [("Pen",)]
    why = '"8.00" may stand under unit_price or line_total; a column may be given its edges (x)'
    assert unread(extract) == [("2 Ink 8.00", why)]


def test_edges_are_points_of_the_displayed_page_and_win_over_the_header() -> None:
    lines = LINES.replace("{header: Qty}", "{header: Qty, x: [300, 350]}")
    header = (l(70, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum"))
    moved = rows(right(345), left(110), right(440), right(500))
    assert said(read(drawn([header, *moved, END]), lines), "qty_shipped") == [("6",), ("12",), ("4",)]


def test_a_column_without_a_header_has_its_edges() -> None:
    lines = LINES.replace("unit_price:", "uom_raw: {x: [380, 410]}\n  unit_price:")
    header = (l(70, "Qty"), l(110, "Goods"), r(450, "Each"), r(500, "Sum"))
    table = [(*row, l(385, "ea")) for row in rows(left(70), left(110), right(450), right(500))]
    assert said(read(drawn([header, *table, END]), lines), "uom_raw", "uom") == [("ea", "EA")] * 3


def test_a_word_where_a_needed_number_stands_is_said() -> None:
    header = (l(70, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum"))
    free = (l(70, "1"), l(110, "Sample"), r(500, "gratis"))
    extract = read(drawn([header, *rows(left(70), left(110), right(440), right(500)), free, END]), LINES)
    assert unread(extract) == [("1 Sample gratis", "what stands under qty_shipped or line_total is no number")]


def test_the_same_header_on_every_page_teaches_for_all_pages() -> None:
    header = (l(76, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum"))
    [first, *others] = rows(left(70), left(104), right(440), right(506))
    extract = read(drawn([header, *others], [header, first, END]), LINES)
    assert said(extract, "qty_shipped") == [("12",), ("4",), ("6",)]


def test_without_a_table_nothing_is_read() -> None:
    with pytest.raises(InvoiceplugError, match="NO_LINE_ITEMS"):
        read(drawn([END]), LINES)


@pytest.mark.parametrize(("price", "total"), [("9.10 £", "54.60 £"), ("£ 9.10", "£ 54.60")])
def test_a_currency_sign_stays_with_its_amount(price: str, total: str) -> None:
    header = (l(70, "Qty"), l(110, "Goods"), r(440, "Each"), r(500, "Sum"))
    rows = [(l(70, "6"), l(110, "Pen"), r(440, price), r(500, total)), (l(70, "1"), l(110, "Ink"), r(500, "2.00 £"))]
    assert said(read(drawn([header, *rows, END]), LINES), "unit_price", "line_total") == [
        ("9.10", "54.60"),
        (None, "2.00"),
    ]


def test_a_word_under_two_headers_is_left_to_a_person() -> None:
    lines = """
columns:
  line_number: {header: Pos}
  vendor_sku: {header: Article}
  line_total: {header: Sum}
needs: [line_total]
end: [Total]
"""
    header = (l(60, "Pos"), l(90, "Article"), r(500, "Sum"))
    whole = (l(60, "1"), l(90, "30166"), r(500, "4.00"))
    extract = read(drawn([header, whole, (l(60, "1111112030166"), r(500, "5.00")), END]), lines)
    assert said(extract, "line_number", "vendor_sku") == [("1", "30166")]
    assert [each for each in unread(extract) if "stands under line_number and vendor_sku" in each[1]]
