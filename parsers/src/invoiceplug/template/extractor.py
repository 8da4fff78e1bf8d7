"""TemplateExtractor: a vendor that is a template. To the rest of the world it is an extractor like any other."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract, Match, Miss, Vendor
from invoiceplug.invoice import DocumentType, Field, Invoice, Line, Party, Totals
from invoiceplug.reading import Finding
from invoiceplug.template.header import Fields, read_rules
from invoiceplug.template.identify import Signs, find_mark, identify, said, signs_of
from invoiceplug.template.lines.missing import no_lines
from invoiceplug.template.lines.table import Table, read_table
from invoiceplug.template.model import Head, Template
from invoiceplug.template.names import EXTRA, LINE_COUNT
from invoiceplug.template.pattern import regex_budget
from invoiceplug.template.summary import read_summary
from invoiceplug.template.text import Lines, text_lines


class TemplateExtractor:
    """Reads one vendor's invoices as its template says."""

    def __init__(self, template: Template | Head) -> None:
        self._head = template
        self.vendor: Vendor = template.vendor
        self.version: str = template.version

    @cached_property
    def template(self) -> Template:
        """All of the template, which may be made only now."""
        return self._head.whole() if isinstance(self._head, Head) else self._head

    @property
    def template_name(self) -> str:
        """Name and version, as readings carry them."""
        return f"{self.vendor.id} {self.version}"

    @property
    def path(self) -> Path | None:
        """The template's file."""
        return self._head.path

    @cached_property
    def first_page_signs(self) -> Signs:
        """What the first page must hold for `identify` to find a Match."""
        return signs_of(self._head.match)

    def identify(self, document: Document) -> Match | Miss:
        """A Match when the marks are there, else a Miss that names those that were not."""
        with regex_budget():
            return identify(document, self._head.match)

    def extract(self, document: Document) -> Extract:
        """The invoice; FIELD_NOT_FOUND, VALUE_UNREADABLE and NO_LINE_ITEMS name the template's `file:line`."""
        with regex_budget():
            return self._extract(document)

    def _extract(self, document: Document) -> Extract:
        pages = text_lines(document)
        self._refuse_others(document, pages)
        head = read_rules(self.template.fields, pages, self.template.locale)
        header, template = head.values, self._under_currency(head.values)
        table = read_table(pages, template)
        if not table.lines:
            raise no_lines(table, pages, template.lines)
        after = table.after if table.ended else pages
        foot = read_rules(template.totals, after, template.locale, "/totals", whole=pages)
        counted = foot.values.pop(LINE_COUNT, None)
        reference = header.pop("reference", None)
        gross = self._gross(document, pages)
        charges, taxes = read_summary(chain.from_iterable(after), template)
        invoice = Invoice(
            document_type=self._document_type(document, pages),
            vendor=self._vendor(header),
            currency=header.pop("currency", None) or Field(template.locale.currency),
            price_includes_tax=None if gross is None else Field(gross),
            references=head.references or ((reference,) if reference else ()),
            extra={name.removeprefix(EXTRA): header.pop(name) for name in list(header) if name.startswith(EXTRA)},
            totals=Totals(**foot.values),
            taxes=taxes,
            charges=(*table.charges, *charges),
            lines=tuple(table.lines),
            **header,
        )
        findings = (*head.findings, *self._findings(table), *foot.findings)
        return Extract(invoice, findings, tuple(table.unread), counted)

    def _refuse_others(self, document: Document, pages: Lines) -> None:
        """NOT_AN_INVOICE where one of the marks says that this paper of the vendor is something else."""
        for mark in self.template.not_an_invoice:
            place = find_mark(mark, document, pages)
            if place:
                detail = f'{mark.at}: {said(mark)} says that this is no invoice: "{place.text}".'
                raise InvoiceplugError("NOT_AN_INVOICE", detail, at=mark.at, page=place.page, text=place.text)

    def _under_currency(self, header: Fields) -> Template:
        """The template, its locale's currency the one that is printed."""
        read = header.get("currency")
        locale = self.template.locale
        if read is None or read.value == locale.currency:
            return self.template
        return replace(self.template, locale=replace(locale, currency=read.value, symbols=()))

    def _gross(self, document: Document, pages: Lines) -> bool | None:
        said = self.template.price_includes_tax
        if said is None or isinstance(said, bool):
            return said
        return any(find_mark(mark, document, pages) for mark in said)

    def _document_type(self, document: Document, pages: Lines) -> DocumentType:
        credited = any(find_mark(mark, document, pages) for mark in self.template.credit_note)
        return "credit_note" if credited else "invoice"

    def _vendor(self, header: Fields) -> Party:
        name = header.pop("vendor_name", Field(self.vendor.name))
        declared = {"tax_id": Field(self.vendor.tax_ids[0])} if self.vendor.tax_ids else {}
        return Party(Field(self.vendor.id), name, header.pop("tax_id", declared.get("tax_id")))

    def _findings(self, table: Table) -> tuple[Finding, ...]:
        found = [_unknown_unit(index, line) for index, line in enumerate(table.lines) if line.uom_raw and not line.uom]
        return (*found, *table.findings)


def _unknown_unit(index: int, line: Line) -> Finding:
    raw = line.uom_raw.value if line.uom_raw else ""
    message = f'The unit "{raw}" is not known: say its Rec 20 code in the template, under lines.units.'
    return Finding("UNIT_UNKNOWN", "warning", message, (str(index + 1),), f"/lines/{index}/uom_raw")
