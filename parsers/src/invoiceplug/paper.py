"""What the paper shows against the reading of it: rows nobody read, lines or pages that are missing, a second invoice.

The checks of `checks` see the invoice alone; these see the pages too, and run once, when the document is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from invoiceplug.document import Document, row_box
from invoiceplug.extractor import Extract
from invoiceplug.geometry import Box, contains
from invoiceplug.invoice import Field, Source
from invoiceplug.invoice_json import Sources
from invoiceplug.reading import Finding, Severity, Unread

# Patterns as text: compiling them takes longer than reading a page, and few readings use them.
_NUMBERS = r"/lines/\d+/(qty_\w+|weight|unit_price|line_total)"
_AMOUNT = r"(?<![\w.,])\(?-?\d{1,3}(?:[.,'\u2019 ]?\d{3})*[.,]\d{2,4}\)?-?(?![\d.,]*\w)"
_PAGE = "page|seite|blatt|pagina|p[aá]gina|p[aá]g|pag|side|sida|strona|strana|folio"
_OF = "/|of|von|sur|de|di|van|af|av|aus|ze?"
_PAGE_STEMS = ("pag", "seite", "blatt", "sid", "stron", "stran", "folio")  # of these words, where letters are plain
_PAGE_OF = rf"(?i)(?<!\w)(?:{_PAGE})\.?\s*:?\s*(\d{{1,3}})\s*(?:{_OF})\s*(\d{{1,3}})(?![\w.,/])"
_HEAD, _FOOT = 0.4, 0.75  # fractions of the page's height: page numbers stand above the one or below the other


def paper_findings(
    document: Document, extract: Extract, lines: Sequence[dict[str, Any]], sources: Sources
) -> Iterator[Finding]:
    """UNREAD_ROW for each row that became nothing, LINE_COUNT and PAGE_COUNT when the paper tells of more.

    `lines` and `sources` are those of the written invoice.
    """
    yield from unread_rows(document, extract.unread, sources)
    yield from _line_count(extract.line_count, lines)
    yield from missing_pages(document)


def unread_rows(document: Document, unread: Iterable[Unread], sources: Sources) -> Iterator[Finding]:
    """UNREAD_ROW: an error where the row looks like a line item, for then a line is missing; else a warning.

    It looks like one when it holds an amount, or a number that stands in a column where lines have numbers.
    """
    rows = list(unread)
    columns = _number_columns(sources) if rows else []
    for row in rows:
        said = f"A row among the line items was not read: {row.source.text!r} ({row.why})"
        severity: Severity = "error" if _looks_like_a_line(document, row.source, columns) else "warning"
        yield Finding("UNREAD_ROW", severity, said, sources=(row.source,))


def missing_pages(document: Document) -> Iterator[Finding]:
    """PAGE_COUNT: pages are counted ("page 2 of 3"), and more of them are not there than pages without a count."""
    found = sorted(_page_counts(document), key=lambda each: each[1])
    uncounted = len(document.pages) - len({source.page for *_, source in found})
    for total, group in groupby(found, key=lambda each: each[1]):
        rows = list(group)
        absent = sorted(set(range(1, total + 1)) - {number for number, *_ in rows})
        if len(absent) > uncounted:
            source = rows[-1][2]
            said = f"{source.text!r} is printed on page {source.page}, but the PDF has {len(document.pages)} pages"
            yield Finding("PAGE_COUNT", "error", f"{said}.", actual=str(total), sources=(source,))


def _line_count(counted: Field[int] | None, lines: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """LINE_COUNT: the printed count is neither that of the items nor that of all lines with an amount."""
    if counted is None:
        return
    printed = counted.value
    items = sum(line["kind"] == "item" for line in lines)
    if printed not in (items, sum("line_total" in line for line in lines)):
        said = f"{items} line items were read, but {printed} are printed."
        yield Finding("LINE_COUNT", "error", said, (), "/lines", str(items), str(printed), counted.sources)


def _number_columns(sources: Sources) -> list[tuple[float, float]]:
    """From where to where the lines' numbers stand, column by column."""
    spans: dict[str, tuple[float, float]] = {}
    for pointer, places in sources.items():
        if column := re.fullmatch(_NUMBERS, pointer):
            for box in (Box(*place["box"]) for place in places if "box" in place):
                x0, x1 = spans.get(column[1], (box.x0, box.x1))
                spans[column[1]] = min(x0, box.x0), max(x1, box.x1)
    return list(spans.values())


def _looks_like_a_line(document: Document, row: Source, columns: list[tuple[float, float]]) -> bool:
    if re.search(_AMOUNT, row.text):
        return True
    if row.page is None or row.box is None:
        return False
    words = [word for word in document.pages[row.page - 1].words if contains(row.box, word.box.middle)]
    numbers = [word for word in words if word.text.strip("()-+").replace(",", "").replace(".", "").isdigit()]
    return any(x0 <= word.box.middle[0] <= x1 for word in numbers for x0, x1 in columns)


def _may_count(text: str) -> bool:
    """A quick look that spares nearly every row the slow one."""
    low = text.lower()
    return not text.isascii() or any(stem in low for stem in _PAGE_STEMS)


def _page_counts(document: Document) -> Iterator[tuple[int, int, Source]]:
    """(2, 3, place) for "page 2 of 3" at the top or bottom of a page."""
    for page in document.pages:
        for at, text in enumerate(page.row_texts()):
            if not _may_count(text) or _HEAD < (row := page.row(at))[0].box.middle[1] < _FOOT:
                continue
            if said := re.search(_PAGE_OF, text):
                number, total = int(said[1]), int(said[2])
                if 1 <= number <= total:
                    yield number, total, Source(said[0], page.number, row_box(row))
                    break
