"""What a document is, by what it calls itself: an invoice, a credit note, or something that moves no stock."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pdfs import drawn

from invoiceplug.fallback.heading import Heading, read_heading
from invoiceplug.fallback.heading_kind import read_kind
from invoiceplug.fallback.heading_rows import rows_of
from invoiceplug.toolkit.open import open_pdf


def heading(*rows: str) -> Heading:
    return read_heading(open_pdf(drawn([(50.0, 60.0 + 16 * at, row) for at, row in enumerate(rows)])))


@pytest.mark.parametrize(
    "title", ["Gutschrift Nr. 7", "Credit note 7", "AVOIR n° 7", "Nota di credito n. 7", "Abono 7"]
)
def test_a_credit_note_calls_itself_one(title: str) -> None:
    assert heading(title, "Acme Ltd").document_type == "credit_note"


@pytest.mark.parametrize("title", ["Invoice 7", "Rechnung 7", "Facture 7", "Factura 7", "Fattura 7", "Factuur 7"])
def test_an_invoice_that_mentions_other_papers_is_an_invoice(title: str) -> None:
    found = heading(title, "Lieferschein 8812", "Order no. 45001", "Credit limit 5,000.00", "Delivery note 8812")
    assert (found.document_type, found.other) == ("invoice", None)


def test_a_bill_that_the_buyer_wrote_himself_is_an_invoice() -> None:
    assert heading("Gutschrift (Selbst ausgestellte Rechnung) Nr. 7").document_type == "invoice"


def test_a_correction_is_a_credit_note_where_its_total_is_negative() -> None:
    rows = rows_of(open_pdf(drawn([(50, 60, "Rechnungskorrektur Nr. 7")])))
    assert read_kind(rows, Decimal("-12.00"), numbered=True).type == "credit_note"
    assert read_kind(rows, Decimal("12.00"), numbered=True).type == "invoice"


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("LIEFERSCHEIN", "delivery note"),
        ("PACKING SLIP", "delivery note"),
        ("ORDER CONFIRMATION", "order confirmation"),
        ("BESTELLUNG", "order"),
        ("MAHNUNG", "reminder"),
        ("DEVIS", "quote"),
        ("PRO FORMA INVOICE", "pro forma"),
        ("REÇU", "receipt"),
        ("ALBARÁN", "delivery note"),
        ("PREVENTIVO", "quote"),
        ("PAKBON", "delivery note"),
    ],
)
def test_other_papers_are_called_by_their_title(title: str, other: str) -> None:
    assert heading("Acme Ltd", title, "10 x Tea  12.00").other == other


def test_a_paper_that_says_it_is_no_invoice_is_none() -> None:
    assert heading("Packing slip 55120 - this is not an invoice", "10 x Tea").other is not None


def test_a_receipt_with_an_invoice_number_is_an_invoice_too() -> None:
    assert heading("RECEIPT", "Invoice number: 4711", "Paid").other is None
