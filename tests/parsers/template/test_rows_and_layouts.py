"""Kinds of rows, where the table begins and ends on each page, values that several vendors print, and layouts."""

import pytest
from tabled import Row, drawn, l, r, read, said, unread

from invoiceplug import InvoiceplugError
from invoiceplug.trace import tracing

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


def row(sku: str, total: str = "4.00", name: str = "Ink") -> Row:
    return (l(60, sku), l(120, name), r(360, "2"), r(440, total))


def skus(*pages: list[Row], lines: str) -> list[str | None]:
    return [sku for (sku,) in said(read(drawn(*pages), lines), "vendor_sku")]


def test_a_heading_is_remembered_for_the_lines_under_it() -> None:
    lines = f"rows: [{{is: section, regex: '^Group (?<extra_section>.+)$'}}]\n{LINES}"
    rows: list[Row] = [HEADER, (l(60, "Group Desk"),), row("A"), row("B"), (l(60, "Group Wall"),), row("C"), END]
    assert said(read(drawn(rows), lines), "vendor_sku", "extra.section") == [
        ("A", "Desk"),
        ("B", "Desk"),
        ("C", "Wall"),
    ]


def test_notes_charges_deposits_and_subtotals_are_what_the_rules_say() -> None:
    lines = f"""
rows:
  - {{is: note, regex: '^Note:'}}
  - {{is: deposit, regex: '^Deposit', column: description}}
  - {{is: charge, regex: '^Freight', column: description}}
  - {{is: subtotal, regex: '^Subtotal'}}
{LINES}"""
    rows: list[Row] = [HEADER, row("A"), (l(60, "Note: handle with care"),), row("D", name="Deposit crate")]
    rows += [row("F", name="Freight"), (l(60, "Subtotal"), r(440, "12.00")), END]
    extract = read(drawn(rows), lines)
    assert [line.kind for line in extract.invoice.lines] == ["item", "note", "deposit", "charge"]
    assert extract.unread == ()


def test_what_was_dropped_says_which_rule_dropped_it() -> None:
    lines = f"rows: [{{is: ignore, regex: 'Ink'}}]\n{LINES}"
    with tracing() as trace:
        read(drawn([HEADER, row("A"), row("B", name="Pen"), END]), lines)
    [dropped] = [step for step in trace.steps if step.outcome == "dropped"]
    assert (dropped.text, dropped.rule, dropped.page) == ("A Ink 2 4.00", "tabled.yaml:11", 1)


def test_a_header_that_stands_on_the_first_page_only() -> None:
    pages = ([HEADER, row("A")], [row("B"), END])
    assert skus(*pages, lines=f"header_on: first_page\n{LINES}") == ["A", "B"]
    assert unread(read(drawn(*pages), LINES)) == [
        ("B Ink 2 4.00", "it looks like a row, but no table header stands above it on this page")
    ]


def test_a_page_may_begin_with_a_mark_of_its_own() -> None:
    pages = ([HEADER, row("A")], [(l(60, "Tabled Ltd, page 2"),), (l(60, "continued"),), row("B"), END])
    assert skus(*pages, lines=f"page_start: [continued]\n{LINES}") == ["A", "B"]


def test_the_table_after_the_start_mark_is_the_one() -> None:
    rows: list[Row] = [HEADER, row("OLD"), (l(60, "This month"),), HEADER, row("A"), END]
    assert skus(rows, lines=f"start: [This month]\n{LINES}") == ["A"]


def test_several_tables_are_one_when_asked() -> None:
    rows: list[Row] = [HEADER, row("A"), END, (), HEADER, row("B"), END]
    assert skus(rows, lines=f"several: true\n{LINES}") == ["A", "B"]
    extract = read(drawn(rows), LINES)
    assert [why for _, why in unread(extract)] == ["a second table begins after the end of the first"]


OLD_HEADER: Row = (l(60, "Code"), l(120, "Article"), r(440, "Amount"))
LAYOUTS = f"""{LINES}
layouts:
  - name: until 2024
    columns:
      vendor_sku: {{header: Code}}
      description: {{header: Article}}
      line_total: {{header: Amount}}
    needs: [line_total]
"""


def test_two_versions_of_a_layout_are_told_by_their_headers() -> None:
    assert skus([HEADER, row("A"), END], lines=LAYOUTS) == ["A"]
    old: list[Row] = [OLD_HEADER, (l(60, "B"), l(120, "Pen"), r(440, "3.00")), END]
    assert said(read(drawn(old), LAYOUTS), "vendor_sku", "qty_shipped", "line_total") == [("B", None, "3.00")]


def test_a_new_column_is_a_finding() -> None:
    header = (*HEADER, r(520, "Promo"))
    [finding] = read(drawn([header, row("A"), END]), LINES).findings
    assert (finding.code, finding.severity) == ("LAYOUT_CHANGED", "warning")
    assert finding.message.startswith('The table\'s header row on page 1 has "Promo"')
    assert finding.sources[0].text == "Promo"


