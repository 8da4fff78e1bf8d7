"""The currency of a heading: as a label names it, as the amounts carry it, or as the sellers' country has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from invoiceplug.fallback.heading_rows import Row
from invoiceplug.invoice import Field
from invoiceplug.toolkit.fields import sources_of

CODES = (
    *("EUR", "USD", "GBP", "CHF", "PLN", "SEK", "DKK", "NOK", "CZK", "HUF", "RON", "BGN", "JPY", "CNY", "INR", "CAD"),
    *("AUD", "NZD", "SGD", "HKD", "ZAR", "BRL", "MXN", "TRY", "AED", "ILS", "KRW", "THB", "ISK", "UAH", "RUB"),
)
SYMBOLS = {
    **{"€": "EUR", "£": "GBP", "US$": "USD", "$": "USD", "₹": "INR", "Rs": "INR", "Rs.": "INR", "¥": "JPY"},
    **{"zł": "PLN", "Kč": "CZK", "kr": "SEK", "kr.": "DKK", "Fr.": "CHF", "SFr.": "CHF", "CA$": "CAD", "A$": "AUD"},
    **{"R$": "BRL", "₺": "TRY", "Ft": "HUF", "Euro": "EUR", "EURO": "EUR", "euro": "EUR", "Euros": "EUR", "CHF": "CHF"},
}
DOLLARS = ("CAD", "AUD", "NZD", "SGD", "HKD")  # what "$" may mean where such a code stands on the page
OF_COUNTRY = {
    **dict.fromkeys(("AT", "BE", "DE", "ES", "FI", "FR", "IE", "IT", "LU", "NL", "PT", "GR", "SK", "SI"), "EUR"),
    **{"GB": "GBP", "CH": "CHF", "PL": "PLN", "SE": "SEK", "DK": "DKK", "NO": "NOK", "CZ": "CZK"},
}

BY_AMOUNT = 6  # how often a code must stand alone to mean as much as one at an amount

_AMOUNT = re.compile(r"\d[.,]\d{2}(?!\d)")
_CODE = re.compile(rf"(?<![A-Za-z])({'|'.join(CODES)})(?![A-Za-z])")
_SYMBOL = re.compile(r"(US\$|CA\$|A\$|R\$|[€£$₹¥₺])|(?<!\w)(zł|Kč|kr\.?|S?Fr\.|Rs\.?|Ft|EURO|[Ee]uros?)(?![\w])")
_COUNTRY = re.compile(r"(?<![A-Z0-9])([A-Z]{2})(?:U ?|E-?)?(?:[ .-]?\d){8,20}")
_CONTINENT = re.compile(r"rechnung|facture|factura|fattura|factuur|mwst|\biva\b|\btva\b|\bbtw\b", re.IGNORECASE)
_BRITISH = re.compile(r"\bVAT\b|\bUnited Kingdom\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")


def read_currency_code(rows: Sequence[Row]) -> Field[str] | None:
    """The code that a label names, else the code or symbol that stands most often; None when there is none."""
    named = list(_named(rows))
    if named:
        return named[0]
    seen = list(_seen(rows))
    if not seen:
        return None
    count = Counter[str]()
    for field, by_amount in seen:
        count[field.value] += BY_AMOUNT if by_amount else 1
    dollar = next((code for code in DOLLARS if count[code] > 0), None)
    code = max(count, key=lambda each: (count[each], -CODES.index(each)))
    if code == "USD" and dollar is not None and not any(_says(field, "USD") for field, _ in seen):
        code = dollar
    return next((field for field, _ in seen if field.value == code), Field(code, seen[0][0].sources))


def guessed_currency(rows: Sequence[Row]) -> str:
    """The currency of the country whose tax ids and accounts stand on the pages, else of the language."""
    text = "\n".join(row.text(0, len(row.tokens)) for row in rows)
    countries = Counter(found[1] for found in _COUNTRY.finditer(text) if found[1] in OF_COUNTRY)
    if countries:
        return OF_COUNTRY[countries.most_common(1)[0][0]]
    if _CONTINENT.search(text):
        return "EUR"
    return "GBP" if _BRITISH.search(text) else "USD"


def _named(rows: Sequence[Row]) -> Iterator[Field[str]]:
    """What stands beside a label of the currency."""
    for row in rows:
        for label in row.labels:
            if label.kind == "currency":
                for at in range(label.end, min(label.end + 3, len(row.tokens))):
                    if code := _code(row.tokens[at].text):
                        yield Field(code, sources_of(row.words(at, at + 1)))


def _seen(rows: Sequence[Row]) -> Iterator[tuple[Field[str], bool]]:
    """Each code and symbol on the pages, and whether it stands at an amount."""
    for row in rows:
        for at, token in enumerate(row.tokens):
            near = [row.tokens[i].text for i in (at - 1, at, at + 1) if 0 <= i < len(row.tokens)]
            by_amount = any(_AMOUNT.search(text) for text in near)
            if token.text == "R" and at + 1 < len(row.tokens) and _AMOUNT.search(row.text(at + 1, at + 3)):
                yield Field("ZAR", sources_of(row.words(at, at + 1))), True
            elif code := _code(token.text):
                yield Field(code, sources_of(row.words(at, at + 1))), by_amount


def _code(text: str) -> str | None:
    if found := _CODE.search(text):
        return found[1]
    symbol = _SYMBOL.search(text)
    return SYMBOLS[symbol[1] or symbol[2]] if symbol else None


def _says(field: Field[str], code: str) -> bool:
    return any(code in source.text for source in field.sources)
