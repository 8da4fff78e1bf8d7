"""What known labels show on a page, without arithmetic: for papers whose line table nobody finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from invoiceplug.authoring.draft_locale import GuessedLocale
from invoiceplug.authoring.draft_rules import GuessedRule
from invoiceplug.document import Document, Page, Word, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.find import find_label, value_below, value_right_of
from invoiceplug.toolkit.labels import LANGUAGES, Part, labels
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.numbers import SYMBOLS
from invoiceplug.toolkit.values import read_date, read_money

LEAST_COLUMNS = 3  # of a row that is taken for the table's header
MOST_WORDS = 4  # of a number or a name beside a label

Words = tuple[Word, ...]
Fits = Callable[[str], bool]

_TAX = re.compile(r"\b(?:VAT|USt|MwSt|TVA|IVA|BTW|Umsatzsteuer|Mehrwertsteuer|Sales tax)\b", re.IGNORECASE)
_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})? ?%")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the labels of one document show; what was not found is empty."""

    fields: tuple[GuessedRule, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    end: str | None = None
    totals: tuple[GuessedRule, ...] = ()
    tax: str | None = None


def labelled(document: Document, guessed: GuessedLocale) -> Labelled:
    """The values beside known labels, and the header row with the most known words."""
    locale = guessed.locale()
    first, last = document.pages[0], document.pages[-1]
    header = max(
        ((_columns(row, guessed.language), row) for page in document.pages for row in page.lines()),
        key=lambda found: _known(found[0]),
    )
    columns = header[0] if _known(header[0]) >= LEAST_COLUMNS else ()
    foot = _under(last, header[1]) if columns else last
    totals = tuple(_rules("totals", foot, guessed.language, lambda name: lambda text: _is_money(text, locale)))
    return Labelled(
        tuple(_rules("fields", first, guessed.language, lambda name: _fits(name, locale))),
        columns,
        min((rule.label for rule in totals), key=lambda label: _top(foot, label), default=None),
        totals,
        _tax_regex(last),
    )


def _rules(part: Part, page: Page, language: str, fits: Callable[[str], Fits]) -> Iterator[GuessedRule]:
    taken: set[Word] = set()
    for name, by_language in labels(part).items():
        for label in (label for each in _order(language) for label in by_language.get(each, ())):
            if rule := _rule(name, label, page, fits(name), taken):
                yield rule
                break


def _rule(name: str, label: str, page: Page, fits: Fits, taken: set[Word]) -> GuessedRule | None:
    """The label, when something that fits stands beside it and is no other label's value."""
    for found in find_label(page, label):
        row = next(row for row in page.lines() if found[0] in row)
        behind = row[row.index(found[-1]) + 1 :][:1]
        label_words = (*found, *behind) if behind and _is_currency(behind[0].text) else found
        printed = row_text(label_words).rstrip(":")
        for way, find in (("right_of", value_right_of), ("below", value_below)):
            words = find(page, printed)
            if words and not taken & set(words) and fits(row_text(words)):
                taken.update(words)
                return GuessedRule(name, way, printed, row_text(words))
    return None


def _fits(name: str, locale: Locale) -> Fits:
    if name.endswith("date"):
        return lambda text: _is_date(text, locale)
    return lambda text: (
        any(ch.isdigit() for ch in text) and len(text.split()) <= MOST_WORDS and not _is_date(text, locale)
    )


def _is_date(text: str, locale: Locale) -> bool:
    return _reads(lambda: read_date(text, locale))


def _is_money(text: str, locale: Locale) -> bool:
    return _reads(lambda: read_money(text, locale))


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except InvoiceplugError:
        return False
    return True


def _known(columns: Sequence[tuple[str, str]]) -> int:
    return sum(not name.startswith("extra.") for name, _ in columns)


def _columns(row: Words, language: str) -> tuple[tuple[str, str], ...]:
    """The columns whose headers stand in this row, from left to right; words that are no known header are extras."""
    printed = [word.text.rstrip(":").casefold() for word in row]
    wanted = [
        (label.casefold().split(), name)
        for each in _order(language)
        for name, by_language in labels("columns").items()
        for label in by_language.get(each, ())
    ]
    found: dict[str, tuple[int, int]] = {}
    taken: set[int] = set()
    for tokens, name in sorted(wanted, key=lambda each: -len(each[0])):
        for at in range(len(row) - len(tokens) + 1):
            places = set(range(at, at + len(tokens)))
            if printed[at : at + len(tokens)] == tokens and name not in found and not places & taken:
                end = at + len(tokens) + (at + len(tokens) < len(row) and _is_currency(row[at + len(tokens)].text))
                found[name] = (at, end)
                taken |= set(range(at, end))
    for at, word in enumerate(row):
        slug = "_".join(re.findall(r"[a-z0-9]+", word.text.casefold())).lstrip("0123456789_")[:40]
        if at not in taken and slug:
            found[f"extra.{slug}"] = (at, at + 1)
    ordered = sorted(found.items(), key=lambda each: each[1])
    return tuple((name, row_text(row[a:b])) for name, (a, b) in ordered)


def _under(page: Page, header: Words) -> Page:
    """The page from under the table's header and its second line on: there, a total's name may be a column's."""
    same = [row for row in page.lines() if row_text(row) == row_text(header)]
    floor = max((2 * word.box.y1 - word.box.y0 for row in same for word in row), default=0.0)
    return replace(page, words=tuple(word for word in page.words if word.box.y0 >= floor))


def _is_currency(text: str) -> bool:
    return text in SYMBOLS or any(text in symbols for symbols in SYMBOLS.values())


def _order(language: str) -> list[str]:
    """The document's own language first, then English, then the others."""
    return sorted(LANGUAGES, key=lambda each: (each != language, each != "en"))


def _top(page: Page, label: str) -> float:
    return min(words[0].box.y0 for words in find_label(page, label))


def _tax_regex(page: Page) -> str | None:
    """A regex for the row of the tax breakdown: a word for tax, a rate in percent, and an amount at its end."""
    for row in page.lines():
        text = row_text(row)
        found = _TAX.search(text)
        if not found:
            continue
        words = text[found.start() :].split()
        if _RATE.search(" ".join(words)) and re.fullmatch(r"[\d.,']+", words[-1]):
            return _generalised(words)
    return None


def _generalised(words: Sequence[str]) -> str:
    """The row's text with its rate, amounts and other numbers as groups."""
    said, rated = [], False
    for index, word in enumerate(words):
        is_last = index == len(words) - 1
        percent = word.endswith("%") or (not is_last and words[index + 1].startswith("%"))
        if percent and not rated and re.match(r"\d", word):
            said.append(r"(?<rate>[\d.,]+)" + ("%" if word.endswith("%") else ""))
            rated = True
        elif is_last:
            said.append(r"(?<amount>[\d.,']+)")
        elif re.fullmatch(r"[\d.,']*\d[.,]\d{2}", word):
            said.append(r"(?<basis>[\d.,']+)" if "(?<basis>" not in " ".join(said) else r"[\d.,']+")
        else:
            said.append(re.escape(word).replace(r"\ ", " "))
    return " ".join(said)
