"""The engine on small invoices: what is printed becomes a line, a charge, a total, or is reported as unread."""

from decimal import Decimal

import pytest
from kramer import (
    APPLES,
    FOOTER,
    HEADER,
    LETTERHEAD,
    PEARS,
    TOTALS,
    bill,
    carried,
    item,
    kramer,
    line_of,
    opened,
    paper,
    total,
    under,
)

from invoiceplug import Extract, InvoiceplugError, Match, Miss
from invoiceplug.invoice_json import invoice_to_json


def read(pdf: bytes, changed: dict[str, str] | None = None) -> Extract:
    return kramer(changed).extract(opened(pdf))


def descriptions(extract: Extract) -> list[str]:
    return [line.description.value for line in extract.invoice.lines if line.description]


def refused(pdf: bytes, changed: dict[str, str] | None = None) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as caught:
        read(pdf, changed)
    return caught.value


def test_a_plain_invoice_is_read_whole() -> None:
    extract = read(bill(APPLES, PEARS))
    data, sources = invoice_to_json(extract.invoice)
    assert data["invoice_number"] == "KR-000123"
    assert data["invoice_date"] == "2026-04-17"
    assert data["customer_number"] == "20417"
    assert data["vendor"] == {"id": "kramer", "name": "Kramer Obst und Gemüse KG", "tax_id": "DE999999999"}
    assert data["lines"][1] == {
        "line_id": "2",
        "kind": "item",
        "line_number": "2",
        "vendor_sku": "4712",
        "description": "Birnen Conference",
        "qty_shipped": "2.500",
        "uom_raw": "KG",
        "uom": "KGM",
        "unit_price": "2.40",
        "tax_rate": "7",
        "line_total": "6.00",
    }
    assert data["totals"] == {"lines_net": "19.20", "grand": "20.54"}
    assert sources["/lines/1/qty_shipped"][0]["text"] == "2,500"
    assert (extract.findings, extract.unread) == ((), ())


def test_a_description_goes_on_under_its_row() -> None:
    extract = read(bill(APPLES, under("Herkunft: Altes Land"), under("Klasse I"), PEARS))
    assert descriptions(extract) == ["Äpfel Elstar, Kiste 10 kg Herkunft: Altes Land Klasse I", "Birnen Conference"]
    first = extract.invoice.lines[0].description
    assert first is not None
    assert [source.text for source in first.sources] == [
        "Äpfel Elstar, Kiste 10 kg",
        "Herkunft: Altes Land",
        "Klasse I",
    ]


def test_values_printed_under_a_row_are_read() -> None:
    line = read(bill(APPLES, under("Charge L-77, MHD 02.05.2026"))).invoice.lines[0]
    assert line.lot is not None and line.lot.value == "L-77"
    assert line.expiry is not None and line.expiry.value.isoformat() == "2026-05-02"


def test_a_description_that_touches_the_quantity_is_parted_from_it() -> None:
    long = item(
        "1", "4711", "Äpfel Elstar Kiste, Klasse I, 75/80, ca. 1,2 kg", "1.204,500", "Stk", "1,10", "7 %", "13,20"
    )
    extract = read(bill(long, PEARS))
    assert descriptions(extract)[0] == "Äpfel Elstar Kiste, Klasse I, 75/80, ca. 1,2 kg"
    quantity = extract.invoice.lines[0].qty_shipped
    assert quantity is not None and quantity.value == Decimal("1204.500")


def test_two_pages_with_repeated_header_and_carried_forward_rows_are_one_table() -> None:
    extract = read(
        paper(
            [*LETTERHEAD, HEADER, APPLES, carried("13,20"), (), FOOTER],
            [(), HEADER, carried("13,20"), PEARS, *TOTALS, FOOTER],
        )
    )
    assert descriptions(extract) == ["Äpfel Elstar, Kiste 10 kg", "Birnen Conference"]
    assert extract.unread == ()
    second = extract.invoice.lines[1].line_total
    assert second is not None and second.sources[0].page == 2


def test_a_description_goes_on_over_the_page_break() -> None:
    extract = read(
        paper(
            [*LETTERHEAD, HEADER, APPLES, carried("13,20"), FOOTER],
            [HEADER, carried("13,20"), under("Herkunft: Altes Land"), PEARS, *TOTALS],
        )
    )
    assert descriptions(extract) == ["Äpfel Elstar, Kiste 10 kg Herkunft: Altes Land", "Birnen Conference"]


def test_what_stands_after_the_end_mark_is_no_line() -> None:
    extract = read(
        bill(APPLES, PEARS, totals=[*TOTALS, (), item("9", "9", "Äpfel", "1", "Stk", "1,00", "7 %", "1,00")])
    )
    assert len(extract.invoice.lines) == 2
    assert extract.unread == ()


