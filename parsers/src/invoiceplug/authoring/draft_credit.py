"""How credit notes of the vendor are told from invoices: seen on a sample, else what the language calls them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from invoiceplug.authoring.draft_wanted import WantedSet
from invoiceplug.document import Document, row_text
from invoiceplug.template.text import holds

_ALSO = {"es": ("Factura rectificativa",)}  # in its country the name of any credit note
_STEMS = {
    "en": (("invoice",), ("credit note", "credit memo", "credit")),
    "de": (("rechnungs", "rechnung"), ("gutschrifts", "gutschrift")),
    "fr": (("facture",), ("avoir", "note de crédit")),
    "es": (("factura",), ("abono", "rectificativa", "factura rectificativa")),
    "it": (("fattura",), ("nota di credito",)),
    "nl": (("factuur",), ("creditnota", "creditfactuur")),
}


@dataclass(frozen=True, slots=True)
class GuessedCredit:
    """The marks of a credit note; `seen` where a sample is one."""

    marks: tuple[str, ...]
    seen: bool = False


def credit_of(documents: Sequence[Document], wanted: Sequence[WantedSet], language: str) -> GuessedCredit | None:
    """What the language's credit notes are titled and no invoice among the samples says; None where nothing is left."""
    kinds = [each.document_type for each in wanted]
    bills = [each for each, kind in zip(documents, kinds, strict=False) if kind == "invoice"]
    notes = [each for each, kind in zip(documents, kinds, strict=False) if kind == "credit_note"]
    words = [text for text in _titles(language) if not any(_says(each, text) for each in bills)]
    seen = [text for text in words if notes and all(_says(each, text) for each in notes)]
    marks = tuple(seen or words)
    return GuessedCredit(marks, bool(seen)) if marks else None


def credit_labels(label: str, language: str) -> list[str]:
    """The label of an invoice's number, date or total as a credit note would print it: "Gutschriftsdatum"."""
    return list(dict.fromkeys(_renamed(label, *_STEMS.get(language, _STEMS["en"]))))


def invoice_labels(label: str, language: str) -> list[str]:
    """The label that a credit note prints as an invoice would print it."""
    invoices, notes = _STEMS.get(language, _STEMS["en"])
    longest = sorted(notes, key=len, reverse=True)
    return list(dict.fromkeys(_renamed(label, longest, sorted(invoices, key=len, reverse=True))))


def _renamed(label: str, stems: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    low = label.casefold()
    for at, stem in enumerate(stems):
        if stem in low:
            start = low.index(stem)
            for other in others[at : at + 1] if len(stems) == len(others) else others:
                said = other.upper() if label.isupper() else other.capitalize() if label[start].isupper() else other
                yield label[:start] + said + label[start + len(stem) :]
            return


def _says(document: Document, text: str) -> bool:
    return any(holds(row_text(row), text) for row in document.pages[0].lines())


@cache
def _titles(language: str) -> tuple[str, ...]:
    path = files("invoiceplug.fallback") / "heading_words.json"
    kinds = json.loads(path.read_text(encoding="utf-8"))["kinds"]["credit_note"]
    return (*(kinds.get(language) or kinds["en"]), *_ALSO.get(language, ()))
