"""What must hold for every reading, whatever was expected of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from invoiceplug.authoring.derived import value_at
from invoiceplug.authoring.printed import is_printed
from invoiceplug.document import Document, Page, row_text
from invoiceplug.geometry import Box, contains
from invoiceplug.invoice_json import clean_text

SLACK = 0.00002  # stored boxes are rounded to five decimals


def broken(
    reading: dict[str, Any],
    again: dict[str, Any],
    document: Document,
    allow: Container[str] = (),
    codes: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[str]:
    """A sentence for each thing that does not hold: error findings but the allowed ones, places, unequal runs.

    The text of every value is at its box, and is the value, or the vendor's code for it: `codes` says what a
    template's columns take a printed text for.
    """
    for finding in reading["findings"]:
        if finding["severity"] == "error" and finding["code"] not in allow:
            yield f"{finding['code']}: {finding['message']}"
    for pointer, sources in reading["sources"].items():
        for source in sources:
            if "page" in source:
                yield from _misplaced(pointer, source, document)
        yield from _misread(pointer, sources, reading["invoice"], codes or {})
    if reading != again:
        yield "two readings of the same file differ"


def _misplaced(pointer: str, source: dict[str, Any], document: Document) -> Iterator[str]:
    if not 1 <= source["page"] <= len(document.pages):
        yield f"{pointer}: it names page {source['page']} of {len(document.pages)}"
        return
    printed = text_in(document.pages[source["page"] - 1], Box(*source["box"]))
    if _bare(source["text"]) != _bare(printed):
        yield f'{pointer}: its place on page {source["page"]} holds "{printed}", not "{source["text"]}"'


def _misread(
    pointer: str, sources: list[dict[str, Any]], invoice: dict[str, Any], codes: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    text = " ".join(source["text"] for source in sources)
    value = value_at(invoice, pointer)
    if value is not None and not _is_coded(str(value), text, codes) and not is_printed(pointer, value, text):
        yield f'{pointer}: it is "{value}", but what is printed there is "{text}"'


def _is_coded(value: str, text: str, codes: Mapping[str, frozenset[str]]) -> bool:
    """Whether the template says that the printed text, or a word of it, stands for the value."""
    return any(value in codes.get(printed, ()) for printed in (text, *text.split()))


def text_in(page: Page, box: Box) -> str:
    """The words whose middle lies in the box, row by row."""
    wider = Box(box.x0 - SLACK, box.y0 - SLACK, box.x1 + SLACK, box.y1 + SLACK)
    near = [row for row in page.lines() if row[0].box.y1 >= wider.y0 and row[0].box.y0 <= wider.y1]
    rows = [tuple(word for word in row if contains(wider, word.box.middle)) for row in near]
    return clean_text(" ".join(row_text(row) for row in rows if row))


def _bare(text: str) -> str:
    return "".join(text.split())