def test_a_column_that_nobody_wants_is_no_finding() -> None:
    lines = LINES.replace("line_total: {header: Sum}", "line_total: {header: Sum}\n  unused.promo: {header: Promo}")
    extract = read(drawn([(*HEADER, r(520, "Promo")), (*row("A"), r(520, "X")), END]), lines)
    assert (extract.findings, extract.unread) == ((), ())
    assert extract.invoice.lines[0].extra == {}


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("Art. Goods Qty Sum", None),
        ("Art. Goods Qty Promo Sum", 'lacks "Promo"'),
        ("Art. Goods Sum", 'has "Qty"'),
        ("Goods Art. Qty Sum", "another order"),
    ],
)
def test_the_header_row_is_held_against_the_stated_layout(layout: str, said: str | None) -> None:
    findings = read(drawn([HEADER, row("A"), END]), f"layout: [{layout}]\n{LINES}").findings
    assert [finding.code for finding in findings] == (["LAYOUT_CHANGED"] if said else [])
    assert said is None or said in findings[0].message


PRICED: Row = (
    l(60, "Goods"),
    r(260, "Qty"),
    l(280, "Unit"),
    r(360, "Price"),
    r(420, "Disc."),
    l(440, "Tax"),
    r(540, "Sum"),
)
PRICES = """
columns:
  description: {header: Goods}
  qty_shipped: {header: Qty}
  uom_raw: {header: Unit}
  unit_price: {header: Price, regex: '^(?<value>[\\d.]+)(?: ?(?:/|per )(?<price_qty>\\d+))?$'}
  discount_percent: {header: Disc., optional: true}
  tax_rate: {header: Tax, values: {A: "19", B: "7"}}
  line_total: {header: Sum}
needs: [qty_shipped, line_total]
end: [Total]
"""


def priced(quantity: str, unit: str, price: str, discount: str, tax: str, total: str) -> Row:
    cells = (l(60, "Bolt"), r(260, quantity), l(280, unit), r(360, price), r(420, discount), l(440, tax), r(540, total))
    return tuple(cell for cell in cells if cell[2])


def test_tax_codes_and_price_bases_are_read() -> None:
    rows: list[Row] = [
        PRICED,
        priced("250", "PCE", "12.00 /100", "", "A", "30.00"),
        priced("3", "BX", "8.00", "", "B", "24.00"),
    ]
    extract = read(drawn([*rows, (l(60, "Total"), r(540, "54.00"))]), PRICES)
    assert said(extract, "unit_price", "price_qty", "tax_rate") == [("12.00", "100", "19"), ("8.00", None, "7")]


def test_an_item_without_a_required_value_is_an_error_with_its_line() -> None:
    lines = PRICES.replace("values: {A:", "required: true, values: {A:").replace("optional: true", "required: true")
    rows: list[Row] = [
        PRICED,
        priced("2", "EA", "12.00", "10", "A", "21.60"),
        priced("3", "BX", "8.00", "10", "", "21.60"),
        priced("1", "EA", "3.00", "", "B", "3.00"),
    ]
    extract = read(drawn([*rows, (l(60, "Total"), r(540, "46.20"))]), lines)
    found = [(each.code, each.severity, each.line_ids, each.path) for each in extract.findings]
    assert found == [
        ("FIELD_NOT_FOUND", "error", ("2",), "/lines/1/tax_rate"),
        ("FIELD_NOT_FOUND", "error", ("3",), "/lines/2/discount_percent"),
    ]
    assert 'line 2 has no tax_rate: "Bolt 3 BX 8.00 10 21.60" on page 1' in extract.findings[0].message


def test_a_required_column_that_is_not_printed_and_a_deposit_lack_nothing() -> None:
    lines = f"rows: [{{is: deposit, regex: 'DEP'}}]\n{PRICES}"
    lines = lines.replace("optional: true", "optional: true, required: true").replace(
        "tax_rate: {", "tax_rate: {required: true, "
    )
    header = tuple(cell for cell in PRICED if cell[2] != "Disc.")
    deposit = priced("1", "DEP", "5.00", "", "", "5.00")
    rows = [header, priced("1", "EA", "3.00", "", "B", "3.00"), deposit]
    extract = read(drawn([*rows, (l(60, "Total"), r(540, "8.00"))]), lines)
    assert [each for each in extract.findings if each.code == "FIELD_NOT_FOUND"] == []


def test_a_unit_may_say_the_price_basis() -> None:
    lines = PRICES.replace("needs:", "  price_qty: {from: uom_raw, values: {C: 100, M: 1000}}\nneeds:")
    rows: list[Row] = [
        PRICED,
        priced("250", "C", "12.00", "", "A", "30.00"),
        priced("3", "EA", "8.00", "", "B", "24.00"),
    ]
    extract = read(drawn([*rows, (l(60, "Total"), r(540, "54.00"))]), lines)
    assert said(extract, "price_qty") == [("100",), (None,)]


