"""The numbers of a heading: the invoice's own, hardened against the customer's, the order's and everybody else's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from invoiceplug.document import Word
from invoiceplug.fallback.heading_rows import KIND, MARKERS, Label, Row, bare
from invoiceplug.invoice import Field
from invoiceplug.toolkit.fields import sources_of

LONGEST = 32  # characters of a number
BELOW = 8  # what that place takes off a label's score
TITLES = ("invoice", "credit_note", "correction", "self_billed")
TITLE_WORDS = 7  # between a title and the "No." that belongs to it
ROWS_DOWN, HEIGHTS_DOWN = 2, 4.0  # from a label to the value under it
CLOSE = 0.45  # of a line's height: two groups of digits nearer than that are one number

# How surely what stands beside such a label is the invoice's number.
SCORES = {"invoice_number": 100, "document_number": 60, "bare_number": 34}
LAST_RESORT = {"other_number": 12, "purchase_order": 10, "customer_number": 4}
TITLE, NUMBERED_TITLE = 66, 84

_MONEY = re.compile(r"[-+(]?[€$£]?\d{1,3}(?:[.,'’]?\d{3})*[.,]\d{2}\)?-?[€$£]?")
_NOT_A_NUMBER = re.compile(
    r".*[@%€$£]|.*://|www\.|\d{1,2}:\d{2}|.*\.(?:com|de|fr|es|it|nl|eu|net|org)\b|[+(]", re.IGNORECASE
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_TAX_ID = re.compile(r"(?:ATU|BE|CHE|DE|ES|FR|GB|IT|NL|PT|LU|PL|DK|SE)[A-Z0-9]{0,2}\d{7,11}(?:B\d{2})?")
_SHAPE = re.compile(r"(?=.*\d.*\d.*\d)[A-Z]{1,6}[-/_.]?\d[\w/.-]{2,}|\d{2,4}[-/]\d{3,}|20\d{2}[-/.]?\d{3,}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it may be meant: where it stands, and how likely it is the invoice's."""

    row: Row
    start: int
    end: int
    score: float
    kind: str = ""

    @property
    def text(self) -> str:
        """The number without the marks around it."""
        return self.row.text(self.start, self.end).strip(" ,;:()").lstrip("#").strip()

    def field(self) -> Field[str]:
        """The number with its place."""
        return Field(self.text, sources_of(self.row.words(self.start, self.end)))


def invoice_numbers(rows: Sequence[Row], table: Collection[Word]) -> list[Number]:
    """What may be the invoice's number, the likeliest first; `table` are the words of the line items."""
    found = [
        number
        for at, row in enumerate(rows)
        for label in row.labels
        for number in _at_label(rows, at, label)
        if not table or number.row.tokens[number.start].word not in table
    ]
    if all(number.score < SCORES["bare_number"] for number in found):
        found += _by_shape(rows, table)
    times = Counter(number.text for number in found if number.score >= TITLE)
    return sorted(
        found, key=lambda each: (-each.score - 3 * min(times[each.text], 4), each.row.page.number, each.row.top)
    )


def labelled(rows: Sequence[Row], kind: str) -> Field[str] | None:
    """The number with a label of this kind beside or above it: the customer's, the order's."""
    found = [each for at, row in enumerate(rows) for label in row.labels if label.kind == kind
             for each in _beside(rows, at, label, 0.0) if label.leads]  # fmt: skip
    best = max(found, key=lambda each: each.score, default=None)
    return best.field() if best else None


def _at_label(rows: Sequence[Row], at: int, label: Label) -> Iterator[Number]:
    """The numbers beside and below a label, if it is one that may name the invoice's."""
    row = rows[at]
    if label.kind.removeprefix(KIND) in TITLES and label.kind.startswith(KIND):
        yield from _at_title(rows, at, label)
        return
    score = SCORES.get(label.kind) or LAST_RESORT.get(label.kind)
    if score is None:
        return
    if label.kind == "bare_number" and not _under_a_title(rows, at, label):
        score = 15
    yield from _beside(rows, at, label, score - _doubts(row, label))


def _at_title(rows: Sequence[Row], at: int, label: Label) -> Iterator[Number]:
    """The number behind "Invoice", behind "Rechnung (380) Nr.", behind "Rechnung zur Versicherung Nr.", or below."""
    row, doubts = rows[at], _doubts(rows[at], label)
    for start in range(label.end, min(label.end + TITLE_WORDS, len(row.tokens))):
        token = row.tokens[start]
        if bare(token.text) in MARKERS and (end := _number(row, start + 1)):
            yield Number(row, start + 1, end, NUMBERED_TITLE - doubts - (start - label.end))
            return
        if row.starts(start) and not token.text.startswith("("):
            break
    yield from _beside(rows, at, label, TITLE - doubts)


