"""The line table: one row a line, remarks indented under its description, section titles in between."""

from dataclasses import replace
from typing import Any

from invoiceplug import Document, Field, InvoiceplugError, Line, Page, Unread, Word
from invoiceplug.toolkit.columns import Column, assign_columns, columns_of
from invoiceplug.toolkit.fields import decimal_field, sources_of, text_field, unit_field
from invoiceplug.toolkit.find import find_label, rows_under
from invoiceplug.toolkit.values import Locale

US = Locale(".", ",", ("%m/%d/%Y",), "USD", negative=("1-", "(1)"), units={"BX": "XBX", "C": "CEN"})
END = "MERCHANDISE TOTAL"
HEADINGS = {"line_number": "LINE", "vendor_sku": "ITEM NO.", "description": "DESCRIPTION", "qty_ordered": "ORDERED"}
HEADINGS |= {"qty_shipped": "SHIPPED", "qty_backordered": "B/O", "uom_raw": "UOM", "unit_price": "UNIT PRICE"}
HEADINGS |= {"price_qty": "PER", "line_total": "AMOUNT"}
TEXTS = ("line_number", "vendor_sku", "description", "uom_raw")
INDENT = 5  # points that a remark stands right of the heading; a section's title stands level with it


def read_table(document: Document) -> tuple[tuple[Line, ...], tuple[Unread, ...]]:
    """The lines of all pages in order, and the rows that became nothing."""
    lines: list[dict[str, Any]] = []
    unread: list[Unread] = []
    for page in document.pages:
        rows = rows_under(page, "ITEM NO. DESCRIPTION", until=(END, "CONTINUED ON NEXT PAGE"))
        columns = _columns(page) if rows else []
        for row in rows:
            cells = assign_columns(row, columns)
            indent = (row[0].box.x0 - columns[2].x0) * page.width  # the third column is the description
            if {"line_number", "line_total"} <= cells.keys():
                lines.append(_fields(cells))
            elif cells.keys() == {"description"} and lines and indent > INDENT:
                _remark(lines[-1], row)
            elif cells.keys() != {"description"}:
                unread += [Unread(source, "neither line, remark nor section") for source in sources_of(row)]
    return tuple(Line(**line) for line in lines), tuple(unread)


def first_label(page: Page, label: str) -> tuple[Word, ...]:
    """The words of the label where it stands first on the page; FIELD_NOT_FOUND."""
    return need(next(iter(find_label(page, label)), None), label)


def need(words: tuple[Word, ...] | None, label: str) -> tuple[Word, ...]:
    """The words, of which there must be some at the label; FIELD_NOT_FOUND."""
    if not words:
        raise InvoiceplugError("FIELD_NOT_FOUND", f"nothing stands at “{label}”", label=label)
    return words


def _columns(page: Page) -> list[Column]:
    words = iter(first_label(page, " ".join(HEADINGS.values())))
    header = {name: [next(words) for _ in heading.split()] for name, heading in HEADINGS.items()}
    return columns_of(header, align={name: "right" for name in HEADINGS if name not in TEXTS})


def _fields(cells: dict[str, tuple[Word, ...]]) -> dict[str, Any]:
    line: dict[str, Any] = {name: text_field(words) for name, words in cells.items() if name in TEXTS}
    line |= {name: decimal_field(words, US) for name, words in cells.items() if name not in TEXTS}
    return line | {"uom": unit_field(cells["uom_raw"], US)} if "uom_raw" in cells else line


def _remark(line: dict[str, Any], row: tuple[Word, ...]) -> None:
    """Adds the remark to the line's description, and the customer's item or the lot that it names."""
    told, more = line.get("description", Field("")), text_field(row)
    line["description"] = replace(told, value=f"{told.value} {more.value}".strip(), sources=told.sources + more.sources)
    for name, label in (("buyer_sku", "CUST ITEM:"), ("lot", "LOT")):
        if more.value.startswith(f"{label} "):
            line[name] = text_field(row[len(label.split()) :])
