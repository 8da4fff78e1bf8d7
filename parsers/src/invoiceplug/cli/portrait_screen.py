"""One vendor's plugin for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from invoiceplug.cli.output import dim, odd, rule_place, strong
from invoiceplug.cli.table import fit, width

_PARTS = (("Fields", "fields", "sought"), ("Columns", "columns", "header"), ("Totals", "totals", "sought"))


def portrait_screen(vendor: dict[str, Any]) -> str:
    """Who it is, where it comes from, what it looks for, and its samples."""
    lines = [f"{strong(vendor['id'])}  {vendor['name']}", *_pairs(_facts(vendor))]
    for title, rows in _rules(vendor):
        lines += ["", strong(title), *rows]
    lines += ["", strong("Samples"), *_samples(vendor)]
    return "\n".join(lines)


def _facts(vendor: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = f"template {vendor['template']}" if "template" in vendor else "Python code"
    yield "plugin", f"{vendor['plugin']} {vendor['version']}, {kind}"
    yield "file", vendor["file"] or "unknown"
    if vendor["tax_ids"]:
        yield "tax ids", ", ".join(vendor["tax_ids"])
    if vendor["aliases"]:
        yield "once called", ", ".join(vendor["aliases"])


def _rules(vendor: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    if marks := vendor.get("marks"):
        yield "Marks", _aligned([(mark["group"], mark["mark"], mark["rule"]) for mark in marks])
    for title, name, what in _PARTS:
        if rows := vendor.get(name):
            needed = [" (required)" if row.get("required") else "" for row in rows]
            said = [(row["name"], row[what] + more, row["rule"]) for row, more in zip(rows, needed, strict=True)]
            yield title, _aligned(said)


def _samples(vendor: dict[str, Any]) -> list[str]:
    if not vendor["samples"]:
        return [f"  {odd('none')}: put PDFs into samples/ beside it, or into tests/fixtures/{vendor['id']}/"]
    return [
        f"  {each['file']}" + ("" if each["expected"] else f"  {odd('no expected file yet')}")
        for each in vendor["samples"]
    ]


def _pairs(facts: Iterator[tuple[str, str]]) -> list[str]:
    return [f"  {fit(name, 11)}  {value}" for name, value in facts]


def _aligned(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    wide = max(width(name) for name, _, _ in rows)
    return [f"  {fit(name, wide)}  {what}  {dim(rule_place(rule))}" for name, what, rule in rows]
