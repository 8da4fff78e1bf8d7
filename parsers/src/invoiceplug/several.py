"""Is there a second invoice in the PDF? One that is not told apart would be merged into the first, or lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from invoiceplug.document import Document, Page, Word, row_box, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.geometry import Box, contains, overlap_x
from invoiceplug.invoice_json import Sources
from invoiceplug.toolkit.find import find_label, split_by_gaps, value_below, value_right_of

_SPOT = 0.02  # fractions of the page by which the same label may be off on another page


def several_invoices(found: Iterable[tuple[int, str]]) -> InvoiceplugError:
    """MULTIPLE_INVOICES that names pages and numbers."""
    pages: dict[str, list[int]] = {}
    for page, number in sorted(found):
        pages.setdefault(number, []).append(page)
    said = ", ".join(f"{number} (page {', '.join(map(str, where))})" for number, where in pages.items())
    invoices = [{"invoice_number": number, "pages": where} for number, where in pages.items()]
    return InvoiceplugError("MULTIPLE_INVOICES", f"The PDF holds {len(pages)} invoices: {said}.", invoices=invoices)


def refuse_second_invoice(document: Document, sources: Sources) -> None:
    """Does nothing unless another page has the invoice number's label on the same spot with another such number.

    Pages of one invoice repeat its number; two invoices in one PDF have the same letterhead, so that the number of
    the second stands where that of the first does. Raises MULTIPLE_INVOICES.
    """
    place = next((each for each in sources.get("/invoice_number", ()) if "page" in each), None)
    if place is None or len(document.pages) < 2:
        return
    box, text = Box(*place["box"]), place["text"]
    labelled = _label_of(document.pages[place["page"] - 1], box)
    if labelled is None:
        return
    label, beside = labelled
    others = [
        (page.number, value)
        for page in document.pages
        if page.number != place["page"]
        for value in _values(page, label, beside=beside)
        if value != text and _shape(value) == _shape(text)
    ]
    if others:
        raise several_invoices([(place["page"], text), *others])


def _label_of(page: Page, box: Box) -> tuple[tuple[Word, ...], bool] | None:
    """The words that name the value in the box, and whether they stand beside it (else above); None without any."""
    rows = page.lines()
    at = next((i for i, row in enumerate(rows) if any(contains(box, word.box.middle) for word in row)), None)
    if at is None:
        return None
    left = tuple(word for word in rows[at] if word.box.x1 <= box.x0 + 1e-4)
    if left:
        return split_by_gaps(page, left)[-1], True
    above = [run for run in split_by_gaps(page, rows[at - 1]) if overlap_x(row_box(run), box) > 0] if at else []
    return (above[0], False) if above else None


def _values(page: Page, label: tuple[Word, ...], *, beside: bool) -> Iterator[str]:
    spot = row_box(label)
    for found in find_label(page, row_text(label)):
        box = row_box(found)
        if abs(box.x0 - spot.x0) < _SPOT and abs(box.y0 - spot.y0) < _SPOT:
            words = (value_right_of if beside else value_below)(_without_top(page, box.y0), row_text(label))
            if words:
                yield row_text(words)


def _without_top(page: Page, top: float) -> Page:
    """The page without the words that end above; its rows are those of the page wherever no row is cut in two."""
    rows = page.lines()
    first = next((at for at, row in enumerate(rows) if any(word[2][3] > top for word in row)), len(rows))
    below = list(chain.from_iterable(rows[first:]))
    if all(word[2][3] > top for word in below):
        return page.from_row(first, below)
    words = tuple([word for word in page.words if word[2][3] > top])
    return Page(page.number, page.width, page.height, words)


def _shape(number: str) -> str:
    """KR-000123 as A-9: what two numbers of one vendor have in common."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", number))