def test_a_constant_stands_in_every_line() -> None:
    lines = PRICES.replace("needs:", "  price_qty: {constant: 100}\nneeds:")
    extract = read(drawn([PRICED, priced("250", "EA", "12.00", "", "A", "30.00"), (l(60, "Total"),)]), lines)
    [line] = extract.invoice.lines
    assert line.price_qty and (line.price_qty.value, line.price_qty.sources) == (100, ())


def test_a_discount_in_percent_becomes_the_amount_it_takes_off() -> None:
    rows: list[Row] = [
        PRICED,
        priced("3", "EA", "1.115", "10 %", "A", "3.01"),
        priced("2", "EA", "5.00", "", "A", "10.00"),
    ]
    extract = read(drawn([*rows, (l(60, "Total"),)]), PRICES)
    [allowance] = extract.invoice.lines[0].allowances
    assert (f"{allowance.amount.value:f}", allowance.percent and f"{allowance.percent.value:f}") == ("0.3345", "10")
    assert allowance.amount.sources[0].text == "10 %"
    assert extract.invoice.lines[1].allowances == ()


def test_a_price_that_is_rounded_after_discount_tells_what_was_taken_off() -> None:
    lines = PRICES.replace("  tax_rate", "  discount_price: {header: Net}\n  tax_rate")
    header = (*PRICED[:5], r(450, "Net"), *[l(460, "Tax"), r(540, "Sum")])
    row = (*priced("24", "EA", "61.40", "12", "", "1296.72"), r(450, "54.03"))
    extract = read(drawn([header, row, (l(60, "Total"),)]), lines)
    [allowance] = extract.invoice.lines[0].allowances
    assert (f"{allowance.amount.value:f}", allowance.amount.sources[0].text) == ("176.88", "54.03")
    assert allowance.percent and allowance.percent.value == 12


def test_two_discounts_follow_each_other() -> None:
    lines = PRICES.replace("  tax_rate", "  discount_percent_2: {header: More}\n  tax_rate")
    header = (*PRICED[:5], l(422, "More"), *[l(460, "Tax"), r(540, "Sum")])
    row = (*priced("10", "EA", "10.00", "10", "", "85.50"), r(440, "5"))
    extract = read(drawn([header, row, (l(60, "Total"),)]), lines)
    assert [f"{each.amount.value:f}" for each in extract.invoice.lines[0].allowances] == ["10.00", "4.50"]


def test_a_regex_that_runs_for_ever_ends_and_is_named() -> None:
    lines = f"rows: [{{is: ignore, regex: '(.+)(.+)(.+)(.+)(.+)(.+)\\1\\2\\3\\4\\5\\6'}}]\n{LINES}"
    with pytest.raises(InvoiceplugError, match=r"LIMIT_TIME: tabled\.yaml:11: the regex"):
        read(drawn([HEADER, row("A", name="Ink black in a glass of the very finest kind, refillable"), END]), lines)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("table: regex\nend: [Total]", "needs `start`"),
        ("end: [Total]", "a table has `columns`"),
        (LINES.replace("{header: Art.}", "{align: left}"), "say where the column stands"),
        (LINES.replace("{header: Art.}", "{header: Art., constant: 1}"), "say one of header, constant and from"),
        (LINES.replace("{header: Art.}", "{header: Art., x: [90, 20]}"), "the left edge comes first"),
        (LINES.replace("{header: Art.}", "{constant: 1, required: true}"), "only what is read from the page"),
        (LINES.replace("{header: Art.}", "{from: unit}"), "`unit` is no column of this table"),
        (f"rows: [{{is: note, regex: '(?<lot>x)'}}]\n{LINES}", "a row that is `note` has no values"),
        (f"continuation: {{columns: [lot]}}\n{LINES}", "`lot` is no column of this table"),
    ],
)
def test_what_a_template_cannot_mean_is_said_with_its_line(lines: str, said: str) -> None:
    with pytest.raises(InvoiceplugError) as caught:
        read(drawn([HEADER, row("A"), END]), lines)
    assert caught.value.code == "TEMPLATE_INVALID" and said in caught.value.detail


@pytest.mark.parametrize(
    ("regex", "tax", "said"),
    [
        (r"(?<value>\d+) ?%", "8.1 %", "'1' is only a part of '8.1'"),
        (r"(?<value>\d+) ?%", "10 8 %", 'leaves "10" over in "10 8 %"'),
        (r"(?<value>[\d.]+) ?%", "8. 1 %", 'leaves "8." over in "8. 1 %"'),
    ],
)
def test_a_regex_that_takes_a_part_of_a_number_is_an_error(regex: str, tax: str, said: str) -> None:
    lines = PRICES.replace('values: {A: "19", B: "7"}', f"regex: '{regex}'")
    rows: list[Row] = [PRICED, priced("2", "PCE", "2.00", "", tax, "4.00"), (l(60, "Total"), r(540, "4.00"))]
    with pytest.raises(InvoiceplugError) as caught:
        read(drawn(rows), lines)
    assert caught.value.code == "VALUE_UNREADABLE"
    assert said in caught.value.detail
