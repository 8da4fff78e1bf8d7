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


def _rules(rules: dict[str, Rule]) -> list[dict[str, Any]]:
    return [
        {"name": name, "sought": rule.sought, "required": rule.required, "rule": rule.at}
        for name, rule in rules.items()
    ]
