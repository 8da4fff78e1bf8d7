"""The heading of an invoice that nobody has described: its kind, numbers, dates, currency and seller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from invoiceplug.document import Document, Word
from invoiceplug.fallback.heading_currency import guessed_currency, read_currency_code
from invoiceplug.fallback.heading_dates import read_dates
from invoiceplug.fallback.heading_kind import read_kind
from invoiceplug.fallback.heading_number import SCORES, invoice_numbers, labelled
from invoiceplug.fallback.heading_rows import rows_of
from invoiceplug.fallback.heading_seller import read_seller
from invoiceplug.invoice import DocumentType, Field, Party
from invoiceplug.reading import Finding

if TYPE_CHECKING:
    from invoiceplug.fallback.model import Suggestion

DOUBTED = SCORES["bare_number"]  # a number that scores less is a guess


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the line items; `doubts` tell a person which values are guesses.

    `other` is what the document calls itself where it is no invoice: "delivery note", "reminder".
    """

    document_type: DocumentType
    vendor: Party
    invoice_number: Field[str] | None = None
    invoice_date: Field[date] | None = None
    due_date: Field[date] | None = None
    delivery_date: Field[date] | None = None
    currency: Field[str] | None = None
    customer_number: Field[str] | None = None
    purchase_order: Field[str] | None = None
    doubts: tuple[Finding, ...] = ()
    other: str | None = None


def read_heading(document: Document, suggestion: Suggestion | None = None) -> Heading:
    """The heading of the document; the words of the suggested line items are no part of it."""
    table = _words_of(suggestion)
    rows = rows_of(document)
    grand = suggestion.totals.get("grand") if suggestion else None
    numbers = invoice_numbers(rows, table)
    kind = read_kind(
        rows, grand.value if grand else None, numbered=bool(numbers) and numbers[0].kind == "invoice_number"
    )
    best = numbers[0] if numbers else None
    currency = read_currency_code(rows)
    dates = read_dates(rows, (best.row, best.end) if best else None, dollars=bool(currency and currency.value == "USD"))
    number = best.field() if best else None
    return Heading(
        kind.type,
        read_seller(rows),
        number,
        dates.invoice_date,
        dates.due_date,
        dates.delivery_date,
        currency or Field(guessed_currency(rows)),
        _other_than(number, labelled(rows, "customer_number")),
        _other_than(number, labelled(rows, "purchase_order")),
        tuple(
            _doubts(
                number=number if best and best.score < DOUBTED else None,
                when=dates.invoice_date if dates.guessed else None,
                currency=None if currency else guessed_currency(rows),
            )
        ),
        kind.other,
    )


def _words_of(suggestion: Suggestion | None) -> frozenset[Word]:
    if suggestion is None:
        return frozenset()
    return frozenset((*suggestion.header.words, *(word for line in suggestion.lines for word in line.words)))


def _other_than(number: Field[str] | None, other: Field[str] | None) -> Field[str] | None:
    """The other number, unless it is the very one that was taken for the invoice's."""
    return None if number and other and number.value == other.value else other


def _doubts(*, number: Field[str] | None, when: Field[date] | None, currency: str | None) -> Iterator[Finding]:
    """FIELD_NOT_FOUND for each value that no label names: what was taken instead is for a person to judge."""
    if number is not None:
        yield _guess("number", "/invoice_number", number.value)
    if when is not None:
        yield _guess("date", "/invoice_date", when.value.isoformat())
    if currency is not None:
        said = f"The page names no currency; {currency} is a guess."
        yield Finding("FIELD_NOT_FOUND", "error", said, path="/currency", actual=currency)


def _guess(name: str, path: str, value: str) -> Finding:
    said = f"Nothing on the page is called the invoice's {name}; {value} is a guess."
    return Finding("FIELD_NOT_FOUND", "warning", said, path=path, actual=value)
