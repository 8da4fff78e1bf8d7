"""Steps that an engine did not tell, made from what it returned: a vendor in Python is explained as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from invoiceplug.geometry import Box, union
from invoiceplug.invoice_json import Sources
from invoiceplug.trace import Kind, Step

_LINE = re.compile(r"/lines/(\d+)/")
_PARTS: dict[str, Kind] = {"totals": "total", "taxes": "tax", "charges": "charge"}
_SHOWN = ("line_number", "vendor_sku", "description", "qty_shipped", "weight", "unit_price", "line_total")


def derived_steps(
    told: Sequence[Step], invoice: dict[str, Any], sources: Sources, unread: Iterable[dict[str, Any]]
) -> list[Step]:
    """Fields, totals, charges, taxes and rows with their places, for the kinds of step that are not among the told."""
    kinds = {step.kind for step in told}
    made = [*_values(invoice, sources), *_rows(invoice, sources)]
    steps = [step for step in made if step.kind not in kinds]
    seen = {(step.page, step.text) for step in told if step.outcome == "unread"}
    return steps + [step for step in map(_unread, unread) if (step.page, step.text) not in seen]


def value_at(invoice: Any, pointer: str) -> Any:
    """What stands at the JSON Pointer; None when nothing does."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        try:
            invoice = invoice[int(key)] if isinstance(invoice, list) else invoice[key]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return invoice


def _values(invoice: dict[str, Any], sources: Sources) -> Iterator[Step]:
    for pointer, places in sources.items():
        if _LINE.match(pointer):
            continue
        kind = _PARTS.get(pointer.split("/")[1], "field")
        text = str(value_at(invoice, pointer))
        page, box = _place(places)
        yield Step(kind, "ok", text, _written(text, places), page=page, box=box, name=pointer.removeprefix("/"))


def _written(text: str, places: list[dict[str, Any]]) -> str:
    """What stands there where it is not the value itself, and where in an attachment it stands."""
    written = " ".join(place["text"] for place in places)
    where = [f"{place['attachment']} …/{_end(place['path'])}" for place in places if "attachment" in place]
    return ", ".join([*([] if written == text else [f'printed "{written}"']), *where])


def _end(path: str) -> str:
    """The last two steps of a path, which tell it from its neighbours."""
    return "/".join(path.split("/")[-2:])


def _rows(invoice: dict[str, Any], sources: Sources) -> Iterator[Step]:
    places: dict[int, list[dict[str, Any]]] = {}
    for pointer, found in sources.items():
        if line := _LINE.match(pointer):
            places.setdefault(int(line[1]), []).extend(found)
    for index, line_data in enumerate(invoice.get("lines", ())):
        text = " | ".join(str(line_data[name]) for name in _SHOWN if name in line_data)
        page, box = _place(places.get(index, []))
        yield Step("row", "ok", text, page=page, box=box, name=str(index + 1))


def _unread(row: dict[str, Any]) -> Step:
    page, box = _place([row])
    return Step("row", "unread", row["text"], row["why"], page=page, box=box)


def _place(places: Iterable[dict[str, Any]]) -> tuple[int | None, Box | None]:
    """The first page of these places, and the box around those on it."""
    printed = [place for place in places if "page" in place]
    if not printed:
        return None, None
    page = min(place["page"] for place in printed)
    return page, union(Box(*place["box"]) for place in printed if place["page"] == page)
