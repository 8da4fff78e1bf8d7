"""The list beside an overlay: what was read, value by value, each with a link to its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from invoiceplug.authoring.derived import value_at
from invoiceplug.authoring.explain import Explained
from invoiceplug.authoring.proof import proof
from invoiceplug.authoring.shapes import Shape

_LINE = re.compile(r"/lines/(\d+)/(.+)")
_SIGNS = {"holds": "✓", "fails": "✗", "untried": "–"}

Drawn = tuple[Any, Sequence[Shape], Any]
Names = dict[int, str]


def side_list(explained: Explained, drawn: Sequence[Drawn], names: Names) -> Iterator[str]:
    """Who read it, whether it adds up, unread and dropped rows, values, as HTML."""
    shapes = [shape for _, found, _ in drawn for shape in found]
    yield _verdict(explained)
    yield from _proof(explained)
    yield from _rows("Unread rows", [shape for shape in shapes if shape.tone == "unread"], names)
    yield from _rows("Dropped rows", [shape for shape in shapes if shape.tone == "dropped"], names)
    yield from _rows("Marks", [shape for shape in shapes if shape.tone == "mark"], names)
    places: dict[str, list[str]] = {}
    for shape in shapes:
        if shape.pointer:
            places.setdefault(shape.pointer, []).append(names[id(shape)])
    yield from _header(explained, places)
    yield from _lines(explained, places)
    if not explained.sources:
        yield from _rows("Values", [shape for shape in shapes if shape.tone == "value"], names)


def _verdict(explained: Explained) -> str:
    if explained.error:
        code, said = escape(explained.error.code), escape(explained.error.detail)
        return f'<p class="verdict bad"><strong>{code}</strong> {said}</p>'
    reading = explained.reading or {}
    reader = reading["reader"]
    by = f"{reader['plugin']} {reader['version']}"
    bad = any(finding["severity"] == "error" for finding in reading["findings"])
    number = escape(str(explained.invoice.get("invoice_number", "")))
    said = f"read by {escape(by)}" + (f", template {escape(reader['template'])}" if "template" in reader else "")
    return f'<p class="verdict {"bad" if bad else "good"}"><strong>{number}</strong> {said}</p>'


def _proof(explained: Explained) -> Iterator[str]:
    findings = explained.reading["findings"] if explained.reading else None
    lines = [(each.verdict, _SIGNS[each.verdict], each.text) for each in proof(explained.invoice, findings)]
    lines += [("fails", "!", f"{each['code']}: {each['message']}") for each in findings or ()]
    if lines:
        yield "<section><h2>Sums and findings</h2><ul>"
        yield from (f'<li class="{verdict}"><i>{sign}</i>{escape(text)}</li>' for verdict, sign, text in lines)
        yield "</ul></section>"


def _rows(title: str, shapes: Sequence[Shape], names: Names) -> Iterator[str]:
    if shapes:
        yield f"<section><h2>{title} <small>{len(shapes)}</small></h2><ul>"
        for shape in shapes:
            text, *why = shape.tip
            link = f'<a href="#{names[id(shape)]}">{escape(text)}</a>'
            yield f"<li>{link}<small>{escape(' · '.join(why))}</small></li>"
        yield "</ul></section>"


def _header(explained: Explained, places: dict[str, list[str]]) -> Iterator[str]:
    pointers = [pointer for pointer in explained.sources if not _LINE.match(pointer)]
    if pointers:
        yield f"<section><h2>Values <small>{len(pointers)}</small></h2><dl>"
        yield from (_value(pointer[1:], explained, pointer, places) for pointer in pointers)
        yield "</dl></section>"


def _lines(explained: Explained, places: dict[str, list[str]]) -> Iterator[str]:
    lines = explained.invoice.get("lines", ())
    if not lines:
        return
    yield f"<section><h2>Lines <small>{len(lines)}</small></h2>"
    for index, line in enumerate(lines):
        title = " ".join(str(line[name]) for name in ("vendor_sku", "description") if name in line)
        amount = f"<em>{line['line_total']}</em>" if "line_total" in line else ""
        yield f"<details><summary><b>{index + 1}</b><span>{escape(title)}</span>{amount}</summary><dl>"
        start = f"/lines/{index}/"
        for pointer in explained.sources:
            if pointer.startswith(start):
                yield _value(pointer.removeprefix(start), explained, pointer, places)
        yield "</dl></details>"
    yield "</section>"


def _value(name: str, explained: Explained, pointer: str, places: dict[str, list[str]]) -> str:
    """Name and value; the value leads to its first place, small figures to the others."""
    text = escape(str(value_at(explained.invoice, pointer)))
    first, *more = places.get(pointer) or [""]
    said = f'<a href="#{first}">{text}</a>' if first else text
    said += "".join(f' <a href="#{each}"><sup>{number}</sup></a>' for number, each in enumerate(more, start=2))
    return f"<dt>{escape(name)}</dt><dd>{said}</dd>"
