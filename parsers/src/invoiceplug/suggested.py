"""What the reader of last resort takes from a page that no vendor's plugin knows: a suggestion, plainly marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from invoiceplug.document import Document, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extract
from invoiceplug.fallback import Suggestion, suggest
from invoiceplug.fallback.heading import Heading, read_heading
from invoiceplug.fallback.model import SuggestedLine
from invoiceplug.invoice import Field, Invoice, Line, Totals
from invoiceplug.reading import Finding, Reader
from invoiceplug.taken import Taken
from invoiceplug.toolkit.fields import sources_of
from invoiceplug.trace import note_invoice
from invoiceplug.version import __version__

READER = "invoiceplug"  # who reads what no plugin does

ZERO = Decimal(0)


def suggested_by(document: Document, unknown: InvoiceplugError) -> Taken:
    """What is suggested for the document; the error `unknown` (NO_VENDOR_MATCH) where there is nothing to suggest.

    The values wait for a person: the error finding NO_VENDOR_MATCH blocks apply until a vendor is named and each line
    is confirmed. What arithmetic proves of them is in `proofs`.
    """
    suggestion = suggest(document)
    if suggestion is None:
        raise _refused(unknown, "No table of line items that adds up was found on it either.")
    heading = read_heading(document, suggestion)
    if heading.other is not None:
        raise _refused(unknown, f"By its title it is no invoice but a {heading.other}.", document=heading.other)
    totals, doubts = _totals(suggestion)
    invoice = _invoice(suggestion, heading, totals)
    note_invoice(invoice)
    return Taken(
        Extract(invoice, unread=suggestion.unread),
        Reader(READER, __version__, __version__),
        tuple(_reasons(suggestion)),
        (Finding("NO_VENDOR_MATCH", "error", _nobody(unknown)), *heading.doubts, *doubts),
        "suggested",
        suggestion.proofs,
    )


def _refused(unknown: InvoiceplugError, why: str, **facts: str) -> InvoiceplugError:
    return InvoiceplugError(unknown.code, f"{unknown.detail} {why}", **unknown.facts, **facts)


def _nobody(unknown: InvoiceplugError) -> str:
    """That no plugin knows it, and which is nearest; no rule's `file:line`, which is another on every machine."""
    said = "No plugin knows this vendor: these values are only a suggestion."
    if "nearest" not in unknown.facts:
        return said
    found = unknown.facts["found"]
    return f"{said} Nearest is {unknown.facts['nearest']}, with {found} of its marks on the page."


def _reasons(suggestion: Suggestion) -> Iterator[str]:
    """What speaks for the suggestion: how many lines are proved."""
    proved, lines = sum(line.proof is not None for line in suggestion.lines), len(suggestion.lines)
    yield f"arithmetic proves {proved} of {lines} lines"
    if suggestion.ambiguous:
        yield "two ways to read the columns add up, so no line is proved"


def _invoice(suggestion: Suggestion, heading: Heading, totals: Totals) -> Invoice:
    return Invoice(
        document_type=heading.document_type,
        vendor=heading.vendor,
        invoice_number=heading.invoice_number,
        invoice_date=heading.invoice_date,
        due_date=heading.due_date,
        delivery_date=heading.delivery_date,
        currency=heading.currency,
        customer_number=heading.customer_number,
        purchase_order=heading.purchase_order,
        totals=totals,
        taxes=suggestion.taxes,
        charges=suggestion.charges,
        lines=tuple(map(_described, suggestion.lines)),
    )


def _described(suggested: SuggestedLine) -> Line:
    """The line; where no column describes it, its whole row does."""
    line = suggested.line
    if line.description is not None or not suggested.words:
        return line
    return replace(line, description=Field(row_text(suggested.words), sources_of(suggested.words)))


def _totals(suggestion: Suggestion) -> tuple[Totals, tuple[Finding, ...]]:
    """The totals as printed; where no grand total is, the amount due or the sum of the lines stands in for it."""
    totals = Totals(**suggestion.totals)
    if totals.grand is not None:
        return totals, ()
    if totals.amount_due is not None:
        return replace(totals, grand=totals.amount_due), ()
    lines = sum((line.line.line_total.value for line in suggestion.lines if line.line.line_total is not None), ZERO)
    summed = sum(
        (tax.amount.value for tax in suggestion.taxes), sum((c.amount.value for c in suggestion.charges), lines)
    )
    said = f"No grand total was found on the page; {summed} is the sum of what was read."
    doubt = Finding("FIELD_NOT_FOUND", "error", said, path="/totals/grand", actual=str(summed))
    return replace(totals, grand=Field(summed)), (doubt,)
