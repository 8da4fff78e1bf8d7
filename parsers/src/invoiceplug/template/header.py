"""The invoice's header and totals, value by value, each by its rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from invoiceplug.document import Page, Word
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Source
from invoiceplug.template.model import Rule
from invoiceplug.template.text import TextLine, chosen, search, source_of
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.find import value_below, value_right_of
from invoiceplug.toolkit.values import Locale

Fields = dict[str, Field[Any]]


def read_rules(rules: dict[str, Rule], lines: list[list[TextLine]], locale: Locale, pointer: str = "") -> Fields:
    """The values that the rules find in these lines, by name; FIELD_NOT_FOUND when a required one is not there."""
    found: Fields = {}
    for name, rule in rules.items():
        located = locate(rule, lines)
        if located:
            text, sources = located
            found[name] = read_field(name, text, sources, rule.at, locale)
        elif rule.required:
            detail = f"{rule.at}: {name} was not found {rule.sought} on {_pages(rule, lines)}."
            raise InvoiceplugError("FIELD_NOT_FOUND", detail, at=rule.at, field=f"{pointer}/{name}", sought=rule.sought)
    return found


def locate(rule: Rule, lines: list[list[TextLine]]) -> tuple[str, tuple[Source, ...]] | None:
    """The text that the rule finds and where it stands, or None."""
    if rule.constant is not None:
        return rule.constant, ()
    if rule.right_of or rule.below:
        return _beside_label(rule, lines)
    return _by_regex(rule, chosen(lines, rule.pages))


def _beside_label(rule: Rule, lines: list[list[TextLine]]) -> tuple[str, tuple[Source, ...]] | None:
    find = value_right_of if rule.right_of else value_below
    for page in _page_cuts(rule, lines):
        for label in rule.right_of or rule.below:
            words = find(page, label)
            if not words:
                continue
            if rule.regex is None:
                return source_of(words).text, (source_of(words),)
            if narrowed := _by_regex(rule, [_line_of(page, words)]):
                return narrowed
    return None


def _by_regex(rule: Rule, lines: Iterable[TextLine]) -> tuple[str, tuple[Source, ...]] | None:
    assert rule.regex is not None  # the loader let no other rule through
    group = "value" if "value" in rule.regex.groups else 0
    for line in lines:
        found = search(rule.regex, line)
        if found and found[0][group]:
            match, part = found
            return match[group], (part.source_of_span(*match.span(group)),)
    return None


def _page_cuts(rule: Rule, lines: list[list[TextLine]]) -> list[Page]:
    """The pages the rule looks at, with only those words that are among the lines."""
    span = {"first": slice(0, 1), "last": slice(-1, None), "all": slice(None)}[rule.pages]
    return [_page_of(page_lines) for page_lines in lines[span] if page_lines]


def _page_of(lines: Sequence[TextLine]) -> Page:
    page = lines[0].page
    words = tuple(word for line in lines for word in line.words)
    return page if len(words) == len(page.words) else Page(page.number, page.width, page.height, words)


def _line_of(page: Page, words: Sequence[Word]) -> TextLine:
    return TextLine(page, tuple(words))


def _pages(rule: Rule, lines: list[list[TextLine]]) -> str:
    numbers = [page[0].page.number for page in lines if page]
    if rule.pages != "all" or len(numbers) < 2:
        return f"page {numbers[-1 if rule.pages == 'last' else 0]}" if numbers else "an empty page"
    return f"pages {numbers[0]} to {numbers[-1]}"
