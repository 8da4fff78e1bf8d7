"""Which of two columns is what was shipped, where as much was ordered in all lines: the labels say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from invoiceplug.authoring.draft_header import Label, Row
from invoiceplug.authoring.draft_naming import is_ordered
from invoiceplug.authoring.draft_places import is_read_as
from invoiceplug.document import Word
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.locale import Locale

QUANTITY = "qty_shipped"


def shipped_rows(
    labels: Sequence[Label], rows: Sequence[Row], heads: Sequence[TextLine], locale: Locale
) -> Sequence[Row]:
    """The rows with their quantities under the label that is not that of an order, where one shows the same numbers."""
    own = [_over(labels, row[QUANTITY].words, head) for row, head in zip(rows, heads, strict=True) if QUANTITY in row]
    if not any(label and is_ordered(label.text) for label in own):
        return rows
    for label in (each for each in labels if not is_ordered(each.text)):
        found = [_under(label, row, head, locale) for row, head in zip(rows, heads, strict=True)]
        if all(words for words, row in zip(found, rows, strict=True) if QUANTITY in row):
            return [
                {**row, QUANTITY: replace(row[QUANTITY], words=words)} if words else row
                for row, words in zip(rows, found, strict=True)
            ]
    return rows


def _over(labels: Sequence[Label], words: Sequence[Word], head: TextLine) -> Label | None:
    if not words:
        return None
    span = head.x0(words[0]), head.x1(words[-1])
    return next((label for label in labels if label.away(*span) < 0), None)


def _under(label: Label, row: Row, head: TextLine, locale: Locale) -> tuple[Word, ...]:
    """The word under the label that reads as the line's quantity; () where there is none."""
    if QUANTITY not in row:
        return ()
    for word in head.words:
        under = label.away(head.x0(word), head.x1(word)) < 0
        if under and is_read_as(QUANTITY, word.text, row[QUANTITY].value, locale):
            return (word,)
    return ()
