"""The sums under the lines that nothing calls by a known name: told by what the lines and taxes come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from invoiceplug.authoring.draft_wanted import Wanted, WantedSet
from invoiceplug.document import Document, Word, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.values import read_money

MOST_WORDS = 4  # of an amount
MOST_SUMS = 10  # amounts under the sum of the lines among which the grand total is looked for
ZERO = Decimal(0)


def with_sums(document: Document, wanted: WantedSet, locale: Locale) -> WantedSet:
    """The wanted values with the sum of the lines and the grand total, where the page prints what they must be."""
    if not wanted.lines:
        return wanted
    found = {name: each for name, each in wanted.totals.items() if each.words}
    amounts = list(_amounts(document, wanted, locale))
    lines = sum((_value(row.get("line_total")) for row in wanted.lines), ZERO)
    charged = sum((_value(charge.get("amount")) for _, charge in wanted.charges), ZERO)
    tax = sum((_value(each.get("amount")) for each in wanted.taxes), ZERO)
    bases = sum((_value(each.get("basis")) for each in wanted.taxes), ZERO)
    if "lines_net" not in found and (sums := _equal(amounts, lines)):
        found["lines_net"] = sums
    if "grand" not in found:
        expected = [each for each in (bases + tax if bases else ZERO, lines + charged + tax) if each]
        grand = next((total for each in expected if (total := _equal(amounts, each))), None)
        largest = max(amounts, key=lambda each: abs(_value(each)), default=None)
        if last := grand or largest:
            found["grand"] = last
    return replace(wanted, totals=found)


def with_grand(document: Document, wanted: WantedSet, locale: Locale) -> WantedSet:
    """The wanted values with another grand total, where the one that was found is only the sum of the lines: under it
    stands what it and some of the amounts between come to."""
    grand = wanted.totals.get("grand")
    lines = sum((_value(row.get("line_total")) for row in wanted.lines), ZERO)
    if not grand or not grand.words or abs(_value(grand)) != abs(lines):
        return wanted
    under = [each for each in _amounts(document, wanted, locale) if _place(each) > _place(grand)]
    more = [abs(_value(each)) - abs(lines) for each in under]
    explained = [
        under[at] for at in range(min(len(under), MOST_SUMS)) if more[at] > 0 and more[at] in _sums(under[:at])
    ]
    if not explained:
        return wanted
    return replace(wanted, totals={"lines_net": grand, **wanted.totals, "grand": explained[-1]})


def _place(wanted: Wanted) -> tuple[int, float]:
    return wanted.words[0].page, wanted.words[0].box.y1


def _sums(amounts: Sequence[Wanted]) -> set[Decimal]:
    """What any of the amounts come to together."""
    found = {ZERO}
    for each in amounts:
        found |= {total + abs(_value(each)) for total in found}
    return found


def _value(wanted: Wanted | None) -> Decimal:
    return Decimal(wanted.value) if wanted else ZERO


def _equal(amounts: Sequence[Wanted], value: Decimal) -> Wanted | None:
    return next((each for each in amounts if abs(_value(each)) == abs(value)), None)


def _amounts(document: Document, wanted: WantedSet, locale: Locale) -> Iterator[Wanted]:
    """Every amount of money outside the lines that something is printed before, in the order of the pages."""
    own = {word for row in wanted.lines for value in row.values() for word in value.words}
    for page in document.pages:
        for row in page.lines():
            if not own & set(row):
                yield from _in_row(row, locale)


def _in_row(row: Sequence[Word], locale: Locale) -> Iterator[Wanted]:
    """The longest readings first: 1 234,50 is no 234,50."""
    start = 1
    while start < len(row):
        for end in range(min(len(row), start + MOST_WORDS), start, -1):
            value = _money(row_text(row[start:end]), locale)
            if value is not None:
                yield Wanted(str(value), tuple(row[start:end]))
                start = end - 1
                break
        start += 1


def _money(text: str, locale: Locale) -> Decimal | None:
    """The amount, when it is printed with its cents."""
    if locale.decimal not in text:
        return None
    try:
        return read_money(text, locale)
    except InvoiceplugError:
        return None
