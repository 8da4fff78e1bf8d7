"""Rules for single values: the label beside or above the value that finds it, and nothing else, on every sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from invoiceplug.authoring.draft_places import amount_shape, is_read_as
from invoiceplug.authoring.draft_wanted import TOTALS, Wanted
from invoiceplug.document import Word, row_box, row_text
from invoiceplug.template.locate import Found, locate
from invoiceplug.template.model import Rule
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.text import Lines, TextLine
from invoiceplug.toolkit.find import GAP
from invoiceplug.toolkit.labels import labels
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.numbers import SYMBOLS

LONGEST = 6  # words of a label
ROWS_ABOVE = 3
BESIDE = 0.55  # in heights: words of one label
ROOM = 60.0  # points that an amount may take, in a box of its own
NARROW, WIDE = 0.6, 4.0  # gaps that end a value, where the usual one takes too much or too little


@dataclass(frozen=True, slots=True)
class GuessedRule:
    """A value's labels as printed, on which side of them it stands, and what was read there."""

    name: str
    way: str  # right_of, below, regex or region
    label: str
    printed: str
    others: tuple[str, ...] = ()  # further labels that mean the same
    across: tuple[str, ...] = ()  # labels on the other side: above where `way` is right_of, and the reverse
    gap: float | None = None
    last: bool = False
    anywhere: bool = False
    first_page: bool = False  # the label names something else on a later page
    shape: str = ""  # a regex of what stands there, where other texts do as well
    region: tuple[float, float, float, float] | None = None  # in points: where nothing is printed beside or over it


@dataclass(frozen=True, slots=True)
class Sought:
    """A value on one sample: the text lines it may stand on, and how they print numbers and dates."""

    wanted: Wanted
    pages: Lines
    locale: Locale


def rule_for(name: str, samples: Sequence[Sought]) -> GuessedRule | None:
    """The rule that reads the value on all samples; one with further labels where they name it in several ways."""
    printed = [each for each in samples if each.wanted.words]
    best: GuessedRule | None = None
    for sample in printed:
        if best is not None and _reads(best, sample):
            continue
        found = list(_rules(name, sample))
        if best is None:
            best = max(found, key=lambda rule: sum(_reads(rule, each) for each in printed), default=None)
        else:
            best = _widened(best, found, printed)
    return best


def _widened(rule: GuessedRule, found: Sequence[GuessedRule], samples: Sequence[Sought]) -> GuessedRule:
    """The rule with one more label, where that reads more of the samples."""
    labelled = [each for each in found if not {"regex", "region"} & {each.way, rule.way}]
    more = [
        replace(rule, others=(*rule.others, each.label)) if each.way == rule.way
        else replace(rule, across=(*rule.across, each.label))
        for each in labelled
    ]  # fmt: skip
    return max((rule, *more), key=lambda each: sum(_reads(each, sample) for sample in samples))


def _rules(name: str, sample: Sought) -> Iterator[GuessedRule]:
    """The rules that read the value on this sample, the likeliest first."""
    places = list(_places(sample))
    labels = [(way, label) for line, words in places for way, label in _beside(sample.pages, line, words)]
    known = _known(name)
    for way, label in sorted(dict.fromkeys(labels), key=lambda each: -_worth(each[0], each[1], known)):
        for variant in _variants(
            GuessedRule(name, way, label, row_text(sample.wanted.words)), sample.wanted.value, sample.locale
        ):
            if _reads(variant, sample):
                yield variant
                break
    for line, words in places:
        yield from (rule for rule in _by_regex(name, line, words) if _reads(rule, sample))
    if name in TOTALS:
        yield from (rule for rule in _by_region(name, places[:1], sample.locale) if _reads(rule, sample))


def _places(sample: Sought) -> Iterator[tuple[TextLine, tuple[Word, ...]]]:
    """Where the value stands: the place it was read from, then every other one that prints the same words."""
    words = sample.wanted.words
    lines = [line for page in sample.pages for line in page]
    own = next((line for line in lines if words[0] in line.words), None)
    if own is not None:
        yield own, words
    printed, count = [word.text for word in words], len(words)
    for line in lines:
        for at in range(len(line.words) - count + 1):
            same = line.words[at : at + count]
            if [word.text for word in same] == printed and same[0] not in words:
                yield line, same


