"""What a template looks for, rule by rule, each with its `file:line`."""

from __future__ import annotations

from typing import Any

from invoiceplug.template.identify import said
from invoiceplug.template.model import Rule, Template


def template_rules(template: Template) -> dict[str, Any]:
    """Marks by group, fields, columns and totals as JSON data."""
    groups = {"all": template.match.all, "any": template.match.any, "none": template.match.none}
    return {
        "marks": [
            {"group": group, "mark": said(mark), "rule": mark.at} for group, marks in groups.items() for mark in marks
        ],
        "fields": _rules(template.fields),
        "columns": [
            {"name": column.name, "header": " or ".join(column.headers), "rule": column.at}
            for column in template.lines.columns
        ],
        "totals": _rules(template.totals),
    }


def template_codes(template: Template) -> dict[str, frozenset[str]]:
    """What the `values` of its columns take printed texts for: each text with the values it may stand for."""
    codes: dict[str, set[str]] = {}
    for column in template.lines.columns:
        for printed, value in column.values.items():
            codes.setdefault(printed, set()).add(value)
    return {printed: frozenset(values) for printed, values in codes.items()}


def _rules(rules: dict[str, Rule]) -> list[dict[str, Any]]:
    return [
        {"name": name, "sought": rule.sought, "required": rule.required, "rule": rule.at}
        for name, rule in rules.items()
    ]
