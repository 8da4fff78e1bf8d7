"""Reads Puro Druck's invoices: two columns of header data, positions that stand free on the page, totals under them."""

from collections.abc import Callable
from decimal import Decimal

from invoiceplug import (
    Document,
    Extract,
    Extractor,
    Field,
    Invoice,
    InvoiceplugError,
    Match,
    Miss,
    Page,
    Party,
    Tax,
    Totals,
    Vendor,
    Word,
    hookimpl,
)
from invoiceplug.toolkit.fields import date_field, money_field, percent_field, text_field
from invoiceplug.toolkit.find import find_label, value_right_of
from invoiceplug_purodruck.positions import GERMAN, NET, read_positions, unreadable

EXTRA = {"project": "Projekt", "contact": "Ansprechpartner"}


class PuroDruck:
    """The print shop's invoice as invoice.v1."""

    vendor = Vendor("purodruck", "Puro Druck GmbH", ("DE000417268",))
    version = "1.0.0"

    def identify(self, document: Document) -> Match | Miss:
        """A Match by tax id and the labels of both header columns, all on page 1."""
        marks = (self.vendor.tax_ids[0], "Rechnungsnummer", "Ausgeliefert am")
        missing = tuple(mark for mark in marks if not find_label(document.pages[0], mark))
        reasons = tuple(f"“{mark}” on page 1" for mark in marks)
        return Miss(len(marks) - len(missing), missing) if missing else Match(reasons)

    def extract(self, document: Document) -> Extract:
        """The whole invoice; a text line among the positions that belongs to none comes back as unread."""
        head, foot, (lines, unread) = document.pages[0], document.pages[-1], read_positions(document)
        tax_id = _need(next(iter(find_label(head, self.vendor.tax_ids[0])), None), self.vendor.tax_ids[0])
        invoice = Invoice(
            document_type="invoice",
            vendor=Party(Field(self.vendor.id), Field(self.vendor.name), text_field(tax_id)),
            invoice_number=text_field(_value(head, "Rechnungsnummer")),
            invoice_date=date_field(_value(head, "Rechnungsdatum"), GERMAN),
            due_date=date_field(_value(head, "Zahlungsziel"), GERMAN),
            delivery_date=date_field(_value(head, "Ausgeliefert am"), GERMAN),
            currency=Field(GERMAN.currency),
            purchase_order=text_field(_value(head, "Ihre Bestellung")),
            customer_number=text_field(_value(head, "Kundennummer")),
            extra={name: text_field(_value(head, label)) for name, label in EXTRA.items()},
            lines=lines,
            taxes=tuple(_tax(row) for row in foot.lines() if row[0].text == "zzgl."),
            totals=Totals(_money(foot, NET), grand=_money(foot, "Rechnungsbetrag")),
        )
        return Extract(invoice, unread=unread)


@hookimpl
def register_extractors(register: Callable[[Extractor], None]) -> None:
    """Puro Druck's one extractor."""
    register(PuroDruck())


def _tax(row: tuple[Word, ...]) -> Tax:
    """zzgl. 19 % USt auf 3.963,80 € 753,12 €"""
    if len(row) != 9:
        raise unreadable(row, "rate, basis and amount of a tax are expected")
    return Tax(money_field(row[7:], GERMAN), money_field(row[5:7], GERMAN), percent_field(row[1:3], GERMAN))


def _money(page: Page, label: str) -> Field[Decimal]:
    return money_field(_value(page, label), GERMAN)


def _value(page: Page, label: str) -> tuple[Word, ...]:
    return _need(value_right_of(page, label), label)


def _need(words: tuple[Word, ...] | None, label: str) -> tuple[Word, ...]:
    if not words:
        raise InvoiceplugError("FIELD_NOT_FOUND", f"nothing stands at “{label}”", label=label)
    return words
