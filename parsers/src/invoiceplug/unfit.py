"""What a page prints and the schemas cannot carry: the page is to blame for it, and not who read it."""

from __future__ import annotations

from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import Sources
from invoiceplug.validate import schema, validate_invoice, validate_reading

BY_THE_PAGE = frozenset(["maxLength", "pattern", "not", "format", "maxItems"])  # rules that a printed value can break


def validate_printed(invoice: dict[str, Any], sources: Sources) -> None:
    """Does nothing for a valid invoice.v1; VALUE_UNREADABLE names the value that was read so, and its place.

    SCHEMA_INVALID where the value has no place, so that the plugin says it itself, or the invoice has another shape.
    """
    try:
        validate_invoice(invoice)
    except InvoiceplugError as error:
        place = _place(error.facts["pointer"], sources) if error.facts["rule"] in BY_THE_PAGE else None
        if place is None:
            raise
        where = f"on page {place['page']}" if "page" in place else f"in {place['attachment']}"
        detail = f"{error.detail.removesuffix('.')}: it was read {where}."
        raise InvoiceplugError("VALUE_UNREADABLE", detail, **error.facts, **place) from None


def validate_rest(reading: dict[str, Any]) -> None:
    """Does nothing for a valid reading.v1 whose invoice is valid; TOO_COMPLEX where there is more than it can list.

    SCHEMA_INVALID for what else breaks it.
    """
    for what in ("unread", "findings"):
        most = schema("reading.v1")["properties"][what]["maxItems"]
        if len(reading[what]) > most:
            detail = f"There are {len(reading[what])} {what}, and a reading lists at most {most}."
            raise InvoiceplugError("TOO_COMPLEX", detail, pointer=f"/{what}", rule="maxItems")
    validate_reading(reading, invoice_is_valid=True)


def _place(pointer: str, sources: Sources) -> dict[str, Any] | None:
    """The first place of the value, or of what is in the list."""
    if pointer in sources:
        return sources[pointer][0]
    return next((places[0] for within, places in sources.items() if within.startswith(f"{pointer}/")), None)
