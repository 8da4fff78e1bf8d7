"""The locale of several samples: the guess from their pages, mended until it reads the wanted values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from invoiceplug.authoring.draft_locale import CODES, GuessedLocale
from invoiceplug.authoring.draft_places import is_read_as
from invoiceplug.authoring.draft_wanted import Wanted, WantedSet
from invoiceplug.document import Document, row_text
from invoiceplug.toolkit.locale import Locale

LONGEST_SIGN = 4  # characters of a currency sign: R, kr, Fr.
DATES = ("invoice_date", "due_date", "delivery_date")


def locale_reading(guesses: Sequence[GuessedLocale], numbers: Sequence[Locale | None],
                   papers: Sequence[Document], wanted: Sequence[WantedSet]) -> GuessedLocale:  # fmt: skip
    """One locale for all samples; the marks of numbers are those under which the lines add up."""
    guess = guesses[0]
    grouped = [each for each in guesses if "grouping" in each.seen]
    guess = replace(guess, grouping=grouped[0].grouping, decimal=grouped[0].decimal) if grouped else guess
    proved = next((each for each in numbers if each), None)
    if proved and proved.decimal != guess.decimal:
        marks = {",": ".", ".": ","}
        grouping = guess.grouping if guess.grouping != proved.decimal else marks[proved.decimal]
        guess = replace(guess, decimal=proved.decimal, grouping=grouping)
    if proved and proved.grouping and any(each and each.grouping == proved.grouping for each in numbers):
        guess = replace(guess, grouping=proved.grouping, seen=guess.seen | {"grouping"})
    currency = next((each.currency for each in wanted if each.currency), guess.currency)
    negative = tuple(dict.fromkeys(style for each in guesses for style in each.negative))
    guess = replace(guess, currency=currency, negative=negative)
    symbols = tuple(dict.fromkeys(_symbols(guess, papers, wanted)))
    return replace(guess, dates=_dates(guess, wanted) or guess.dates, symbols=symbols)


def _dates(guess: GuessedLocale, wanted: Sequence[WantedSet]) -> tuple[str, ...]:
    """The fewest formats that read all dates, the guessed one first."""
    formats: list[str] = []
    texts = [(name, each.fields[name]) for each in wanted for name in DATES if name in each.fields]
    for name, value in texts:
        if value.words and not any(_reads(guess, each, name, value) for each in formats):
            order = sorted(CODES, key=lambda each: each not in guess.dates)
            formats += [each for each in order if _reads(guess, each, name, value)][:1]
    return tuple(formats)


def _reads(guess: GuessedLocale, code: str, name: str, value: Wanted) -> bool:
    locale = replace(guess.locale(), date_formats=(CODES[code],))
    return is_read_as(name, row_text(value.words), value.value, locale)


def _symbols(guess: GuessedLocale, papers: Sequence[Document], wanted: Sequence[WantedSet]) -> Iterator[str]:
    """What is printed right before most totals that the currency's own signs do not explain."""
    amounts = {value.words[0] for each in wanted for value in _amounts(each) if value.words}
    rows = [row for paper in papers for page in paper.pages for row in page.lines()]
    before = Counter(one.text for row in rows for one, word in pairwise(row) if word in amounts)
    for sign, times in before.items():
        strange = sign.rstrip(".").isalpha() and len(sign) <= LONGEST_SIGN and sign != guess.currency
        if strange and times > 1 and 2 * times >= len(amounts):
            yield sign


def _amounts(wanted: WantedSet) -> Iterator[Wanted]:
    yield from wanted.totals.values()
    for each in (*wanted.taxes, *(charge for _, charge in wanted.charges)):
        yield each["amount"]
