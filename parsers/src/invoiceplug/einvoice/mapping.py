"""One XML into the invoice: header, totals, taxes, charges; lines and seller have files of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from invoiceplug.einvoice.allowances import read_charges
from invoiceplug.einvoice.kinds import document_type, schema_problem, syntax
from invoiceplug.einvoice.lines import read_lines
from invoiceplug.einvoice.node import Node
from invoiceplug.einvoice.paths import BY_FLAVOR, Paths
from invoiceplug.einvoice.seller import read_seller
from invoiceplug.einvoice.xml import Xml
from invoiceplug.extractor import Extract
from invoiceplug.invoice import Field, Invoice, Tax, Totals
from invoiceplug.reading import Finding

MOST_REFERENCES = 50
EURO_COUNTRIES = frozenset("AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split())  # noqa: SIM905


def read_invoice(xml: Xml) -> Extract:
    """The whole invoice, what is odd about it, and why it is one."""
    paths = BY_FLAVOR[xml.flavor]
    root = Node(xml, xml.root)
    currency = root.code(paths.currency) or _currency_of_country(root, paths)
    root = replace(root, currency=currency.value.strip() if currency else "")
    invoice = _invoice(root, paths, currency)
    reasons = (f"{xml.name} is attached: an e-invoice in {syntax(xml)}",)
    return Extract(invoice, (*xml.findings, *_oddities(root, paths)), reasons=reasons)


def invoice_number(xml: Xml) -> str | None:
    """The number of the invoice (BT-1) as it stands there."""
    number = Node(xml, xml.root).text(BY_FLAVOR[xml.flavor].header["invoice_number"])
    return number.value.strip() if number else None


def _invoice(root: Node, paths: Paths, currency: Field[str] | None) -> Invoice:
    header = paths.header
    type_code = root.code(header["type_code"])
    vendor, extra = read_seller(root, paths)
    more = {name: found for name, path in paths.extra.items() if (found := root.text(path))}
    return Invoice(
        document_type=document_type(root.xml, type_code.value.strip() if type_code else None),
        vendor=vendor,
        type_code=type_code,
        invoice_number=root.code(header["invoice_number"]),
        invoice_date=root.date(header["invoice_date"]),
        due_date=root.date(header["due_date"]),
        delivery_date=root.date(header["delivery_date"]),
        currency=currency,
        purchase_order=root.code(header["purchase_order"]),
        customer_number=root.code(header["customer_number"]),
        references=tuple(_references(root, paths))[:MOST_REFERENCES],
        totals=Totals(**{name: root.decimal(path) for name, path in paths.totals.items()}),
        taxes=tuple(_taxes(root, paths)),
        charges=tuple(read_charges(root, paths)),
        lines=tuple(read_lines(root, paths)),
        extra=extra | more,
    )


def _currency_of_country(root: Node, paths: Paths) -> Field[str] | None:
    """The euro when a seller in its countries names no currency, to be confirmed by a person."""
    country = root.text(paths.seller["country"])
    if country is None or country.value.strip() not in EURO_COUNTRIES:
        return None
    said = f"The embedded {root.xml.name} names no currency; EUR was taken, since the seller is in {country.value}."
    root.xml.findings.append(Finding("FIELD_NOT_FOUND", "error", said, path="/currency", sources=country.sources))
    return Field("EUR", country.sources)


def _references(root: Node, paths: Paths) -> Iterator[Field[str]]:
    for each in root.all(paths.references):
        if (found := each.code(".")) is not None:
            yield found


def _taxes(root: Node, paths: Paths) -> Iterator[Tax]:
    for row in root.all(paths.taxes):
        amount = row.decimal(paths.tax["amount"])
        if amount is not None:
            basis, rate = row.decimal(paths.tax["basis"]), row.decimal(paths.tax["rate"])
            yield Tax(amount, basis, rate, row.code(paths.tax["category"]))


def _oddities(root: Node, paths: Paths) -> Iterator[Finding]:
    test = root.text(paths.is_test) if paths.is_test else None
    if test is not None and test.value.strip() in ("true", "1"):
        said = f"The embedded {root.xml.name} is marked as a test."
        yield Finding("NOT_AN_INVOICE", "warning", said, sources=test.sources)
    if problem := schema_problem(root.xml):
        yield Finding("SCHEMA_INVALID", "warning", f"The embedded {root.xml.name} breaks its schema: {problem}")
