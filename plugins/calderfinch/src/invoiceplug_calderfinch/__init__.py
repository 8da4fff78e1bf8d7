"""Reads Calder & Finch's invoices and credit memos: boxes with a label on top, one ruled table, totals under it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from invoiceplug import (
    Charge,
    Document,
    Extract,
    Extractor,
    Field,
    Invoice,
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
from invoiceplug.toolkit.find import find_label, value_below, value_right_of
from invoiceplug_calderfinch.table import END, HEADINGS, US, first_label, need, read_table


class CalderFinch:
    """The vendor's paper as invoice.v1; what is credited is negative, as it is printed."""

    vendor = Vendor("calderfinch", "Calder & Finch Fastener Supply Co.", ("31-0000417",))
    version = "1.0.0"

    def identify(self, document: Document) -> Match | Miss:
        """A Match by federal id and table heading, both on page 1."""
        marks = (f"Federal ID {self.vendor.tax_ids[0]}", " ".join(HEADINGS.values()))
        missing = tuple(mark for mark in marks if not find_label(document.pages[0], mark))
        reasons = tuple(f"“{mark}” on page 1" for mark in marks)
        return Miss(len(marks) - len(missing), missing) if missing else Match(reasons)

    def extract(self, document: Document) -> Extract:
        """The whole paper; a row of the table that is neither line, remark nor section comes back as unread."""
        head, foot = document.pages[0], _foot(document.pages[-1])
        paper = "CREDIT" if find_label(head, "CREDIT MEMO NO.") else "INVOICE"
        tax_id = first_label(head, self.vendor.tax_ids[0])
        rate = need(value_right_of(foot, "SALES TAX"), "SALES TAX")
        tax = _money(foot, f"SALES TAX {rate[0].text}")
        due, original = value_below(head, "DUE DATE"), value_below(head, "ORIGINAL INVOICE")
        (lines, unread), freight = read_table(document), find_label(foot, "FREIGHT")
        invoice = Invoice(
            document_type="credit_note" if paper == "CREDIT" else "invoice",
            vendor=Party(Field(self.vendor.id), Field(self.vendor.name), text_field(tax_id)),
            invoice_number=text_field(_below(head, "INVOICE NO." if paper == "INVOICE" else "CREDIT MEMO NO.")),
            invoice_date=date_field(_below(head, "DATE"), US),
            due_date=date_field(due, US) if due else None,
            delivery_date=date_field(_below(head, "SHIP DATE"), US),
            currency=Field(US.currency),
            purchase_order=text_field(_below(head, "CUSTOMER P.O.")),
            customer_number=text_field(_below(head, "CUSTOMER NO.")),
            references=(text_field(original),) if original else (),
            lines=lines,
            charges=tuple(Charge("freight", _money(foot, "FREIGHT"), text_field(at)) for at in freight),
            taxes=(Tax(tax, rate=percent_field(rate, US)),),
            totals=Totals(lines_net=_money(foot, END), tax=tax, grand=_money(foot, f"{paper} TOTAL USD")),
        )
        return Extract(invoice, unread=unread)


@hookimpl
def register_extractors(register: Callable[[Extractor], None]) -> None:
    """Calder & Finch's one extractor."""
    register(CalderFinch())


def _foot(page: Page) -> Page:
    """The page from its first total down: above it, FREIGHT may be a way to ship."""
    top = first_label(page, END)[0].box.y0
    return replace(page, words=tuple(word for word in page.words if word.box.y1 > top))


def _below(page: Page, label: str) -> tuple[Word, ...]:
    return need(value_below(page, label), label)


def _money(page: Page, label: str) -> Field[Decimal]:
    return money_field(need(value_right_of(page, label), label), US)
