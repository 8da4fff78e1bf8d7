"""Text lines above and below a row find their row, or are unread."""

import pytest
from tabled import Row, drawn, l, r, read, said, unread

HEADER: Row = (l(60, "Art."), l(120, "Goods"), r(360, "Qty"), r(440, "Sum"))
END: Row = (l(60, "Total"), r(440, "7.00"))
LINES = """
columns:
  vendor_sku: {header: Art.}
  description: {header: Goods}
  qty_shipped: {header: Qty}
  line_total: {header: Sum}
needs: [qty_shipped, line_total]
end: [Total]
"""


def row(name: str, total: str) -> Row:
    return (l(60, "A-1"), *([l(120, name)] if name else []), r(360, "2"), r(440, total))


def text(words: str) -> Row:
    return (l(120, words),)


def descriptions(*rows: Row, lines: str) -> list[str | None]:
    return [said for (said,) in said(read(drawn([HEADER, *rows, END]), lines), "description")]


def test_over_three_lines_below() -> None:
    rows = (row("Ink", "4.00"), text("black"), text("in a glass"), row("Nibs", "3.00"), text("fine"))
    assert descriptions(*rows, lines=LINES) == ["Ink black in a glass", "Nibs fine"]


def test_above_its_numbers() -> None:
    rows = (text("Ink"), text("black"), row("", "4.00"), text("Nibs"), row("", "3.00"))
    assert descriptions(*rows, lines=f"description: above\n{LINES}") == ["Ink black", "Nibs"]


def test_the_first_line_names_the_article_and_the_second_one_has_the_numbers() -> None:
    lines = f"description: above\ncontinuation: {{columns: [vendor_sku, description]}}\n{LINES}"
    first, second = (l(60, "A-7"), l(120, "Ink")), (r(360, "2"), r(440, "4.00"))
    extract = read(drawn([HEADER, first, second, END]), lines)
    assert said(extract, "vendor_sku", "description", "line_total") == [("A-7", "Ink", "4.00")]


def test_above_and_below() -> None:
    rows = (text("Ink"), row("black", "4.00"), text("in a glass"), text("Nibs"), row("fine", "3.00"), text("of steel"))
    both = f"description: both\n{LINES}"
    assert descriptions(*rows, lines=both) == ["Ink black in a glass", "Nibs fine of steel"]


def test_the_wider_gap_parts_two_rows() -> None:
    rows = (row("Ink", "4.00"), text("black"), text("in a glass"), (), text("Nibs"), row("", "3.00"))
    assert descriptions(*rows, lines=f"description: both\n{LINES}") == ["Ink black in a glass", "Nibs"]


def test_a_line_as_near_to_both_rows_is_unread() -> None:
    extract = read(
        drawn([HEADER, row("Ink", "4.00"), text("fine"), row("Nibs", "3.00"), END]), f"description: both\n{LINES}"
    )
    assert unread(extract) == [("fine", "it stands as far from the row above as from the row below")]


def test_above_is_unread_where_no_row_follows() -> None:
    extract = read(drawn([HEADER, row("Ink", "4.00"), text("fine"), END]), f"description: above\n{LINES}")
    assert [words for words, _ in unread(extract)] == ["fine"]


def test_text_outside_the_description_joins_it_only_when_asked() -> None:
    rows = [HEADER, row("Ink", "4.00"), (l(60, "EAN"), l(120, "4006381333931")), END]
    assert [words for words, _ in unread(read(drawn(rows), LINES))] == ["EAN 4006381333931"]
    extract = read(drawn(rows), f"continuation: {{anywhere: true}}\n{LINES}")
    assert extract.unread == ()
    assert said(extract, "vendor_sku", "description") == [("A-1", "Ink EAN 4006381333931")]


def test_a_cell_that_goes_on_is_added_to_its_value() -> None:
    lines = f"continuation: {{columns: [vendor_sku, description]}}\n{LINES}"
    extract = read(drawn([HEADER, row("Ink", "4.00"), (l(60, "-XL"), l(120, "black")), END]), lines)
    assert said(extract, "vendor_sku", "description") == [("A-1 -XL", "Ink black")]


def test_a_description_on_both_sides_of_a_page_break_is_kept() -> None:
    pages = ([HEADER, row("Ink", "4.00"), text("black")], [HEADER, text("Nibs"), row("", "3.00"), END])
    assert said(read(drawn(*pages), f"description: both\n{LINES}"), "description") == [("Ink black",), ("Nibs",)]


@pytest.mark.parametrize(
    ("rule", "words", "name", "value"),
    [
        (r"(?<weight>[\d.]+) (?<weight_uom>LB)", "net 41.3 LB", "weight", "41.3"),
        (r"Exp (?<expiry>\S+)", "Exp 2027-01-31", "expiry", "2027-01-31"),
    ],
)
def test_values_within_a_description_are_read(rule: str, words: str, name: str, value: str) -> None:
    lines = f"read: [{{regex: '{rule}', keep: false}}]\n{LINES}"
    on_the_row = read(drawn([HEADER, row(f"Ink {words}", "4.00"), END]), lines)
    under_it = read(drawn([HEADER, row("Ink", "4.00"), text(words), END]), lines)
    assert said(on_the_row, name) == said(under_it, name) == [(value,)]
    assert "Exp" not in str(said(on_the_row, "description"))


def test_serial_numbers_are_read_one_by_one() -> None:
    lines = f"continuation: {{read: [{{regex: 'S/N:(?: (?<serials>\\S+?),?)+$', keep: false}}]}}\n{LINES}"
    extract = read(drawn([HEADER, row("Ink", "4.00"), text("S/N: X1, X2, X3"), END]), lines)
    [line] = extract.invoice.lines
    assert [serial.value for serial in line.serials] == ["X1", "X2", "X3"]
    assert [serial.sources[0].page for serial in line.serials] == [1, 1, 1]


def test_a_footer_under_the_carried_sum_is_no_description() -> None:
    lines = f"rows: [{{is: carried_forward, regex: '^Carried'}}]\n{LINES}"
    carried: Row = (l(120, "Carried forward"), r(440, "4.00"))
    pages = (
        [HEADER, row("Ink", "4.00"), text("black"), carried, text("Ink Ltd")],
        [HEADER, carried, text("in a glass"), END],
    )
    extract = read(drawn(*pages), lines)
    assert said(extract, "description") == [("Ink black in a glass",)]
    assert unread(extract) == [("Ink Ltd", "it stands under the sum that is carried forward; `page_end` may name it")]
