"""Readings for other programs: JSON, JSON lines, CSV and tab-separated values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from json.encoder import encode_basestring as _quoted
from typing import Any

Result = dict[str, Any]

_HEADER = ("invoice_number", "invoice_date", "document_type", "currency")
_LINE = (
    *("line_id", "line_number", "kind", "vendor_sku", "buyer_sku", "gtin", "description"),
    *("qty_ordered", "qty_shipped", "qty_backordered", "qty_billed", "weight", "weight_uom", "uom_raw", "uom"),
    *("pack_text", "unit_price", "price_qty", "price_uom", "tax_rate", "line_total", "lot", "expiry"),
)
_SHORT = ("line_id", "kind", "vendor_sku", "description", "qty_shipped", "uom_raw", "unit_price", "line_total")
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def as_json(results: list[Result]) -> str:
    """One file: its reading.v1. Several: a list of {file, reading} and {file, error}."""
    if len(results) == 1:
        return _dump(results[0]["reading"]) if "reading" in results[0] else ""
    return _dump(results)


def as_jsonl(results: list[Result]) -> str:
    """A line a file: {file, reading} or {file, error}."""
    return "".join(json.dumps(result, ensure_ascii=False, sort_keys=True) + "\n" for result in results)


def as_csv(results: list[Result]) -> str:
    """A row a line item with all its values, after a row of names; safe to open in a spreadsheet."""
    return _table(results, _LINE, delimiter=",")


def as_tsv(results: list[Result]) -> str:
    """A row a line item with the values that a table shows, after a row of names."""
    return _table(results, _SHORT, delimiter="\t")


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: vendors write what they like."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(_NUMBER, text):
        return f"'{text}"
    return text


def _table(results: list[Result], names: Iterable[str], delimiter: str) -> str:
    if not any("reading" in result for result in results):
        return ""
    import csv  # only here: most readings are printed otherwise
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["file", "vendor", *_HEADER, *names])
    writer.writerows(_rows(results, list(names)))
    return out.getvalue()


def _rows(results: list[Result], names: list[str]) -> Iterator[list[str]]:
    for result in results:
        invoice = result.get("reading", {}).get("invoice", {})
        head = [result["file"], invoice.get("vendor", {}).get("id", ""), *(invoice.get(name, "") for name in _HEADER)]
        for line in invoice.get("lines", ()):
            yield [safe_cell(str(cell)) for cell in (*head, *(line.get(name, "") for name in names))]


def _dump(data: Any) -> str:
    return _indented(data, "\n") + "\n"


def _indented(data: Any, margin: str) -> str:
    """What `json.dumps` writes with an indent of 2 and sorted keys, in a third of its time.

    `margin` is a line feed and the spaces before the line on which the data ends.
    """
    if (write := _WRITTEN.get(type(data))) is not None:
        return write(data)
    inner = f"{margin}  "
    if isinstance(data, dict) and data:
        members = [f"{_quoted(name)}: {_indented(data[name], inner)}" for name in sorted(data)]
        return f"{{{inner}{f',{inner}'.join(members)}{margin}}}"
    if isinstance(data, list) and data:
        is_box = {*map(type, data)} == {float}
        items = map(repr, data) if is_box else [_indented(each, inner) for each in data]
        return f"[{inner}{f',{inner}'.join(items)}{margin}]"
    return json.dumps(data)


_WRITTEN: dict[type, Callable[[Any], str]] = {str: _quoted, float: repr, int: repr}
