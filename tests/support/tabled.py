"""Line tables of any shape, drawn word by word, and a template around the `lines` part that a test is about."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from decimal import Decimal

from reportlab.pdfgen.canvas import Canvas

from invoiceplug import Extract, Line
from invoiceplug.template import TemplateExtractor, parse_template
from invoiceplug.toolkit.open import open_pdf

Cell = tuple[float, str, str]  # x in points, "l", "r" or "c", text
Row = Sequence[Cell]
Rule = tuple[float, float, float, float]  # x0, y0, x1, y1 in points from the top left

TEMPLATE = """\
vendor: {id: tabled, name: Tabled Ltd}
version: 1.0.0
match: {all: [Tabled Ltd]}
locale: {decimal: ".", grouping: ",", dates: [YYYY-MM-DD], currency: GBP, negative: ["-1", "(1)"]}
fields:
  invoice_number: {constant: T-1}
  invoice_date: {constant: "2026-04-01"}
totals:
  grand: {constant: "1.00"}
lines:
"""
TOP, STEP, SIZE = 60.0, 12.0, 9.0


def l(x: float, text: str) -> Cell:  # noqa: E743 - as short as the rows it stands in
    return (x, "l", text)


def r(x: float, text: str) -> Cell:
    return (x, "r", text)


def c(x: float, text: str) -> Cell:
    return (x, "c", text)


def page_y(row: int) -> float:
    """The baseline of the row, in points from the top."""
    return TOP + STEP * row


def drawn(*pages: Sequence[Row], rules: Sequence[Rule] = (), step: float = STEP) -> bytes:
    """A PDF with the rows of each page, 12 points apart; an empty row is a gap."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for rows in pages:
        canvas.setFont("Helvetica", SIZE)
        for index, row in enumerate(rows):
            for x, side, text in row:
                draw = {"l": canvas.drawString, "r": canvas.drawRightString, "c": canvas.drawCentredString}[side]
                draw(x, 842 - TOP - step * index, text)
        for x0, y0, x1, y1 in rules:
            canvas.line(x0, 842 - y0, x1, 842 - y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(pdf: bytes, lines: str) -> Extract:
    """What the template with this `lines` part reads."""
    template = parse_template(TEMPLATE + textwrap.indent(textwrap.dedent(lines), "  "), "tabled.yaml")
    return TemplateExtractor(template).extract(open_pdf(pdf))


def said(extract: Extract, *names: str) -> list[tuple[str | None, ...]]:
    """The named values of each line as text."""
    return [tuple(_value(line, name) for name in names) for line in extract.invoice.lines]


def unread(extract: Extract) -> list[tuple[str, str]]:
    """Each text line that became nothing, and why."""
    return [(row.source.text, row.why) for row in extract.unread]


def _value(line: Line, name: str) -> str | None:
    field = line.extra.get(name.removeprefix("extra.")) if name.startswith("extra.") else getattr(line, name)
    if field is None:
        return None
    value = field.value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
