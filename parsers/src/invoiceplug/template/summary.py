"""Charges and the tax breakdown: rows of text after the table, each by a regex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal

from invoiceplug.invoice import Charge, Field, Source, Tax
from invoiceplug.template.model import ChargeRule, Template
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.text import TextLine, search
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.values import Locale
from invoiceplug.trace import Step, note


def read_charge(line: TextLine, rules: tuple[ChargeRule, ...], locale: Locale) -> Charge | None:
    """The charge that the line is, by the first rule that fits; None when it is none."""
    return next(_charges(line, rules, locale), None)


def read_summary(lines: Iterable[TextLine], template: Template) -> tuple[tuple[Charge, ...], tuple[Tax, ...]]:
    """The charges and taxes printed on these lines, from top to bottom; one line may hold several, side by side.

    An amount is counted once: what a rule for charges took, none for taxes takes again.
    """
    charges: list[Charge] = []
    taxes: list[Tax] = []
    for line in lines:
        mine = list(_charges(line, template.charges, template.locale))
        taken = {charge.amount.sources for charge in mine}
        charges += mine
        taxes += _taxes(line, template, taken)
    return tuple(charges), tuple(taxes)


def _charges(line: TextLine, rules: tuple[ChargeRule, ...], locale: Locale) -> Iterator[Charge]:
    taken: set[tuple[Source, ...]] = set()
    for rule in rules:
        groups = _groups(rule.regex, line, locale)
        if groups and groups["amount"].sources not in taken:
            amount = groups["amount"]
            taken.add(amount.sources)
            _trace("charge", rule.kind, amount, rule.at)
            if rule.negate:
                amount = Field(-amount.value, amount.sources)
            yield Charge(rule.kind, amount, groups.get("description"))


def _taxes(line: TextLine, template: Template, taken: set[tuple[Source, ...]]) -> Iterator[Tax]:
    for pattern in template.taxes:
        groups = _groups(pattern, line, template.locale)
        if groups and groups["amount"].sources not in taken:
            taken.add(groups["amount"].sources)
            _trace("tax", "amount", groups["amount"], pattern.at)
            yield Tax(groups["amount"], groups.get("basis"), groups.get("rate"), groups.get("category"))


def _trace(kind: Literal["charge", "tax"], name: str, amount: Field[Decimal], at: str) -> None:
    source = amount.sources[0]
    note(Step(kind, "ok", source.text, "", at, source.page, source.box, name))


def _groups(pattern: Pattern, line: TextLine, locale: Locale) -> dict[str, Field[Any]]:
    """The named groups of the first match, as values; {} when there is none."""
    found = search(pattern, line)
    if not found:
        return {}
    match, part = found
    return {
        name: read_field(name, text, (part.source_of_span(*match.span(name)),), pattern.at, locale)
        for name, text in match.groupdict().items()
        if text
    }
