"""TemplateExtractor: a vendor that is a template. To the rest of the world it is an extractor like any other."""

from __future__ import annotations

from pathlib import Path

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract, Match, Miss, Vendor
from invoiceplug.invoice import DocumentType, Field, Invoice, Line, Party, Totals
from invoiceplug.reading import Finding
from invoiceplug.template.header import Fields, read_rules
from invoiceplug.template.identify import identify
from invoiceplug.template.model import Template
from invoiceplug.template.names import EXTRA
from invoiceplug.template.rows import Table, read_table
from invoiceplug.template.summary import read_summary
from invoiceplug.template.table import nearest_header
from invoiceplug.template.text import TextLine, chosen, marked, text_lines

Pages = list[list[TextLine]]


class TemplateExtractor:
    """Reads one vendor's invoices as its template says."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.vendor: Vendor = template.vendor
        self.version: str = template.version

    @property
    def template_name(self) -> str:
        """Name and version, as readings carry them."""
        return f"{self.vendor.id} {self.version}"

    @property
    def path(self) -> Path | None:
        """The template's file."""
        return self.template.path

    def identify(self, document: Document) -> Match | Miss:
        """A Match when the marks are there, else a Miss that names those that were not."""
        return identify(document, self.template.match)

    def extract(self, document: Document) -> Extract:
        """The invoice; FIELD_NOT_FOUND, VALUE_UNREADABLE and NO_LINE_ITEMS name the template's `file:line`."""
        template, pages = self.template, text_lines(document)
        header = read_rules(template.fields, pages, template.locale)
        table = read_table(pages, template)
        if not table.lines:
            raise self._no_lines(table, pages)
        after = table.after if table.ended else pages
        totals = read_rules(template.totals, after, template.locale, "/totals")
        gross = template.price_includes_tax
        charges, taxes = read_summary([line for page in after for line in page], template)
        invoice = Invoice(
            document_type=self._document_type(pages),
            vendor=self._vendor(header),
            currency=header.pop("currency", None) or Field(template.locale.currency),
            price_includes_tax=None if gross is None else Field(gross),
            references=tuple(value for value in [header.pop("reference", None)] if value),
            extra={name.removeprefix(EXTRA): header.pop(name) for name in list(header) if name.startswith(EXTRA)},
            totals=Totals(**totals),
            taxes=taxes,
            charges=(*table.charges, *charges),
            lines=tuple(table.lines),
            **header,
        )
        return Extract(invoice, self._findings(table), tuple(table.unread))

    def _document_type(self, pages: Pages) -> DocumentType:
        marks = self.template.credit_note
        credited = any(marked(mark, line) for mark in marks for line in chosen(pages, mark.pages))
        return "credit_note" if credited else "invoice"

    def _vendor(self, header: Fields) -> Party:
        name = header.pop("vendor_name", Field(self.vendor.name))
        declared = {"tax_id": Field(self.vendor.tax_ids[0])} if self.vendor.tax_ids else {}
        return Party(Field(self.vendor.id), name, header.pop("tax_id", declared.get("tax_id")))

    def _findings(self, table: Table) -> tuple[Finding, ...]:
        found = [_unknown_unit(index, line) for index, line in enumerate(table.lines) if line.uom_raw and not line.uom]
        if not table.ended:
            message = "The mark that ends the line table was not found: the vendor's layout may have changed."
            found.append(Finding("LAYOUT_CHANGED", "warning", message))
        return tuple(found)

    def _no_lines(self, table: Table, pages: Pages) -> InvoiceplugError:
        rules = self.template.lines
        if table.started:
            needs = " and ".join(rules.needs)
            first = f' The first text line there is "{table.unread[0].source.text}".' if table.unread else ""
            detail = f"{rules.at}: the table was found, but no text line in it holds {needs}.{first}"
            return InvoiceplugError("NO_LINE_ITEMS", detail, at=rules.at)
        nearest = nearest_header([line for page in pages for line in page], rules.columns)
        detail = f"{rules.at}: no text line holds all the table's headers. {nearest}"
        return InvoiceplugError("NO_LINE_ITEMS", detail, at=rules.at)


def _unknown_unit(index: int, line: Line) -> Finding:
    raw = line.uom_raw.value if line.uom_raw else ""
    message = f'The unit "{raw}" is not known: say its Rec 20 code in the template, under lines.units.'
    return Finding("UNIT_UNKNOWN", "warning", message, (str(index + 1),), f"/lines/{index}/uom_raw")
