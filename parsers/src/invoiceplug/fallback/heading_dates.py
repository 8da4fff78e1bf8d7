"""The dates of a heading: which of all the dates on the rows is the invoice's, by what stands beside and above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from invoiceplug.document import Word
from invoiceplug.fallback.heading_calendar import NUMERIC
from invoiceplug.fallback.heading_rows import KIND, Label, Row
from invoiceplug.invoice import Field
from invoiceplug.toolkit.fields import sources_of

FILLERS = 4  # words that may stand between a label and its date: "Datum: Hamburg, den"
ROWS_UP = 2  # from a date to the label above it

_DATED = re.compile(r"date|datum|fecha|data\b|tag$", re.IGNORECASE)
_AMERICAN = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|US\$|\bUSD\b|\bSales [Tt]ax\b|\bZIP\b")

# How likely the date beside such a label is the invoice's; below the label it is a little less so.
_SCORES = {"invoice_date": 100, "date": 70, "of_date": 34, "": 30, "delivery_date": 12, "other_date": 6, "due_date": 2}
BEHIND_THE_NUMBER, BEHIND_A_TITLE = 85, 62


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as printed: `row.tokens[start:end]`, what it may say, and what the label beside or above it calls it."""

    row: Row
    start: int
    end: int
    choices: tuple[date, ...]
    label: str = ""
    beside: bool = False
    in_range: bool = False

    def field(self, *, month_first: bool) -> Field[date]:
        """The date, by the order of day and month that the document has."""
        value = self.choices[1] if month_first and len(self.choices) > 1 else self.choices[0]
        return Field(value, sources_of(self.row.words(self.start, self.end)))


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of the heading that were found."""

    invoice_date: Field[date] | None = None
    due_date: Field[date] | None = None
    delivery_date: Field[date] | None = None
    guessed: bool = False  # whether no label names the invoice's date


def read_dates(rows: Sequence[Row], number: tuple[Row, int] | None, *, dollars: bool) -> Dates:
    """Invoice, due and delivery date; `number` is the row and the end of the invoice number, where it was found.

    `dollars` says that amounts are in US dollars: 04/05/2026 is then in April, unless another date denies it.
    """
    every = [each for at, row in enumerate(rows) for each in _labelled(rows, at, row)]
    if not every:
        return Dates()
    month_first = _month_first(rows, every, dollars=dollars)
    first = max(every, key=lambda each: _score(each, number))
    due = next((each for each in every if each.label == "due_date"), None)
    delivered = next((each for each in every if each.label == "delivery_date"), None)
    return Dates(
        first.field(month_first=month_first),
        due.field(month_first=month_first) if due else None,
        delivered.field(month_first=month_first) if delivered and not delivered.in_range else None,
        guessed=_score(first, number) < _SCORES["date"] - 2 * ROWS_UP - 10,
    )


def _labelled(rows: Sequence[Row], at: int, row: Row) -> Iterator[Dated]:
    free = 0
    for each in row.dates:
        label, beside = _label_left(row, free, each.start), True
        if label is None:
            label, beside = _label_above(rows, at, row.tokens[each.start].word), False
        free = each.end
        yield Dated(row, each.start, each.end, each.choices, label or "", beside, each.in_range)


def _label_left(row: Row, free: int, start: int) -> str | None:
    """What the words between the last date and this one call it: the nearest label, or words that nobody knows."""
    before = [each for each in row.labels if free <= each.start and each.end <= start and _dates(each)]
    nearest = max(before, key=lambda each: each.end, default=None)
    if nearest is not None and start - nearest.end <= FILLERS:
        return nearest.kind
    left = row.tokens[max(free, start - 2) : start]
    if left and (_DATED.search(left[-1].text) or left[-1].text.endswith(":")):
        return "other_date"
    return None


def _label_above(rows: Sequence[Row], at: int, word: Word) -> str | None:
    for above in reversed(rows[max(0, at - ROWS_UP) : at]):
        if above.page is not rows[at].page:
            continue
        for label in above.labels:
            x0, x1 = above.column(label)
            if label.leads and _dates(label) and x0 <= word.box.middle[0] <= x1:
                return label.kind
    return None


def _dates(label: Label) -> bool:
    return label.kind.endswith("date")


def _score(each: Dated, number: tuple[Row, int] | None) -> float:
    """How likely it is the invoice's date: by its label, or close behind the invoice's number."""
    score: float = _SCORES.get(each.label, 5)
    if each.label in ("", "of_date"):
        behind = each.start - number[1] if number is not None and each.row is number[0] else -1
        if 0 <= behind <= FILLERS:
            score = BEHIND_THE_NUMBER
        elif any(label.kind.startswith(KIND) and label.leads and label.end <= each.start for label in each.row.labels):
            score = BEHIND_A_TITLE
    if each.label and not each.beside:
        score -= ROWS_UP
    if each.in_range:
        score /= 4
    page = each.row.page.number - 1
    return score - 8 * min(page, 3) - each.row.top * 5


def _month_first(rows: Iterable[Row], every: Sequence[Dated], *, dollars: bool) -> bool:
    """Whether 04/05/2026 is in April: no other date may deny it."""
    text = "\n".join(row.text(0, len(row.tokens)) for row in rows)
    pairs = [(int(found[1]), int(found[3])) for found in NUMERIC.finditer(text) if found[2] != "."]
    day_first = any(12 < one <= 31 and other <= 12 for one, other in pairs)
    month = any(one <= 12 < other <= 31 for one, other in pairs)
    if day_first != month:
        return month
    return dollars or bool(_AMERICAN.search(text))