def test_a_form_that_stands_under_every_page_ends_the_table_on_the_last_one_only() -> None:
    stars = total("Warenwert", "*****")
    pages = ([*LETTERHEAD, HEADER, APPLES, stars], [HEADER, PEARS, *TOTALS])
    both = "end: [{text: Warenwert, pages: last}]\n  page_end: [Warenwert]\n  #"
    extract = read(paper(*pages), {"end: [Warenwert] ": both, "page_end: ['Kramer": "# ['Kramer"})
    assert descriptions(extract) == ["Äpfel Elstar, Kiste 10 kg", "Birnen Conference"]
    assert (extract.unread, extract.findings) == ((), ())


def test_a_row_without_a_price_is_no_line_but_is_reported() -> None:
    extract = read(bill(APPLES, item("2", "4712", "Birnen Conference", "", "KG", "", "7 %", ""), PEARS))
    assert len(extract.invoice.lines) == 2
    assert [(row.source.text, row.why) for row in extract.unread] == [
        ("2 4712 Birnen Conference KG 7 %", "nothing stands under qty_shipped and line_total")
    ]


def test_text_far_under_a_row_is_reported() -> None:
    extract = read(bill(APPLES, (), (), (), under("Bitte Kisten zurückgeben")))
    assert [row.why for row in extract.unread] == ["it is too far under the row above"]


def test_text_before_the_first_row_is_reported() -> None:
    extract = read(bill(under("Lieferung vom 16.04."), APPLES))
    assert [(row.source.text, row.why) for row in extract.unread] == [
        ("Lieferung vom 16.04.", "there is no row above it")
    ]


def test_a_page_without_a_header_loses_no_row() -> None:
    extract = read(paper([*LETTERHEAD, HEADER, APPLES, FOOTER], [(), PEARS, *TOTALS]))
    assert [row.why for row in extract.unread] == [
        "it looks like a row, but no table header stands above it on this page"
    ]


def test_a_missing_end_mark_is_a_finding() -> None:
    extract = read(bill(APPLES, totals=[total("Gesamtbetrag EUR", "14,12")]))
    assert [finding.code for finding in extract.findings] == ["LAYOUT_CHANGED"]


def test_a_deposit_row_is_a_deposit() -> None:
    extract = read(bill(APPLES, item("2", "900", "Pfand Kiste E2", "12", "Stk", "3,86", "19 %", "46,32")))
    assert [line.kind for line in extract.invoice.lines] == ["item", "deposit"]


def test_charges_and_taxes_are_read_beside_text_of_another_block() -> None:
    beside = ((60, "l", "Zahlbar bis 01.05.2026 ohne Abzug"), *total("Frachtkosten", "9,50"))
    tax = ((60, "l", "IBAN DE00 1234"), *total("USt 7 % auf 28,70", "2,01"))
    invoice = read(bill(APPLES, totals=[TOTALS[0], beside, tax, TOTALS[1]])).invoice
    charge = invoice.charges[0]
    assert (charge.kind, charge.amount.value) == ("freight", Decimal("9.50"))
    assert charge.description is not None and charge.description.value == "Frachtkosten"
    basis, rate = invoice.taxes[0].basis, invoice.taxes[0].rate
    assert basis and rate and (basis.value, rate.value) == (Decimal("28.70"), Decimal(7))


def test_a_tax_beside_a_charge_on_one_text_line_is_read_too() -> None:
    both = ((60, "l", "USt 7 % auf 19,20"), (180, "r", "1,34"), *total("Frachtkosten", "9,50"))
    invoice = read(bill(APPLES, PEARS, totals=[TOTALS[0], both, TOTALS[1]])).invoice
    assert [charge.amount.value for charge in invoice.charges] == [Decimal("9.50")]
    assert [tax.amount.value for tax in invoice.taxes] == [Decimal("1.34")]


def test_a_credit_note_is_told_by_its_mark() -> None:
    pdf = paper([((60, "l", "Gutschrift"),), *LETTERHEAD, HEADER, APPLES, *TOTALS])
    assert read(pdf).invoice.document_type == "credit_note"


def test_a_number_under_another_locale_is_refused_with_its_place() -> None:
    error = refused(bill(item("1", "4711", "Äpfel", "12", "Stk", "1.10", "7 %", "13,20")))
    assert error.code == "VALUE_UNREADABLE"
    assert error.detail.startswith(f"kramer.yaml:{line_of('unit_price:')}: unit_price on page 1: '1.10' is no number")
    assert (error.facts["page"], error.facts["text"]) == (1, "1.10")


def test_a_missing_invoice_number_is_refused_with_the_rule() -> None:
    letterhead = [row for row in LETTERHEAD if not any("Rechnungs-Nr" in text for _, _, text in row)]
    error = refused(paper([*letterhead, HEADER, APPLES, *TOTALS]))
    assert error.code == "FIELD_NOT_FOUND"
    assert error.detail == (
        f'kramer.yaml:{line_of("invoice_number:")}: invoice_number was not found right of "Rechnungs-Nr." on page 1.'
    )


