"""Where a rule finds its value: every place, page by page, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from invoiceplug.document import Page, Word
from invoiceplug.invoice import Source
from invoiceplug.record import Record
from invoiceplug.template.model import Rule
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.text import Lines, PageByPage, TextLine, places_of
from invoiceplug.toolkit.fields import sources_of
from invoiceplug.toolkit.find import values_below, values_between, values_right_of, words_in

Words = tuple[Word, ...]
Part = tuple[str, tuple[Source, ...]]  # a text and where it stands


class Found(Record):
    """A text that a rule found, where it stands, and what the named groups of its regex read beside it."""

    text: str
    sources: tuple[Source, ...] = ()
    groups: dict[str, Part] = field(default_factory=dict)

    @property
    def page(self) -> int | None:
        """The page it stands on; None for a constant."""
        return self.sources[0].page if self.sources else None


def locate(rules: Sequence[Rule], lines: Lines) -> list[list[Found]]:
    """For each rule every place on its pages where it finds a text.

    A page is looked at for all of them in one go, as it may be made for it.
    """
    found = [[] if rule.constant is None else [Found(rule.constant)] for rule in rules]
    looking: dict[int, list[int]] = {}
    for number, rule in enumerate(rules):
        for at in places_of(lines, rule.pages) if rule.constant is None else ():
            looking.setdefault(at, []).append(number)
    for at, numbers in sorted(looking.items()):
        if page := _page(lines, at):
            for number in numbers:
                found[number] += _on_page(rules[number], page)
    return found


def _on_page(rule: Rule, page: Page) -> Iterator[Found]:
    if rule.region:
        page = Page(page.number, page.width, page.height, words_in(page, rule.region))
    if rule.right_of or rule.below or rule.between:
        values = _beside_labels(rule, page)
    elif rule.regex is None:
        values = iter([tuple(page.words)])
    else:
        values = (part.words for line in page.lines() for part in TextLine(page, line).parts())
    taken: set[Word] = set()
    for words in values:
        for found, at in _narrowed(rule.regex, page, words):
            if not at & taken:  # a part of a line repeats what the whole line held
                taken |= at
                yield found


def _beside_labels(rule: Rule, page: Page) -> Iterator[Words]:
    if rule.between:
        yield from values_between(page, *rule.between)
    for label in rule.right_of:
        yield from values_right_of(page, label, gap=rule.gap)
    for label in rule.below:
        yield from values_below(page, label, gap=rule.gap, rows=rule.rows)


def _narrowed(pattern: Pattern | None, page: Page, words: Words) -> Iterator[tuple[Found, set[Word]]]:
    """What of the words is the value, and the words it is made of."""
    if not words:
        return
    line = TextLine(page, words)
    if pattern is None:
        yield Found(line.text, sources_of(words)), set(words)
        return
    group = "value" if "value" in pattern.groups else 0
    for match in pattern.every(line.text):
        groups: dict[str, Part] = {}
        for name in pattern.groups:
            if name != "value" and match[name]:
                groups[name] = (match[name], sources_of(line.words_of_span(*match.span(name))))
        if match[group]:
            used = line.words_of_span(*match.span(group))
            yield Found(match[group], sources_of(used), groups), set(used)


def _page(lines: Lines, at: int) -> Page | None:
    """The page with only those words that are among its lines here; None where there are none."""
    if isinstance(lines, PageByPage):
        return lines.pages[at] if lines.pages[at].words else None
    some = lines[at]
    if not some or sum(len(line.words) for line in some) == len(some[0].page.words):
        return some[0].page if some else None
    page, words = some[0].page, tuple([word for line in some for word in line.words])
    return Page(page.number, page.width, page.height, words)
