"""Invoice to JSON and back: invoice.v1 beside a map of sources by JSON Pointer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from invoiceplug.geometry import Box, sides
from invoiceplug.invoice import Field, Invoice, Source
from invoiceplug.record import members_of

SCHEMA_VERSION = "invoice.v1"
MAX_TEXT = 512  # characters of a text value; what is longer is cut

_NOTHING = frozenset([tuple, list, dict])  # left out where they are empty

Sources = dict[str, list[dict[str, Any]]]


def invoice_to_json(invoice: Invoice) -> tuple[dict[str, Any], Sources]:
    """The invoice as invoice.v1, and for each value its places by JSON Pointer (`/lines/0/qty_shipped`).

    Absent values are left out; lines get their `line_id` "1".."n" by position.
    """
    sources: Sources = {}
    data = _write(invoice, "", sources)
    for number, line in enumerate(data.get("lines", ()), start=1):
        line["line_id"] = str(number)
    return {"schema_version": SCHEMA_VERSION, **data}, sources


def decimal_text(value: Decimal) -> str:
    """The number as JSON carries it: no exponent, no plus sign, its printed scale kept, never `-0`."""
    text = str(value)
    if text.replace(".", "", 1).isdigit():  # as most are
        return text
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return format(abs(value) if value == 0 else value, "f")


def clean_text(text: str) -> str:
    """Vendor text made safe to store: NFC, no control or bidi characters, single spaces, at most 512 characters."""
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):  # then no space but " ", and
        if " " not in text and len(text) <= MAX_TEXT:  # nothing to leave out
            return text
        return (text if " " not in text else " ".join(text.split()))[:MAX_TEXT].rstrip()
    kept = "".join(
        " " if ch.isspace() else ch
        for ch in unicodedata.normalize("NFC", text)
        if ch.isspace() or unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co")
    )
    return " ".join(kept.split())[:MAX_TEXT].rstrip()


def source_to_json(source: Source) -> dict[str, Any]:
    """One place as reading.v1 stores it: page, box and text, or attachment, path and text."""
    return _place(source, clean_text(source.text))


def source_from_json(data: Mapping[str, Any]) -> Source:
    """The place that `source_to_json` wrote."""
    if "page" in data:
        return Source(data["text"], data["page"], Box(*data["box"]))
    return Source(data["text"], attachment=data["attachment"], path=data["path"])


def _write(value: Any, pointer: str, sources: Sources) -> Any:
    kind = value.__class__
    if kind is Field or isinstance(value, Field):
        return _field(value, pointer, sources)
    if names := members_of(kind):
        return _members(names, _values_of(kind)(value), pointer, sources)
    if isinstance(value, Mapping):
        return _members(map(_escape, value), value.values(), pointer, sources)
    if isinstance(value, tuple | list):
        there = (each for each in value if each.__class__ is not Field or _scalar(each.value) != "")
        return [_write(each, f"{pointer}/{index}", sources) for index, each in enumerate(there)]
    return _scalar(value)


def _members(names: Iterable[str], values: Iterable[Any], pointer: str, sources: Sources) -> dict[str, Any]:
    """What is there of the members: of a line's two dozen, some seven."""
    data = {}
    for name, value in zip(names, values, strict=True):
        if value is None or (not value and value.__class__ in _NOTHING):
            continue
        here = f"{pointer}/{name}"
        written = _field(value, here, sources) if value.__class__ is Field else _write(value, here, sources)
        if written or written is False:
            data[name] = written
    return data


def _field(field: Field[Any], pointer: str, sources: Sources) -> Any:
    """The value; its places go to the others. Most texts are the whole of what is printed there."""
    value, places = field.value, field.sources
    written = _scalar(value)
    if places and written not in (None, ""):
        sources[pointer] = [_place(each, written if each.text is value else clean_text(each.text)) for each in places]
    return written


def _place(source: Source, text: str) -> dict[str, Any]:
    page, box = source.page, source.box
    if page is None or box is None:
        return {"attachment": source.attachment or "", "path": source.path or "", "text": text}
    return {"page": page, "box": sides(box), "text": text}


@cache
def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of a record's members, all in one go."""
    names = members_of(kind)
    return attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)


def _scalar(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool):
        return value
    raise TypeError(f"an invoice cannot hold a {type(value).__name__}: {value!r}")


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
