"""Who sold, as the pages say it: name and tax id, told apart from those of the buyer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from invoiceplug.document import Word
from invoiceplug.fallback.heading_rows import KIND, Label, Row, bare
from invoiceplug.invoice import Field, Party
from invoiceplug.toolkit.companies import company_end, tax_ids_in
from invoiceplug.toolkit.fields import sources_of

REACH = 0.2  # of the page's height: how far down a "Bill to" speaks
BLOCK = 6  # rows under "Seller" among which its name stands
TOP, FOOT = 0.16, 0.82  # of the page's height: letterhead and footer, which are the seller's
TALL = 1.5  # times the usual height of a word: a logo made of letters
LONGEST_NAME = 80  # characters

_NATIONAL = re.compile(
    r"(?i:p(?:artita|\.)? ?iva|n\.?i\.?f\.?|c\.?i\.?f\.?|vat (?:no|number|reg\w*)|tva|btw)\W{0,3}"
    r"(?:(?i:no|nr|number|nummer)\W{0,3})?([A-Z]{0,2}\d[\dA-Z]{6,12})\b"
)
_STREET = re.compile(r"\d{4,5} [A-ZÀ-Ý]|@|www\.|https?:|[Tt]el\b|IBAN|^\W*\d")
_COMPANY_MORE = re.compile(r"\.?(?: ?& ?Co\.?)?(?: ?(?:KG|KGaA|OHG)\b)?")
_QUANTITY = re.compile(r"\d (?:KG|CO)\b")  # a weight, no partnership
_DOMAIN = re.compile(r"(?:@|www\.|https?://)(?:www\.)?([\w.-]+)", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?i)kontoinhaber|titulaire|account (?:holder|name)|intestatario|titular|t\.n\.v\.")


def read_seller(rows: Sequence[Row]) -> Party:
    """The seller's printed name and tax id, as far as the pages say them."""
    return Party(name=_named(rows) or _company(rows) or _logo(rows), tax_id=_tax_id(rows))


def _tax_id(rows: Sequence[Row]) -> Field[str] | None:
    """The tax id that is likeliest the seller's; none of those that are said to be the buyer's."""
    found: list[tuple[float, Field[str]]] = []
    for at, row in enumerate(rows):
        text = row.text(0, len(row.tokens))
        for value, start, end in _ids(text):
            words = _words(row, start, end)
            party = _party(rows, at, words[0])
            if party == "buyer" or _is_yours(row, words[0]):
                continue
            edge = row.top > FOOT or row.top < TOP
            score = 6 * (party == "seller") + 2 * edge - row.page.number / 10
            found.append((score, Field(value, sources_of(words))))
    return max(found, key=lambda each: each[0])[1] if found else None


def _ids(text: str) -> Iterator[tuple[str, int, int]]:
    spans = [(value, *found.span(1 if found.re.groups else 0)) for value, found in tax_ids_in(text)]
    yield from spans
    for found in _NATIONAL.finditer(text):
        if not any(start < found.end(1) and found.start(1) < end for _, start, end in spans):
            yield found[1], *found.span(1)


def _is_yours(row: Row, word: Word) -> bool:
    """Whether a label left of it says that it is the buyer's: "Ihre USt-IdNr."."""
    return any(
        label.kind == "buyer_tax_id" and row.tokens[label.end - 1].word.box.x0 <= word.box.x0 for label in row.labels
    )


def _party(rows: Sequence[Row], at: int, word: Word) -> str | None:
    """ "seller" or "buyer", as the nearest heading above the word says in its column; None when none speaks."""
    for above in (rows[i] for i in range(at, -1, -1)):
        if above.page is not rows[at].page or word.box.y0 - above.top > REACH:
            return None
        for label in reversed(above.labels):
            if label.kind in ("seller", "buyer") and _heads(above, label) and _covers(above, label.start, word):
                return label.kind
    return None


def _heads(row: Row, label: Label) -> bool:
    """Whether the label is a heading, and no word of a name ("Lieferant GmbH"): alone in its run, or with a colon."""
    alone = label.end == len(row.tokens) or row.runs[label.end] != row.runs[label.end - 1]
    colon = row.tokens[label.end - 1].text.endswith(":") or row.text(label.end, label.end + 1) == ":"
    return label.leads and (alone or colon or label.end - label.start > 1)


def _covers(row: Row, start: int, word: Word) -> bool:
    """Whether the word stands in the block that a heading at this token begins: up to the next run of its row."""
    x0 = row.tokens[start].word.box.x0
    later = [token.word.box.x0 for token, run in zip(row.tokens, row.runs, strict=True) if run > row.runs[start]]
    return x0 - 0.02 <= word.box.x0 < min(later, default=1.0) - 0.01