def _beside(rows: Sequence[Row], at: int, label: Label, score: float) -> Iterator[Number]:
    """The number right of the label, else the one below it."""
    row = rows[at]
    start = _past_fillers(row, label.end)
    if start < len(row.tokens) and (end := _number(row, start)):
        wide = row.runs[start] - row.runs[label.end - 1]
        yield Number(row, start, end, score - 3 * wide - _shortness(row, start, end), label.kind)
        if wide == 0:
            return
    x0, x1 = row.column(label)
    box = row.tokens[label.start].word.box
    for lower in rows[at + 1 : at + 1 + ROWS_DOWN]:
        if lower.page is not row.page or lower.top - box.y1 > HEIGHTS_DOWN * box.height:
            return
        inside = [i for i, token in enumerate(lower.tokens) if x0 <= token.word.box.middle[0] <= x1]
        if inside and (end := _number(lower, inside[0])):
            yield Number(lower, inside[0], end, score - BELOW - _shortness(lower, inside[0], end), label.kind)
            return


def _shortness(row: Row, start: int, end: int) -> int:
    """What a number of one or two characters takes off: a page's and a line's are so short, an invoice's seldom."""
    return 25 if len(row.text(start, end).strip(".,:")) < 3 else 0


def _by_shape(rows: Sequence[Row], table: Collection[Word]) -> Iterator[Number]:
    """What looks like the number of a document, at the top of the first page, and has no label."""
    for row in rows:
        for at, token in enumerate(row.tokens):
            shaped = len(token.text) <= LONGEST and _SHAPE.fullmatch(token.text) is not None
            if shaped and row.page.number == 1 and token.word not in table and _number(row, at):
                yield Number(row, at, at + 1, 8 - 5 * row.top)


def _number(row: Row, at: int) -> int:
    """The end of the number that begins at this token, 0 where none does: no date, amount, tax id or account."""
    if at >= len(row.tokens) or row.starts(at) or row.is_dated(at):
        return 0
    first = row.tokens[at].text.strip(",;:()")
    same = at + 1 < len(row.tokens) and row.runs[at + 1] == row.runs[at]
    if first.isalpha() and first.isupper() and len(first) <= 5 and same and not row.starts(at + 1):
        return _number(row, at + 1) if row.tokens[at + 1].text[:1].isdigit() else 0
    if not any(ch.isdigit() for ch in first) or len(first) > LONGEST or _is_other(first):
        return 0
    end = at + 1
    while end < len(row.tokens) and row.runs[end] == row.runs[at] and _goes_on(row, end):
        end += 1
    return end


def _is_other(text: str) -> bool:
    return bool(_MONEY.fullmatch(text) or _NOT_A_NUMBER.match(text) or _IBAN.fullmatch(text) or _TAX_ID.fullmatch(text))


def _goes_on(row: Row, at: int) -> bool:
    """Whether the token belongs to the number before it: "2018 / 003", "90 123 456" in narrow groups."""
    before, token = row.tokens[at - 1], row.tokens[at]
    if row.starts(at) or row.is_dated(at):
        return False
    if token.text in "/-_" or before.text[-1] in "/-_":
        return token.text in "/-_" or any(ch.isdigit() for ch in token.text)
    gap = (token.word.box.x0 - before.word.box.x1) * row.page.width
    close = gap < CLOSE * token.word.box.height * row.page.height
    return close and before.text.isdigit() and token.text.isdigit() and before.word is not token.word


def _past_fillers(row: Row, at: int) -> int:
    """The first token that is neither punctuation nor "No." nor in brackets."""
    while at < len(row.tokens):
        text = row.tokens[at].text
        marker = bare(text) in MARKERS and not any(ch.isdigit() for ch in text)
        bracketed = text.startswith("(") and text.endswith(")")
        if any(ch.isalnum() for ch in text) and not marker and not bracketed:
            return at
        at += 1
    return at


def _doubts(row: Row, label: Label) -> float:
    """What takes from a label's word: that it stands in a sentence, behind the first page, or at its foot."""
    sentence = 0 if label.leads else 14
    page = row.page.number - 1
    return sentence + 6 * min(page, 3) + 6 * row.top


def _under_a_title(rows: Sequence[Row], at: int, label: Label) -> bool:
    """Whether a bare "No." stands in the row of a title, or right under one."""
    near = rows[max(0, at - ROWS_DOWN) : at + 1]
    titles = {f"{KIND}{title}" for title in TITLES}
    return label.leads and any(other.kind in titles and other.leads for row in near for other in row.labels)
