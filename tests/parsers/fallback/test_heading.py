"""The heading of a layout nobody has described: the invoice's own values, and never the customer's or the order's."""

from __future__ import annotations

from datetime import date

import pytest
from pdfs import drawn

from invoiceplug.fallback.heading import Heading, read_heading
from invoiceplug.toolkit.open import open_pdf

Text = tuple[float, float, str]


def heading(*rows: str | Text) -> Heading:
    """The heading of a page with these rows one below the other, or texts where they stand."""
    texts = [row if isinstance(row, tuple) else (50.0, 60.0 + 16 * at, row) for at, row in enumerate(rows)]
    return read_heading(open_pdf(drawn(texts)))


def number_of(*rows: str | Text) -> str | None:
    field = heading(*rows).invoice_number
    return field.value if field else None


@pytest.mark.parametrize(
    "row",
    [
        "Invoice number: F-4711",
        "Invoice No. F-4711",
        "Invoice #F-4711",
        "INVOICE F-4711",
        "Rechnungs-Nr.: F-4711",
        "Rechnungsnr.:F-4711",
        "Schlussrechnung (380) Nr. F-4711 vom 05.03.2026",
        "Beitragsrechnung zu Ihrer Versicherung Nr. F-4711",
        "Facture n° F-4711",
        "N° de facture : F-4711",
        "Factura n.º F-4711",
        "Número de factura: F-4711",
        "Fattura n. F-4711 del 05/03/2026",
        "Numero fattura F-4711",
        "Factuurnummer: F-4711",
        "Beleg-Nr : F-4711",
    ],
)
def test_the_number_is_found_by_its_label_in_six_languages(row: str) -> None:
    assert number_of("Acme", row, "Customer number: K-1", "Order no. 998877") == "F-4711"


def test_the_number_has_its_place() -> None:
    found = heading("Acme", "Invoice number: F-4711").invoice_number
    assert found is not None
    (source,) = found.sources
    assert (source.text, source.page) == ("F-4711", 1)


@pytest.mark.parametrize(
    "others",
    [
        ("Kundennummer: 10023", "Bestellnummer: 45001", "Lieferschein-Nr. 8812"),
        ("Customer no. 10023", "Your order 45001", "Delivery note 8812", "Phone 030 123456"),
        ("N° client 10023", "Bon de commande 45001", "Siret 53084813400017"),
        ("Código cliente 10023", "Pedido nº 45001", "Albarán nº 8812"),
        ("Codice cliente 10023", "Vs. ordine 45001", "DDT n. 8812"),
        ("Klantnummer: 10023", "Ordernummer: 45001", "IBAN NL50INGB0683251309"),
        ("zu Rechnung Nr. 77001", "Ursprungsbeleg-Nr : R876", "USt-IdNr. DE123456789"),
    ],
)
def test_other_numbers_are_not_the_invoices(others: tuple[str, ...]) -> None:
    assert number_of(*others, "Document no. 471102") == "471102"


def test_a_number_stands_below_its_label_among_others() -> None:
    head = [(50, 100, "Customer"), (150, 100, "Order"), (250, 100, "Invoice date"), (350, 100, "Invoice")]
    values = [(50, 114, "C-1"), (150, 114, "O-2"), (250, 114, "3 May 2026"), (350, 114, "F-4711")]
    found = heading(*head, *values)
    assert (found.invoice_number and found.invoice_number.value) == "F-4711"
    assert (found.invoice_date and found.invoice_date.value) == date(2026, 5, 3)
    assert (found.customer_number and found.customer_number.value) == "C-1"


def test_a_number_without_a_label_is_a_guess_and_called_one() -> None:
    found = heading("Acme Ltd", "AB-2026-0417", "Total 12.00 EUR")
    assert found.invoice_number is not None
    assert found.invoice_number.value == "AB-2026-0417"
    assert [doubt.path for doubt in found.doubts] == ["/invoice_number"]


def test_a_page_without_any_number_has_none() -> None:
    assert number_of("Acme Ltd", "Thank you", "Total 12.00 EUR", "12 May 2026") is None


@pytest.mark.parametrize(
    "printed",
    [
        "Invoice date: 5 March 2026",
        "Invoice Date: March 5th, 2026",
        "Date 05-Mar-2026",
        "Date: 2026-03-05",
        "Rechnungsdatum: 05.03.2026",
        "Datum 5. März 2026",
        "Rechnungsdatum 5.3.26",
        "Date de facture : 5 mars 2026",
        "Date 05/03/2026",
        "Fecha de emisión: 5 de marzo de 2026",
        "Data fattura: 05/03/2026",
        "Factuurdatum 5 maart 2026",
        "Rechnung Nr. 17 vom 05.03.2026",
        "Berlin, den 5. März 2026",
    ],
)
def test_a_date_is_read_in_six_languages(printed: str) -> None:
    found = heading(printed, "Lieferdatum: 01.02.2026", "Order date 2026-01-31", "Due date: 2026-04-04").invoice_date
    assert found is not None
    assert found.value == date(2026, 3, 5)


def test_the_order_of_day_and_month_is_the_one_another_date_or_the_currency_shows() -> None:
    assert _date("Date: 04/05/2026", "Due date: 05/20/2026") == date(2026, 4, 5)
    assert _date("Date: 04/05/2026", "Due date: 20/05/2026") == date(2026, 5, 4)
    assert _date("Date: 04/05/2026", "Total $ 12.00") == date(2026, 4, 5)
    assert _date("Date: 04/05/2026", "Total £12.00") == date(2026, 5, 4)


def _date(*rows: str) -> date | None:
    found = heading(*rows).invoice_date
    return found.value if found else None


def test_due_and_delivery_date_have_their_own_labels() -> None:
    found = heading("Rechnungsdatum 05.03.2026", "Zahlbar bis zum 04.04.2026 ohne Abzug", "Lieferdatum 01.03.2026")
    assert (found.due_date and found.due_date.value) == date(2026, 4, 4)
    assert (found.delivery_date and found.delivery_date.value) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("Währung: CHF", "Summe 12,00"), "CHF"),
        (("Total € 12,00",), "EUR"),
        (("Total £12.00",), "GBP"),
        (("Total $12.00", "all prices in CAD"), "CAD"),
        (("Total R 12.00",), "ZAR"),
        (("CAD. LOTE", "Importe 12,00 €"), "EUR"),
        (("Total 12,00 PLN", "not US dollars, ask for $"), "PLN"),
    ],
)
def test_the_currency_is_what_a_label_or_the_amounts_say(rows: tuple[str, ...], code: str) -> None:
    found = heading("Acme", *rows)
    assert found.currency is not None
    assert (found.currency.value, found.doubts) == (code, ())
    assert found.currency.sources


def test_where_no_currency_is_printed_that_of_the_sellers_country_is_a_guess_that_blocks() -> None:
    found = heading("Rechnung 17", "Datum 05.03.2026", "Summe 12,00", "USt-IdNr. DE123456789")
    assert found.currency is not None
    assert (found.currency.value, found.currency.sources) == ("EUR", ())
    assert [(doubt.path, doubt.severity) for doubt in found.doubts] == [("/currency", "error")]
