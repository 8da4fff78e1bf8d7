"""What a document calls itself: an invoice, a credit note, or something that is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from invoiceplug.fallback.heading_rows import KIND, MARKERS, Label, Row, bare, kind_of
from invoiceplug.invoice import DocumentType

INVOICES = ("invoice", "credit_note", "correction", "self_billed")
BESIDES = ("order", "order confirmation", "receipt", "quote")  # what an invoice may be at the same time
TALL = 1.15  # times the usual height of a word: a title
HEAD = 0.55  # of the page's height: titles stand above it

_DENIED = re.compile(
    r"\b(?:this is not an? (?:tax )?invoice|keine rechnung|ceci n'est pas une facture|esto no es una factura"
    r"|non è una fattura|dit is geen factuur)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """The kind of the document, and what it calls itself where that is no invoice ("delivery note")."""

    type: DocumentType
    other: str | None = None


@dataclass(frozen=True, slots=True)
class _Title:
    kind: str
    weight: float


def read_kind(rows: Sequence[Row], grand: Decimal | None, *, numbered: bool) -> DocumentKind:
    """What the largest title says; of titles of one size the one that says invoice, of these the one that says credit.

    `grand` is the grand total: a correction is a credit note where that is negative. `numbered` says that a number is
    plainly called the invoice's: an order or a receipt that has one is an invoice too.
    """
    titles = list(_titles(rows))
    invoices = [title for title in titles if title.kind in INVOICES]
    others = [title for title in titles if title.kind not in INVOICES]
    loudest = max((title.weight for title in invoices), default=0.0)
    other = max(others, key=lambda title: title.weight, default=None)
    if _DENIED.search(_first_page(rows)):
        return DocumentKind("invoice", other.kind if other else "document that says so")
    if other is not None and other.weight > loudest and not (numbered and other.kind in BESIDES):
        return DocumentKind("invoice", other.kind)
    return DocumentKind(_type({title.kind for title in invoices if title.weight >= loudest * 0.8}, rows, grand))


def _type(kinds: set[str], rows: Sequence[Row], grand: Decimal | None) -> DocumentType:
    if any(label.kind == f"{KIND}self_billed" for row in rows for label in row.labels):
        return "invoice"
    if "correction" in kinds:
        return "credit_note" if grand is not None and grand < 0 else "invoice"
    return "credit_note" if "credit_note" in kinds else "invoice"


def _titles(rows: Sequence[Row]) -> Iterator[_Title]:
    """The kinds that the first page's upper part names, each with how much like a title it stands there."""
    heights = [token.word.box.height for row in rows for token in row.tokens if row.page.number == 1]
    usual = median(heights) if heights else 0.0
    for row in rows:
        if row.page.number == 1:
            for label in row.labels:
                kind = kind_of(label, row) if label.leads else None
                if kind is not None and (weight := _weight(row, label, kind, usual)):
                    yield _Title(kind, weight)


def _weight(row: Row, label: Label, kind: str, usual: float) -> float:
    """Its height as a multiple of the usual one, 0 for what is no title: invoices alone are named in passing too."""
    height = max(token.word.box.height for token in row.tokens[label.start : label.end]) / (usual or 1.0)
    if row.top > HEAD:
        return 0.5 if kind == "invoice" else 0.0
    stands_alone = label.end == len(row.tokens) or row.runs[label.end] != row.runs[label.end - 1]
    titled = stands_alone or _numbered(row, label.end)
    upper = all(token.text.isupper() for token in row.tokens[label.start : label.end])
    if kind not in INVOICES and not ((height >= TALL and titled) or (stands_alone and upper)):
        return 0.0
    if kind == "credit_note" and not titled:
        return 0.0
    return height + (0.3 if stands_alone and upper else 0.0)


def _numbered(row: Row, at: int) -> bool:
    """Whether a number follows, or "No." or brackets before one."""
    text = row.tokens[at].text
    return any(ch.isdigit() for ch in text) or bare(text) in MARKERS or text.startswith("(")


def _first_page(rows: Sequence[Row]) -> str:
    return " ".join(row.text(0, len(row.tokens)) for row in rows if row.page.number == 1)
