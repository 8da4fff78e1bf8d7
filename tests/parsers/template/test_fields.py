"""The ways to find one value, on one bill whose header is printed as vendors print it: in blocks and narrow columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from kramer import APPLES, EXAMPLE, HEADER, LETTERHEAD, TOTALS, Row, bill, kramer, line_of, opened, paper, total

from invoiceplug import Extract, Field, Finding, InvoiceplugError
from invoiceplug.template import parse_template
from invoiceplug.trace import tracing

NUMBER = "invoice_number: {right_of: Rechnungs-Nr.}"
DATE = "invoice_date: {right_of: [Rechnungsdatum, Datum]}"
TOUR = "extra.tour: {right_of: Tour}"
GRAND = "grand: {right_of: Gesamtbetrag EUR}"

BLOCKS: tuple[Row, ...] = (
    ((60, "l", "Beleg KR-000777 vom 03.05.2026"), (350, "l", "Bestellt"), (400, "l", "Tour"), (425, "l", "Fahrer")),
    ((350, "l", "B 17"), (400, "l", "12"), (414, "l", "Meier")),
    ((350, "l", "B 18"),),
)


def read(pdf: bytes, **rules: str) -> Extract:
    """The bill under the example with these rules instead: `number`, `date`, `tour`, `grand`."""
    places = {"number": NUMBER, "date": DATE, "tour": TOUR, "grand": GRAND}
    return kramer({places[name]: rule for name, rule in rules.items()}).extract(opened(pdf))


def tour(pdf: bytes, rule: str) -> Any:
    found = read(pdf, tour="extra.tour: {" + rule + "}").invoice.extra.get("tour")
    return found.value if found else None


def blocks(*more: Row) -> bytes:
    return paper([*LETTERHEAD, *BLOCKS, *more, HEADER, APPLES, *TOTALS])


def two_pages(*second: Row) -> bytes:
    return paper([*LETTERHEAD, HEADER, APPLES], [*second, HEADER, *TOTALS])


def refused(pdf: bytes, **rules: str) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as caught:
        read(pdf, **rules)
    return caught.value


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("below: Bestellt", "B 17"),
        ("right_of: Bestellung, below: Bestellt", "B 17"),  # two layouts, each with its own label
        ("below: Bestellt, rows: 2", "B 17 B 18"),
        ("below: Tour", "12 Meier"),
        ("below: Tour, gap: 0.25", "12"),
        ("between: [Beleg, vom]", "KR-000777"),
        ("between: [vom, Bestellt]", "03.05.2026"),
        ("between: [Fahrer, B 18]", "B 17 12 Meier"),
        ("between: [Beleg, Tour], regex: 'KR-(?<value>.*?) '", "000777"),
        ("region: [345, 125, 375, 160]", "Bestellt B 17 B 18"),
        ("region: [0.58, 0.16, 0.63, 0.19]", "B 17 B 18"),
        ("region: [345, 125, 375, 160], regex: 'B \\d+'", "B 17"),
        ("regex: 'B \\d+', occurrence: last", "B 18"),
        ("below: Bestellt, region: [0, 0, 100, 100]", None),
        ("right_of: Lieferung", None),
        ("constant: '7'", "7"),
    ],
)
def test_a_value_is_found(rule: str, value: str | None) -> None:
    assert tour(blocks(), rule) == value


def test_every_word_of_a_value_has_its_place() -> None:
    found = read(blocks(), tour="extra.tour: {below: Bestellt, rows: 2}").invoice.extra["tour"]
    assert [(source.page, source.text) for source in found.sources] == [(1, "B 17"), (1, "B 18")]


def test_one_regex_fills_several_values() -> None:
    both = "invoice_number: {regex: 'Beleg (?<value>\\S+) vom (?<invoice_date>\\S+)'}"
    invoice = read(blocks(), number=both, date="due_date: {right_of: Zahlbar}").invoice
    assert invoice.invoice_number and invoice.invoice_number.value == "KR-000777"
    assert invoice.invoice_date and invoice.invoice_date.value == date(2026, 5, 3)
    assert invoice.invoice_date.sources[0].text == "03.05.2026"


def test_a_values_own_rule_goes_before_a_group_of_another() -> None:
    both = "invoice_number: {regex: 'Beleg (?<value>\\S+) vom (?<invoice_date>\\S+)'}"
    found = read(blocks(), number=both).invoice.invoice_date
    assert found and found.value == date(2026, 4, 17)


def test_a_header_without_a_rule_for_its_date_is_refused_when_it_is_loaded() -> None:
    with pytest.raises(
        InvoiceplugError, match=r"kramer.yaml:\d+: `invoice_date` is missing: give it a rule, or a group"
    ):
        kramer({DATE: "due_date: {right_of: Zahlbar}"})


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{right_of: A, between: [A, B]}", "say one of right_of, below, between"),
        ("{constant: A, region: [1, 2, 3, 4]}", "say one of right_of, below, between"),
        ("{right_of: Tour, anywhere: true}", "fields are looked for everywhere"),
        ("{region: [30, 2, 3, 4]}", "a region is left, top, right, bottom"),
        ("{right_of: A, occurrence: all}", "only `reference` can have several values"),
        ("{right_of: A, rows: 2}", "`rows` goes with `below`"),
        ("{regex: '(?<grand>.)'}", "the group `grand` is no value of the fields"),
    ],
)
def test_a_rule_that_makes_no_sense_names_its_line(rule: str, said: str) -> None:
    with pytest.raises(InvoiceplugError) as caught:
        parse_template(EXAMPLE.replace("{right_of: Tour}", rule), "kramer.yaml")
    assert f"kramer.yaml:{line_of('extra.tour')}: {said}" in caught.value.detail


def test_a_required_value_that_is_missing_says_where_it_was_looked_for() -> None:
    error = refused(two_pages(), tour="extra.tour: {between: [Von, Bis], pages: 2, required: true}")
    assert (error.code, error.facts["field"]) == ("FIELD_NOT_FOUND", "/extra.tour")
    assert error.detail == (
        f'kramer.yaml:{line_of("extra.tour")}: extra.tour was not found between "Von" and "Bis" on page 2.'
    )


def test_labels_on_either_side_are_both_named_when_neither_is_there() -> None:
    error = refused(blocks(), tour="extra.tour: {right_of: Bestellung, below: [Auftrag, Order], required: true}")
    assert error.facts["sought"] == 'right of "Bestellung" or below "Auftrag" or below "Order"'


def test_a_page_that_is_not_there_holds_nothing() -> None:
    error = refused(bill(APPLES), tour="extra.tour: {right_of: Datum, pages: 3, required: true}")
    assert error.detail.endswith('right of "Datum" on page 3.')


def test_the_only_one_must_be_the_only_one() -> None:
    twice = blocks(((60, "l", "Beleg KR-000778 vom 03.05.2026"),))
    error = refused(twice, tour="extra.tour: {right_of: Beleg, occurrence: only}")
    assert error.code == "VALUE_UNREADABLE"
    assert '"KR-000777 vom 03.05.2026" and "KR-000778 vom 03.05.2026" were found right of "Beleg"' in error.detail
    same = blocks(((60, "l", "Beleg KR-000777 vom 03.05.2026"),))
    assert tour(same, "right_of: Beleg, occurrence: only") == "KR-000777 vom 03.05.2026"


def test_all_references_of_a_credit_note_are_read() -> None:
    rule = "reference: {regex: 'B \\d+', occurrence: all}"
    assert [each.value for each in read(blocks(), tour=rule).invoice.references] == ["B 17", "B 18"]
    one = "reference: {below: Bestellt}"
    assert [each.value for each in read(blocks(), tour=one).invoice.references] == ["B 17"]


def differing(extract: Extract) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.severity, each.path) for each in extract.findings if each.code == "FIELD_DIFFERS"]


def test_a_date_that_two_pages_print_differently_is_an_error() -> None:
    extract = read(two_pages(((350, "l", "Datum"), (450, "l", "18.04.2026"))))
    assert differing(extract) == [("FIELD_DIFFERS", "error", "/invoice_date")]
    (finding,) = [each for each in extract.findings if each.code == "FIELD_DIFFERS"]
    assert '"18.04.2026" on page 2 is not "17.04.2026" on page 1' in finding.message
    assert [source.page for source in finding.sources] == [1, 2]


def test_a_text_that_two_pages_print_differently_is_a_warning() -> None:
    pdf = paper([((350, "l", "Tour 7"),), *LETTERHEAD, HEADER, APPLES], [((350, "l", "Tour 8"),), HEADER, *TOTALS])
    assert differing(read(pdf)) == [("FIELD_DIFFERS", "warning", "/extra/tour")]


@pytest.mark.parametrize(
    "said", ["pages: first", "occurrence: first", "occurrence: last", "region: [0, 0, 1, 1], pages: 1"]
)
def test_a_rule_that_says_which_one_counts_is_believed(said: str) -> None:
    pdf = two_pages(((350, "l", "Datum"), (450, "l", "18.04.2026")))
    assert differing(read(pdf, date=f"invoice_date: {{right_of: Datum, {said}}}")) == []


def test_the_same_value_on_every_page_is_no_finding() -> None:
    assert differing(read(two_pages(((350, "l", "Datum"), (450, "l", "17.04.2026"))))) == []
    assert differing(read(two_pages(((350, "l", "Datum:"), (450, "l", "siehe Lieferschein"))))) == []


def test_totals_that_two_pages_print_differently_are_an_error() -> None:
    pdf = paper([*LETTERHEAD, HEADER, APPLES, *TOTALS], [total("Gesamtbetrag EUR", "99,00")])
    assert differing(read(pdf)) == [("FIELD_DIFFERS", "error", "/totals/grand")]


def test_the_currency_that_is_printed_counts_and_its_amounts_are_read() -> None:
    rule = "currency: {right_of: Tour}"
    pdf = paper(
        [((350, "l", "Tour CHF"),), *LETTERHEAD, HEADER, APPLES, TOTALS[0], total("Gesamtbetrag EUR", "CHF 20,54")]
    )
    invoice = read(pdf, tour=rule).invoice
    assert (invoice.currency, invoice.totals.grand) == (
        Field("CHF", invoice.currency.sources if invoice.currency else ()),
        Field(Decimal("20.54"), invoice.totals.grand.sources if invoice.totals.grand else ()),
    )
    assert refused(pdf).code == "VALUE_UNREADABLE"  # unless it is read, the locale's own currency is the only one


def test_a_printed_number_of_lines_travels_to_the_checks() -> None:
    counted = read(bill(APPLES, totals=[*TOTALS, total("Anzahl Positionen", "2")])).line_count
    assert counted is not None and (counted.value, counted.sources[0].text) == (2, "2")


def test_a_paper_of_the_vendor_that_is_no_invoice_is_refused_as_such() -> None:
    pdf = paper([((60, "l", "Auftragsbestätigung"),), *LETTERHEAD, HEADER, APPLES, *TOTALS])
    with pytest.raises(InvoiceplugError) as caught:
        read(pdf)
    assert caught.value.code == "NOT_AN_INVOICE"
    assert caught.value.detail.startswith(f"kramer.yaml:{line_of('not_an_invoice:')}: ")


def test_prices_include_tax_where_a_mark_says_so() -> None:
    marks = {"document_type:": "price_includes_tax: [Preise inkl. MwSt]\ndocument_type:"}
    gross = paper([((60, "l", "Alle Preise inkl. MwSt"),), *LETTERHEAD, HEADER, APPLES, *TOTALS])
    assert kramer(marks).extract(opened(gross)).invoice.price_includes_tax == Field(True)
    assert kramer(marks).extract(opened(bill(APPLES))).invoice.price_includes_tax == Field(False)


def test_a_bill_reads_without_findings() -> None:
    findings: tuple[Finding, ...] = read(bill(APPLES)).findings
    assert findings == ()


def test_every_mark_field_total_and_charge_is_in_the_trace_with_its_line() -> None:
    extractor, pdf = kramer(), bill(APPLES, totals=[TOTALS[0], total("Frachtkosten", "9,50"), TOTALS[1]])
    with tracing() as trace:
        extractor.identify(opened(pdf))
        extractor.extract(opened(pdf))
    steps = {(step.kind, step.name or step.text): step for step in trace.steps}
    mark, number = steps["mark", "tax id DE999999999"], steps["field", "invoice_number"]
    assert (mark.outcome, mark.page, mark.rule) == ("ok", 1, f"kramer.yaml:{line_of('- tax_id')}")
    assert (number.outcome, number.text, number.why) == ("ok", "KR-000123", 'right of "Rechnungs-Nr."')
    assert (number.rule, number.page) == (f"kramer.yaml:{line_of('invoice_number:')}", 1) and number.box is not None
    assert steps["field", "extra.tour"].outcome == "missing"
    assert (steps["total", "grand"].text, steps["charge", "freight"].text) == ("20,54", "9,50")
    assert steps["mark", '"Lieferschein"'].outcome == "ok"  # it must not be there, and is not


def summary_first() -> bytes:
    return paper([*LETTERHEAD, total("Gesamtbetrag EUR", "20,54"), HEADER, APPLES, TOTALS[0]])


def test_a_total_before_the_table_is_found_where_its_rule_says_so() -> None:
    anywhere = "grand: {right_of: Gesamtbetrag EUR, anywhere: true}"
    grand = read(summary_first(), grand=anywhere).invoice.totals.grand
    assert grand and grand.value == Decimal("20.54")


def test_a_total_before_the_table_is_not_taken_unasked_but_named() -> None:
    assert refused(summary_first()).detail.endswith(
        'was not found right of "Gesamtbetrag EUR" on page 1 after the end of the table,'
        ' but before it on page 1 there is "20,54": `anywhere: true` takes it.'
    )


def test_a_total_on_a_page_by_its_number_is_found_after_a_table_that_ends_there() -> None:
    grand = read(two_pages(), grand="grand: {right_of: Gesamtbetrag EUR, pages: 2}").invoice.totals.grand
    assert grand and grand.value == Decimal("20.54")
