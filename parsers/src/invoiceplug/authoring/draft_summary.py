"""Regexes for the rows beside the lines: the tax breakdown, and charges such as freight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invoiceplug.authoring.draft_places import amount_shape
from invoiceplug.authoring.draft_rules import literal
from invoiceplug.authoring.draft_wanted import Wanted
from invoiceplug.document import Word, row_text
from invoiceplug.fallback.vocabulary import texts_of
from invoiceplug.template.text import WIDE_GAP, TextLine
from invoiceplug.toolkit.locale import Locale

_RATE = r"\d{1,2}(?:[.,]\d{1,3})?"


@dataclass(frozen=True, slots=True)
class GuessedCharge:
    """A row that is charged beside the lines; `printed` is "" for one that no sample has."""

    kind: str
    regex: str
    negate: bool = False
    printed: str = ""


def tax_regexes(lines: Sequence[TextLine], taxes: Sequence[dict[str, Wanted]], locale: Locale) -> list[str]:
    """One regex for each kind of row that the tax breakdown has."""
    found = []
    for tax in taxes:
        line = _line_of(lines, tax["amount"].words[0])
        parts = {name: each.words for name, each in tax.items()}
        if line and all(set(words) <= set(line.words) for words in parts.values() if words):
            found.append(_row_regex(line, parts, locale))
    return list(dict.fromkeys(found))


def charges_of(
    lines: Sequence[TextLine], charges: Sequence[tuple[str, dict[str, Wanted]]], locale: Locale
) -> list[GuessedCharge]:
    """The charges that are printed."""
    found: list[GuessedCharge] = []
    for kind, charge in charges:
        line = _line_of(lines, charge["amount"].words[0])
        if line is None:
            continue
        amount = charge["amount"]
        at = line.words.index(amount.words[0])
        said = list(line.words[_start(line, at) : at])
        if not said:
            said = list(line.words[:at])
        if said:
            regex = f"(?<description>{_literals(said)}) (?<amount>{amount_shape(locale)})"
            negative = amount.value.startswith("-") and not re.search("[-−(]", row_text(amount.words))
            found.append(GuessedCharge(kind, regex, negative, row_text(said)))
    return found


def usual_charges(seen: Sequence[GuessedCharge], locale: Locale) -> Iterator[GuessedCharge]:
    """What the language calls freight and packing, for invoices that have them when the samples do not."""
    for kind in ("freight", "packing"):
        if all(each.kind != kind for each in seen):
            words = "|".join(literal(text) for text in texts_of("charges", kind, locale.language))
            if words:
                yield GuessedCharge(kind, rf"^(?<description>(?i:{words})\b[^\d]*) (?<amount>{amount_shape(locale)})$")


def _line_of(lines: Sequence[TextLine], word: Word) -> TextLine | None:
    return next((line for line in lines if word in line.words), None)


def _start(line: TextLine, at: int) -> int:
    """Where the words before the one at the index begin: behind a wide gap, wherever the first one is."""
    start = at - 1
    while start > 0 and line.gap(line.words[start - 1], line.words[start]) <= WIDE_GAP:
        start -= 1
    return max(start, 0)


def _row_regex(line: TextLine, parts: dict[str, tuple[Word, ...]], locale: Locale) -> str:
    """The row from its first value's label to its last value, with groups for the values."""
    at = [line.words.index(word) for words in parts.values() for word in words]
    said: list[str] = []
    done: set[str] = set()
    for word in line.words[_start(line, min(at)) : max(at) + 1]:
        name = next((name for name, words in parts.items() if word in words), None)
        if name is None:
            said.append(literal(word.text))
        elif name not in done:
            done.add(name)
            said.append(_group(name, word, parts[name], locale))
    return " ".join(said)


def _group(name: str, word: Word, words: Sequence[Word], locale: Locale) -> str:
    if name == "rate":
        found = re.search(_RATE, word.text)
        before, after = (word.text[: found.start()], word.text[found.end() :]) if found else ("", "")
        more = " " + _literals(words[1:]) if len(words) > 1 else ""
        return f"{literal(before)}(?<rate>{_RATE}){literal(after)}{more}"
    end = literal(words[-1].text[-1]) if words[-1].text[-1:] in ",;." else ""
    return f"(?<{name}>{amount_shape(locale)}){end}"


def _literals(words: Sequence[Word]) -> str:
    return " ".join(literal(word.text) for word in words)