def test_a_table_without_its_headers_is_refused_with_the_nearest_line() -> None:
    header = tuple((x, side, "Anzahl" if text == "Menge" else text) for x, side, text in HEADER)
    error = refused(paper([*LETTERHEAD, header, APPLES, *TOTALS]))
    assert error.code == "NO_LINE_ITEMS"
    assert 'Nearest is "Pos Art.-Nr. Bezeichnung Anzahl' in error.detail
    assert f'it lacks "Menge" (kramer.yaml:{line_of("qty_shipped:")})' in error.detail


def test_an_empty_table_is_refused() -> None:
    error = refused(bill())
    assert error.code == "NO_LINE_ITEMS"
    assert "no text line in it holds qty_shipped and line_total" in error.detail


def test_a_regex_that_explodes_ends_the_reading_and_is_named() -> None:
    slow = {r"'Ihre Bestellung (?<value>\S+)'": r"'(.+)(.+)(.+)(.+)(.+)(.+)\1\2\3\4\5\6'"}
    error = refused(bill(APPLES), slow)
    assert error.code == "LIMIT_TIME"
    assert error.detail.startswith(f"kramer.yaml:{line_of('purchase_order:')}: the regex")


def test_reasons_name_marks_and_pages() -> None:
    said = kramer().identify(opened(bill(APPLES)))
    assert said == Match(
        ("tax id DE999999999 on page 1", '"Kramer Obst und Gemüse KG" on page 1', r"the regex KR-\d{6} on page 1")
    )


def test_a_miss_names_what_was_missing() -> None:
    said = kramer().identify(opened(paper([((60, "l", "USt-IdNr. DE999999999"),), ((60, "l", "Lieferschein"),)])))
    assert said == Miss(
        1,
        (
            'any of "Kramer Obst und Gemüse KG", the regex KR-\\d{6} '
            f"(kramer.yaml:{line_of('- Kramer Obst und Gemüse KG')})",
            f'no "Lieferschein", but it is on page 1 (kramer.yaml:{line_of("- Lieferschein")})',
        ),
        ("tax id DE999999999 on page 1",),
    )


def test_a_tax_id_inside_a_longer_number_is_none() -> None:
    said = kramer().identify(opened(paper([((60, "l", "IBAN DE9999999990 Kramer Obst und Gemüse KG"),)])))
    assert isinstance(said, Miss) and said.missing == (f"tax id DE999999999 (kramer.yaml:{line_of('- tax_id')})",)


def test_a_unit_that_nobody_knows_is_a_warning() -> None:
    extract = read(bill(item("1", "4711", "Äpfel", "12", "Steige", "1,10", "7 %", "13,20")))
    [finding] = extract.findings
    assert (finding.code, finding.severity, finding.path) == ("UNIT_UNKNOWN", "warning", "/lines/0/uom_raw")
    assert extract.invoice.lines[0].uom is None


def test_a_second_table_after_the_end_is_reported() -> None:
    extract = read(bill(APPLES, totals=[*TOTALS, (), HEADER, PEARS]))
    assert [row.why for row in extract.unread] == ["a second table begins after the end of the first"]


def test_a_mark_on_another_page_counts_only_where_the_template_asks_for_it() -> None:
    pdf = paper([((60, "l", "Anschreiben"),)], [*LETTERHEAD, HEADER, APPLES, *TOTALS])
    assert isinstance(kramer().identify(opened(pdf)), Miss)
    anywhere = {
        "- tax_id: DE999999999 ": "- {tax_id: DE999999999, pages: all} ",
        r"- regex: 'KR-\d{6}'": r"- {regex: 'KR-\d{6}', pages: all}",
    }
    assert isinstance(kramer(anywhere).identify(opened(pdf)), Match)


def test_text_under_no_column_is_reported_by_its_words() -> None:
    astray = (*item("2", "4712", "Birnen", "1", "KG", "2,40", "7 %", "2,40"), (585, "r", "A1"))
    extract = read(bill(APPLES, astray))
    assert [row.why for row in extract.unread] == ['"A1" stands under no column; a column may be given its edges (x)']


def test_a_column_may_be_given_its_edges() -> None:
    moved = {"qty_shipped: {header: Menge}": "qty_shipped: {header: Menge, x: [300, 350]}"}
    extract = read(bill(((310, "r", "12"), *item("1", "4711", "Äpfel", "", "Stk", "1,10", "7 %", "13,20"))), moved)
    quantity = extract.invoice.lines[0].qty_shipped
    assert quantity is not None and quantity.value == 12


def test_prices_with_tax_are_said_where_the_template_says_so() -> None:
    assert read(bill(APPLES)).invoice.price_includes_tax is None
    gross = read(bill(APPLES), {"document_type:": "price_includes_tax: true\ndocument_type:"}).invoice
    assert gross.price_includes_tax is not None and gross.price_includes_tax.value is True
