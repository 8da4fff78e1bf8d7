"""Charges and the tax breakdown: rows of text after the table, each by a regex."""

from __future__ import annotations

from typing import Any

from invoiceplug.invoice import Charge, Field, Tax
from invoiceplug.template.model import ChargeRule, Template
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.text import TextLine, search
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.values import Locale


def read_charge(line: TextLine, rules: tuple[ChargeRule, ...], locale: Locale) -> Charge | None:
    """The charge that the line is, by the first rule that fits; None when it is none."""
    for rule in rules:
        if groups := _groups(rule.regex, line, locale):
            amount = groups["amount"]
            if rule.negate:
                amount = Field(-amount.value, amount.sources)
            return Charge(rule.kind, amount, groups.get("description"))
    return None


def read_summary(lines: list[TextLine], template: Template) -> tuple[tuple[Charge, ...], tuple[Tax, ...]]:
    """The charges and taxes printed on these lines, from top to bottom."""
    charges, taxes = [], []
    for line in lines:
        if charge := read_charge(line, template.charges, template.locale):
            charges.append(charge)
        elif tax := _read_tax(line, template):
            taxes.append(tax)
    return tuple(charges), tuple(taxes)


def _read_tax(line: TextLine, template: Template) -> Tax | None:
    for pattern in template.taxes:
        if groups := _groups(pattern, line, template.locale):
            return Tax(groups["amount"], groups.get("basis"), groups.get("rate"), groups.get("category"))
    return None


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
