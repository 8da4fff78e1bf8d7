"""A draft as the constants of a vendor's Python module; every guess is marked as one."""

from __future__ import annotations

import json
from typing import Any

from invoiceplug.authoring.draft import Draft
from invoiceplug.authoring.draft_yaml import CHECK
from invoiceplug.toolkit.labels import Part, labels

_NUMERIC = ("qty_ordered", "qty_shipped", "qty_backordered", "unit_price", "line_total", "tax_rate")
_EXAMPLE = (("vendor_sku", "Item no."), ("description", "Description"), ("qty_shipped", "Qty"),
            ("unit_price", "Unit price"), ("line_total", "Amount"))  # fmt: skip


def code_parts(draft: Draft | None) -> dict[str, str]:
    """The parts by the names in code_init.py.txt."""
    found = draft.lines.columns if draft and draft.lines else ()
    columns = [(column.name, column.header) for column in found if column.header] or list(_EXAMPLE)
    note = CHECK if draft else "# an example, change it"
    fields = {rule.name: rule.label for rule in draft.fields} if draft else {}
    totals = {rule.name: rule.label for rule in draft.totals} if draft else {}
    marks = [mark.printed for mark in draft.marks[:1]] if draft else []
    marks = marks or [draft.company if draft and draft.company else "Name of the vendor as printed"]
    numbers = [name for name, _ in columns if name in _NUMERIC]
    ends = draft.lines.ends.end if draft and draft.lines else ()
    ends = ends or (_first("totals", "lines_net"),)
    rows = [
        f"MARKS = ({_shown(marks[0])},)  {note}: what nobody else prints",
        f"LOCALE = {_locale(draft)}  {note}",
        f"NUMBER = {_shown(fields.get('invoice_number', _first('fields', 'invoice_number')))}  {note}",
        f"DATE = {_shown(fields.get('invoice_date', _first('fields', 'invoice_date')))}  {note}",
        f"TOTAL = {_shown(totals.get('grand', _first('totals', 'grand')))}  {note}",
        f"END = ({_shown(ends[0])},)  {note}",
        f"HEADINGS = {{  {note}",
        *(f"    {_shown(name)}: {_shown(header)}," for name, header in columns),
        "}",
        f'ALIGN = dict.fromkeys(({", ".join(map(_shown, numbers))},), "right")',
    ]
    return {"constants": "\n".join(rows) + "\n"}


def _locale(draft: Draft | None) -> str:
    if draft is None:
        return 'Locale(".", ",", ("%m/%d/%Y",), "USD")'
    locale = draft.locale.locale()
    parts: list[Any] = [locale.decimal, locale.grouping, locale.date_formats, locale.currency, draft.locale.negative]
    said = ", ".join(_shown(part) for part in parts)
    return f"Locale({said}, {_shown(locale.language)})"


def _first(part: Part, name: str) -> str:
    return labels(part)[name]["en"][0]


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))},)"
    return json.dumps(value, ensure_ascii=False)