def _beside(pages: Lines, line: TextLine, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    yield from (("right_of", label) for label in _left_of(line, words[0]))
    yield from (("below", label) for label in _over(pages, line, words))


def _variants(rule: GuessedRule, value: str, locale: Locale) -> Iterator[GuessedRule]:
    if rule.name in TOTALS and rule.way == "below":  # under its label anything may stand on a page without totals
        yield replace(rule, shape=f"^{amount_shape(locale)}$")
    yield rule
    if rule.name not in TOTALS and (shape := _part_shape(rule.printed, value)):
        yield replace(rule, shape=shape)
    yield replace(rule, gap=NARROW)
    yield replace(rule, gap=WIDE)
    yield replace(rule, last=True)
    yield replace(rule, first_page=True)


def _part_shape(printed: str, value: str) -> str:
    """A regex for a value that is only a part of what is printed: "#310"; "" where it is all of it, or elsewhere."""
    before, found, after = printed.partition(value)
    return rf"{literal(before)}(?<value>\S+){literal(after)}" if found and (before or after) else ""


def _left_of(line: TextLine, word: Word) -> Iterator[str]:
    """What is printed left of the word, up to a wide gap: all of it, then less and less of its beginning."""
    at = line.words.index(word)
    for end in (at, at - 1) if at > 1 and _is_sign(line.words[at - 1].text) else (at,):
        start = end - 1
        while start > 0 and line.gap(line.words[start - 1], line.words[start]) <= GAP:
            start -= 1
        yield from _labels(line.words[max(start, 0) : end])


def _is_sign(text: str) -> bool:
    """Whether it is a minus or a currency's sign, which belongs to the amount behind it."""
    bare = text.strip("-−(")
    return not bare or any(bare in signs for signs in SYMBOLS.values())


def _over(pages: Lines, line: TextLine, words: Sequence[Word]) -> Iterator[str]:
    """What is printed over the words, in one of the text lines above them."""
    page = next(page for page in pages if line in page)
    at, box = page.index(line), row_box(words)
    for above in reversed(page[max(0, at - ROWS_ABOVE) : at]):
        over = [n for n, word in enumerate(above.words) if min(word.box.x1, box.x1) > max(word.box.x0, box.x0)]
        if not over:
            continue
        start, end = over[0], over[-1] + 1
        while start > 0 and above.gap(above.words[start - 1], above.words[start]) <= BESIDE:
            start -= 1
        while end < len(above.words) and above.gap(above.words[end - 1], above.words[end]) <= BESIDE:
            end += 1
        yield from _labels(above.words[start:end])
        yield from _labels(above.words[over[0] : over[-1] + 1])
        return


def _labels(words: Sequence[Word]) -> Iterator[str]:
    for start in range(len(words)):
        label = row_text(words[start:]).rstrip(": ")
        if len(words) - start <= LONGEST and sum(map(str.isalpha, label)) > 1 and not re.search(r"\d", label):
            yield label


def _by_regex(name: str, line: TextLine, words: Sequence[Word]) -> Iterator[GuessedRule]:
    """What is printed before the value as a regex, where no label alone says where it begins and ends."""
    at = line.words.index(words[0])
    for count in (3, 2, 1):
        before = line.words[max(0, at - count) : at]
        if before and any(map(str.isalpha, row_text(before))):
            said = " ".join(literal(word.text) for word in before)
            value = " ".join(r"\S+" for _ in words)
            yield GuessedRule(name, "regex", rf"{said} (?<value>{value})", row_text(words))


def _by_region(name: str, places: Sequence[tuple[TextLine, tuple[Word, ...]]], locale: Locale) -> Iterator[GuessedRule]:
    """The spot on the last page, for a form that prints its totals into boxes."""
    for line, words in places:
        box, page = row_box(words), line.page
        x0, x1 = box.x0 * page.width, box.x1 * page.width
        y0, y1 = box.y0 * page.height, box.y1 * page.height
        spot = (x1 - max(ROOM, x1 - x0), (y0 + y1) / 2 - (y1 - y0), x1 + 2, (y0 + y1) / 2 + (y1 - y0))
        yield GuessedRule(name, "region", "", row_text(words), shape=amount_shape(locale), region=spot)


def literal(text: str) -> str:
    """The text as a regex in which other digits do as well."""
    return re.sub(r"\d+", r"\\d+", re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", text))


def _reads(rule: GuessedRule, sample: Sought) -> bool:
    """Whether the first thing that the engine finds by the rule is the value."""
    [found] = locate([engine_rule(rule)], sample.pages)
    if not found:
        return False
    chosen = found[-1 if rule.last else 0]
    if rule.name == "invoice_number" and any(each.text != chosen.text for each in _on_later_pages(found, chosen)):
        return False  # the engine would take it for a second invoice
    return is_read_as(rule.name, chosen.text, sample.wanted.value, sample.locale)


def _on_later_pages(found: Sequence[Found], chosen: Found) -> Iterator[Found]:
    return (each for each in found if each.page != chosen.page)


def engine_rule(rule: GuessedRule) -> Rule:
    """The same for the template's engine."""
    named = (rule.label, *rule.others)
    return Rule(
        "draft",
        right_of=named if rule.way == "right_of" else rule.across if rule.way == "below" else (),
        below=named if rule.way == "below" else rule.across if rule.way == "right_of" else (),
        region=rule.region,
        regex=Pattern(rule.label if rule.way == "regex" else rule.shape, "draft")
        if rule.shape or rule.way == "regex"
        else None,
        gap=rule.gap or GAP,
        pages="first" if rule.first_page else "last" if rule.region else "all",
    )


def _known(name: str) -> list[str]:
    every = {**labels("fields"), **labels("totals")}.get(name, {})
    return [text.casefold() for texts in every.values() for text in texts]


def _worth(way: str, label: str, known: Sequence[str]) -> float:
    """A label that names the value is worth most, unless it is the paper's title; then one beside it."""
    low = label.casefold()
    named = any(low == each or low.startswith(f"{each} ") for each in known)
    return (0.5 if low in _TITLES else 2.5 if named else 0.0) + (1.5 if way == "right_of" else 0.0)


_TITLES = ("invoice", "rechnung", "facture", "factura", "fattura", "factuur", "faktura", "tax invoice")
