"""What was read against the ink of its pages: they are drawn, and every kind of lie is looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from invoiceplug.document import Document
from invoiceplug.lies.disagreeing import disagreeing
from invoiceplug.lies.hidden import hidden
from invoiceplug.lies.invisible import invisible
from invoiceplug.lies.overlapping import overlapping
from invoiceplug.lies.places import PageValues, values_on_pages
from invoiceplug.reading import Finding, Reading
from invoiceplug.toolkit.ink import PageInk, pages_ink


def lie_findings(
    data: bytes,
    document: Document,
    reading: Reading,
    *,
    undrawn: Collection[int] = (),
    password: str | None = None,
) -> tuple[Finding, ...]:
    """HIDDEN_TEXT, OVERLAPPING_TEXT, ENGINES_DISAGREE and UNICODE_SUSPECT where the page does not bear the values out.

    `data` is what `document` was opened from. Only pages that hold values are drawn, and none of the numbers in
    `undrawn`, which are known to take too long: that nobody looked at them is a finding too. An e-invoice has no
    values on pages, so nothing is looked at. Raises InvoiceplugError as `open_pdf` does.
    """
    values = values_on_pages(document, reading)
    return tuple(findings_on_pages(data, values, undrawn=undrawn, password=password))


def findings_on_pages(
    data: bytes, values: Iterable[PageValues], *, undrawn: Collection[int] = (), password: str | None = None
) -> Iterator[Finding]:
    """The same for values that stand on these pages, wherever they come from."""
    pages = {page.number: page for page in values}
    for ink in pages_ink(data, sorted(pages), undrawn=undrawn, password=password):
        yield from _of_page(ink, pages[ink.page])


def _of_page(ink: PageInk, values: PageValues) -> Iterator[Finding]:
    if not ink.whole:
        said = f"Page {ink.page} is too much to draw, so nobody has looked for text on it that is hidden."
        yield Finding("HIDDEN_TEXT", "warning", said)
        return
    yield from hidden(ink, values)
    yield from overlapping(ink, values)
    yield from disagreeing(ink, values)
    yield from invisible(ink, values)
