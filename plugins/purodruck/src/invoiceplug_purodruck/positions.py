"""The positions: number, article and title; what it is made of; how much of it at what price, and its amount."""

from collections.abc import Sequence
from typing import Any

from invoiceplug import Document, InvoiceplugError, Line, Page, Unread, Word
from invoiceplug.toolkit.fields import (
    decimal_field,
    money_field,
    percent_field,
    sources_of,
    text_field,
    unit_field,
)
from invoiceplug.toolkit.find import find_label, rows_under, split_by_gaps
from invoiceplug.toolkit.values import Locale

GERMAN = Locale(",", ".", ("%d.%m.%Y",), "EUR", units={"Pal": "XPX"})
NET = "Summe netto"
HEADINGS = ("Fortsetzung", "Kundennummer")  # the last text line above the positions: of a later page, of the first
NUMBERS_END = 0.19  # of the page's width: what stands left of it is the number of a position
SLACK = 0.01  # of the page's width, within which a line stands under the title


def read_positions(document: Document) -> tuple[tuple[Line, ...], tuple[Unread, ...]]:
    """The positions of all pages in order, and the text lines that belong to none."""
    positions: list[dict[str, Any]] = []
    texts: list[list[Word]] = []
    unread: list[Unread] = []
    for page in document.pages:
        for row in _rows(page):
            if row[0].text.isdigit() and row[0].box.x1 < NUMBERS_END and len(row) > 2:
                title, *more = split_by_gaps(page, row[2:])
                positions.append({"line_number": text_field(row[:1]), "vendor_sku": text_field(row[1:2])})
                texts.append(list(title))
                positions[-1] |= _amount(more) if more else {}
            elif texts and abs(row[0].box.x0 - texts[-1][0].box.x0) < SLACK:
                _goes_on(page, row, positions[-1], texts[-1])
            else:
                unread += [Unread(source, "it is no part of a position") for source in sources_of(row)]
    return tuple(_line(values, words) for values, words in zip(positions, texts, strict=True)), tuple(unread)


def _rows(page: Page) -> list[tuple[Word, ...]]:
    heading = next((each for each in HEADINGS if find_label(page, each)), NET)
    return rows_under(page, heading, until=(NET, "Puro Druck GmbH ·"))


def _goes_on(page: Page, row: tuple[Word, ...], values: dict[str, Any], text: list[Word]) -> None:
    """Takes a text line under the title: more of its description, or the price."""
    said = [word.text for word in row]
    if "USt" not in said:
        text += row
        return
    if said[2:5:2] != ["×", "€"]:
        raise unreadable(row, "quantity × price € is expected")
    values |= {"qty_shipped": decimal_field(row[:1], GERMAN), "uom_raw": text_field(row[1:2])}
    values |= {"uom": unit_field(row[1:2], GERMAN), "unit_price": money_field(row[3:5], GERMAN)}
    values |= {"price_qty": decimal_field(row[6:7], GERMAN)} if "je" in said else {}
    values |= _amount(split_by_gaps(page, row))


def _amount(runs: list[tuple[Word, ...]]) -> dict[str, Any]:
    """`… USt 19 %` and, after a gap, `292,00 €`."""
    if len(runs) < 2:
        raise unreadable(runs[0], "a tax rate and an amount are expected")
    return {"tax_rate": percent_field(runs[-2][-2:], GERMAN), "line_total": money_field(runs[-1], GERMAN)}


def _line(values: dict[str, Any], words: list[Word]) -> Line:
    if "line_total" not in values:
        raise unreadable(words, "the position has no amount")
    return Line(description=text_field(words), **values)


def unreadable(words: Sequence[Word], why: str) -> InvoiceplugError:
    """VALUE_UNREADABLE with the text line and its page."""
    return InvoiceplugError("VALUE_UNREADABLE", f"“{text_field(words).value}” on page {words[0].page}: {why}")
