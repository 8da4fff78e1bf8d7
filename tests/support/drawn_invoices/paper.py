"""A drawn invoice on paper: address and noise above, the table over as many pages as it takes, totals, a footer."""

from __future__ import annotations

import io
from decimal import Decimal
from random import Random

from drawn_invoices.bill import Bill, BillLine
from drawn_invoices.layout import NUMBERS, Cell, Layout
from drawn_invoices.names import TOTALS
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT, BOTTOM = 595.0, 842.0, 760.0


class Paper:
    """Pages that are drawn from the top; y grows downwards."""

    def __init__(self, layout: Layout, bill: Bill, dice: Random) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=True)
        self._layout, self._bill, self._dice = layout, bill, dice
        self._page, self._y, self._sum = 1, 0.0, Decimal(0)
        self._says = TOTALS[layout.language]

    def pdf(self) -> bytes:
        """The whole invoice."""
        self._letterhead()
        self._header()
        for line in self._bill.lines:
            self._line(line)
        self._totals()
        self._footer()
        self._canvas.save()
        return self._out.getvalue()

    def _letterhead(self) -> None:
        dice = self._dice
        for row, text in enumerate(
            ["Example Trading Ltd", f"Road {dice.randint(1, 99)}", f"{dice.randint(10000, 99999)} Town"]
        ):
            self._write(40, 60 + 12 * row, text)
        self._write(400, 60, f"Invoice 2026-{dice.randint(100, 9999)}")
        self._write(400, 72, f"{dice.randint(1, 28):02}.04.2026")
        self._write(400, 84, f"Tel. +49 30 {dice.randint(1000, 9999)} {dice.randint(100, 999)}")
        self._y = 160.0 + 8 * dice.randint(0, 10)

    def _header(self) -> None:
        if self._layout.header == "none":
            return
        step = self._layout.size * 1.25
        stacked = self._layout.header == "stacked"
        for cell in self._layout.cells:
            words = cell.name.split()
            rows = [words[0], " ".join(words[1:])] if stacked and len(words) > 1 else [cell.name]
            for number, text in enumerate(rows):
                row = number + (1 if stacked and len(rows) == 1 else 0)
                self._put(cell, self._y + row * step, text, bold=True)
        self._y += step * (2 if stacked else 1) + self._layout.pitch * 0.5
        if self._layout.ruled:
            self._rule(self._y - self._layout.pitch)

    def _line(self, line: BillLine) -> None:
        step = self._layout.size * 1.2
        first = self._layout.text_first and bool(line.more)
        if self._y + step * (len(line.more) + 2) > BOTTOM - 60:
            self._turn()
        if first:
            self._put(self._cell("text"), self._y, line.text)
            self._y += step
        for cell in self._layout.cells:
            below = step if cell.kind == "total" and self._layout.total_below else 0.0
            self._put(cell, self._y + below, self._text(cell.kind, line, first=first))
        self._sum += line.total
        for text in line.more[1:] if first else line.more:
            self._y += step
            self._put(self._cell("text"), self._y, text)
        self._y += self._layout.pitch * 1.1 + (step if self._layout.total_below else 0.0)
        if self._layout.ruled:
            self._rule(self._y - self._layout.pitch * 0.9)

    def _text(self, kind: str, line: BillLine, *, first: bool) -> str:
        layout = self._layout
        quantity = layout.number(line.quantity) + (f" {line.unit}" if layout.unit_at == "behind" else "")
        gross = (line.total * (100 + line.rate) / 100).quantize(Decimal("0.01"))
        return {
            "pos": str(self._bill.lines.index(line) + 1),
            "sku": line.sku,
            "text": line.more[0] if first else line.text,
            "date": "17.04.2026",
            "qty": quantity,
            "unit": line.unit,
            "price": layout.amount(line.price),
            "basis": str(line.basis),
            "discount": f"{line.discount} %" if line.discount else "",
            "rate": f"{layout.number(line.rate)} %",
            "total": layout.amount(line.total),
            "gross": layout.amount(gross),
        }[kind]

    def _turn(self) -> None:
        """A new page, with the sum carried over where this vendor does so."""
        if self._layout.carried:
            self._sum_row(self._says[4], self._sum)
        self._footer()
        self._canvas.showPage()
        self._page += 1
        self._y = 70.0
        if self._layout.repeated:
            self._header()
        if self._layout.carried:
            self._sum_row(self._says[5], self._sum)

    def _totals(self) -> None:
        bill, says = self._bill, self._says
        if self._y + 120 > BOTTOM:
            self._turn()
        self._y += 14
        self._sum_row(says[0], bill.net)
        if bill.freight:
            self._sum_row(says[3], bill.freight)
        for rate, (basis, tax) in bill.taxes.items():
            self._sum_row(f"{says[1]} {self._layout.number(rate)} % {self._layout.number(basis)}", tax)
        self._sum_row(says[2], bill.grand)

    def _sum_row(self, text: str, amount: Decimal) -> None:
        total = self._cell("total")
        self._write(max(60, total.x0 - 220), self._y, text)
        self._put(total, self._y, self._layout.amount(amount))
        self._y += self._layout.pitch

    def _footer(self) -> None:
        self._write(40, 800, "Example Bank  IBAN DE02 1203 0000 0000 2020 51  BIC BYLADEM1001")
        self._write(40, 812, f"VAT ID DE136695976  Tel. 030 4711 22  Page {self._page}")

    def _cell(self, kind: str) -> Cell:
        return next(cell for cell in self._layout.cells if cell.kind == kind)

    def _put(self, cell: Cell, y: float, text: str, *, bold: bool = False) -> None:
        while stringWidth(text, self._font(bold), self._layout.size) > cell.x1 - cell.x0 and cell.kind == "text":
            text = text.rpartition(" ")[0]
        width = stringWidth(text, self._font(bold), self._layout.size)
        left = cell.kind not in NUMBERS or (bold and self._layout.names_left)
        align = "left" if left else self._layout.align
        x = {"right": cell.x1 - width, "centre": (cell.x0 + cell.x1 - width) / 2}.get(align, cell.x0)
        self._write(x, y, text, bold=bold)

    def _write(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        self._canvas.setFont(self._font(bold), self._layout.size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def _font(self, bold: bool) -> str:
        return (
            {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[self._layout.font]
            if bold
            else self._layout.font
        )

    def _rule(self, y: float) -> None:
        self._canvas.line(40, HEIGHT - y, 555, HEIGHT - y)
