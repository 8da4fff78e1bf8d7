"""How a document prints numbers and dates, guessed from those on it; only for a draft that an author checks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from invoiceplug.document import Document, Page, Word, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.find import find_label
from invoiceplug.toolkit.labels import LANGUAGES, Part, labels
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.numbers import SYMBOLS
from invoiceplug.toolkit.values import read_date

NUMERIC = {
    **{"DD.MM.YYYY": "%d.%m.%Y", "YYYY-MM-DD": "%Y-%m-%d", "MM/DD/YYYY": "%m/%d/%Y", "DD/MM/YYYY": "%d/%m/%Y"},
    **{"DD-MM-YYYY": "%d-%m-%Y", "DD.MM.YY": "%d.%m.%y", "MM/DD/YY": "%m/%d/%y", "DD/MM/YY": "%d/%m/%y"},
    **{"DD-MM-YY": "%d-%m-%y", "YYYY/MM/DD": "%Y/%m/%d", "DD-MMM-YYYY": "%d-%b-%Y", "DD/MMM/YYYY": "%d/%b/%Y"},
    **{"DD-MMM-YY": "%d-%b-%y"},
}
WRITTEN = {
    **{"D MMMM YYYY": "%d %B %Y", "D. MMMM YYYY": "%d. %B %Y", "MMMM D, YYYY": "%B %d, %Y"},
    **{"D MMM YYYY": "%d %b %Y", "MMM D, YYYY": "%b %d, %Y", "D MMM YY": "%d %b %y"},
    **{"D de MMMM de YYYY": "%d de %B de %Y", "D de MMMM YYYY": "%d de %B %Y"},
}
CODES = {**NUMERIC, **WRITTEN}

_COMMA = re.compile(r"(?<![\d.,])\d{1,3}(?:([.' ’])\d{3})*,\d{2}(?!\d)|(?<![\d.,])\d+,\d{2}(?!\d)")
_POINT = re.compile(r"(?<![\d.,])\d{1,3}(?:([,' ’])\d{3})*\.\d{2}(?![\d.])|(?<![\d.,])\d+\.\d{2}(?![\d.])")


_A_SPACE = 0.45  # of a line's height: the widest gap that is a space in a number


@dataclass(frozen=True, slots=True)
class GuessedLocale:
    """A locale as a template writes it; `seen` says which parts the page shows, the rest is custom."""

    language: str
    decimal: str
    grouping: str
    dates: tuple[str, ...]
    currency: str
    negative: tuple[str, ...] = ("-1",)
    seen: frozenset[str] = field(default_factory=frozenset)
    symbols: tuple[str, ...] = ()

    def locale(self) -> Locale:
        """The same for the toolkit."""
        formats = tuple(CODES[each] for each in self.dates)
        styles = ("-1", "1-", "(1)")
        return Locale(self.decimal, self.grouping, formats, self.currency, styles, self.language, {}, self.symbols)  # type: ignore[arg-type]


def locale_of(document: Document) -> GuessedLocale:
    """The likeliest language, marks of numbers, formats of dates and currency of the document."""
    text = document.text
    language = _language(document)
    decimal, grouping, shown = _marks(text, language)
    if "grouping" not in shown and _is_spaced(document, decimal):
        grouping, shown = " ", {*shown, "grouping"}
    currency = _currency(text)
    dates = _dates(document, language, currency)
    seen = {*shown, *(["dates"] if dates else []), *(["currency"] if currency else [])}
    return GuessedLocale(
        language,
        decimal,
        grouping,
        dates or (("MM/DD/YYYY",) if currency == "USD" else ("DD.MM.YYYY",)),
        currency or "EUR",
        tuple(_negative(text)),
        frozenset(seen),
    )


def _language(document: Document) -> str:
    """The language most of whose labels are on the first page."""
    parts: tuple[Part, ...] = ("fields", "columns", "totals")
    page = document.pages[0]
    score = {
        language: sum(
            any(find_label(page, label) for label in by_language.get(language, ()))
            for part in parts
            for by_language in labels(part).values()
        )
        for language in LANGUAGES
    }
    return max(score, key=lambda language: score[language])


def _marks(text: str, language: str) -> tuple[str, str, set[str]]:
    comma, point = list(_COMMA.finditer(text)), list(_POINT.finditer(text))
    if not comma and not point:
        return (".", ",", set()) if language == "en" else (",", ".", set())
    decimal, found = (",", comma) if len(comma) > len(point) else (".", point)
    groups = Counter("'" if each[1] == "’" else each[1] for each in found if each[1] and each[1] != " ")
    if groups:
        return decimal, groups.most_common(1)[0][0], {"decimal", "grouping"}
    return decimal, {",": ".", ".": ","}[decimal] if language != "fr" else " ", {"decimal"}


def _is_spaced(document: Document, decimal: str) -> bool:
    """Whether amounts are printed as 1 234,56: their parts stand closer than the cells of two columns."""
    tail = re.compile(rf"\d{{3}}{re.escape(decimal)}\d{{2}}")
    return any(
        left.text.isdigit() and len(left.text) <= 3 and tail.fullmatch(right.text) and _is_close(page, left, right)
        for page in document.pages
        for row in page.lines()
        for left, right in pairwise(row)
    )


def _is_close(page: Page, left: Word, right: Word) -> bool:
    gap, height = (right.box.x0 - left.box.x1) * page.width, (right.box.y1 - right.box.y0) * page.height
    return gap < height * _A_SPACE


def _currency(text: str) -> str:
    count = Counter({code: len(re.findall(rf"\b{code}\b", text)) for code in SYMBOLS})
    for symbol, code in (("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("Fr.", "CHF")):
        count[code] += text.count(symbol)
    count["USD"] += 0 if count["CAD"] or count["AUD"] else text.count("$")
    code, times = count.most_common(1)[0]
    return code if times else ""


def _negative(text: str) -> Iterator[str]:
    """The styles that cannot be taken for anything else, seen or not: the first credit note shows which."""
    yield from ("-1", "1-", "(1)")
    if re.search(r"\d[.,]\d{2} CR\b", text):
        yield "1 CR"


def _dates(document: Document, language: str, currency: str) -> tuple[str, ...]:
    """The commonest format; of month first and day first, the one that fits more, then the currency's custom."""
    count = Counter(
        name for page in document.pages for row in page.lines() for name in _formats(row_text(row), language)
    )
    if not count:
        return ()
    month_first = currency == "USD"
    order = sorted(count, key=lambda name: (-count[name], name.startswith("MM/") != month_first))
    return (order[0],)


def _formats(row: str, language: str) -> Iterator[str]:
    words = row.split()
    bare = [word.strip(",;:()") for word in words]
    written = dict.fromkeys(
        " ".join(each[at : at + count])
        for each in (words, bare)
        for count in (3, 4, 5)
        for at in range(len(words) - count + 1)
    )
    for pieces, formats in ((bare, NUMERIC), (written, WRITTEN)):
        for piece in pieces:
            if any(ch.isdigit() for ch in piece):
                yield from (name for name, code in formats.items() if _fits(piece, code, language))


def _fits(text: str, code: str, language: str) -> bool:
    try:
        read_date(text, Locale(date_formats=(code,), language=language))
    except InvoiceplugError:
        return False
    return True