def _named(rows: Sequence[Row]) -> Field[str] | None:
    """The name beside or under a heading that says "Seller"."""
    for at, row in enumerate(rows):
        for label in row.labels:
            if label.kind != "seller" or not _heads(row, label):
                continue
            for lower in rows[at : at + BLOCK]:
                start = label.end if lower is row else 0
                if lower.page is row.page and (name := _name_in(lower, start, row, label.start)):
                    return name
    return None


def _name_in(row: Row, start: int, heading: Row, at: int) -> Field[str] | None:
    """What the row tells as a name in the column of the heading: "Name: ...", or a company."""
    inside = [i for i in range(start, len(row.tokens)) if _covers(heading, at, row.tokens[i].word)]
    while inside and not any(ch.isalnum() for ch in row.tokens[inside[0]].text):
        inside.pop(0)
    if not inside:
        return None
    first, end = inside[0], inside[-1] + 1
    if bare(row.tokens[first].text) in ("name", "firma", "nom", "nombre", "naam", "company", "ragionesociale"):
        return _field(row, first + 1, end) if end > first + 1 else None
    text = row.text(first, end)
    return _company_field(row, first, end) if company_end(text) and ":" not in text else None


def _company(rows: Sequence[Row]) -> Field[str] | None:
    """The company that the letterhead, the footer and the account name, and no heading names as the buyer."""
    domains = bare(" ".join(_DOMAIN.findall("\n".join(row.text(0, len(row.tokens)) for row in rows))))
    found: list[tuple[str, float, Field[str]]] = []
    for at, row in enumerate(rows):
        for start, end in _runs(row):
            field = _company_field(row, start, end)
            if field is not None and _party(rows, at, row.tokens[start].word) != "buyer":
                score = 3 * (row.top < TOP and row.page.number == 1) + 2 * (row.top > FOOT)
                score += 3 * bool(_ACCOUNT.search(row.text(0, end)))
                score += 5 * any(len(word) > 3 and bare(word) in domains for word in field.value.split())
                found.append((bare(field.value), score, field))
    times = Counter(name for name, *_ in found)
    best = max(found, key=lambda each: each[1] + 2 * min(times[each[0]], 4), default=None)
    return best[2] if best else None


def _logo(rows: Sequence[Row]) -> Field[str] | None:
    """The tallest words at the top of the first page that name no kind of document."""
    first = [row for row in rows if row.page.number == 1]
    usual = median(token.word.box.height for row in first for token in row.tokens) if first else 0.0
    found = [
        (row.tokens[start].word.box.height, _field(row, start, end))
        for row in first
        if row.top < 2 * TOP
        for start, end in _runs(row)
        if row.tokens[start].word.box.height > TALL * usual and not _is_title(row, start, end)
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _is_title(row: Row, start: int, end: int) -> bool:
    text = row.text(start, end)
    named = any(start <= label.start < end and label.kind.startswith(KIND) for label in row.labels)
    return named or not any(ch.isalpha() for ch in text) or len(text) > LONGEST_NAME or bool(_STREET.search(text))


def _runs(row: Row) -> Iterator[tuple[int, int]]:
    """Where each run begins and ends: `tokens[start:end]`."""
    start = 0
    for at in range(1, len(row.tokens) + 1):
        if at == len(row.tokens) or row.runs[at] != row.runs[start]:
            yield start, at
            start = at


def _company_field(row: Row, start: int, end: int) -> Field[str] | None:
    """The run up to where it ends like a company's name, without labels before it."""
    for label in row.labels:
        if label.start == start < label.end < end and row.tokens[label.end - 1].text.endswith(":"):
            start = label.end
    text = row.text(start, end)
    ends = company_end(text)
    more = _COMPANY_MORE.match(text, ends) if ends else None
    if more is None or ends > LONGEST_NAME:
        return None
    begins = max(text.rfind(mark, 0, ends) + 1 for mark in (":", "·", "•", "●", "|", ";"))
    words = _words(row, begins, more.end(), start)
    name = text[begins : more.end()].strip(" ·•●,-–|")
    tells = len(name.split()) > 1 and name[0].isalpha() and not _QUANTITY.search(name)
    return Field(name, sources_of(words)) if tells else None


def _field(row: Row, start: int, end: int) -> Field[str]:
    return Field(row.text(start, end).strip(" ·,:"), sources_of(row.words(start, end)))


def _words(row: Row, start: int, end: int, token: int = 0) -> tuple[Word, ...]:
    """The words behind these characters of the row's text, which begins at `token`."""
    at, words = 0, []
    for each in row.tokens[token:]:
        if at < end and at + len(each.text) > start:
            words.append(each.word)
        at += len(each.text) + 1
    return tuple(dict.fromkeys(words))
