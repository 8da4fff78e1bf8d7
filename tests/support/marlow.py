"""A vendor that prints amounts as Americans do, read by a template; for what other readers are known to get wrong."""

from __future__ import annotations

from collections.abc import Sequence

from acme import plugins_of
from pdfs import drawn
from reportlab.pdfbase.pdfmetrics import stringWidth

from invoiceplug import Reading, read_invoice
from invoiceplug.plugins import Plugins
from invoiceplug.template import TemplateExtractor, parse_template

TEMPLATE = r"""vendor: {id: marlow, name: Marlow Bolt Supply}
version: 1.0.0
match:
  all:
    - Marlow Bolt Supply
    - regex: 'Invoice no: INV-\d+'
locale: {decimal: ".", grouping: ",", dates: [MM/DD/YYYY], currency: USD, negative: ["-1"]}
document_type: {credit_note: [CREDIT MEMO]}
fields:
  invoice_number: {right_of: Invoice no}
  invoice_date: {right_of: Date}
lines:
  columns:
    vendor_sku: {header: Item}
    description: {header: Description}
    qty_shipped: {header: Qty}
    unit_price: {header: Price}
    line_total: {header: Amount}
  needs: [vendor_sku, qty_shipped, line_total]
  end: [Subtotal]
totals:
  lines_net: {right_of: Subtotal}
  grand: {right_of: Total}
"""

Row = tuple[str, str, str, str, str]
Text = tuple[float, float, str]

ROWS: tuple[Row, ...] = (
    ("B-1", "Hex bolt", "4", "2.50", "10.00"),
    ("B-2", "Washer", "100", "0.05", "5.00"),
    ("B-3", "Lock nut", "10", "0.30", "3.00"),
    ("B-4", "Stud", "2", "6.00", "12.00"),
)

_LEFT, _RIGHT = (50.0, 120.0), (320.0, 400.0, 490.0)


def page(
    rows: Sequence[Row] = ROWS,
    *,
    number: str = "INV-1",
    date: str = "04/03/2026",
    subtotal: str = "30.00",
    total: str | None = None,
    also: Sequence[Text] = (),
) -> list[Text]:
    """One page by Marlow: letterhead, table and totals, numbers set flush right."""
    texts: list[Text] = [(50, 50, "Marlow Bolt Supply"), (50, 80, f"Invoice no: {number}"), (50, 95, f"Date: {date}")]
    texts += _row(140, ("Item", "Description", "Qty", "Price", "Amount"))
    for index, row in enumerate(rows):
        texts += _row(160 + 15 * index, row)
    y = 180 + 15 * len(rows)
    texts += [(400, y, "Subtotal"), _right(490, y, subtotal), (400, y + 15, "Total")]
    return [*texts, _right(490, y + 15, subtotal if total is None else total), *also]


def one(text: str) -> bytes:
    """A bill whose only row and totals print that amount."""
    return drawn(page([("B-1", "Hex bolt", "1", text, text)], subtotal=text))


def marlow(changed: dict[str, str] | None = None, *, vendor: str = "marlow") -> Plugins:
    """The template as the only plugin, with parts of its text replaced."""
    text = TEMPLATE.replace("id: marlow", f"id: {vendor}")
    for before, after in (changed or {}).items():
        assert before in text, before
        text = text.replace(before, after)
    return plugins_of(TemplateExtractor(parse_template(text, f"{vendor}.yaml")))


def read(pdf: bytes, changed: dict[str, str] | None = None) -> Reading:
    """The reading of the PDF by that one plugin."""
    return read_invoice(pdf, plugins=marlow(changed))


def line_of(text: str) -> int:
    """The line of the template on which the text first stands."""
    return TEMPLATE[: TEMPLATE.index(text)].count("\n") + 1


def _row(y: float, cells: Sequence[str]) -> list[Text]:
    left = [(x, y, cell) for x, cell in zip(_LEFT, cells[:2], strict=True) if cell]
    return left + [_right(x, y, cell) for x, cell in zip(_RIGHT, cells[2:], strict=True) if cell]


def _right(x: float, y: float, text: str) -> Text:
    return x + 30 - float(stringWidth(text, "Helvetica", 10)), y, text
