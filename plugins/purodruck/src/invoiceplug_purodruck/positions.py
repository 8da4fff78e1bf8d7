"""The positions: number, article and title; what it is made of; how much of it at what price, and its amount."""

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

Words = tuple[Word, ...]


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
                if more:
                    positions[-1] |= _amount(more)
            elif texts and abs(row[0].box.x0 - texts[-1][0].box.x0) < SLACK:
                _goes_on(page, row, positions[-1], texts[-1])
            else:
                unread += [Unread(source, "it is no part of a position") for source in sources_of(row)]
    pairs = zip(positions, texts, strict=True)
    return tuple(_line(values, words) for values, words in pairs), tuple(unread)


def _rows(page: Page) -> list[Words]:
    heading = next((each for each in HEADINGS if find_label(page, each)), NET)
    return rows_under(page, heading, until=(NET, "Puro Druck GmbH ·"))


def _goes_on(page: Page, row: Words, values: dict[str, Any], text: list[Word]) -> None:
    """Takes a text line under the title: more of its description, or the price."""
    said = [word.text for word in row]
    if "USt" not in said:
        text += row
        return
    values |= {"qty_shipped": decimal_field(row[:1], GERMAN), "uom_raw": text_field(row[1:2])}
    values |= {"uom": unit_field(row[1:2], GERMAN), "unit_price": money_field(row[3:5], GERMAN)}
    values |= {"price_qty": decimal_field(row[6:7], GERMAN)} if "je" in said else {}
    values |= _amount(split_by_gaps(page, row))


def _amount(runs: list[Words]) -> dict[str, Any]:
    """`… USt 19 %` and, after a gap, `292,00 €`."""
    return {"tax_rate": percent_field(runs[-2][-2:], GERMAN), "line_total": money_field(runs[-1], GERMAN)}


def _line(values: dict[str, Any], words: list[Word]) -> Line:
    if "line_total" not in values:
        number = values["line_number"].value
        raise InvoiceplugError("VALUE_UNREADABLE", f"position {number} has no amount", field="line_total", text=number)
    return Line(description=text_field(words), **values)
