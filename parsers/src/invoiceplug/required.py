"""What an extractor must have found, whoever wrote it: required values, lines, and places that are on the page."""

from __future__ import annotations

from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Invoice, Line
from invoiceplug.invoice_json import Sources, clean_text
from invoiceplug.validate import schema

REQUIRED = ("invoice_number", "invoice_date", "currency")


def require_fields(invoice: Invoice, plugin: str) -> None:
    """Does nothing when all that invoice.v1 requires is there; FIELD_NOT_FOUND or NO_LINE_ITEMS name what is not."""
    for name in REQUIRED:
        if is_blank(getattr(invoice, name)):
            raise _not_found(name, plugin)
    if is_blank(invoice.totals.grand):
        raise _not_found("totals/grand", plugin)
    if not invoice.lines:
        raise InvoiceplugError("NO_LINE_ITEMS", f"The plugin {plugin!r} found no line items.", plugin=plugin)
    for index, line in enumerate(invoice.lines):
        for name in _missing(line):
            raise _not_found(f"lines/{index}/{name}", plugin)


def require_places(sources: Sources, pages: int) -> None:
    """Does nothing when every place lies on a page of the document; SCHEMA_INVALID names the value that does not.

    A value in more places than are kept is VALUE_UNREADABLE: who read it took what is printed.
    """
    there = range(1, pages + 1)
    most = schema("reading.v1")["properties"]["sources"]["additionalProperties"]["maxItems"]
    for pointer, places in sources.items():
        if len(places) == 1 and places[0].get("page") in there:  # as most are
            continue
        wrong = [place["page"] for place in places if "page" in place and place["page"] not in there]
        if wrong or len(places) > most:
            code = "SCHEMA_INVALID" if wrong else "VALUE_UNREADABLE"
            why = f"page {wrong[0]!r} of {pages}" if wrong else f"{len(places)} places, at most {most} are kept"
            raise InvoiceplugError(code, f"{pointer} was read from {why}.", pointer=pointer, rule="sources")


def _missing(line: Line) -> list[str]:
    needed = ("description", "line_total") if line.kind == "item" else ()
    return [name for name in needed if is_blank(getattr(line, name))]


def is_blank(field: Field[Any] | None) -> bool:
    """Whether the value is not there, or nothing of its text would be kept."""
    return field is None or field.value is None or (isinstance(field.value, str) and not clean_text(field.value))


def _not_found(name: str, plugin: str) -> InvoiceplugError:
    detail = f"The plugin {plugin!r} found no {name.replace('_', ' ')} in this document."
    return InvoiceplugError("FIELD_NOT_FOUND", detail, field=f"/{name}", plugin=plugin)
