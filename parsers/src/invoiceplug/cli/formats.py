"""Readings for other programs: JSON, JSON lines, CSV and tab-separated values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

Result = dict[str, Any]

_HEADER = ("invoice_number", "invoice_date", "document_type", "currency")
_LINE = (
    *("line_id", "line_number", "kind", "vendor_sku", "buyer_sku", "gtin", "description"),
    *("qty_ordered", "qty_shipped", "qty_backordered", "qty_billed", "weight", "weight_uom", "uom_raw", "uom"),
    *("pack_text", "unit_price", "price_qty", "price_uom", "tax_rate", "line_total", "lot", "expiry"),
)
_SHORT = ("line_id", "kind", "vendor_sku", "description", "qty_shipped", "uom_raw", "unit_price", "line_total")
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"
_INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE


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
    """What the standard library writes with an indent of 2, sixteen times as fast where orjson writes the same."""
    try:
        written = orjson.dumps(data, option=_INDENTED).decode()
        if not _has_small_numbers(written):
            return written
    except TypeError:
        pass  # halves of characters and huge numbers, which only a page that deceives holds
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _has_small_numbers(written: str) -> bool:
    """Whether there may be one that the standard library would write as 1e-05."""
    return "0.0000" in written or ("e-" in written and re.search("[0-9]e-[0-9]", written) is not None)
