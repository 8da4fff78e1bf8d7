"""Codes that are printed on text lines beside a row behind a word that names them: "Art. AX-9205" under an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invoiceplug.authoring.draft_rules import literal
from invoiceplug.authoring.draft_wanted import Wanted
from invoiceplug.document import row_text
from invoiceplug.template.text import TextLine

CODES = ("vendor_sku", "buyer_sku", "gtin", "mpn", "lot")

Row = dict[str, Wanted]


@dataclass(frozen=True, slots=True)
class GuessedRead:
    """A regex for a code within a description; `keep` where the description goes on saying it."""

    name: str
    regex: str
    keep: bool
    printed: str


def reads_of(rows: Sequence[Row], heads: Sequence[TextLine], pages: Sequence[list[TextLine]]) -> Iterator[GuessedRead]:
    """The codes that no line has on its own row, where the same words stand before each of them."""
    for name in CODES:
        held = [(row, head) for row, head in zip(rows, heads, strict=True) if name in row and row[name].words]
        if not held or any(set(row[name].words) & set(head.words) for row, head in held):
            continue
        found = [_said(row[name], pages) for row, _ in held]
        if found[0] and len(set(found)) == 1:
            first = held[0][0]
            keep = "description" in first and bool(set(first["description"].words) & set(first[name].words))
            yield GuessedRead(
                name, rf"^{literal(found[0])} (?<{name}>\S+)$", keep, f"{found[0]} {row_text(first[name].words)}"
            )


def _said(value: Wanted, pages: Sequence[list[TextLine]]) -> str:
    """What the code's text line says before it; "" where more stands behind it, or it is several words."""
    line = next(line for page in pages for line in page if value.words[0] in line.words)
    return row_text(line.words[:-1]) if len(value.words) == 1 and line.words[-1] == value.words[0] else ""
